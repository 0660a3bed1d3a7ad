"""The structure of a proposal: how it is numbered, and what can be referred to."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from proposals import access, actions
from proposals.forms.structure import NumberingForm
from proposals.models import Proposal
from proposals.text import counted
from proposals.text.numbering import sign
from proposals.views import proposals, sections
from support.access import Refused, require

LEVELS = 4  # below the chapter, as many as the editor offers


def numbering(request, slug, pk):
    """How the headings are numbered, with a sample of each way."""
    proposal = proposals.find(request, slug, pk)
    require(access.can_arrange(request.user, proposal))

    form = NumberingForm(request.POST or None, proposal=proposal)
    if form.is_valid():
        try:
            actions.number_headings(proposal, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Saved. All numbers follow."))
            return redirect(proposal)
    page = {
        "proposal": proposal,
        "group": proposal.group,
        "form": form,
        "samples": [(style.label, _sample(style)) for style in Proposal.Numbering],
    }
    status = 422 if form.is_bound else 200
    return render(request, "proposals/numbering.html", page, status=status)


def _sample(style):
    return ["第2章", *(sign(style, depth, 1) for depth in range(1, LEVELS + 1))]


@require_safe
@never_cache
def labels(request, slug, pk):
    """Where the count of this section begins, and all that a cross-reference can name."""
    section = sections.find(request, slug, pk)
    counts = counted.of_proposal(section.proposal)
    part = counts.parts[section.pk]
    answer = {
        "section": section.pk,
        "style": section.proposal.numbering,
        "label": part.label,
        "chapter": part.chapter,
        "depth": part.depth,
        "tables": part.tables,
        "figures": part.figures,
        "typed": sorted(part.typed),
        "targets": [target for row in counts.parts.values() for target in _targets(row)],
    }
    return JsonResponse(answer)


def _targets(row):
    part = row.part
    yield _target(f"s{part.key}", "section", row.label, part.title, part)
    for found in row.found:
        if found.mark.target:
            yield _target(found.mark.target, found.mark.kind, found.label, found.mark.words, part)


def _target(target, kind, label, words, part):
    return {"target": target, "kind": kind, "label": label, "words": words, "section": part.key}
