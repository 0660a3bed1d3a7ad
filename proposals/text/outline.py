"""The table of contents (目次): what a proposal starts with, and how its sections count."""

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from proposals.models import Section
from proposals.text.numbering import sign


class Heading(NamedTuple):
    title: str
    is_numbered: bool = True


SKELETON = (
    Heading("はじめに", is_numbered=False),
    Heading("要旨", is_numbered=False),
    Heading("研究の背景と目的"),
    Heading("現状と課題"),
    Heading("フィールドワークの結果と仮説の検証"),
    Heading("先進事例の考察"),
    Heading("提言"),
    Heading("実現に向けて"),
    Heading("講師講評", is_numbered=False),
    Heading("資料編", is_numbered=False),
)
"""Cover, contents, member list, activities and imprint are made from data with the paper.

Source: the usual parts of a report of the study groups (提言書の構成).
"""


def numbered(sections: Iterable[Section]) -> list[Section]:
    """In their order, each with its `number`: 「第2章」, 「1」 or 「第1節」 inside, or nothing."""
    chapter = part = 0
    counted = []
    for section in sorted(sections, key=attrgetter("position")):
        section.number = ""
        if section.level == Section.Level.CHAPTER:
            part = 0
            if section.is_numbered:
                chapter += 1
                section.number = f"第{chapter}章"
        elif section.is_numbered:
            part += 1
            section.number = sign(section.proposal.numbering, 1, part)
        counted.append(section)
    return counted


def heading(number: str, title: str) -> str:
    """「第2章　現状と課題」: number and title as they are printed."""
    return f"{number}\u3000{title}" if number else title
