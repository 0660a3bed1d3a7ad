"""The numbers of a proposal as it is now, or as it was frozen, read from its texts."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from uuid import UUID

from proposals.models import FrozenSection, Milestone, Proposal, Section
from proposals.text import numbering, outline
from proposals.text.numbering import Mark, Numbering, Part
from support.collab import many, nodes
from support.collab.models import Document
from support.collab.reading import Tree

REMEMBERED = 2_000  # states of texts


def of_proposal(proposal: Proposal, *, own: Mapping[int, Tree] | None = None) -> Numbering:
    """All sections as they are now; `own` holds texts that have been read already, by section."""
    sections = outline.numbered(proposal.sections.select_related("document"))
    read = {key: numbering.marks(tree) for key, tree in (own or {}).items()}
    read |= _marks(section for section in sections if section.pk not in read)
    parts = [_part(row, row.pk, read.get(row.pk, ())) for row in sections]
    return numbering.number(parts, proposal.numbering)


def of_version(milestone: Milestone, sections: Iterable[FrozenSection]) -> Numbering:
    """The sections of a frozen version; puts the `tree` of its text at each."""
    parts = []
    for row in sections:
        row.tree = nodes.of_update(bytes(row.state))
        parts.append(_part(row, row.section_id, numbering.marks(row.tree)))
    return numbering.number(parts, milestone.numbering)


def _part(row: Section | FrozenSection, key: int, marks: tuple[Mark, ...]) -> Part:
    return Part(key, row.level == Section.Level.CHAPTER, row.number, row.title, marks)


def _marks(sections: Iterable[Section]) -> dict[int, tuple[Mark, ...]]:
    """What is counted in each text. A text that has not changed is not read again."""
    documents = {section.pk: section.document for section in sections}
    drawers = {key: _drawer(*_state(document)) for key, document in documents.items()}
    unread = [
        documents[key] for key, drawer in drawers.items() if not drawer and documents[key].seq
    ]
    states = many.states(unread) if unread else {}
    for key, drawer in drawers.items():
        if not drawer:
            state = states.get(documents[key].pk)
            drawer.append(numbering.marks(nodes.of_update(state)) if state else ())
    return {key: drawer[0] for key, drawer in drawers.items()}


def _state(document: Document) -> tuple[UUID, int, int]:
    return document.pk, document.epoch, document.seq


@lru_cache(maxsize=REMEMBERED)
def _drawer(key: UUID, epoch: int, seq: int) -> list[tuple[Mark, ...]]:
    """Where the marks of one state of a text are kept."""
    return []
