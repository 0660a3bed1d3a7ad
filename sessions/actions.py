"""What the secretariat does with the programme."""

import datetime as dt
import logging
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Membership, User
from sessions import access, letters, reminders
from sessions.models import Attendance, Material, StudySession
from support.access import Refused
from support.files.checks import Checked
from support.wareki import clock

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
    if not verdict:
        raise Refused(verdict.reason)
    membership = access.attends_as(by, study_session).order_by("pk")[0]
    _keep_answer(study_session, membership, answer=answer, reason=reason)
    logger.info("attendance answered study_session=%s by=%s", study_session.pk, by.pk)


@transaction.atomic
def answer_for(
    membership: Membership, study_session: StudySession, *, answer: str, reason: str, by: User
) -> Attendance:
    """Keep what somebody has told the secretariat, by telephone or on paper, also afterwards.

    Errors: Refused for somebody of another group, and before the date is fixed.
    """
    study_session = _locked(study_session)
    if membership.group_id != study_session.group_id:
        raise Refused(_("This person does not belong to the study group of the meeting."))
    if study_session.fixed_on is None:
        raise Refused(_("Answers can be kept as soon as the date has been fixed."))
    kept = _keep_answer(study_session, membership, answer=answer, reason=reason)
    logger.info("attendance kept attendance=%s by=%s", kept.pk, by.pk)
    return kept


def _keep_answer(
    study_session: StudySession, membership: Membership, *, answer: str, reason: str
) -> Attendance:
    kept, _created = Attendance.objects.update_or_create(
        study_session=study_session,
        membership=membership,
        defaults={
            "answer": answer,
            "reason": reason,
            "answered_at": clock.now(),
            "day": cast(dt.date, study_session.fixed_on),
        },
    )
    reminders.owe(study_session)
    return kept


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

    Errors: Refused when the group has been closed, the old paper is no longer current, or the
    same file is in the list already (a form sent twice).
    """
    study_session = _locked(study_session)
    current = Material.objects.current().filter(study_session=study_session)
    if current.filter(sha256=file.sha256).exists():
        raise Refused(_("This file has already been registered for this meeting."))
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
