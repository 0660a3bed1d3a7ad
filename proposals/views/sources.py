"""The sources of one proposal: the list, and the way from each claim to its evidence."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from proposals import access
from proposals.sources import tracing
from proposals.views.proposals import find


@require_safe
def sources(request, slug, pk):
    """出典一覧: what is cited, where, and what is not cited yet."""
    proposal = find(request, slug, pk)
    page = {
        "proposal": proposal,
        "group": proposal.group,
        **tracing.listed(proposal),
        "can_keep": access.can_keep_sources(request.user, proposal.group),
    }
    return render(request, "proposals/sources.html", page)


@require_safe
def evidence(request, slug, pk):
    """根拠の地図: each section, its claims, their sources, and what those say of hypotheses."""
    proposal = find(request, slug, pk)
    page = {"proposal": proposal, "group": proposal.group, "traces": tracing.traces(proposal)}
    return render(request, "proposals/evidence.html", page)
