"""The inner pages of a meeting: answering, and materials."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.access import can_read_inside
from sessions import access, actions, letters
from sessions.forms import AnswerForm, MaterialForm
from sessions.inside import answer_of
from sessions.models import Material, StudySession
from support import files
from support.access import Refused, require


def visible_meeting(request, slug, key):
    rows = StudySession.objects.visible_to(request.user).with_venue().select_related("group")
    study_session = get_object_or_404(rows, group__slug=slug, key=key)
    require(can_read_inside(request.user, study_session.group))
    return study_session


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, slug, key):
    study_session = visible_meeting(request, slug, key)
    require(access.can_answer(request.user, study_session))
    membership = access.attends_as(request.user, study_session).first()
    kept = answer_of(membership, study_session)
    initial = {"answer": kept.answer, "reason": kept.reason} if kept else None
    form = AnswerForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.answer(study_session, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Your answer has been received."))
            return redirect(study_session)
    page = {
        "study_session": study_session,
        "group": study_session.group,
        "venue": letters.venue_text(study_session),
        "form": form,
    }
    return render(request, "sessions/answer.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def add_material(request, slug, key):
    study_session = visible_meeting(request, slug, key)
    require(access.can_add_material(request.user, study_session))
    return _take_material(request, study_session, replaces=None)


@require_http_methods(["GET", "HEAD", "POST"])
def replace_material(request, pk):
    old = _changeable(request, pk)
    return _take_material(request, old.study_session, replaces=old)


def _take_material(request, study_session, *, replaces):
    initial = {"title": replaces.title} if replaces else None
    form = MaterialForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            actions.add_material(
                study_session, **form.cleaned_data, by=request.user, replaces=replaces
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("The material has been registered."))
            return redirect(study_session)
    page = {
        "study_session": study_session,
        "group": study_session.group,
        "replaces": replaces,
        "form": form,
    }
    return render(request, "sessions/add_material.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_material(request, pk):
    material = _changeable(request, pk)
    if request.method == "POST":
        actions.withdraw_material(material, by=request.user)
        messages.success(request, _("The material has been withdrawn."))
        return redirect(material.study_session)
    page = {"material": material, "study_session": material.study_session}
    return render(
        request, "sessions/withdraw_material.html", page | {"group": page["study_session"].group}
    )


@require_safe
def material(request, pk):
    """Give the paper out: shown in the browser where that is safe, otherwise as a download."""
    return files.deliver(_visible_material(request, pk), inline=True)


def _visible_material(request, pk):
    rows = Material.objects.visible_to(request.user).select_related("study_session__group")
    return get_object_or_404(rows, pk=pk)


def _changeable(request, pk):
    material = _visible_material(request, pk)
    require(access.can_change_material(request.user, material))
    return material
