"""The proposal on paper (提言書): a frozen version, with the people and the days around it."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from members.models import Membership, StudyGroup, User
from proposals.models import Milestone
from proposals.paper.chapters import chapters
from proposals.paper.illustrations import Illustrations
from proposals.text.notes import Notes
from sessions.models import Assignment, StudySession
from support import documents
from support.wareki import clock

KIND = "proposal"
READING = "proposal-reading"
LECTURERS = (Assignment.Role.LECTURER, Assignment.Role.COORDINATOR, Assignment.Role.GUEST)


@dataclass(frozen=True)
class Named:
    """A person in the list: where from, which post, and the name as printed."""

    affiliation: str
    name: str


@dataclass(frozen=True)
class Activity:
    """A meeting in the table of activities: the day it was held, or will be."""

    label: str
    when: str
    times: str
    venue: str
    content: str
    is_ahead: bool


def register() -> None:
    documents.register(KIND, lambda render: paper(_version(render)))
    documents.register(READING, lambda render: reading_copy(_version(render)))


def _version(render) -> Milestone:
    return Milestone.objects.select_related("proposal__group").get(pk=render.subject_pk)


def content_key(milestone: Milestone) -> str:
    """A digest of all that would be printed now: words, names, days, pictures and style."""
    return _key(paper(milestone))


def reading_key(milestone: Milestone) -> str:
    """The same for the copy to read."""
    return _key(reading_copy(milestone))


def _key(made: documents.Paper) -> str:
    return documents.content_key(made.title, made.author, made.html)


def reading_copy(milestone: Milestone) -> documents.Paper:
    """The paper to be read with a pencil: numbered lines and a wide margin."""
    return replace(
        paper(milestone),
        title=f"{milestone.title}（{milestone.name}、閲覧用）",
        style="reading.css",
        has_line_numbers=True,
    )


def paper(milestone: Milestone) -> documents.Paper:
    """The whole paper as HTML. Author is the study group, not a person."""
    notes = Notes()
    pictures = Illustrations(milestone.proposal)
    parts = chapters(milestone, notes, pictures)
    first = next((i for i, chapter in enumerate(parts) if chapter.is_numbered), len(parts))
    context = {
        **facts(milestone),
        "front": parts[:first],
        "body": parts[first:],
        "sources": notes.listed(),
    }
    html = render_to_string("proposals/publication/paper.html", context)
    title = f"{milestone.title}（{milestone.name}）" if context["is_draft"] else milestone.title
    author = milestone.proposal.group.name
    return documents.Paper(title, html, author, pictures=pictures.shown)


def facts(milestone: Milestone) -> dict[str, Any]:
    """What stands around the text: cover, people, days, imprint."""
    group = milestone.proposal.group
    outline = getattr(group, "outline", None)
    return {
        "milestone": milestone,
        "is_draft": not milestone.is_endorsed(),
        "group": group,
        "theme": outline.research_theme or outline.theme if outline else "",
        "issued_on": milestone.at.astimezone(clock.TOKYO).date(),
        "members": members(milestone),
        "lecturers": lecturers(group),
        "secretariat": secretariat(),
        "activities": activities(group),
        "publisher": settings.SITE_ORGANISATION,
        "contact": settings.SITE_CONTACT,
    }


def members(milestone: Milestone):
    """The members on the day of the version, in the official order (建制順)."""
    rows = Membership.objects.filter(group=milestone.proposal.group).members()
    on = milestone.at.astimezone(clock.TOKYO).date()
    return rows.active(on=on).in_official_order().select_related("user__person", "organisation")


def lecturers(group: StudyGroup) -> list[Named]:
    """Who taught, exactly as the programme prints them, each once."""
    rows = Assignment.objects.filter(
        study_session__group=group, role__in=LECTURERS, who=Assignment.Who.PERSON
    )
    named = [Named(row.affiliation + row.post, row.name) for row in rows.in_order()]
    return list(dict.fromkeys(named))


def secretariat() -> list[Named]:
    """The staff whose names are known; a technical account has none."""
    staff = User.objects.filter(is_staff=True, is_active=True, person__isnull=False)
    rows = staff.select_related("person").order_by("person__family_kana", "pk")
    return [Named(settings.SITE_ORGANISATION, user.name) for user in rows]


def activities(group: StudyGroup) -> list[Activity]:
    """The meetings whose real day is known, in their order; what was called off is left out."""
    gone = (StudySession.Status.CANCELLED, StudySession.Status.POSTPONED)
    rows = StudySession.objects.filter(group=group).fixed().exclude(status__in=gone)
    rows = rows.with_venue().in_order().prefetch_related("contents")
    return [_activity(row) for row in rows]


def _activity(row: StudySession) -> Activity:
    venue = row.venue()
    is_over = row.last_day is not None and row.last_day <= clock.today()
    return Activity(
        label=row.label,
        when=row.when_text,
        times=row.times_text,
        venue=venue.text if venue else "",
        content="、".join(content.text for content in row.contents.all()) or row.title,
        is_ahead=not is_over and row.status != StudySession.Status.HELD,
    )
