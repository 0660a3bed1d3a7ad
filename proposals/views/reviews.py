"""The lecturer's desk: the queue 確認待ち, one version to read, and the two answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from proposals import access
from proposals.forms.answers import AnswerForm
from proposals.models import Review, Thread
from proposals.review import rereading, reviewing
from proposals.text import reading
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


def show(request, review, *, form=None, status=200):
    """The frozen version with the answer; what was typed into it stands in it."""
    proposal = review.milestone.proposal
    before = rereading.last_read(request.user, review.milestone)
    sections = rereading.mark_changes(reading.frozen(review.milestone), before)
    for_lecturer = review.lecturer_id != request.user.pk
    page = {
        "review": review,
        "milestone": review.milestone,
        "proposal": proposal,
        "group": proposal.group,
        "sections": sections,
        "before": before,
        "changed": [row for row in sections if before and row.change != rereading.SAME],
        "taken_out": rereading.taken_out(sections, before),
        "has_read": review.milestone.readings.filter(by=request.user).exists(),
        "marks": review.marks.all(),
        "own_threads": Thread.objects.open_of(proposal, review.lecturer),
        "can_decide": access.can_answer(request.user, review),
        "for_lecturer": for_lecturer,
        "form": form or AnswerForm(for_lecturer=for_lecturer),
    }
    return render(request, "proposals/review.html", page, status=status)


@require_POST
def ask_changes(request, pk):
    words = _("The request for changes has been sent to the members.")
    return _answer(request, pk, reviewing.ask_changes, words, needs_note=True)


@require_POST
def endorse(request, pk):
    return _answer(request, pk, reviewing.endorse, _("The proposal has been endorsed."))


def _answer(request, pk, action, words, *, needs_note=False):
    review = find(request, pk)
    may = access.can_answer(request.user, review)
    if review.is_waiting:  # who answers twice reads the refusal beside what was typed
        require(may)
    else:
        require(access.can_advise(request.user, review))

    for_lecturer = review.lecturer_id != request.user.pk
    form = AnswerForm(request.POST, for_lecturer=for_lecturer, needs_note=needs_note)
    if form.is_valid():
        try:
            action(review, **form.answer(), by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, words)
            return redirect("proposals:reviews")
    return show(request, review, form=form, status=422)


@require_POST
def mark_read(request, pk):
    """「読みました」: from now on, what has changed since is shown."""
    review = find(request, pk)
    require(access.can_advise(request.user, review))
    reviewing.mark_read(review.milestone, by=request.user)
    messages.success(request, _("Next time you see what has changed since this version."))
    return redirect(review)
