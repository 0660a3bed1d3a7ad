"""Pages of the field work. Everything here is for the people of the group."""

from functools import partial

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fieldwork import access, actions, citations
from fieldwork.forms import FindingForm, HypothesisForm, PhotoForm, VisitForm
from fieldwork.models import Finding, Hypothesis, Verification, Visit, VisitPhoto
from members.models import StudyGroup
from support import files
from support.access import require


def _group(request, slug):
    return get_object_or_404(StudyGroup.objects.read_inside_by(request.user), slug=slug)


def _form_page(request, template, form, **context):
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)


@require_safe
def hypotheses(request, slug):
    group = _group(request, slug)
    verifications = Verification.objects.select_related("finding__visit").order_by("finding")
    rows = Hypothesis.objects.visible_to(request.user).filter(group=group)
    page = {
        "group": group,
        "hypotheses": rows.prefetch_related(Prefetch("verifications", verifications)),
        "can_keep": access.can_keep_hypotheses(request.user, group),
    }
    return render(request, "fieldwork/hypotheses.html", page)


def add_hypothesis(request, slug):
    group = _group(request, slug)
    require(access.can_keep_hypotheses(request.user, group))

    form = HypothesisForm(request.POST or None)
    if form.is_valid():
        actions.add_hypothesis(group, **form.record, token=form.token, by=request.user)
        messages.success(request, _("The hypothesis has been added."))
        return redirect("fieldwork:hypotheses", group.slug)
    return _form_page(request, "fieldwork/hypothesis_form.html", form, group=group)


def edit_hypothesis(request, slug, pk):
    group = _group(request, slug)
    rows = Hypothesis.objects.visible_to(request.user).select_related("group")
    hypothesis = get_object_or_404(rows, group=group, pk=pk)
    require(access.can_keep_hypotheses(request.user, group))

    form = HypothesisForm(request.POST or None, instance=hypothesis)
    if form.is_valid():
        try:
            actions.save_hypothesis(form.instance, seen=form.seen, by=request.user)
        except actions.SavedMeanwhile as refusal:
            form.show_beside(HypothesisForm(instance=refusal.newer), refusal.reason)
        else:
            messages.success(request, _("The hypothesis has been saved."))
            return redirect(hypothesis)
    page = {"group": group, "hypothesis": hypothesis}
    return _form_page(request, "fieldwork/hypothesis_form.html", form, **page)


@require_safe
def visits(request, slug):
    group = _group(request, slug)
    rows = Visit.objects.visible_to(request.user).filter(group=group).select_related("group")
    page = {
        "group": group,
        "visits": rows.with_finding_counts(),
        "can_record": access.can_record_visit(request.user, group),
    }
    return render(request, "fieldwork/visits.html", page)


def record_visit(request, slug):
    group = _group(request, slug)
    require(access.can_record_visit(request.user, group))

    form = VisitForm(request.POST or None, group=group)
    if form.is_valid():
        visit = actions.record_visit(group, token=form.token, fields=form.record, by=request.user)
        messages.success(request, _("The visit log has been saved. Now note what you found out."))
        return redirect(visit)
    return _form_page(request, "fieldwork/visit_form.html", form, group=group)


@require_safe
def visit(request, slug, pk):
    visit = _visit(request, slug, pk)
    verifications = Verification.objects.select_related("hypothesis__group")
    findings = visit.findings.prefetch_related(Prefetch("verifications", verifications))
    places = citations.of_findings(visit.group, [finding.pk for finding in findings])
    for finding in findings:
        finding.places = places[finding.pk]
    visitors = visit.visitors.select_related("user__person", "organisation").in_official_order()
    page = {
        "group": visit.group,
        "visit": visit,
        "findings": findings,
        "visitors": visitors,
        "photos": visit.photos.all(),
        "can_complete": access.can_complete_visit(request.user, visit),
    }
    return render(request, "fieldwork/visit.html", page)


def _visit(request, slug, pk):
    rows = Visit.objects.visible_to(request.user).select_related("group")
    return get_object_or_404(rows, group__slug=slug, pk=pk)


def edit_visit(request, slug, pk):
    visit = _visit(request, slug, pk)
    require(access.can_complete_visit(request.user, visit))

    fill = partial(VisitForm, group=visit.group)
    form = fill(request.POST or None, instance=visit)
    if form.is_valid():
        visitors = form.cleaned_data["visitors"]
        try:
            actions.save_visit(form.instance, visitors=visitors, seen=form.seen, by=request.user)
        except actions.SavedMeanwhile as refusal:
            form.show_beside(fill(instance=refusal.newer), refusal.reason)
        else:
            messages.success(request, _("The visit log has been saved."))
            return redirect(visit)
    page = {"group": visit.group, "visit": visit}
    return _form_page(request, "fieldwork/visit_form.html", form, **page)


def add_photo(request, slug, pk):
    visit = _visit(request, slug, pk)
    require(access.can_complete_visit(request.user, visit))

    photo = VisitPhoto(visit=visit)
    form = PhotoForm(request.POST or None, request.FILES or None, instance=photo)
    if form.is_valid():
        actions.add_photo(photo, checked=form.cleaned_data["photo"], by=request.user)
        messages.success(request, _("The photo has been added."))
        return redirect(visit)
    page = {"group": visit.group, "visit": visit}
    return _form_page(request, "fieldwork/photo_form.html", form, **page)


@require_safe
def photo(request, slug, pk):
    rows = VisitPhoto.objects.visible_to(request.user)
    return files.deliver(get_object_or_404(rows, visit__group__slug=slug, pk=pk), inline=True)


def note_finding(request, slug, pk):
    visit = _visit(request, slug, pk)
    return _finding_form(request, Finding(visit=visit))


def edit_finding(request, slug, pk):
    rows = Finding.objects.visible_to(request.user).select_related("visit__group")
    return _finding_form(request, get_object_or_404(rows, visit__group__slug=slug, pk=pk))


def _finding_form(request, finding):
    visit = finding.visit
    require(access.can_complete_visit(request.user, visit))

    fill = partial(FindingForm, hypotheses=list(visit.group.hypotheses.all()))
    form = fill(request.POST or None, instance=finding)
    if form.is_valid():
        known = {"token": form.token, "seen": form.seen}
        try:
            actions.note_finding(form.instance, stances=form.stances(), **known, by=request.user)
        except actions.SavedMeanwhile as refusal:
            form.show_beside(fill(instance=refusal.newer), refusal.reason)
        else:
            messages.success(request, _("The finding has been saved."))
            return redirect(visit)
    page = {"group": visit.group, "visit": visit, "finding": finding}
    return _form_page(request, "fieldwork/finding_form.html", form, **page)
