"""The pages that gather from every app."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home import gathering, todo
from members.models import StudyGroup
from sessions.models import Announcement

NEWEST = 5


@require_safe
@login_not_required
def index(request):
    groups = StudyGroup.objects.visible_to(request.user).select_related("outline")
    announcements = Announcement.objects.visible_to(request.user).select_related("group")
    page = {
        "cards": gathering.cards(groups.current()),
        "archive": groups.archived(),
        "announcements": announcements.newest_first()[:NEWEST],
    }
    return render(request, "home/index.html", page)


@require_safe
def mine(request):
    groups = StudyGroup.objects.read_inside_by(request.user).select_related("outline")
    announcements = Announcement.objects.visible_to(request.user).select_related("group")
    page = {
        "cards": gathering.cards(groups.current()),
        "closed": groups.archived(),
        "tasks": todo.tasks_of(request.user),
        "announcements": announcements.newest_first()[:NEWEST],
    }
    return render(request, "home/mine.html", page)


@require_safe
@login_not_required
def healthz(request):
    """200 when the database answers, else 503. For balancers and the health check."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
