"""校正: what to mend and what to look at again, now and in a version."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from proposals import proof
from proposals.views.proposals import find
from proposals.views.versions import find_version


@require_safe
def proof_now(request, slug, pk):
    """The text as it is now."""
    proposal = find(request, slug, pk)
    return _page(request, proposal, None, proof.of_proposal(proposal))


@require_safe
def proof_then(request, slug, pk, number):
    """The text of a version."""
    milestone = find_version(request, slug, pk, number)
    return _page(request, milestone.proposal, milestone, proof.of_version(milestone))


def _page(request, proposal, milestone, found):
    page = {
        "proposal": proposal,
        "group": proposal.group,
        "milestone": milestone,
        "proof": found,
    }
    return render(request, "proposals/proof.html", page)
