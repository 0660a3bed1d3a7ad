"""The sources of a group: what the editor asks for, and the page of each."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fieldwork.actions import SavedMeanwhile
from members.models import StudyGroup
from proposals import access
from proposals.forms.entries import EntryForm, SubjectForm
from proposals.models import Entry
from proposals.sources import cited, offering, sourcing
from proposals.text import citing
from proposals.views import sections
from proposals.views.typed import speaks_json, typed
from support.access import Refused, require


@never_cache
@require_http_methods(["GET", "POST"])
def entries(request, slug, pk):
    """What may be cited in this section; POST makes an entry, which then may be cited."""
    section = sections.find(request, slug, pk)
    group = section.proposal.group
    can_keep = access.can_keep_sources(request.user, group)
    if request.method == "GET":
        return JsonResponse(offering.offered(request.user, group, can_add=bool(can_keep)))
    if not can_keep:
        if speaks_json(request):
            return JsonResponse({"message": str(can_keep.reason)}, status=403)
        require(can_keep)
    entry, errors = _made(typed(request), group, request.user)
    if errors:
        return JsonResponse({"errors": errors}, status=422)
    return JsonResponse(offering.of_entry(entry), status=201)


def _made(fields, group, user):
    """(entry, None) or (None, errors): of a case or material, or of what was typed."""
    if "case" in fields or "material" in fields:
        form = SubjectForm(fields, user=user, group=group)
        if form.is_valid():
            return sourcing.entry_of(form.cleaned_data["subject"], group=group, by=user), None
    else:
        form = EntryForm(fields)
        if form.is_valid():
            made = sourcing.add_entry(group, token=form.token, fields=form.record, by=user)
            return made, None
    return None, form.errors


def find(request, slug, pk):
    rows = Entry.objects.visible_to(request.user).with_subjects()
    return get_object_or_404(rows, pk=pk, group__slug=slug)


def add_entry(request, slug):
    group = get_object_or_404(StudyGroup.objects.read_inside_by(request.user), slug=slug)
    require(access.can_keep_sources(request.user, group))

    form = EntryForm(request.POST or None)
    if form.is_valid():
        entry = sourcing.add_entry(group, token=form.token, fields=form.record, by=request.user)
        messages.success(request, _("The source has been saved."))
        return redirect(entry)
    return _form_page(request, form, group=group)


@require_safe
def entry(request, slug, pk):
    entry = find(request, slug, pk)
    key = citing.of_entry(entry).key
    page = {
        "group": entry.group,
        "entry": entry,
        "places": cited.where(entry.group, [key])[key],
        "can_keep": access.can_keep_sources(request.user, entry.group),
    }
    return render(request, "proposals/entry.html", page)


def edit_entry(request, slug, pk):
    entry = find(request, slug, pk)
    require(access.can_edit_entry(request.user, entry))

    form = EntryForm(request.POST or None, instance=entry)
    if form.is_valid():
        try:
            sourcing.save_entry(form.instance, seen=form.seen, by=request.user)
        except SavedMeanwhile as refusal:
            form.show_beside(EntryForm(instance=refusal.newer), refusal.reason)
        else:
            messages.success(request, _("The source has been saved."))
            return redirect(entry)
    return _form_page(request, form, group=entry.group, entry=entry)


@require_POST
def delete_entry(request, slug, pk):
    entry = find(request, slug, pk)
    require(access.can_keep_sources(request.user, entry.group))
    try:
        sourcing.delete_entry(entry, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect(entry)
    messages.success(request, _("The source has been deleted."))
    return redirect("proposals:list", slug)


def _form_page(request, form, **context):
    status = 422 if form.is_bound else 200
    page = {"form": form, "entry": None, **context}
    return render(request, "proposals/entry_form.html", page, status=status)
