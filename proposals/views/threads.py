"""Comments: as JSON for the editor, as plain forms for everybody else, by the same addresses."""

import base64

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from proposals import access
from proposals.forms.proposals import CommentForm, ThreadForm
from proposals.models import Thread
from proposals.review import commenting, mentioning
from proposals.views import sections
from proposals.views.typed import speaks_json, typed
from support.access import Refused, require


@never_cache
@require_http_methods(["GET", "POST"])
def threads(request, slug, pk):
    section = sections.find(request, slug, pk)
    can_comment = access.can_comment(request.user, section)
    if request.method == "GET":
        found = Thread.objects.filter(section=section).in_order()
        people = mentioning.people_of(section.proposal.group)
        return JsonResponse(
            {
                "threads": [as_json(thread, can_comment) for thread in found],
                "people": [{"id": person.pk, "name": person.name} for person in people],
            }
        )
    if not can_comment:
        return _denied(request, can_comment)

    form = ThreadForm(typed(request), group=section.proposal.group)
    if not form.is_valid():
        return _invalid(request, form) or sections.show(
            request, section, thread_form=form, status=422
        )
    thread = commenting.open_thread(section, **form.cleaned_data, by=request.user)
    return _done(request, thread, can_comment, status=201)


@require_POST
def replies(request, slug, pk, thread):
    section, thread = _find(request, slug, pk, thread)
    can_comment = access.can_comment(request.user, section)
    if not can_comment:
        return _denied(request, can_comment)

    form = CommentForm(typed(request))
    if not form.is_valid():
        return _invalid(request, form) or sections.show(
            request, section, reply_form=form, reply_to=thread.pk, status=422
        )
    commenting.reply(thread, **form.cleaned_data, by=request.user)
    return _done(request, thread, can_comment, status=201)


@require_POST
def resolve(request, slug, pk, thread):
    return _switch(request, slug, pk, thread, commenting.resolve)


@require_POST
def reopen(request, slug, pk, thread):
    return _switch(request, slug, pk, thread, commenting.reopen)


def _switch(request, slug, pk, thread, action):
    section, thread = _find(request, slug, pk, thread)
    can_resolve = access.can_resolve(request.user, thread)
    if not can_resolve:
        return _denied(request, can_resolve)
    try:
        action(thread, by=request.user)
    except Refused as refusal:
        if not speaks_json(request):
            raise
        return JsonResponse({"message": str(refusal.reason)}, status=422)
    return _done(request, thread, can_resolve, status=200)


def as_json(thread, can_resolve):
    """A thread as the editor reads it. Positions are base64."""
    return {
        "id": thread.pk,
        "start": base64.b64encode(thread.start).decode(),
        "end": base64.b64encode(thread.end).decode(),
        "quote": thread.quote,
        "kind": thread.kind,
        "state": thread.state,
        "can_resolve": bool(can_resolve),
        "comments": [
            {
                "by": comment.author.name,
                "at": comment.created_at.isoformat(),
                "text": comment.text,
                "to": [row.person.name for row in comment.mentions.all()],
                "entered": _entered(comment),
            }
            for comment in thread.comments.all()
        ],
    }


def _entered(comment):
    """「事務局の氏名（紙で受領）」 when somebody else typed it in."""
    if comment.entered_by is None:
        return ""
    return f"{comment.entered_by.name}（{comment.entered_because}）"


def _find(request, slug, pk, thread):
    section = sections.find(request, slug, pk)
    thread = get_object_or_404(section.threads, pk=thread)
    thread.section = section
    return section, thread


def _denied(request, verdict):
    if not speaks_json(request):
        require(verdict)
    return JsonResponse({"message": str(verdict.reason)}, status=403)


def _invalid(request, form):
    """The answer to the editor, or None when the page is to be shown again."""
    if not speaks_json(request):
        return None
    sentences = [error for errors in form.errors.values() for error in errors]
    return JsonResponse({"message": " ".join(sentences)}, status=422)


def _done(request, thread, can_resolve, *, status):
    if not speaks_json(request):
        return redirect(f"{thread.section.get_absolute_url()}#thread-{thread.pk}")
    thread = Thread.objects.in_order().get(pk=thread.pk)
    return JsonResponse(as_json(thread, can_resolve), status=status)
