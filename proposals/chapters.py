"""The text of a frozen version for paper: headings counted, citations as notes, contents listed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from proposals import outline
from proposals.models import FrozenSection, Section
from support.collab import reading
from support.collab.surroundings import Surroundings

HEADING = re.compile(r"<h([2-4])>(.*?)</h\1>", re.DOTALL)
NOTE = re.compile(r'\u2060<span class="note">.*?</span>', re.DOTALL)
TYPED = re.compile(
    r"第[0-9０-９一二三四五六七八九十]+|[0-9０-９]+[\u3000 .．、]|[(（][0-9０-９]+[)）]|[①-⑳]"
    r"|(?:提言|仮説|事例|資料)[0-9０-９]+|[ア-ン][\u3000 ]"
)
"""A heading whose writer has counted: neither it nor its neighbours are counted again."""

KANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)


@dataclass(frozen=True)
class Entry:
    """One line of the table of contents."""

    anchor: str
    text: str
    is_chapter: bool = False


@dataclass
class Chapter:
    """A chapter as it is printed. Front matter (はじめに, 要旨) stands before the first one."""

    anchor: str
    heading: str
    is_numbered: bool
    parts: list[SafeString] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def html(self) -> SafeString:
        return mark_safe("".join(self.parts))  # noqa: S308 (made of escaped parts)


def chapters(sections: Iterable[FrozenSection]) -> list[Chapter]:
    """The chapters in order; an unnumbered one without a word is left out.

    `sections` carry their `citations`, and come in order.
    """
    notes = _Notes()
    found: list[Chapter] = []
    for chapter, texts in _grouped(sections):
        words = [_text(section, notes) for section in texts]
        if chapter.number or any(words):
            found.append(_chapter(f"c{len(found) + 1}", chapter, texts, words))
    return found


def _grouped(
    sections: Iterable[FrozenSection],
) -> list[tuple[FrozenSection, list[FrozenSection]]]:
    """Each chapter with the sections that hold its text: itself, then its parts."""
    groups: list[tuple[FrozenSection, list[FrozenSection]]] = []
    for section in sections:
        if section.level == Section.Level.CHAPTER or not groups:
            groups.append((section, []))
        groups[-1][1].append(section)
    return groups


def _text(section: FrozenSection, notes: "_Notes") -> str:
    rows = {row.finding_id: row for row in section.citations.all()}
    around = Surroundings(
        citation=lambda node: notes.note(rows.get(node.finding or 0)),
        note=notes.footnote,
    )
    html = reading.html(bytes(section.state), around)
    return html if strip_tags(html).strip() else ""


def _chapter(
    anchor: str, first: FrozenSection, sections: list[FrozenSection], words: list[str]
) -> Chapter:
    heading = outline.heading(first.number, first.title)
    chapter = Chapter(anchor, heading, is_numbered=bool(first.number))
    chapter.entries.append(Entry(anchor, heading, is_chapter=True))
    deeper = len(sections) > 1  # the parts are the first level below the chapter
    counter = _Counter(chapter, deeper, words)
    for section, html in zip(sections, words, strict=True):
        if section is not first:
            counter.part(outline.heading(section.number, section.title))
        chapter.parts.append(mark_safe(HEADING.sub(counter.heading, html)))  # noqa: S308
    return chapter


class _Counter:
    """Counts the headings of one chapter: 1 → (1) → ア.

    Source: RULES 11, the order of numbers in official papers (公用文の項目の細別).
    """

    def __init__(self, chapter: Chapter, deeper: bool, words: Iterable[str]) -> None:
        self.chapter = chapter
        self.shift = 1 if deeper else 0
        self.counts = {2: 0, 3: 0, 4: 0}
        found = [match for html in words for match in HEADING.finditer(html)]
        self.typed = {self.level(match) for match in found if TYPED.match(strip_tags(match[2]))}

    def level(self, match: re.Match[str]) -> int:
        return min(int(match[1]) + self.shift, 4)

    def part(self, heading: str) -> None:
        """Begin a part (節), which has its number from the proposal's outline."""
        self._step(2)
        html = format_html("<h2 id={}>{}</h2>", self._entry(heading), heading)
        self.chapter.parts.append(html)

    def heading(self, match: re.Match[str]) -> str:
        """The heading found, with its number, and in the contents if it is of the first level."""
        level = self.level(match)
        self._step(level)
        number = self._number(level)
        if level > 2:
            return f"<h{level}>{number}{match[2]}</h{level}>"
        anchor = self._entry(number + strip_tags(NOTE.sub("", match[2])))
        return f'<h2 id="{anchor}">{number}{match[2]}</h2>'

    def _step(self, level: int) -> None:
        self.counts[level] += 1
        for below in range(level + 1, 5):
            self.counts[below] = 0

    def _number(self, level: int) -> str:
        if level in self.typed or not self.chapter.is_numbered:
            return ""
        count = self.counts[level]
        kana = KANA[(count - 1) % len(KANA)]
        return {2: f"{count}\u3000", 3: f"({count})\u3000", 4: f"{kana}\u3000"}[level]

    def _entry(self, text: str) -> str:
        anchor = f"{self.chapter.anchor}-{len(self.chapter.entries)}"
        self.chapter.entries.append(Entry(anchor, text))
        return anchor


class _Notes:
    """The notes of the whole paper, counted as the page counts them."""

    def __init__(self) -> None:
        self.count = 0
        self.first: dict[int, int] = {}

    def footnote(self, words: str) -> SafeString:
        """A note that the writer has written."""
        self.count += 1
        return _note(words)

    def note(self, citation) -> SafeString:
        """A note with the finding and where it was made; nothing for a finding that is gone."""
        if citation is None:
            return SafeString()
        self.count += 1
        earlier = self.first.setdefault(citation.finding_id, self.count)
        words = f"{citation.text}\u3000{citation.source}"
        if earlier != self.count:
            words = f"前掲（注{earlier}）。"
        return _note(words)


def _note(words: str) -> SafeString:
    return format_html('\u2060<span class="note">{}</span>', words)
