"""The programme as a line through the year: what is over, what comes next, in which phase."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from sessions.models import Assignment, Phase, StudySession
from sessions.venues import Venue

Status = StudySession.Status


class Stage(TextChoices):
    """Where a meeting stands, seen from today."""

    DONE = "done", pgettext_lazy("meeting", "held")
    NEXT = "next", pgettext_lazy("meeting", "next")
    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    POSTPONED = "postponed", pgettext_lazy("meeting", "postponed")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


@dataclass(frozen=True)
class Step:
    """One meeting on the line."""

    study_session: StudySession
    stage: Stage
    venue: Venue | None
    phase: Phase | None

    @property
    def people(self) -> list[Assignment]:
        """Those who appear, without the guests of a single content."""
        rows = self.study_session.assignments.all()
        return [row for row in rows if not row.content_id]

    @property
    def is_ahead(self) -> bool:
        return self.stage not in (Stage.DONE, Stage.CANCELLED)

    @property
    def date_is_open(self) -> bool:
        """To be told beside the announced words: the day is not fixed yet."""
        return self.is_ahead and not self.study_session.is_fixed

    @property
    def venue_is_open(self) -> bool:
        """An area is announced, or the venue of an earlier meeting; the place is not fixed yet."""
        return self.is_ahead and self.venue is not None and not self.venue.is_fixed


def steps(
    study_sessions: Iterable[StudySession], phases: Iterable[Phase], *, on: dt.date
) -> list[Step]:
    """The line as of the day `on`. The meetings come `with_venue` and in order."""
    phases, rows, next_is_found = list(phases), [], False
    for row in study_sessions:
        stage = _stage(row, on)
        if stage == Stage.PLANNED and not next_is_found and _may_still_come(row, on):
            stage, next_is_found = Stage.NEXT, True
        rows.append(Step(row, stage, row.venue(), row.phase_among(phases)))
    return rows


def _stage(row: StudySession, on: dt.date) -> Stage:
    if row.status == Status.PLANNED and row.last_day is not None and row.last_day < on:
        return Stage.DONE
    return {
        Status.HELD: Stage.DONE,
        Status.POSTPONED: Stage.POSTPONED,
        Status.CANCELLED: Stage.CANCELLED,
    }.get(Status(row.status), Stage.PLANNED)


def _may_still_come(row: StudySession, on: dt.date) -> bool:
    last_possible_day = row.last_day or row.announced_to
    return last_possible_day is None or last_possible_day >= on
