"""Pages of the reference cases (先進事例)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fieldwork import access, actions, citations
from fieldwork.forms import CaseForm
from fieldwork.models import ReferenceCase
from members.models import StudyGroup
from support.access import require


@require_safe
def cases(request, slug):
    group = _group(request, slug)
    rows = ReferenceCase.objects.visible_to(request.user).filter(group=group)
    page = {
        "group": group,
        "cases": rows.select_related("group"),
        "can_keep": access.can_keep_cases(request.user, group),
    }
    return render(request, "fieldwork/cases.html", page)


def add_case(request, slug):
    group = _group(request, slug)
    require(access.can_keep_cases(request.user, group))

    form = CaseForm(request.POST or None)
    if form.is_valid():
        case = actions.add_case(group, token=form.token, fields=form.record, by=request.user)
        messages.success(request, _("The reference case has been saved."))
        return redirect(case)
    return _form_page(request, form, group=group)


@require_safe
def case(request, slug, pk):
    case = _case(request, slug, pk)
    page = {
        "group": case.group,
        "case": case,
        "places": citations.of_case(case),
        "can_keep": access.can_keep_cases(request.user, case.group),
    }
    return render(request, "fieldwork/case.html", page)


def edit_case(request, slug, pk):
    case = _case(request, slug, pk)
    require(access.can_keep_cases(request.user, case.group))

    form = CaseForm(request.POST or None, instance=case)
    if form.is_valid():
        try:
            actions.save_case(form.instance, seen=form.seen, by=request.user)
        except actions.SavedMeanwhile as refusal:
            form.show_beside(CaseForm(instance=refusal.newer), refusal.reason)
        else:
            messages.success(request, _("The reference case has been saved."))
            return redirect(case)
    return _form_page(request, form, group=case.group, case=case)


def _group(request, slug):
    return get_object_or_404(StudyGroup.objects.read_inside_by(request.user), slug=slug)


def _case(request, slug, pk):
    rows = ReferenceCase.objects.visible_to(request.user).select_related("group")
    return get_object_or_404(rows, group__slug=slug, pk=pk)


def _form_page(request, form, **context):
    status = 422 if form.is_bound else 200
    page = {"form": form, "case": None, **context}
    return render(request, "fieldwork/case_form.html", page, status=status)
