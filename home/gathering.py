"""What the pages of the top floor gather from below, each with a fixed number of queries."""

from dataclasses import dataclass

from members.models import StudyGroup
from sessions.models import StudySession
from support.wareki import clock


@dataclass(frozen=True)
class GroupCard:
    """A study group as the public top page shows it."""

    group: StudyGroup
    next_meeting: StudySession | None


def cards(groups) -> list[GroupCard]:
    """Each group with the meeting that comes next. Two queries, however many groups."""
    rows = list(groups)
    meetings = next_meetings(rows)
    return [GroupCard(group, meetings.get(group.pk)) for group in rows]


def next_meetings(groups) -> dict[int, StudySession]:
    """{group id: the first meeting in programme order that is still to come}."""
    found: dict[int, StudySession] = {}
    coming = StudySession.objects.upcoming(on=clock.today()).filter(group__in=groups)
    for meeting in coming.with_venue().select_related("group").in_order():
        found.setdefault(meeting.group_id, meeting)
    return found
