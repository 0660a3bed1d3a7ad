"""The versions of a proposal: the list, keeping one, reading one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proposals import access
from proposals.forms.versions import CompareForm, KeepForm, RestoreForm
from proposals.models import Milestone
from proposals.text import reading
from proposals.text.notes import Notes
from proposals.versions import comparing, keeping, restoring, writers
from proposals.views.proposals import find
from support.access import Refused, require
from support.collab.difference import showing

PER_PAGE = 20


def find_version(request, slug, pk, number):
    """A version of a proposal this person may read inside, or 404."""
    milestones = Milestone.objects.visible_to(request.user)
    return get_object_or_404(
        milestones.select_related("proposal__group", "by__person"),
        proposal=pk,
        proposal__group__slug=slug,
        number=number,
    )


@require_safe
def list(request, slug, pk):  # noqa: A001 (the name of its URL)
    """版の一覧: the newest first."""
    proposal = find(request, slug, pk)
    rows = proposal.milestones.select_related("by__person", "proposal__group").with_letters()
    rows = rows.prefetch_related("reviews__lecturer__person").order_by("-number")
    page = {
        "proposal": proposal,
        "group": proposal.group,
        "milestones": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "can_keep_version": access.can_keep_version(request.user, proposal),
    }
    return render(request, "proposals/versions.html", page)


def keep(request, slug, pk):
    """Freeze all sections under a name."""
    proposal = find(request, slug, pk)
    require(access.can_keep_version(request.user, proposal))

    same_as = keeping.same_as_now(proposal)
    form = KeepForm(request.POST or None, proposal=proposal, same_as=same_as)
    if form.is_valid():
        try:
            milestone = keeping.keep(proposal, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("“%(name)s” has been kept.") % {"name": milestone.name})
            return redirect("proposals:versions", slug, pk)
    page = {"proposal": proposal, "group": proposal.group, "form": form, "same_as": same_as}
    status = 422 if form.is_bound else 200
    return render(request, "proposals/keep_version.html", page, status=status)


@require_safe
def version(request, slug, pk, number):
    """A frozen version, read in one piece."""
    milestone = find_version(request, slug, pk, number)
    notes = Notes()
    page = {
        "milestone": milestone,
        "proposal": milestone.proposal,
        "group": milestone.proposal.group,
        "sections": reading.frozen(milestone, notes),
        "sources": notes.listed(),
        "reviews": milestone.reviews.select_related("lecturer__person"),
        "can_restore": access.can_restore(request.user, milestone.proposal),
    }
    return render(request, "proposals/version.html", page)


def restore(request, slug, pk, number):
    """Put sections back to the text of a version, after saying what will happen."""
    milestone = find_version(request, slug, pk, number)
    proposal = milestone.proposal
    require(access.can_restore(request.user, proposal))

    sections = restoring.restorable(milestone)
    form = RestoreForm(request.POST or None, sections=sections)
    if form.is_valid():
        try:
            restoring.restore(milestone, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            done = _("The text has been put back to “%(name)s”.") % {"name": milestone.name}
            messages.success(request, done)
            return redirect("proposals:versions", slug, pk)
    page = {"milestone": milestone, "proposal": proposal, "group": proposal.group, "form": form}
    page["sections"] = sections
    status = 422 if form.is_bound else 200
    return render(request, "proposals/restore.html", page, status=status)


@require_safe
def compare(request, slug, pk):
    """What changed between two versions, or since one of them."""
    proposal = find(request, slug, pk)
    milestones = proposal.milestones.select_related("proposal__group").order_by("-number")
    form = CompareForm(request.GET, milestones=milestones)
    page = {
        "proposal": proposal,
        "group": proposal.group,
        "form": form,
        "has_versions": bool(milestones),
    }
    if form.is_valid():
        page |= _comparison(proposal, **form.cleaned_data)
    status = 200 if form.is_valid() or not milestones else 422
    return render(request, "proposals/compare.html", page, status=status)


def _comparison(proposal, old, new, view):
    found = comparing.compare(proposal, old, new)
    changed = [change for change in found if change.is_changed]
    show = showing.side_by_side if view == CompareForm.SIDES else showing.in_line
    return {
        "old": old,
        "new": new,
        "is_side_by_side": view == CompareForm.SIDES,
        "changed": [(change, show(change.parts, f"s{change.text.key}")) for change in changed],
        "unchanged": [change for change in found if not change.is_changed],
        "added": sum(change.added for change in changed),
        "removed": sum(change.removed for change in changed),
    }


@require_safe
def writers_now(request, slug, pk):
    """Who wrote how much of the text as it is."""
    proposal = find(request, slug, pk)
    return _writers(request, proposal, None, writers.of_now(proposal))


@require_safe
def writers_then(request, slug, pk, number):
    """Who wrote how much of a version."""
    milestone = find_version(request, slug, pk, number)
    return _writers(request, milestone.proposal, milestone, writers.of_version(milestone))


def _writers(request, proposal, milestone, shares):
    page = {
        "proposal": proposal,
        "group": proposal.group,
        "milestone": milestone,
        "shares": shares,
    }
    return render(request, "proposals/writers.html", page)
