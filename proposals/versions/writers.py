"""Who wrote how much of a version, or of the text as it is: for thanking, not for ranking."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from members.models import User
from proposals.models import FrozenSection, Milestone, Proposal, Section
from proposals.text import outline
from support.collab import actions as collab
from support.collab import authorship
from support.collab.authorship import Author, Stroke
from support.collab.models import Hand


@dataclass(frozen=True)
class Share:
    """The letters of one person that stand in a text."""

    name: str
    letters: int
    whole: int

    @property
    def percent(self) -> int:
        return round(100 * self.letters / self.whole) if self.whole else 0

    @property
    def percent_text(self) -> str:
        """「33%」; a few letters are never nothing."""
        return f"{self.percent}%" if self.percent or not self.letters else _("under 1%")


@dataclass(frozen=True)
class SectionShares:
    heading: str
    letters: int
    shares: list[Share]


@dataclass(frozen=True)
class Shares:
    """Of the whole text and of each section, people in the order of their names."""

    letters: int
    shares: list[Share]
    sections: list[SectionShares]


def of_version(milestone: Milestone) -> Shares:
    rows = milestone.sections.select_related("section").order_by("position")
    return _shares([(row, row.section.document_id, bytes(row.state)) for row in rows])


def of_now(proposal: Proposal) -> Shares:
    rows = outline.numbered(proposal.sections.select_related("document"))
    return _shares([(row, row.document_id, collab.state(row.document)) for row in rows])


def _shares(texts: list[tuple[FrozenSection | Section, UUID, bytes]]) -> Shares:
    strokes = _strokes(document for _row, document, _state in texts)
    counted = [
        (row, authorship.letters(state, strokes.get(document, ())))
        for row, document, state in texts
    ]
    names = _names(author for _row, letters in counted for author in letters)
    total: Counter[Author] = sum((letters for _row, letters in counted), Counter())
    sections = [
        SectionShares(outline.heading(row.number, row.title), letters.total(), _of(letters, names))
        for row, letters in counted
    ]
    return Shares(total.total(), _of(total, names), sections)


def _strokes(documents: Iterable[UUID]) -> dict[UUID, list[Stroke]]:
    found: dict[UUID, list[Stroke]] = {}
    rows = Hand.objects.filter(document__in=list(documents)).order_by("clock")
    for document, *stroke in rows.values_list("document", "client", "clock", "author"):
        found.setdefault(document, []).append(Stroke(*stroke))
    return found


def _names(authors: Iterable[Author]) -> dict[Author, str]:
    """In the order in which they are shown; what the server put there comes last."""
    known = {author for author in authors if author is not None}
    rows = User.objects.filter(pk__in=known).select_related("person")
    people: dict[Author, str] = {
        user.pk: user.name for user in rows.order_by("person__family_kana", "pk")
    }
    return people | {None: _("Put in at the start by the secretariat")}


def _of(letters: Counter[Author], names: Mapping[Author, str]) -> list[Share]:
    whole = letters.total()
    return [
        Share(name, letters[author], whole) for author, name in names.items() if letters[author]
    ]
