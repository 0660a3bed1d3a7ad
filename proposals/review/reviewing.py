"""The way of a proposal to its lecturers and back, and out to everybody.

Each action locks the proposal's row first, then asks what state it is in: of two at once, the
second finds it changed and is refused.
"""

import datetime as dt
import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from members.models import User
from proposals.models import Mark, Milestone, Proposal, Reading, Review, Section
from proposals.review import moving
from proposals.versions import freezing
from support import notices, wareki
from support.access import Refused
from support.wareki import clock

logger = logging.getLogger(__name__)


@transaction.atomic
def submit(
    proposal: Proposal,
    *,
    lecturers: Iterable[User],
    due_on: dt.date,
    reason: str = "",
    by: User,
) -> Milestone:
    """Hand a frozen version to the lecturers until 17:00 of `due_on` (Asia/Tokyo).

    `reason` says why the secretariat does it for the leader.

    Errors: Refused when the members do not have it, without a lecturer, or for a closed day.
    Effects: a milestone, a review and a notice for each lecturer; the text is closed to members.
    """
    proposal = moving.lock(proposal)
    lecturers = list(lecturers)
    if not lecturers:
        raise Refused(_("There is no lecturer to ask. Please tell the secretariat."))
    if not wareki.is_office_day(due_on):
        raise Refused(_("Please choose an office day: the offices are closed on that day."))
    if proposal.state not in Proposal.WITH_MEMBERS:
        raise Refused(_("The proposal has already been submitted."))
    milestone = freezing.freeze(proposal, name=_round_name(proposal), by=by)
    moving.move(
        proposal,
        Proposal.State.REVIEWING,
        only_from=Proposal.WITH_MEMBERS,
        otherwise=_("The proposal has already been submitted."),
        milestone=milestone,
        due_on=due_on,
        reason=reason,
        by=by,
    )
    proposal.sections.update(state=Section.State.IN_REVIEW, updated_at=clock.now())
    for lecturer in lecturers:
        review = Review.objects.create(milestone=milestone, lecturer=lecturer, due_on=due_on)
        notices.add("review_requested", subject=review, to=lecturer, due_on=clock.today())
    logger.info("proposal submitted proposal=%s by=%s due_on=%s", proposal.pk, by.pk, due_on)
    return milestone


@transaction.atomic
def ask_changes(
    review: Review, *, note: str, by: User, marks: Iterable[Mark] = (), because: str = ""
) -> None:
    """The lecturer asks for changes (修正依頼): the round ends and the members write again.

    The secretariat enters an answer for the lecturer, and says why (`because`).

    Errors: Refused when this version has been answered, or is not the one under review any more.
    Effects: other lecturers' open reviews of the round end; a notice to each member.
    """
    review = _lock_round(review)
    _answer(review, Review.State.CHANGES_REQUESTED, note, marks, by, because)
    proposal = review.milestone.proposal
    moving.move(
        proposal,
        Proposal.State.CHANGES,
        only_from=[Proposal.State.REVIEWING],
        otherwise=_not_current(),
        milestone=review.milestone,
        reason=because,
        by=by,
    )
    _end_open_reviews(proposal)
    proposal.sections.update(state=Section.State.CHANGES, updated_at=clock.now())
    moving.tell_members("changes_requested", subject=review, group=proposal.group)
    logger.info("changes requested review=%s by=%s", review.pk, by.pk)


@transaction.atomic
def endorse(
    review: Review, *, note: str = "", by: User, marks: Iterable[Mark] = (), because: str = ""
) -> None:
    """The lecturer agrees (了承). When all who were asked agree, the proposal is endorsed.

    The secretariat enters an answer for the lecturer, and says why (`because`).

    Errors: Refused when this version has been answered, or is not the one under review any more.
    Effects: a notice to each member when it was the last answer.
    """
    review = _lock_round(review)
    _answer(review, Review.State.ENDORSED, note, marks, by, because)
    logger.info("proposal endorsed review=%s by=%s", review.pk, by.pk)
    if review.milestone.reviews.waiting().exists():
        return
    proposal = review.milestone.proposal
    moving.move(
        proposal,
        Proposal.State.ENDORSED,
        only_from=[Proposal.State.REVIEWING],
        otherwise=_not_current(),
        milestone=review.milestone,
        reason=because,
        by=by,
    )
    proposal.sections.update(state=Section.State.ENDORSED, updated_at=clock.now())
    moving.tell_members("proposal_endorsed", subject=review, group=proposal.group)


def mark_read(milestone: Milestone, *, by: User) -> None:
    """This person has read the version: what comes after it is new to them. Twice is once."""
    Reading.objects.get_or_create(milestone=milestone, by=by, defaults={"at": clock.now()})


@transaction.atomic
def reopen(proposal: Proposal, *, reason: str, by: User) -> None:
    """The secretariat opens a closed text for writing again.

    Errors: Refused when the members have it.
    Effects: open reviews end; who, when, why and from which state is kept.
    """
    proposal = moving.lock(proposal)
    before = proposal.state
    moving.move(
        proposal,
        Proposal.State.CHANGES,
        only_from=[Proposal.State.REVIEWING, *Proposal.SETTLED],
        otherwise=_("The text is open for writing."),
        reason=reason,
        by=by,
    )
    _end_open_reviews(proposal)
    proposal.sections.update(state=Section.State.CHANGES, updated_at=clock.now())
    logger.info("proposal reopened proposal=%s from=%s by=%s", proposal.pk, before, by.pk)


@transaction.atomic
def publish(proposal: Proposal, *, by: User) -> None:
    """Show the title, the contents and the PDF to everybody.

    Errors: Refused unless it is final.
    """
    proposal = moving.lock(proposal)
    moving.move(
        proposal,
        Proposal.State.PUBLISHED,
        only_from=[Proposal.State.FINAL],
        otherwise=_("Only a final proposal can be published."),
        by=by,
    )
    logger.info("proposal published proposal=%s by=%s", proposal.pk, by.pk)


def suggested_due_day() -> dt.date:
    """Ten days from today, on an office day: a lecturer reads at night, between two meetings."""
    return wareki.office_day_on_or_after(clock.today() + dt.timedelta(days=10))


def _answer(
    review: Review, state: str, note: str, marks: Iterable[Mark], by: User, because: str
) -> None:
    """Keep an answer with its marks; who answers for themselves has read the version."""
    if by.pk == review.lecturer_id:
        review.decide(state, note)
        mark_read(review.milestone, by=by)
    else:
        review.decide(state, note, entered_by=by, because=because)
        notices.add("answer_entered", subject=review, to=review.lecturer, due_on=clock.today())
    for mark in marks:
        mark.review = review
        mark.save()


def _lock_round(review: Review) -> Review:
    """The review as it is now.

    Errors: Refused when its version is not the newest one handed over.
    """
    proposal = moving.lock(review.milestone.proposal)
    review = Review.objects.select_related("milestone", "lecturer__person").get(pk=review.pk)
    review.milestone.proposal = proposal
    if review.milestone != proposal.milestones.handed_over().newest():
        raise Refused(_not_current())
    return review


def _not_current() -> str:
    return _("A newer version has been handed over meanwhile. Please open the queue again.")


def _round_name(proposal: Proposal) -> str:
    return f"第{proposal.milestones.handed_over().count() + 1}回提出版"


def _end_open_reviews(proposal: Proposal) -> None:
    waiting = Review.objects.waiting().filter(milestone__proposal=proposal)
    for review in waiting:
        notices.cancel("review_requested", subject=review)
    waiting.update(state=Review.State.ENDED, decided_at=clock.now())
