"""Reminders of a fixed date (14, 7 and 1 days before), and word of a date that has moved."""

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from members.models import Membership, User
from sessions import letters
from sessions.access import NOT_TAKING_PLACE
from sessions.models import Attendance, DateChange, StudySession, attendees
from support import notices
from support.access import ALLOWED, Denied, Verdict
from support.notices.models import Notice
from support.wareki import clock, office_day_on_or_before

REMINDER = "session_reminder"
MOVED = "session_moved"
DAYS_BEFORE = (14, 7, 1)


def register() -> None:
    """Called when the app is ready."""
    notices.register(
        REMINDER,
        still_due=reminder_still_due,
        compose=letters.reminder,
        label=pgettext_lazy("kind of mail", "reminder of a meeting"),
    )
    notices.register(
        MOVED,
        still_due=moved_still_due,
        compose=letters.moved,
        label=pgettext_lazy("kind of mail", "change of a date"),
    )


def due_days(first_day: dt.date) -> list[dt.date]:
    """The days on which people are reminded: moved back to an office day, each named once.

    >>> [str(day) for day in due_days(dt.date(2023, 1, 4))]
    ['2022-12-21', '2022-12-28']
    """
    return sorted({office_day_on_or_before(first_day - dt.timedelta(days=n)) for n in DAYS_BEFORE})


def owe(study_session: StudySession) -> None:
    """Write the reminders that are owed and missing. Doing it again changes nothing."""
    if study_session.first_day is None or not takes_place(study_session):
        return
    days = [day for day in due_days(study_session.first_day) if day >= clock.today()]
    for membership in coming(study_session).select_related("user"):
        for day in days:
            notices.add(REMINDER, subject=study_session, to=membership.user, due_on=day)


def date_changed(study_session: StudySession, *, before: str, by: User | None) -> None:
    """Days or times are no longer those of the words `before` (empty: they were not fixed).

    Effects: stale reminders are cancelled, new ones owed, and people told of a moved date.
    """
    notices.cancel(REMINDER, subject=study_session, reason=_("The date has changed."))
    owe(study_session)
    before, after = _last_told(study_session, before), letters.fixed_text(study_session)
    if not before or before == after or not takes_place(study_session):
        return
    change = study_session.date_changes.create(before=before, after=after, by=by)
    for membership in expected(study_session).select_related("user"):
        notices.add(MOVED, subject=change, to=membership.user, due_on=clock.today())


def _last_told(study_session: StudySession, before: str) -> str:
    """What people know: not what was changed and changed again before any mail went out."""
    last = study_session.date_changes.last()
    if last is None:
        return before
    if Notice.objects.about(MOVED, last).waiting().exists():
        notices.cancel(MOVED, subject=last, reason=_("The date has changed again."))
        return last.before
    return before if last.after else letters.announced_text(study_session)


def takes_place(study_session: StudySession) -> Verdict:
    """Whether anything about this meeting is still to be said."""
    if study_session.group.is_closed:
        return Denied(_("The study group has been closed."))
    if study_session.status in NOT_TAKING_PLACE:
        return Denied(_("The meeting is over, postponed or cancelled."))
    if study_session.first_day is not None and study_session.first_day < clock.today():
        return Denied(_("The day of the meeting has passed."))
    return ALLOWED


def expected(study_session: StudySession) -> QuerySet[Membership]:
    """Members and lecturers of today who will still be there on the day of the meeting."""
    today = clock.today()
    rows = attendees(study_session.group, on=today).filter(user__is_active=True)
    return rows.active(on=study_session.first_day or today)


def coming(study_session: StudySession) -> QuerySet[Membership]:
    """Those expected, without the ones who have said that they will be absent."""
    absent = Attendance.objects.current_for(study_session).filter(answer="absent")
    return expected(study_session).exclude(pk__in=absent.values("membership"))


def reminder_still_due(row: Notice) -> Verdict:
    study_session = StudySession.objects.select_related("group").get(pk=row.subject_pk)
    verdict = takes_place(study_session)
    if not verdict:
        return verdict
    days = due_days(study_session.first_day) if study_session.first_day else []
    if row.due_on not in days:
        return Denied(_("The date has changed."))
    if any(row.due_on < day <= clock.today() for day in days):
        return Denied(_("A later reminder is due by now."))
    if not coming(study_session).filter(user=row.recipient).exists():
        return Denied(_("The recipient is not expected at the meeting."))
    return ALLOWED


def moved_still_due(row: Notice) -> Verdict:
    change = DateChange.objects.select_related("study_session__group").get(pk=row.subject_pk)
    study_session = change.study_session
    verdict = takes_place(study_session)
    if not verdict:
        return verdict
    if change.after != letters.fixed_text(study_session):
        return Denied(_("The date has changed again."))
    if not expected(study_session).filter(user=row.recipient).exists():
        return Denied(_("The recipient is not expected at the meeting."))
    return ALLOWED
