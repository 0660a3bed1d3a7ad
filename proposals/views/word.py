"""Texts as Word files: a section out and in, a whole version out when it has been made."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from proposals import access, papers
from proposals.forms.word import ChooseForm, TakeForm
from proposals.models import Incoming
from proposals.views.sections import find
from proposals.views.versions import find_version
from proposals.word import bringing, opening
from proposals.word.paper import KIND
from proposals.word.section import section_file
from support import documents
from support.access import Refused, require


@require_safe
@never_cache
def section_word(request, slug, pk):
    """The text of a section as it is now."""
    section = find(request, slug, pk)
    try:
        return documents.deliver_ready(section_file(section))
    except documents.NotMade as failure:
        messages.error(request, failure.reason)
        return redirect(section)


@require_http_methods(["GET", "POST"])
def version_word(request, slug, pk, number):
    """GET: how far the Word file of a version is; POST: ask for it."""
    milestone = find_version(request, slug, pk, number)
    if request.method == "POST":
        papers.ask(milestone, KIND)
        return redirect("proposals:version-word", slug, pk, number)
    page = {
        "milestone": milestone,
        "proposal": milestone.proposal,
        "group": milestone.proposal.group,
        "paper": papers.newest(milestone, KIND),
    }
    return render(request, "proposals/version_word.html", page)


@require_safe
def version_word_state(request, slug, pk, number):
    """How far the Word file is, for the page that waits."""
    newest = papers.newest(find_version(request, slug, pk, number), KIND)
    if newest is None:
        raise Http404
    return documents.state(newest)


@require_safe
def version_word_file(request, slug, pk, number):
    finished = papers.finished(find_version(request, slug, pk, number), KIND)
    if finished is None:
        raise Http404
    return documents.deliver(finished)


def bring_in(request, slug, pk):
    """Choose a Word file; what is in it is shown before anything is changed."""
    section = find(request, slug, pk)
    require(access.can_write_section(request.user, section))

    form = ChooseForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        checked, token = form.cleaned_data["file"], form.cleaned_data["form_token"]
        try:
            incoming = bringing.choose(section, checked, form_token=token, by=request.user)
        except Refused as refusal:
            form.add_error("file", refusal.reason)
        else:
            return redirect("proposals:incoming", slug, pk, incoming.key)
    return _page(request, "proposals/bring_in.html", section, form)


@never_cache
def incoming(request, slug, pk, key):
    """GET: what would come in; POST: take it."""
    section = find(request, slug, pk)
    require(access.can_write_section(request.user, section))
    chosen = get_object_or_404(Incoming.objects.of(request.user), section=section, key=key)

    form = TakeForm(request.POST or None)
    if form.is_valid():
        try:
            bringing.take(chosen, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The file has been brought in."))
            return redirect(section)
    contents = opening.of(chosen)
    more = {"chosen": chosen, "contents": contents, "html": opening.preview(contents)}
    return _page(request, "proposals/incoming.html", section, form, **more)


def _page(request, template, section, form, **more):
    page = {
        "section": section,
        "proposal": section.proposal,
        "group": section.proposal.group,
        "form": form,
        **more,
    }
    return render(request, template, page, status=422 if form.is_bound else 200)
