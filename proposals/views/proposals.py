"""The proposals of a group, and the way of one of them: begin, submit, publish, versions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.models import StudyGroup
from proposals import access, actions, papers, proof
from proposals.forms.proposals import AddSectionForm, StartForm
from proposals.forms.steps import SubmitForm
from proposals.models import Proposal, Thread
from proposals.review import reviewing
from proposals.text import lengths, outline
from support.access import Refused, require

PER_PAGE = 20


def find(request, slug, pk):
    """A proposal this person may read inside, or 404."""
    inside = Proposal.objects.inside_of(request.user).select_related("group")
    return get_object_or_404(inside, pk=pk, group__slug=slug)


@require_safe
@login_not_required
def list(request, slug):  # noqa: A001 (the name of its URL)
    group = get_object_or_404(StudyGroup.objects.visible_to(request.user), slug=slug)
    proposals = Proposal.objects.visible_to(request.user).filter(group=group)
    proposals = proposals.select_related("group", "author__person").with_progress()
    proposals = proposals.order_by("authorship", "team", "author", "pk")
    page = {
        "group": group,
        "proposals": Paginator(proposals, PER_PAGE).get_page(request.GET.get("page")),
        "can_read_inside": access.can_read_inside_group(request.user, group),
        "can_start": access.can_start(request.user, group),
    }
    return render(request, "proposals/list.html", page)


def start(request, slug):
    group = get_object_or_404(StudyGroup.objects.read_inside_by(request.user), slug=slug)
    require(access.can_start(request.user, group))

    is_member = bool(access.can_start_own(request.user, group))
    form = StartForm(request.POST or None, group=group, is_member=is_member)
    if form.is_valid():
        proposal = actions.start_proposal(group, **form.cleaned_data, by=request.user)
        messages.success(request, _("The proposal has been started with the usual chapters."))
        return redirect(proposal)
    page = {"group": group, "form": form}
    return render(request, "proposals/start.html", page, status=_status(form))


@require_safe
@login_not_required
def proposal(request, slug, pk):
    """Inside for the group, the published face for everybody else."""
    proposals = Proposal.objects.visible_to(request.user).select_related("group")
    proposal = proposals.filter(pk=pk, group__slug=slug).first()
    if proposal is None and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if proposal is None:
        raise Http404
    if not access.can_read_inside(request.user, proposal):
        return render(request, "proposals/published.html", _public_page(proposal))
    return render(request, "proposals/proposal.html", _inside_page(request.user, proposal))


def _public_page(proposal):
    milestone = proposal.milestones.endorsed().newest()
    return {
        "proposal": proposal,
        "group": proposal.group,
        "milestone": milestone,
        "sections": milestone.sections.order_by("position"),
        "paper": papers.finished(milestone),
    }


def _inside_page(user, proposal):
    sections = proposal.sections.select_related("owner__person", "proposal__group", "document")
    sections = sections.prefetch_related("helpers__person").with_open_threads()
    sections = lengths.put_on(outline.numbered(sections))
    rounds = proposal.milestones.handed_over().select_related("by__person", "proposal__group")
    rounds = rounds.prefetch_related(
        "reviews__lecturer__person", "reviews__entered_by__person", "reviews__marks"
    ).order_by("-number")
    return {
        "proposal": proposal,
        "group": proposal.group,
        "sections": sections,
        "length": lengths.of_all(section.length for section in sections),
        "ready_count": sum(section.is_ready for section in sections),
        "open_threads": Thread.objects.of_proposal(proposal).filter(state="open").count(),
        "milestones": rounds,
        "version_count": proposal.milestones.count(),
        "wishes": _wishes(proposal, rounds),
        "my_review": _waiting_for(user, rounds),
        "steps": proposal.steps.select_related("by__person").order_by("-at", "-pk"),
        "can_arrange": access.can_arrange(user, proposal),
        "can_keep_version": access.can_keep_version(user, proposal),
        "can_ask_group": access.can_ask_group(user, proposal),
        "can_submit": access.can_submit(user, proposal),
        "can_check_for_office": access.can_check_for_office(user, proposal),
        "can_make_paper": access.can_make_paper(user, proposal),
        "can_publish": access.can_publish(user, proposal),
    }


def _waiting_for(user, rounds):
    """The review that waits for this lecturer's answer, if there is one."""
    reviews = (review for milestone in rounds for review in milestone.reviews.all())
    return next((row for row in reviews if row.is_waiting and row.lecturer_id == user.pk), None)


def _wishes(proposal, rounds):
    """The reviews that asked for the changes now being made."""
    if proposal.state != Proposal.State.CHANGES or not rounds:
        return []
    return [review for review in rounds[0].reviews.all() if review.asks_changes]


def add_section(request, slug, pk):
    proposal = find(request, slug, pk)
    require(access.can_arrange(request.user, proposal))

    form = AddSectionForm(request.POST or None, proposal=proposal)
    if form.is_valid():
        try:
            actions.add_section(proposal, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The section has been added."))
            return redirect(proposal)
    page = {"proposal": proposal, "group": proposal.group, "form": form}
    return render(request, "proposals/add_section.html", page, status=_status(form))


def submit(request, slug, pk):
    proposal = find(request, slug, pk)
    require(access.can_submit(request.user, proposal))

    why = access.must_say_why(request.user, proposal)
    form = SubmitForm(request.POST or None, proposal=proposal, must_say_why=why)
    if form.is_valid():
        try:
            reviewing.submit(proposal, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The proposal has been submitted to the lecturer."))
            return redirect(proposal)
    sections = outline.numbered(proposal.sections.all())
    page = {
        "proposal": proposal,
        "group": proposal.group,
        "form": form,
        "unready": [section for section in sections if not section.is_ready],
        "proof": proof.of_proposal(proposal),
    }
    return render(request, "proposals/submit.html", page, status=_status(form))


@require_POST
def publish(request, slug, pk):
    proposal = find(request, slug, pk)
    require(access.can_publish(request.user, proposal))
    reviewing.publish(proposal, by=request.user)
    messages.success(request, _("The proposal has been published."))
    return redirect(proposal)


def _status(form):
    return 422 if form.is_bound else 200
