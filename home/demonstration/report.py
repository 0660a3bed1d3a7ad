"""Reads the sample 提言書 (Markdown) into chapters of blocks, as the editor would hold them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from support.collab.blocks import Block

SAMPLE = Path(__file__).resolve().parent.parent / "fixtures" / "sample-proposal.md"
CHAPTER = re.compile(r"^## 第\d+章　(.+)$")
PART = re.compile(r"^### (?:\d+　)?(.+)$")
# 「(1) 何度も書く」 alone on its line is a heading; with a full stop it is a sentence.
ITEM_HEADING = re.compile(r"^\(\d+\) ([^。　]{1,24})$")
RULE = re.compile(r"^\|[-| ]+\|$")


@dataclass
class Chapter:
    title: str
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Report:
    title: str
    subtitle: str
    chapters: list[Chapter]


def read(path: Path = SAMPLE) -> Report:
    """The sample report. Its tables become lists: the editor has no tables yet."""
    lines = path.read_text(encoding="utf-8").splitlines()
    title, _, subtitle = lines[0].removeprefix("# ").partition("　――")
    report = Report(title, subtitle.removesuffix("――"), [])
    table: list[list[str]] = []
    for line in lines[1:]:
        if line.startswith("|"):
            if not RULE.match(line):
                table.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if table:
            report.chapters[-1].blocks += _rows(table)
            table = []
        _take(report, line.strip())
    return report


def _take(report: Report, line: str) -> None:
    if chapter := CHAPTER.match(line):
        report.chapters.append(Chapter(chapter[1]))
    elif line and report.chapters:
        report.chapters[-1].blocks.append(_block(line))


def _block(line: str) -> Block:
    if part := PART.match(line):
        return Block("heading", part[1], level=2)
    if item := ITEM_HEADING.match(line):
        return Block("heading", item[1], level=3)
    return Block("paragraph", line)


def _rows(table: list[list[str]]) -> Iterator[Block]:
    heads, *rows = table
    for first, *rest in rows:
        words = "、".join(f"{head}：{cell}" for head, cell in zip(heads[1:], rest, strict=True))
        yield Block("bullet", f"**{first}**　{words}")
