"""What is odd about a fixed date. Staff are told, and may save it all the same."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from sessions.models import StudySession
from support.wareki import format_day, is_office_day

# The working hours of most offices: the meeting should lie in them, a visit may not.
WORK_BEGINS = dt.time(8, 30)
WORK_ENDS = dt.time(17, 15)


def of(study_session: StudySession) -> Iterator[str]:
    """Sentences about the fixed date, none when nothing is odd. Queries the other meetings."""
    first, last = study_session.first_day, study_session.last_day
    if first is None or last is None:
        return
    for day in sorted({first, last}):
        if not is_office_day(day):
            yield _("%(day)s is no working day.") % {"day": format_day(day)}
    starts, ends = study_session.starts_at, study_session.ends_at
    if (starts and starts < WORK_BEGINS) or (ends and ends > WORK_ENDS):
        yield _("The times lie outside the working hours (8:30 to 17:15).")
    announced_from, announced_to = study_session.announced_from, study_session.announced_to
    if announced_from and announced_to and not announced_from <= first <= announced_to:
        words = {"words": study_session.announced}
        yield _("The date lies outside what was announced (%(words)s).") % words
    yield from _out_of_order(study_session, first)


def _out_of_order(study_session: StudySession, first: dt.date) -> Iterator[str]:
    others = StudySession.objects.filter(group=study_session.group_id).fixed()
    template = _("By its date it does not stand in the order of the programme: %(meeting)s.")
    for row in others.exclude(pk=study_session.pk).in_order():
        if row.fixed_on and (row.order < study_session.order) != (row.fixed_on <= first):
            yield template % {"meeting": f"{row.label} {row.when_text}"}
