"""Making a milestone: every section as it is acknowledged at one moment, kept for good."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from members.models import User
from proposals.models import FrozenCitation, FrozenSection, Milestone, Proposal, Section
from proposals.text import citing, outline
from proposals.text.citing import Key, Source
from support.collab import actions as collab
from support.collab import nodes, reading
from support.collab.models import Document
from support.wareki import clock


class Part(NamedTuple):
    """A section about to be kept, and what it cites, each once, in reading order."""

    frozen: FrozenSection
    cited: list[Key]


def freeze(proposal: Proposal, *, name: str, by: User, note: str = "") -> Milestone:
    """A milestone that holds exactly the updates acknowledged before it.

    Call it in a transaction that holds the lock of the proposal's row. It takes the locks of all
    texts, in the order of their keys; whoever writes a text holds only that one.
    """
    sections = outline.numbered(proposal.sections.select_related("owner__person"))
    documents = _locked(section.document_id for section in sections)
    parts = [_part(section, documents[section.document_id]) for section in sections]
    sources = citing.sources(proposal.group, (key for part in parts for key in part.cited))
    milestone = Milestone.objects.create(
        proposal=proposal,
        number=proposal.milestones.count() + 1,
        name=name,
        note=note,
        title=proposal.title,
        subtitle=proposal.subtitle,
        numbering=proposal.numbering,
        content_hash=_hash_of_all(proposal, parts, sources),
        by=by,
        at=clock.now(),
    )
    for part in parts:
        part.frozen.milestone = milestone
    FrozenSection.objects.bulk_create(part.frozen for part in parts)
    FrozenCitation.objects.bulk_create(_citations(parts, sources))
    return milestone


def _locked(keys: Iterable[UUID]) -> dict[UUID, Document]:
    rows = Document.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk")
    return {document.pk: document for document in rows}


def _part(section: Section, document: Document) -> Part:
    state = collab.state(document)
    owner_name = section.owner.name if section.owner else ""
    frozen = FrozenSection(
        section=section,
        position=section.position,
        level=section.level,
        number=section.number,
        title=section.title,
        owner_name=owner_name,
        epoch=document.epoch,
        seq=document.seq,
        state=state,
        letters=reading.letters(state),
        content_hash=_hash(section.number, section.title, owner_name, state.hex()),
    )
    return Part(frozen, list(dict.fromkeys(citing.every_key(nodes.of_update(state)))))


def _citations(parts: list[Part], sources: Mapping[Key, Source]) -> Iterable[FrozenCitation]:
    for part in parts:
        known = [sources[key] for key in part.cited if key in sources]
        for position, source in enumerate(known, start=1):
            yield FrozenCitation(
                section=part.frozen,
                kind=source.kind,
                finding_id=source.key.pk if source.key.kind == "finding" else None,
                entry_id=source.key.pk if source.key.kind == "entry" else None,
                position=position,
                text=source.text,
                source=source.where,
            )


def _hash_of_all(proposal: Proposal, parts: list[Part], sources: Mapping[Key, Source]) -> str:
    notes = [_note(sources[key]) for part in parts for key in part.cited if key in sources]
    hashes = [part.frozen.content_hash for part in parts]
    return _hash(proposal.title, proposal.subtitle, proposal.numbering, *hashes, *notes)


def _note(source: Source) -> str:
    """A finding as it was written before there were other sources: an old fingerprint holds."""
    key = source.key
    name = f"{key.pk}" if key.kind == "finding" else f"{key.kind} {key.pk}"
    return f"{name} {source.text} {source.where}"


def _hash(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()
