"""The lecturer's desk: the queue 確認待ち, one version to read, and the two answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from proposals import access, reading, reviewing
from proposals.forms import ChangesForm, EndorseForm
from proposals.models import Review, Thread
from support.access import Refused, require

PER_PAGE = 20
ANSWERED_SHOWN = 10


def find(request, pk):
    """A review this person may read, or 404."""
    reviews = Review.objects.visible_to(request.user)
    reviews = reviews.select_related("milestone__proposal__group", "lecturer__person")
    return get_object_or_404(reviews, pk=pk)


@require_safe
def reviews(request):
    """What waits for this lecturer, over all groups; the office sees what waits for anybody."""
    seen = Review.objects.visible_to(request.user)
    seen = seen.select_related("milestone__proposal__group", "lecturer__person")
    if not request.user.is_staff:
        seen = seen.filter(lecturer=request.user)
    page = {
        "waiting": Paginator(seen.answerable(), PER_PAGE).get_page(request.GET.get("page")),
        "answered": seen.answered()[:ANSWERED_SHOWN],
    }
    return render(request, "proposals/reviews.html", page)


@require_safe
def review(request, pk):
    return show(request, find(request, pk))


def show(request, review, *, changes_form=None, endorse_form=None, status=200):
    """The frozen version with the two answers; what was typed into one stands in it."""
    proposal = review.milestone.proposal
    page = {
        "review": review,
        "milestone": review.milestone,
        "proposal": proposal,
        "group": proposal.group,
        "sections": reading.frozen(review.milestone),
        "own_threads": Thread.objects.open_of(proposal, review.lecturer),
        "can_decide": access.can_decide(request.user, review),
        "changes_form": changes_form or ChangesForm(prefix="changes"),
        "endorse_form": endorse_form or EndorseForm(prefix="endorse"),
    }
    return render(request, "proposals/review.html", page, status=status)


@require_POST
def ask_changes(request, pk):
    review = find(request, pk)
    require(access.can_advise(request.user, review))

    form = ChangesForm(request.POST, prefix="changes")
    if form.is_valid():
        try:
            reviewing.ask_changes(review, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Your request for changes has been sent to the members."))
            return redirect("proposals:reviews")
    return show(request, review, changes_form=form, status=422)


@require_POST
def endorse(request, pk):
    review = find(request, pk)
    require(access.can_advise(request.user, review))

    form = EndorseForm(request.POST, prefix="endorse")
    if form.is_valid():
        try:
            reviewing.endorse(review, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("You have endorsed the proposal."))
            return redirect("proposals:reviews")
    return show(request, review, endorse_form=form, status=422)
