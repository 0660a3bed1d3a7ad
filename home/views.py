"""The pages that gather from every app."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.models import StudyGroup


@require_safe
@login_not_required
def index(request):
    groups = StudyGroup.objects.visible_to(request.user)
    page = {"current": groups.current(), "archive": groups.archived()}
    return render(request, "home/index.html", page)


@require_safe
def mine(request):
    return render(request, "home/mine.html", {})


@require_safe
@login_not_required
def healthz(request):
    """Ready when the database answers. For the balancer and the container's health check."""
    connection.ensure_connection()
    return HttpResponse("ok\n", content_type="text/plain")
