"""The text of a frozen version for paper: headings counted, citations as notes, contents listed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from proposals.models import FrozenSection, Milestone, Section
from proposals.paper.illustrations import Illustrations
from proposals.paper.numerals import half_width, half_width_html
from proposals.text import citing, counted, outline
from proposals.text.notes import Notes, on_paper
from proposals.text.numbering import Numbered, Numbering
from proposals.text.reading import or_nothing
from proposals.text.surroundings import Cite, around
from support.collab import reading
from support.collab.nodes import Node


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


def chapters(
    milestone: Milestone, notes: Notes | None = None, pictures: Illustrations | None = None
) -> list[Chapter]:
    """The chapters of a version in order; an unnumbered one without a word is left out.

    `notes` learns what they cite, `pictures` what they show.
    """
    sections = list(milestone.sections.prefetch_related("citations").order_by("position"))
    pictures = pictures or Illustrations(milestone.proposal)
    paper = _Paper(counted.of_version(milestone, sections), notes or Notes(), pictures)
    found = [paper.chapter(*group) for group in _grouped(sections)]
    return [chapter for chapter in found if chapter.is_numbered or chapter.parts]


def _grouped(sections: Iterable[FrozenSection]) -> list[list[FrozenSection]]:
    """Each chapter with the sections that hold its text: itself, then its parts."""
    groups: list[list[FrozenSection]] = []
    for section in sections:
        if section.level == Section.Level.CHAPTER or not groups:
            groups.append([])
        groups[-1].append(section)
    return groups


class _Paper:
    """Writes one chapter after the other; the notes are counted through all of them."""

    def __init__(self, numbering: Numbering, notes: Notes, pictures: Illustrations) -> None:
        self.numbering = numbering
        self.notes = notes
        self.pictures = pictures
        self.anchors: set[str] = set()

    def chapter(self, first: FrozenSection, *parts: FrozenSection) -> Chapter:
        heading = half_width(outline.heading(first.number, first.title))
        chapter = Chapter(f"s{first.section_id}", heading, is_numbered=bool(first.number))
        chapter.entries.append(Entry(chapter.anchor, heading, is_chapter=True))
        texts = [self._text(first, chapter, shift=1 if parts else 0)]
        heads = [SafeString()]
        for section in parts:
            heads.append(_part_heading(section, chapter))
            texts.append(self._text(section, chapter, shift=1))
        if first.number or any(texts):
            chapter.parts = [part for pair in zip(heads, texts, strict=True) for part in pair]
        return chapter

    def _text(self, section: FrozenSection, chapter: Chapter, *, shift: int) -> SafeString:
        """The text of one section; its headings of the first level go into the contents."""
        anchors: dict[int, str] = {}
        for one in self.numbering.parts[section.section_id].found:
            anchors[id(one)] = self._anchor(one, chapter)
            if one.depth == 1:
                text = half_width(outline.heading(one.number, one.mark.words))
                chapter.entries.append(Entry(anchors[id(one)], text))
        about = around(
            self.numbering,
            section.section_id,
            section.tree,
            citation=self._cite(section),
            note=lambda words: on_paper(self.notes.write(words)),
            anchor=lambda _node, one: anchors[id(one)],
            picture=self.pictures.address,
        )
        html = reading.html(section.tree, about, shift=shift)
        return or_nothing(half_width_html(html))

    def _cite(self, section: FrozenSection) -> Cite:
        """A note for each citation; nothing for a source that is not there."""
        cited = citing.frozen(section.citations.all())

        def cite(node: Node) -> SafeString:
            key = citing.key_of(node)
            return on_paper(self.notes.cite(cited[key])) if key in cited else SafeString()

        return cite

    def _anchor(self, one: Numbered, chapter: Chapter) -> str:
        """Where links find it. Copied texts may bear one name twice: the first has it."""
        anchor = one.mark.target
        if one.depth == 1 and (not anchor or anchor in self.anchors):
            anchor = f"{chapter.anchor}-{len(chapter.entries)}"
        if anchor in self.anchors:
            return ""
        self.anchors.add(anchor)
        return anchor


def _part_heading(section: FrozenSection, chapter: Chapter) -> SafeString:
    """Begin a part (節), which has its number from the proposal's outline."""
    heading, anchor = outline.heading(section.number, section.title), f"s{section.section_id}"
    heading = half_width(heading)
    chapter.entries.append(Entry(anchor, heading))
    return format_html('<h2 id="{}">{}</h2>', anchor, heading)
