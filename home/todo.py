"""What a person has to do, and until when: gathered from every app for the home page."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import Membership, Nomination, StudyGroup, User
from proposals.models import FrozenSection, Proposal, Review, Section, Step, Thread
from sessions.models import Attendance, StudySession
from support.wareki import clock


@dataclass(frozen=True)
class Task:
    """One thing to do, with the page where it is done."""

    text: str
    url: str
    due_on: dt.date | None = None

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < clock.today()


def tasks_of(user: User) -> list[Task]:
    """Everything this person still has to do, the nearest day first, without a day last."""
    found = [*_attendance(user), *_sections(user), *_reviews(user), *_checks(user)]
    found += [*_comments(user), *_office_checks(user), *_nominations(user)]
    return sorted(found, key=lambda task: (task.due_on is None, task.due_on or dt.date.max))


def _attendance(user: User) -> Iterator[Task]:
    """Meetings whose day is fixed and of which this person has not said whether they come."""
    today = clock.today()
    expected = Membership.objects.active(on=today).filter(user=user, group__in=_open_groups(user))
    expected = expected.exclude(role=Membership.Role.OBSERVER)
    answers = Attendance.objects.filter(
        membership__user=user, study_session=OuterRef("pk"), day=OuterRef("fixed_on")
    )
    rows = StudySession.objects.fixed().upcoming(on=today).exclude(Exists(answers))
    for meeting in rows.filter(group__in=expected.values("group")).select_related("group"):
        text = _("Say whether you come to %(meeting)s") % {"meeting": meeting}
        yield Task(text, meeting.get_absolute_url(), meeting.fixed_on)


def _open_groups(user: User):
    return StudyGroup.objects.read_inside_by(user).exclude(state=StudyGroup.State.CLOSED)


def _sections(user: User) -> Iterator[Task]:
    rows = Section.objects.filter(owner=user, proposal__group__in=_open_groups(user))
    waiting = rows.filter(proposal__state__in=Proposal.OPEN)
    for section in waiting.exclude(state__in=Section.READY).select_related("proposal__group"):
        text = _("Write “%(title)s” of the proposal") % {"title": section.title}
        yield Task(text, section.get_absolute_url(), section.due_on)


def _reviews(user: User) -> Iterator[Task]:
    rows = Review.objects.visible_to(user).filter(lecturer=user).answerable()
    for review in rows.select_related("milestone__proposal__group"):
        text = _("Read and answer: %(title)s") % {"title": review.milestone}
        yield Task(text, review.get_absolute_url(), review.due_on)


def _checks(user: User) -> Iterator[Task]:
    """Proposals the group checks, of which this member has not confirmed every section."""
    part_of = Membership.objects.active(on=clock.today()).members().filter(user=user)
    groups = _open_groups(user).filter(pk__in=part_of.values("group"))
    handed = Step.objects.standing(Proposal.State.GROUP_CHECK).filter(proposal__group__in=groups)
    left = FrozenSection.objects.filter(milestone=OuterRef("milestone"))
    left = left.exclude(confirmations__by=user)
    for step in handed.filter(Exists(left)).select_related("proposal__group"):
        text = _("Read and confirm: %(title)s") % {"title": step.proposal}
        place = [step.proposal.group.slug, step.proposal_id]
        yield Task(text, reverse("proposals:group-check", args=place), step.due_on)


def _comments(user: User) -> Iterator[Task]:
    inside = Proposal.objects.filter(group__in=_open_groups(user))
    count = Thread.objects.meant_for(user).in_proposals(inside).count()
    if count:
        text = _("Answer %(count)d comments for you") % {"count": count}
        yield Task(text, reverse("proposals:comments-for-me"))


def _office_checks(user: User) -> Iterator[Task]:
    if not user.is_staff:
        return
    rows = Proposal.objects.filter(group__in=_open_groups(user), state__in=Proposal.BEFORE_FINAL)
    for proposal in rows.select_related("group"):
        text = _("Check and make final: %(title)s") % {"title": proposal}
        yield Task(text, reverse("proposals:office-check", args=[proposal.group.slug, proposal.pk]))


def _nominations(user: User) -> Iterator[Task]:
    if not user.is_staff:
        return
    count = Nomination.objects.waiting().count()
    if count:
        text = _("Decide on %(count)d nominations") % {"count": count}
        yield Task(text, reverse("admin:members_nomination_changelist"))
