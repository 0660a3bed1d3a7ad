"""Making a milestone: every section as it is acknowledged at one moment, kept for good."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from fieldwork.models import Finding
from members.models import User
from proposals import outline
from proposals.models import FrozenCitation, FrozenSection, Milestone, Proposal, Section
from support import wareki
from support.collab import actions as collab
from support.collab import nodes, reading
from support.collab.models import Document
from support.wareki import clock


class Part(NamedTuple):
    """A section about to be kept, and the numbers of the findings it cites, in their order."""

    frozen: FrozenSection
    cited: list[int]


def freeze(proposal: Proposal, *, name: str, by: User, note: str = "") -> Milestone:
    """A milestone that holds exactly the updates acknowledged before it.

    Call it in a transaction that holds the lock of the proposal's row. It takes the locks of all
    texts, in the order of their keys; whoever writes a text holds only that one.
    """
    sections = outline.numbered(proposal.sections.select_related("owner__person"))
    documents = _locked(section.document_id for section in sections)
    parts = [_part(section, documents[section.document_id]) for section in sections]
    findings = _findings(proposal, parts)
    milestone = Milestone.objects.create(
        proposal=proposal,
        number=proposal.milestones.count() + 1,
        name=name,
        note=note,
        title=proposal.title,
        subtitle=proposal.subtitle,
        numbering=proposal.numbering,
        content_hash=_hash_of_all(proposal, parts, findings),
        by=by,
        at=clock.now(),
    )
    for part in parts:
        part.frozen.milestone = milestone
    FrozenSection.objects.bulk_create(part.frozen for part in parts)
    FrozenCitation.objects.bulk_create(_citations(parts, findings))
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
    return Part(frozen, cited(state))


def cited(state: bytes) -> list[int]:
    """The numbers of the findings a text cites, each once, as they first occur."""
    citations = nodes.every(nodes.of_update(state), "citation")
    return list(dict.fromkeys(node.finding for node in citations if node.finding is not None))


def _findings(proposal: Proposal, parts: list[Part]) -> dict[int, Finding]:
    """The findings cited; a number that belongs to no finding of the group means nothing."""
    numbers = {number for part in parts for number in part.cited}
    rows = Finding.objects.filter(visit__group=proposal.group, pk__in=numbers)
    return {finding.pk: finding for finding in rows.select_related("visit")}


def _citations(parts: list[Part], findings: Mapping[int, Finding]) -> Iterable[FrozenCitation]:
    for part in parts:
        known = [findings[number] for number in part.cited if number in findings]
        for position, finding in enumerate(known, start=1):
            yield FrozenCitation(
                section=part.frozen,
                finding=finding,
                position=position,
                text=finding.text,
                source=source_of(finding),
            )


def source_of(finding: Finding) -> str:
    """「しらさぎ市（視察、令和4年10月20日、聞き取り）」: where, when and how, as notes print it."""
    visit = finding.visit
    day = wareki.format_day(visit.visited_on, with_weekday=False)
    how = [str(visit.get_kind_display()), day, finding.evidence]
    return f"{visit.host}（{'、'.join(word for word in how if word)}）"


def _hash_of_all(proposal: Proposal, parts: list[Part], findings: Mapping[int, Finding]) -> str:
    notes = [
        f"{number} {findings[number].text} {source_of(findings[number])}"
        for part in parts
        for number in part.cited
        if number in findings
    ]
    hashes = [part.frozen.content_hash for part in parts]
    return _hash(proposal.title, proposal.subtitle, proposal.numbering, *hashes, *notes)


def _hash(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()
