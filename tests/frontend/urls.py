"""A page with the editor on it, over the real sync endpoint and threads kept in memory."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template import engines
from django.urls import include, path
from django.views.decorators.csrf import ensure_csrf_cookie

from support.access import ALLOWED, Denied
from support.collab import views
from support.collab.models import Document
from support.collab.schema import SCHEMA_VERSION
from tests.frontend import threads

PAGE = """{% extends "base.html" %}{% load static %}
{% block title %}第2章 現状と課題{% endblock %}
{% block content %}<div class="page stack">
<h1>第2章　現状と課題</h1>
<section-editor class="editor" data-sync-url="/sync/{{ document.pk }}/" data-schema="{{ schema }}"
  data-epoch="{{ document.epoch }}" data-can-write="{{ can_write|yesno:"true,false" }}"
  data-why="{{ can_write.reason }}" data-can-comment="true" data-findings-url="/findings/"
  data-threads-url="/threads/{{ document.pk }}/" data-label="第2章　現状と課題"
  data-user="{{ request.user.pk }}">
  <div class="editor__main">
    <div class="editor__bar" data-toolbar></div>
    <div class="doc prose" data-fallback><p>読み込み前の本文</p></div>
    <div data-editor></div>
    <div class="editor__status" data-status></div>
  </div>
  <aside class="editor__threads" data-threads></aside>
</section-editor></div>{% endblock %}
{% block scripts %}<script type="module" src="{% static "js/editor.js" %}"></script>{% endblock %}"""

FINDINGS = [
    {"id": 11, "text": "免許を返した人の通院が難しい。", "kind": "支持", "visit": "社会福祉協議会"},
    {"id": 12, "text": "デマンド交通の予約は電話だけである。", "kind": "支持", "visit": "村役場"},
]
locked = set()  # documents that nobody may write to now


def verdict(document):
    return Denied("講師が確認しています。") if document.pk in locked else ALLOWED


@ensure_csrf_cookie
def page(request, pk):
    document = get_object_or_404(Document, pk=pk)
    context = {"document": document, "schema": SCHEMA_VERSION, "can_write": verdict(document)}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


def sync(request, pk):
    document = get_object_or_404(Document, pk=pk)
    return views.exchange(request, document, verdict(document))


def findings(request):
    return JsonResponse(FINDINGS, safe=False)


urlpatterns = [
    path("editor/<uuid:pk>/", page),
    path("sync/<uuid:pk>/", sync),
    path("findings/", findings),
    path("threads/<uuid:pk>/", threads.listing),
    path("threads/<uuid:pk>/<int:thread>/<slug:what>/", threads.act),
    path("", include("config.urls")),
]
