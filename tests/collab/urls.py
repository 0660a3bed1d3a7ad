"""A page that mounts the exchange, as an app does: staff may write, the others only read."""

from django.shortcuts import get_object_or_404
from django.urls import include, path

from support.access import ALLOWED, Denied
from support.collab import views
from support.collab.models import Document


def sync(request, pk):
    document = get_object_or_404(Document, pk=pk)
    verdict = ALLOWED if request.user.is_staff else Denied("この章は閲覧のみです。")
    return views.exchange(request, document, verdict)


urlpatterns = [path("sync/<uuid:pk>/", sync, name="sync"), path("", include("config.urls"))]
