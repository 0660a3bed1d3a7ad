"""Whose turn it is (誰の番か): worked out from the states, stored nowhere."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import pgettext

from members.models import Membership
from proposals.models import Proposal, Review, Section, Step
from proposals.models.review import CLOSING_TIME
from proposals.text import outline
from support.wareki import clock


@dataclass(frozen=True)
class Turn:
    """Who has to do something with a proposal or one of its sections, since when, until when."""

    who: str
    since: dt.datetime | None = None
    due_on: dt.date | None = None
    closes: dt.time | None = CLOSING_TIME  # None: the whole day counts

    @property
    def is_overdue(self) -> bool:
        if self.due_on is None:
            return False
        if self.closes is None:
            return self.due_on < clock.today()
        return clock.now() > dt.datetime.combine(self.due_on, self.closes, tzinfo=clock.TOKYO)


@dataclass
class Row:
    """One proposal on the board, with the sections its writers still have in hand."""

    proposal: Proposal
    turn: Turn
    sections: list[tuple[Section, Turn]] = field(default_factory=list)


def board(proposals: models.QuerySet[Proposal]) -> list[Row]:
    """Each proposal with whose turn it is. Four queries, however many there are."""
    rows = proposals.select_related("group", "author__person").order_by("group", "pk")
    rows = rows.prefetch_related(
        models.Prefetch("steps", Step.objects.order_by("at", "pk")),
        models.Prefetch("sections", _sections()),
    )
    found = list(rows)
    leaders = _leaders({proposal.group_id for proposal in found})
    waiting = _waiting(found)
    return [_row(proposal, leaders, waiting.get(proposal.pk, [])) for proposal in found]


def _row(proposal: Proposal, leaders: dict[int, list[str]], reviews: list[Review]) -> Row:
    steps = list(proposal.steps.all())
    since = steps[-1].at if steps else None  # the first words leave no step
    due_on = steps[-1].due_on if steps else None
    who = _who(proposal, leaders, reviews)
    if proposal.is_open:
        row = Row(proposal, Turn(who, since))
        row.sections = list(_in_hand(proposal))
        return row
    if proposal.is_under_review:
        due_on = min((review.due_on for review in reviews), default=due_on)
    return Row(proposal, Turn(who, since, due_on))


def _who(proposal: Proposal, leaders: dict[int, list[str]], reviews: list[Review]) -> str:
    state = Proposal.State
    if proposal.state == state.REVIEWING:
        return "、".join(review.lecturer.name for review in reviews)
    if proposal.state in (state.ENDORSED, state.OFFICE_CHECK, state.FINAL):
        return pgettext("turn", "secretariat")
    if proposal.state == state.PUBLISHED:
        return ""
    if proposal.state == state.GROUP_CHECK:
        return pgettext("turn", "all members")
    if proposal.author is not None:
        return proposal.author.name
    named = "、".join(leaders.get(proposal.group_id, []))
    return named or pgettext("turn", "members")


def _in_hand(proposal: Proposal) -> Iterator[tuple[Section, Turn]]:
    for section in outline.numbered(proposal.sections.all()):
        if not section.is_ready:
            who = section.owner.name if section.owner else pgettext("turn", "not decided")
            yield section, Turn(who, None, section.due_on, closes=None)


def _sections() -> models.QuerySet[Section]:
    return Section.objects.select_related("owner__person", "proposal__group")


def _leaders(groups: Iterable[int]) -> dict[int, list[str]]:
    rows = Membership.objects.active(on=clock.today()).leaders().filter(group__in=groups)
    found: dict[int, list[str]] = {}
    for row in rows.select_related("user__person").order_by("pk"):
        found.setdefault(row.group_id, []).append(row.user.name)
    return found


def _waiting(proposals: Iterable[Proposal]) -> dict[int, list[Review]]:
    rows = Review.objects.waiting().filter(milestone__proposal__in=proposals)
    found: dict[int, list[Review]] = {}
    for row in rows.select_related("milestone", "lecturer__person"):
        found.setdefault(row.milestone.proposal_id, []).append(row)
    return found
