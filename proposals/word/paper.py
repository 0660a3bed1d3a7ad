"""A frozen version as a Word file (全体版): the same parts in the same order as the PDF."""

import json
from collections.abc import Iterable

from proposals import counted, outline, publication
from proposals.models import FrozenSection, Milestone, Section
from proposals.numbering import Numbering
from proposals.surroundings import around
from proposals.word import back, front, tree
from proposals.word.making import make
from proposals.word.tree import Blocks
from proposals.word.writing import Writer
from support import documents
from support.collab.nodes import Node
from support.word import reference

KIND = "proposal-word"


def register() -> None:
    documents.register(KIND, compose)


def compose(render) -> documents.Ready:
    """The Word file of the milestone this render is about. Errors: NotMade."""
    milestone = Milestone.objects.select_related("proposal__group").get(pk=render.subject_pk)
    return make(blocks(milestone), {}, title=milestone.title)


def content_key(milestone: Milestone) -> str:
    """A digest of all that the file would hold now: words, names, days and looks."""
    made = json.dumps(blocks(milestone), ensure_ascii=False)
    return documents.content_key(milestone.title, made, reference.fingerprint())


def blocks(milestone: Milestone) -> Blocks:
    facts = publication.facts(milestone)
    body = [*text(milestone), *back.back(facts)]
    return [*front.cover(facts), *front.contents(body), front.END_OF_FRONT, *body]


def text(milestone: Milestone) -> Blocks:
    """The chapters in order; an unnumbered one without a word is left out."""
    sections = list(milestone.sections.prefetch_related("citations").order_by("position"))
    numbering = counted.of_version(milestone, sections)
    found: Blocks = []
    for group in _chapters(sections):
        deeper = len(group) > 1  # the parts are the first level below the chapter
        words = [_section(section, numbering, shift=1 if deeper else 0) for section in group]
        if not group[0].number and not any(words):
            continue
        for level, section, written in zip((1, *[2] * len(group)), group, words, strict=False):
            title = tree.words(outline.heading(section.number, section.title))
            found += [tree.heading(level, title, f"s{section.section_id}"), *written]
    return found


def _chapters(sections: Iterable[FrozenSection]) -> list[list[FrozenSection]]:
    groups: list[list[FrozenSection]] = []
    for section in sections:
        if section.level == Section.Level.CHAPTER or not groups:
            groups.append([])
        groups[-1].append(section)
    return groups


def _section(section: FrozenSection, numbering: Numbering, *, shift: int) -> Blocks:
    rows = {row.finding_id: row for row in section.citations.all()}

    def cite(node: Node) -> str:
        row = rows.get(node.finding or 0)
        return f"{row.text}　{row.source}" if row else ""

    about = around(numbering, section.section_id, section.tree, citation=cite)
    return Writer(about, shift=shift).blocks(section.tree)
