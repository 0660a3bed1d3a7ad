"""The PDF of the endorsed version: asked for, watched, taken away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from proposals import access, papers
from proposals.models import Proposal
from proposals.views import proposals
from support import documents
from support.access import require


@require_http_methods(["GET", "POST"])
def paper(request, slug, pk):
    """GET: how far the PDF is; POST: ask for it."""
    proposal = proposals.find(request, slug, pk)
    can_make_paper = access.can_make_paper(request.user, proposal)
    milestone = proposal.milestones.endorsed().newest()
    if request.method == "POST":
        require(can_make_paper)
        papers.ask(milestone)
        messages.success(request, _("The PDF is being made. This page shows when it is ready."))
        return redirect("proposals:paper", slug, pk)
    page = {
        "proposal": proposal,
        "group": proposal.group,
        "milestone": milestone,
        "paper": papers.newest(milestone),
        "can_make_paper": can_make_paper,
    }
    return render(request, "proposals/paper.html", page)


@require_safe
def paper_state(request, slug, pk):
    """How far the PDF is, for the page that waits."""
    proposal = proposals.find(request, slug, pk)
    newest = papers.newest(proposal.milestones.endorsed().newest())
    if newest is None:
        raise Http404
    return documents.state(newest)


@require_safe
@login_not_required
def paper_file(request, slug, pk):
    """The finished PDF: for the group, and for everybody once it is published."""
    visible = Proposal.objects.visible_to(request.user)
    proposal = visible.filter(pk=pk, group__slug=slug).first()
    if proposal is None and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    finished = papers.finished(proposal.milestones.endorsed().newest()) if proposal else None
    if finished is None:
        raise Http404
    return documents.deliver(finished)
