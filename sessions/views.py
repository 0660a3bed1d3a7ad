"""The public pages of a programme."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from members.access import can_nominate, can_read_inside
from members.models import StudyGroup
from sessions.inside import inside
from sessions.models import Announcement, Assignment, Outline, OutlineItem, Phase, StudySession
from sessions.timeline import Stage, steps
from support.wareki import clock


@require_safe
@login_not_required
def outline(request, slug):
    group = get_object_or_404(StudyGroup.objects.visible_to(request.user), slug=slug)
    outline = Outline.objects.filter(group=group).prefetch_related("items").first()
    phases = list(Phase.objects.filter(outline__group=group))
    meetings = StudySession.objects.filter(group=group).with_venue().in_order()
    meetings = meetings.select_related("group").prefetch_related("assignments", "contents__guests")
    line = steps(meetings, phases, on=clock.today())
    announcements = Announcement.objects.visible_to(request.user).filter(group=group)
    items = list(outline.items.all()) if outline else []
    page = {
        "group": group,
        "outline": outline,
        "points": [item for item in items if item.kind == OutlineItem.Kind.POINT],
        "paragraphs": [item for item in items if item.kind == OutlineItem.Kind.BACKGROUND],
        "conditions": [item for item in items if item.kind == OutlineItem.Kind.CONDITION],
        "phases": phases,
        "current_phases": [phase for phase in phases if phase.is_on(clock.today())],
        "steps": line,
        "next_step": next((step for step in line if step.stage == Stage.NEXT), None),
        "announcements": announcements.newest_first()[:5],
        "can_read_inside": can_read_inside(request.user, group),
        "can_nominate": can_nominate(group),
    }
    return render(request, "sessions/outline.html", page)


@require_safe
@login_not_required
def session(request, slug, key):
    meetings = StudySession.objects.visible_to(request.user).filter(group__slug=slug)
    line = meetings.with_venue().in_order().select_related("group", "group__outline")
    line = list(line.prefetch_related("assignments__person", "contents__guests"))
    place = next((place for place, row in enumerate(line) if row.key == key), None)
    if place is None:
        raise Http404
    group = line[place].group
    phases = list(Phase.objects.filter(outline__group=group))
    page = {
        "group": group,
        "step": steps(line, phases, on=clock.today())[place],
        "study_session": line[place],
        "before": line[place - 1] if place else None,
        "after": line[place + 1] if place + 1 < len(line) else None,
        "inside": inside(request.user, line[place]),
    }
    return render(request, "sessions/session.html", page)


@require_safe
@login_not_required
def person(request, slug, pk):
    rows = Assignment.objects.visible_to(request.user).filter(person=pk)
    rows = rows.filter(study_session__group__slug=slug).in_order()
    rows = list(rows.select_related("person", "study_session__group"))
    if not rows:
        raise Http404
    page = {
        "group": rows[0].study_session.group,
        "person": rows[0].person,
        "assignments": rows,
        "roles": list(dict.fromkeys(row.role_text for row in rows)),
    }
    return render(request, "sessions/person.html", page)


@require_safe
@login_not_required
def announcement(request, pk):
    rows = Announcement.objects.visible_to(request.user).select_related("group")
    row = get_object_or_404(rows, pk=pk)
    return render(request, "sessions/announcement.html", {"announcement": row, "group": row.group})
