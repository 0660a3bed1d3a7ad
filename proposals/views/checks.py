"""The check by the group before the lecturer reads, and the secretariat's after."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from proposals import access, proof
from proposals.forms.steps import AskGroupForm, FinaliseForm, TakeBackForm
from proposals.models import FrozenSection
from proposals.review import checking
from proposals.text import outline, reading
from proposals.views import proposals
from support.access import Refused, require


def ask_group(request, slug, pk):
    proposal = proposals.find(request, slug, pk)
    require(access.can_ask_group(request.user, proposal))

    why = access.must_say_why(request.user, proposal)
    form = AskGroupForm(request.POST or None, must_say_why=why)
    if form.is_valid():
        try:
            checking.ask_group(proposal, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The group has been asked to check the proposal."))
            return redirect("proposals:group-check", slug, pk)
    sections = outline.numbered(proposal.sections.all())
    unready = [section for section in sections if not section.is_ready]
    page = {"proposal": proposal, "group": proposal.group, "form": form, "unready": unready}
    status = 422 if form.is_bound else 200
    return render(request, "proposals/ask_group.html", page, status=status)


@require_safe
def group_check(request, slug, pk):
    return show_check(request, proposals.find(request, slug, pk))


def show_check(request, proposal, *, form=None, status=200):
    """The version the group reads, with who has confirmed which section."""
    milestone = checking.checked_version(proposal)
    sections = (
        checking.with_confirmations(reading.frozen(milestone), by=request.user) if milestone else []
    )
    why = access.must_say_why(request.user, proposal)
    page = {
        "proposal": proposal,
        "group": proposal.group,
        "milestone": milestone,
        "due_on": milestone and milestone.steps.first().due_on,
        "sections": sections,
        "left": [section for section in sections if not section.is_confirmed],
        "can_confirm": access.can_confirm(request.user, proposal),
        "can_submit": access.can_submit(request.user, proposal),
        "can_take_back": access.can_take_back(request.user, proposal),
        "form": form or TakeBackForm(must_say_why=why),
    }
    return render(request, "proposals/group_check.html", page, status=status)


@require_POST
def confirm(request, slug, pk, part):
    proposal = proposals.find(request, slug, pk)
    sections = FrozenSection.objects.select_related("milestone__proposal")
    section = get_object_or_404(sections, pk=part, milestone__proposal=proposal)
    require(access.can_confirm(request.user, proposal))
    checking.confirm(section, by=request.user)
    messages.success(request, _("Thank you: “%(title)s” is confirmed.") % {"title": section.title})
    return redirect("proposals:group-check", slug, pk)


@require_POST
def take_back(request, slug, pk):
    proposal = proposals.find(request, slug, pk)
    require(access.can_take_back(request.user, proposal))

    why = access.must_say_why(request.user, proposal)
    form = TakeBackForm(request.POST, must_say_why=why)
    if not form.is_valid():
        return show_check(request, proposal, form=form, status=422)
    checking.take_back(proposal, **form.cleaned_data, by=request.user)
    messages.success(request, _("The text is open for writing again."))
    return redirect(proposal)


def office_check(request, slug, pk):
    """POST begins the check; the page has the list of what to look at, and the last step."""
    proposal = proposals.find(request, slug, pk)
    require(access.can_check_for_office(request.user, proposal))
    if request.method == "POST":
        checking.begin_office_check(proposal, by=request.user)
        messages.success(request, _("The members see that the secretariat is checking now."))
        return redirect("proposals:office-check", slug, pk)
    return _show_office_check(request, proposal, FinaliseForm())


@require_POST
def finalise(request, slug, pk):
    proposal = proposals.find(request, slug, pk)
    require(access.can_check_for_office(request.user, proposal))

    form = FinaliseForm(request.POST)
    if form.is_valid():
        try:
            checking.finalise(proposal, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("This version is final now."))
            return redirect(proposal)
    return _show_office_check(request, proposal, form, status=422)


def _show_office_check(request, proposal, form, status=200):
    page = {
        "proposal": proposal,
        "group": proposal.group,
        "milestone": proposal.milestones.endorsed().newest(),
        "form": form,
        "proof": proof.of_proposal(proposal),
    }
    return render(request, "proposals/office_check.html", page, status=status)
