"""What the checks find in a proposal as it is now, or in a version."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from proposals.models import Milestone, Proposal, Section, Thread
from proposals.proof.checks import CHECKS, Check, Weight
from proposals.proof.text import Found, Text
from proposals.text import counted
from support.collab import many, nodes
from support.collab.reading import Tree


@dataclass(frozen=True)
class Remark:
    """One place to look at."""

    section: str  # 「第2章　現状と課題」
    words: str
    address: str


@dataclass(frozen=True)
class Finding:
    """A check with the places it found."""

    check: Check
    remarks: list[Remark]


@dataclass(frozen=True)
class OpenComments:
    section: str
    count: int
    address: str


@dataclass
class Proof:
    """The whole page: what to mend, what to look at."""

    findings: list[Finding] = field(default_factory=list)
    comments: list[OpenComments] = field(default_factory=list)

    @property
    def to_mend(self) -> list[Finding]:
        return [row for row in self.findings if row.check.weight is Weight.MEND]

    @property
    def to_look_at(self) -> list[Finding]:
        return [row for row in self.findings if row.check.weight is Weight.LOOK]

    @property
    def mend_count(self) -> int:
        return sum(len(row.remarks) for row in self.to_mend)

    @property
    def look_count(self) -> int:
        return sum(len(row.remarks) for row in self.to_look_at) + self.comment_count

    @property
    def comment_count(self) -> int:
        return sum(row.count for row in self.comments)


@dataclass(frozen=True)
class _Place:
    """A text with its name and where its page is."""

    name: str
    tree: Tree
    address: str
    is_one_page: bool = False

    def link(self, found: Found) -> str:
        if not found.target:
            return self.address
        return f"{self.address.partition('#')[0]}#{found.target}"


def of_proposal(proposal: Proposal) -> Proof:
    """The text as it is now. Two queries for the texts, one for the comments, however long."""
    sections = list(proposal.sections.select_related("document").order_by("position"))
    states = many.states([section.document for section in sections])
    trees = {row.pk: _tree(states.get(row.document_id)) for row in sections}
    numbering = counted.of_proposal(proposal, own=trees)
    slug = proposal.group.slug
    places = [
        _Place(_name(numbering.parts[row.pk].part.number, row.title), trees[row.pk],
               reverse("proposals:section", args=[slug, row.pk]))
        for row in sections
    ]  # fmt: skip
    return Proof(_findings(places, numbering.labels), _comments(proposal, sections))


def of_version(milestone: Milestone) -> Proof:
    """The text of a frozen version; open comments are those of the text as it is now."""
    sections = list(milestone.sections.order_by("position"))
    numbering = counted.of_version(milestone, sections)
    page = milestone.get_absolute_url()
    places = [
        _Place(_name(row.number, row.title), row.tree, f"{page}#part-{row.position}")
        for row in sections
    ]
    return Proof(_findings(places, numbering.labels))


def _tree(state: bytes | None) -> Tree:
    return nodes.of_update(state) if state else ()


def _name(number: str, title: str) -> str:
    return f"{number}\u3000{title}" if number else title


def _findings(places: Iterable[_Place], targets: Iterable[str]) -> list[Finding]:
    texts = [(place, Text(place.tree, frozenset(targets))) for place in places]
    found = [
        Finding(check, [Remark(place.name, one.words, place.link(one))
                        for place, text in texts for one in check.find(text)])
        for check in CHECKS
    ]  # fmt: skip
    return [row for row in found if row.remarks]


def _comments(proposal: Proposal, sections: Iterable[Section]) -> list[OpenComments]:
    rows = Thread.objects.filter(state=Thread.State.OPEN)
    counts = Counter(rows.of_proposal(proposal).values_list("section", flat=True))
    page = reverse("proposals:comments", args=[proposal.group.slug, proposal.pk])
    names = {None: proposal.title} | {section.pk: section.title for section in sections}
    return [OpenComments(names[key], counts[key], page) for key in names if counts[key]]
