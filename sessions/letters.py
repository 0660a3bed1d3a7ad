"""What the mails about a meeting say. Their words are in templates/notices/."""

from typing import Any

from django.utils.translation import gettext as _

from members.models import Membership, User
from sessions.models import Attendance, DateChange, StudySession, attendees
from sessions.venues import VenueState
from support import notices
from support.notices import Letter
from support.notices.models import Notice
from support.wareki import clock


def reminder(row: Notice) -> Letter:
    rows = StudySession.objects.with_venue().select_related("group").prefetch_related("contents")
    study_session = rows.get(pk=row.subject_pk)
    page = about(study_session, row.recipient)
    page["days_left"] = (study_session.first_day - clock.today()).days
    return notices.letter("session_reminder", page)


def moved(row: Notice) -> Letter:
    changes = DateChange.objects.select_related("study_session__group")
    change = changes.get(pk=row.subject_pk)
    page = about(change.study_session, row.recipient)
    return notices.letter("session_moved", page | {"change": change})


def about(study_session: StudySession, user: User | None) -> dict[str, Any]:
    """What both mails say: to whom, which meeting, when, where, what, and the answer so far."""
    membership = attendees(study_session.group, on=clock.today()).filter(user=user).first()
    answers = Attendance.objects.current_for(study_session)
    return {
        "group": study_session.group,
        "study_session": study_session,
        "membership": membership,
        "name": user.name if user else "",
        "is_lecturer": membership is not None and membership.role == Membership.Role.LECTURER,
        "when": fixed_text(study_session),
        "short_day": study_session.when_text.partition("年")[2],
        "venue": venue_text(study_session),
        "contents": [content.text for content in study_session.contents.all()],
        "answer": answers.filter(membership=membership).first(),
        "url": notices.short_url(study_session.get_absolute_url()),
    }


def fixed_text(study_session: StudySession) -> str:
    """「令和4年12月15日（木）　10:00～16:00」; empty as long as the date is not fixed."""
    if not study_session.is_fixed:
        return ""
    return "　".join(part for part in (study_session.when_text, study_session.times_text) if part)


def announced_text(study_session: StudySession) -> str:
    return study_session.announced or _("undecided")


def venue_text(study_session: StudySession) -> str:
    """The fixed place; the words of the programme where it is not fixed; 「未定」."""
    venue = study_session.venue()
    if venue is not None and venue.is_fixed:
        return venue.text
    if venue is None or venue.is_tbd:
        not_applicable = study_session.venue_state == VenueState.NOT_APPLICABLE
        return study_session.get_format_display() if not_applicable else _("undecided")
    return _("undecided (announced: %(words)s)") % {"words": venue.text}
