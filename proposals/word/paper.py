"""A frozen version as a Word file (全体版): the same parts in the same order as the PDF."""

import json
from collections.abc import Iterable

from proposals.models import FrozenSection, Milestone, Section
from proposals.paper import publication
from proposals.text import citing, counted, outline
from proposals.text.notes import Notes
from proposals.text.numbering import Numbering
from proposals.text.surroundings import around
from proposals.word import back, front, noting, tree
from proposals.word.making import make
from proposals.word.picturing import Gathered
from proposals.word.tree import Blocks
from proposals.word.writing import Writer
from support import documents
from support.word import reference

KIND = "proposal-word"


def register() -> None:
    documents.register(KIND, compose)


def compose(render) -> documents.Ready:
    """The Word file of the milestone this render is about. Errors: NotMade."""
    milestone = Milestone.objects.select_related("proposal__group").get(pk=render.subject_pk)
    pictures = Gathered(milestone.proposal)
    made = blocks(milestone, pictures)
    return make(made, pictures.files(), title=title(milestone))


def title(milestone: Milestone) -> str:
    """As of the PDF: what is not endorsed says which version it is."""
    is_final = milestone.is_endorsed()
    return milestone.title if is_final else f"{milestone.title}（{milestone.name}）"


def content_key(milestone: Milestone) -> str:
    """A digest of all that the file would hold now: words, names, days and looks."""
    made = json.dumps(blocks(milestone, Gathered(milestone.proposal)), ensure_ascii=False)
    return documents.content_key(title(milestone), made, reference.fingerprint())


def blocks(milestone: Milestone, pictures: Gathered) -> Blocks:
    facts = publication.facts(milestone)
    notes = Notes()
    body = text(milestone, notes, pictures)
    body += [*back.sources(notes), *back.back(facts)]
    return [*front.cover(facts), *front.contents(body), front.END_OF_FRONT, *body]


def text(milestone: Milestone, notes: Notes, pictures: Gathered) -> Blocks:
    """The chapters in order; an unnumbered one without a word is left out."""
    sections = list(milestone.sections.prefetch_related("citations").order_by("position"))
    numbering = counted.of_version(milestone, sections)
    found: Blocks = []
    for group in _chapters(sections):
        deeper = len(group) > 1  # the parts are the first level below the chapter
        words = [
            _section(section, numbering, notes, pictures, shift=1 if deeper else 0)
            for section in group
        ]
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


def _section(
    section: FrozenSection, numbering: Numbering, notes: Notes, pictures: Gathered, *, shift: int
) -> Blocks:
    sources = citing.frozen(section.citations.all())
    about = around(
        numbering,
        section.section_id,
        section.tree,
        citation=noting.citing(sources, notes),
        note=noting.noting(notes),
        picture=pictures.name,
    )
    return Writer(about, shift=shift).blocks(section.tree)
