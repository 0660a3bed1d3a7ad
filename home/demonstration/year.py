"""What has happened in the demonstration year by the end of November."""

import datetime as dt
import uuid

from fieldwork import actions as fieldwork
from fieldwork.models import Finding, Hypothesis, Visit
from home.demonstration.people import Account
from members.models import StudyGroup
from sessions import actions as sessions
from sessions.models import Announcement, StudySession


def meetings(group: StudyGroup, rows: dict[str, dict], *, by: Account) -> None:
    """Fix the dates and places; those held are held."""
    for key, row in rows.items():
        study_session = group.study_sessions.get(key=key)
        first, *rest = row["fixed"]
        starts_at, ends_at = _times(row)
        sessions.fix_date(
            study_session,
            first=first,
            last=rest[0] if rest else None,
            starts_at=starts_at,
            ends_at=ends_at,
            by=by.user,
        )
        status = StudySession.Status.HELD if row.get("held") else StudySession.Status.PLANNED
        group.study_sessions.filter(key=key).update(place=row["venue"], status=status)


def field_work(group: StudyGroup, data: dict, people: dict[int, Account]) -> dict[str, Finding]:
    """{"F01": finding}: hypotheses, visits and findings of the year."""
    first = next(iter(people.values()))
    hypotheses = {
        row["number"]: fieldwork.add_hypothesis(
            group, text=row["text"], verdict=row["verdict"], by=first.user
        )
        for row in data["hypotheses"]
    }
    findings: dict[str, Finding] = {}
    for row in data["visits"]:
        visit = _visit(group, row, people)
        findings |= _findings(visit, row, hypotheses, people)
    return findings


def _visit(group: StudyGroup, row: dict, people: dict[int, Account]) -> Visit:
    starts_at, ends_at = _times(row)
    went = [people[number].user for number in row["visitors"]]
    fields = {name: row[name] for name in ("host", "kind", "visited_on", "place", "interviewees")}
    fields |= {"notes": row["notes"], "starts_at": starts_at, "ends_at": ends_at}
    fields["visitors"] = group.memberships.filter(user__in=went)
    by = people[row["by"]].user
    return fieldwork.record_visit(group, token=uuid.uuid4(), fields=fields, by=by)


def _findings(
    visit: Visit, row: dict, hypotheses: dict[int, Hypothesis], people: dict[int, Account]
) -> dict[str, Finding]:
    by = people[row["by"]].user
    found = {}
    for item in row["findings"]:
        finding = Finding(
            visit=visit, kind=item["kind"], text=item["text"], evidence=item["evidence"]
        )
        stances = {hypotheses[number]: stance for number, stance in item["says"].items()}
        found[item["id"]] = fieldwork.note_finding(finding, stances=stances, by=by)
    return found


def announcements(group: StudyGroup, rows: list[dict]) -> None:
    for row in rows:
        Announcement.objects.create(group=group, **row)


def _times(row: dict) -> tuple[dt.time | None, dt.time | None]:
    if "times" not in row:
        return None, None
    starts_at, ends_at = (dt.datetime.strptime(text, "%H:%M").time() for text in row["times"])  # noqa: DTZ007 (a time of day has no zone)
    return starts_at, ends_at
