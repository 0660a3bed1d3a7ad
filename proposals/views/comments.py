"""All comments of a proposal on one page, and those meant for oneself."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from proposals import access
from proposals.forms.comments import FilterForm, NewCommentForm
from proposals.forms.proposals import CommentForm
from proposals.models import Proposal, Thread
from proposals.review import commented, commenting
from proposals.text import outline
from proposals.views import proposals
from support.access import require

PER_PAGE = 20


@require_http_methods(["GET", "POST"])
def comments(request, slug, pk):
    """GET: all of them, or those the query string asks for; POST: a new one."""
    proposal = proposals.find(request, slug, pk)
    if request.method == "GET":
        return show(request, proposal)
    require(access.can_comment(request.user, proposal))

    form = _new_form(request, proposal, request.POST)
    if not form.is_valid():
        return show(request, proposal, form=form, status=422)
    thread = commenting.open_thread(**form.said(request.user))
    messages.success(request, _("The comment has been sent."))
    return redirect(_place(proposal, thread))


def show(request, proposal, *, form=None, reply_form=None, reply_to=None, status=200):
    threads = Thread.objects.of_proposal(proposal).select_related(
        "section__owner__person", "section__document", "section__proposal__group"
    )
    threads = list(threads.with_comments())
    wanted = FilterForm(request.GET, proposal=proposal)
    shown = wanted.chosen(threads)
    commented.mark_gone(shown)
    for thread in shown:
        thread.form_token = uuid.uuid4()
    counts = commented.Counts.of(threads)
    sections = outline.numbered(proposal.sections.select_related("proposal__group"))
    page = {
        "proposal": proposal,
        "group": proposal.group,
        "threads": shown,
        "total": len(threads),
        "filter": wanted,
        "counts": counts,
        "open_by_section": [(row, counts.sections[row.pk]) for row in sections],
        "open_on_whole": counts.sections[None],
        "people": sorted(counts.people.values(), key=lambda person: person.name),
        "can_comment": access.can_comment(request.user, proposal),
        "form": form or _new_form(request, proposal),
        "reply_form": reply_form or CommentForm(),
        "reply_to": reply_to,
    }
    return render(request, "proposals/comments.html", page, status=status)


def _new_form(request, proposal, typed=None):
    for_others = bool(access.can_comment_for(request.user, proposal))
    return NewCommentForm(typed, proposal=proposal, for_others=for_others)


@require_POST
def reply(request, slug, pk, thread):
    proposal, thread = _find(request, slug, pk, thread)
    require(access.can_comment(request.user, proposal))

    form = CommentForm(request.POST)
    if not form.is_valid():
        return show(request, proposal, reply_form=form, reply_to=thread.pk, status=422)
    commenting.reply(thread, **form.cleaned_data, by=request.user)
    return redirect(_place(proposal, thread))


@require_POST
def settle(request, slug, pk, thread):
    return _switch(request, slug, pk, thread, commenting.resolve)


@require_POST
def unsettle(request, slug, pk, thread):
    return _switch(request, slug, pk, thread, commenting.reopen)


def _switch(request, slug, pk, thread, action):
    proposal, thread = _find(request, slug, pk, thread)
    require(access.can_resolve(request.user, thread))
    action(thread, by=request.user)
    return redirect(_place(proposal, thread))


@require_safe
def for_me(request):
    """Open comments that mention this person, over all groups."""
    mine = Proposal.objects.inside_of(request.user)
    threads = Thread.objects.meant_for(request.user).in_proposals(mine).with_comments()
    page = {
        "threads": Paginator(threads.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    }
    return render(request, "proposals/comments_for_me.html", page)


def _find(request, slug, pk, thread):
    proposal = proposals.find(request, slug, pk)
    return proposal, get_object_or_404(Thread.objects.of_proposal(proposal), pk=thread)


def _place(proposal, thread):
    """On the page of all comments, where all states are shown, at this one."""
    page = reverse("proposals:comments", args=[proposal.group.slug, proposal.pk])
    return f"{page}?state=all#thread-{thread.pk}"
