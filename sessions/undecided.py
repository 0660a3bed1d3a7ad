"""未定一覧: everything in the programmes of open groups that is not fixed, soonest first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import pgettext_lazy as pgettext

from members.models import StudyGroup
from sessions.models import StudySession

Status = StudySession.Status


class Kind(TextChoices):
    """What is open."""

    DATE = "date", pgettext("undecided", "date")
    UNREADABLE = "unreadable", pgettext("undecided", "date that cannot be read")
    VENUE = "venue", pgettext("undecided", "venue")
    PERSON = "person", pgettext("undecided", "person")
    TALK = "talk", pgettext("undecided", "title of a talk")
    NAME = "name", pgettext("undecided", "doubtful spelling")


@dataclass(frozen=True)
class Open:
    """One thing that is not fixed; `words` are those that stand there meanwhile."""

    kind: Kind
    study_session: StudySession
    words: str
    is_overdue: bool = False

    @property
    def day(self) -> dt.date | None:
        return self.study_session.fixed_on or self.study_session.announced_from


def everything(*, on: dt.date) -> list[Open]:
    """What staff still have to fix, for all groups that are not closed."""
    groups = StudyGroup.objects.exclude(state=StudyGroup.State.CLOSED)
    rows = StudySession.objects.filter(group__in=groups).with_venue().soonest_first()
    rows = list(rows.select_related("group").prefetch_related("assignments"))
    ahead = [row for row in rows if _is_ahead(row, on)]
    found = [item for row in ahead for item in _of_meeting(row, on)]
    found += _doubtful_names(ahead + [row for row in rows if row not in ahead])
    return sorted(found, key=lambda item: item.day or dt.date.max)


def _is_ahead(row: StudySession, on: dt.date) -> bool:
    if row.status in (Status.HELD, Status.CANCELLED):
        return False
    return row.last_day is None or row.last_day >= on


def _of_meeting(row: StudySession, on: dt.date) -> Iterator[Open]:
    if not row.is_fixed:
        kind = Kind.UNREADABLE if row.when_is_unreadable else Kind.DATE
        overdue = row.announced_to is not None and row.announced_to < on
        yield Open(kind, row, row.announced or gettext("not stated"), overdue)
    venue = row.venue()
    if venue is not None and not venue.is_fixed:
        yield Open(Kind.VENUE, row, str(venue))
    for assignment in row.assignments.all():
        if assignment.is_tbd:
            yield Open(Kind.PERSON, row, str(assignment))
        if assignment.talk_is_tbd:
            words = f"{assignment.talk_label_text}：{assignment.talk_text}"
            yield Open(Kind.TALK, row, words)


def _doubtful_names(rows: list[StudySession]) -> list[Open]:
    """Each doubtful name once a group, at the first meeting that needs it."""
    found: dict[tuple[int, str], Open] = {}
    for row in rows:
        for assignment in row.assignments.all():
            if assignment.needs_check:
                words = assignment.who_text
                found.setdefault((row.group_id, words), Open(Kind.NAME, row, words))
    return list(found.values())
