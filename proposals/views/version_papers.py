"""Any version as PDF, also as a copy to read with a pencil, for those who read the inside."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from proposals import access, papers
from proposals.paper import publication
from proposals.views.versions import find_version
from support import documents
from support.access import require


@require_http_methods(["GET", "POST"])
def paper(request, slug, pk, number, kind=publication.KIND):
    """GET: how far the PDF is; POST: ask for it."""
    milestone = find_version(request, slug, pk, number)
    can_make_paper = access.can_make_reading_copy(request.user, milestone.proposal)
    if request.method == "POST":
        require(can_make_paper)
        papers.ask(milestone, kind)
        messages.success(request, _("The PDF is being made. This page shows when it is ready."))
        return redirect(request.path)
    page = {
        "proposal": milestone.proposal,
        "group": milestone.proposal.group,
        "milestone": milestone,
        "paper": papers.newest(milestone, kind),
        "is_reading_copy": kind == publication.READING,
        "is_draft": not milestone.is_endorsed(),
        "can_make_paper": can_make_paper,
    }
    return render(request, "proposals/version_paper.html", page)


@require_safe
def state(request, slug, pk, number, kind=publication.KIND):
    """How far the PDF is, for the page that waits."""
    newest = papers.newest(find_version(request, slug, pk, number), kind)
    if newest is None:
        raise Http404
    return documents.state(newest)


@require_safe
def file(request, slug, pk, number, kind=publication.KIND):
    finished = papers.finished(find_version(request, slug, pk, number), kind)
    if finished is None:
        raise Http404
    return documents.deliver(finished)
