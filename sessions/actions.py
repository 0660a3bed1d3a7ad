"""What the secretariat does with the programme."""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import User
from sessions import access, letters, reminders
from sessions.models import Attendance, Material, StudySession
from support.access import Refused
from support.files.checks import Checked

logger = logging.getLogger(__name__)


@transaction.atomic
def fix_date(
    study_session: StudySession,
    *,
    first: dt.date,
    last: dt.date | None = None,
    starts_at: dt.time | None = None,
    ends_at: dt.time | None = None,
    by: User | None,
) -> None:
    """Set the exact day or days; the announced words stay beside them.

    Errors: Refused when the end lies before the start, or the group has been closed.
    """
    study_session = _locked(study_session)
    last = None if last == first else last
    if last is not None and last < first:
        raise Refused(_("The last day comes after the first."))
    if ends_at is not None and starts_at is None:
        raise Refused(_("Times need a fixed date, and an end needs a start."))
    if starts_at and ends_at and last is None and ends_at <= starts_at:
        raise Refused(_("The meeting ends after it starts."))
    _save_days(study_session, first, last, starts_at, ends_at, by)
    logger.info("date fixed study_session=%s by=%s", study_session.pk, by and by.pk)


@transaction.atomic
def clear_date(study_session: StudySession, *, by: User | None) -> None:
    """Take the fixed date back: the announced words hold again.

    Errors: Refused when the group has been closed.
    """
    study_session = _locked(study_session)
    _save_days(study_session, None, None, None, None, by)
    logger.info("date cleared study_session=%s by=%s", study_session.pk, by and by.pk)


def _locked(study_session: StudySession) -> StudySession:
    rows = StudySession.objects.select_related("group").select_for_update(of=("self",))
    row = rows.get(pk=study_session.pk)
    if row.group.is_closed:
        raise Refused(_("This study group has been closed. Nothing can be changed any more."))
    return row


def _save_days(
    study_session: StudySession,
    first: dt.date | None,
    last: dt.date | None,
    starts_at: dt.time | None,
    ends_at: dt.time | None,
    by: User | None,
) -> None:
    before = letters.fixed_text(study_session)
    study_session.fixed_on, study_session.fixed_until = first, last
    study_session.starts_at, study_session.ends_at = starts_at, ends_at
    study_session.save(update_fields=["fixed_on", "fixed_until", "starts_at", "ends_at"])
    if letters.fixed_text(study_session) != before:
        reminders.date_changed(study_session, before=before, by=by)


@transaction.atomic
def answer(study_session: StudySession, *, answer: str, reason: str, by: User) -> None:
    """Keep whether this person comes to the meeting; the last answer counts.

    Errors: Refused when the meeting takes no answers (any more).
    Effects: who comes after all is reminded again.
    """
    study_session = _locked(study_session)
    verdict = access.can_answer(by, study_session)
    day = study_session.fixed_on
    if not verdict or day is None:
        raise Refused(verdict.reason)
    Attendance.objects.update_or_create(
        study_session=study_session,
        membership=access.attends_as(by, study_session).get(),
        defaults={
            "answer": answer,
            "reason": reason,
            "answered_at": timezone.now(),
            "day": day,
        },
    )
    reminders.owe(study_session)
    logger.info("attendance answered study_session=%s by=%s", study_session.pk, by.pk)


@transaction.atomic
def add_material(
    study_session: StudySession,
    *,
    file: Checked,
    title: str,
    by: User,
    replaces: Material | None = None,
) -> Material:
    """Hand out a paper; the one it replaces is withdrawn and stays in the history.

    Errors: Refused when the group has been closed or the old paper is no longer current.
    """
    study_session = _locked(study_session)
    if replaces is not None:
        withdraw_material(replaces, by=by)
    material = Material(study_session=study_session, title=title, added_by=by, replaces=replaces)
    material.take(file)
    material.save()
    logger.info("material added material=%s by=%s", material.pk, by.pk)
    return material


@transaction.atomic
def withdraw_material(material: Material, *, by: User) -> None:
    """Take a paper out of the list. Errors: Refused when somebody else has done so already."""
    _locked(material.study_session)
    material = Material.objects.select_for_update(of=("self",)).get(pk=material.pk)
    if material.is_withdrawn:
        raise Refused(_("This material has already been withdrawn."))
    material.withdraw(by=by)
    logger.info("material withdrawn material=%s by=%s", material.pk, by.pk)
