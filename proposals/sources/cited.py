"""Where the findings and entries of a group are cited, read from the texts themselves.

No table of it is kept: twelve sections of 50,000 letters are read in less than half a second, and
a text that has not changed since is not read again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from fieldwork import citations
from fieldwork.models import ReferenceCase
from members.models import StudyGroup
from proposals.models import Entry, FrozenCitation, Milestone, Section
from proposals.text import citing, outline
from proposals.text.citing import Key
from support.collab import many, nodes
from support.collab.nodes import Node, Run

REMEMBERED = 2_000  # states of texts
LONGEST_CLAIM = 120  # letters


class Claim(NamedTuple):
    """A citation, and the sentence it stands in up to there."""

    key: Key
    words: str


@dataclass
class Places:
    """Where one source is cited: in which sections now, how often, and in which versions."""

    sections: list[tuple[Section, int]] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.sections or self.milestones)


def claims(tree: Iterable[Node | Run]) -> Iterator[Claim]:
    """The citations of a text in reading order; what is only suggested is no word of it."""
    before = ""
    for node in tree:
        if isinstance(node, Run):
            before += "" if node.inserted else node.text
        elif node.kind == "citation":
            if key := citing.key_of(node):
                yield Claim(key, _sentence(before))
        else:
            yield from claims(node.children)


def _sentence(before: str) -> str:
    """
    >>> _sentence("村は遠い。通院が難しい。")
    '通院が難しい。'
    """
    words = before.strip()
    start = words.rfind("。", 0, len(words) - 1) + 1
    sentence = words[start:].strip()
    return f"…{sentence[-LONGEST_CLAIM:]}" if len(sentence) > LONGEST_CLAIM else sentence


def now(sections: Iterable[Section]) -> dict[int, tuple[Claim, ...]]:
    """What each section claims with a source, as it is now. They come with their `document`."""
    documents = {section.pk: section.document for section in sections}
    drawers = {
        key: _drawer(document.pk, document.epoch, document.seq)
        for key, document in documents.items()
    }
    unread = [documents[key] for key, drawer in drawers.items() if not drawer]
    states = many.states(unread) if unread else {}
    for key, drawer in drawers.items():
        if not drawer:
            drawer.append(tuple(claims(nodes.of_update(states[documents[key].pk]))))
    return {key: drawer[0] for key, drawer in drawers.items()}


@lru_cache(maxsize=REMEMBERED)
def _drawer(document: UUID, epoch: int, seq: int) -> list[tuple[Claim, ...]]:
    """Where the claims of one state of a text are kept."""
    return []


def where(group: StudyGroup, keys: Iterable[Key]) -> dict[Key, Places]:
    """The places of each of `keys`, in all proposals of the group."""
    places = {key: Places() for key in keys}
    sections = _sections(group)
    found = now(sections)
    for section in sections:
        for key, count in Counter(claim.key for claim in found[section.pk]).items():
            if key in places:
                places[key].sections.append((section, count))
    for key, milestone in _frozen(places):
        places[key].milestones.append(milestone)
    return places


def _sections(group: StudyGroup) -> list[Section]:
    """The sections of the group's proposals, each with its number."""
    rows = Section.objects.filter(proposal__group=group)
    rows = rows.select_related("document", "proposal__group").order_by("proposal", "position")
    by_proposal: dict[int, list[Section]] = {}
    for section in rows:
        by_proposal.setdefault(section.proposal_id, []).append(section)
    return [row for sections in by_proposal.values() for row in outline.numbered(sections)]


def _frozen(keys: Iterable[Key]) -> Iterator[tuple[Key, Milestone]]:
    for kind in ("finding", "entry"):
        wanted = [key.pk for key in keys if key.kind == kind]
        rows = FrozenCitation.objects.filter(**{f"{kind}__in": wanted})
        pairs = rows.order_by(kind, "section__milestone").values_list(kind, "section__milestone")
        found = list(pairs.distinct()) if wanted else []
        milestones = Milestone.objects.select_related("proposal__group").in_bulk(
            {milestone for _pk, milestone in found}
        )
        for pk, milestone in found:
            yield Key(kind, pk), milestones[milestone]


def register() -> None:
    citations.register(findings=of_findings, case=of_case)


def of_findings(group: StudyGroup, findings: Iterable[int]) -> dict[int, Places]:
    """{finding: its places}, for the page of a visit."""
    found = where(group, [Key("finding", pk) for pk in findings])
    return {key.pk: places for key, places in found.items()}


def of_case(case: ReferenceCase) -> Places:
    """For the page of a reference case."""
    pks = Entry.objects.filter(case=case).values_list("pk", flat=True)
    key = next((Key("entry", pk) for pk in pks), None)
    return where(case.group, [key])[key] if key else Places()
