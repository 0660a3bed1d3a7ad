"""Proposals in the secretariat's admin: who writes what until when, and opening a text again."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.admin.naming import NamedTable
from members.models import User
from proposals import access, actions
from proposals.forms.proposals import ReopenForm, writers
from proposals.models import Criterion, Proposal, Review, Section, Step
from proposals.review import reviewing
from support.access import Refused, require
from support.wareki.forms import EraDateField, EraDateInput

ERA_DATES = {models.DateField: {"form_class": EraDateField, "widget": EraDateInput}}


class ReadOnly:
    """Written by actions only."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class SectionRow(forms.ModelForm):
    class Meta:
        widgets = {  # narrow, so that a row fits the page
            "title": forms.TextInput(attrs={"size": 24}),
            "due_on": EraDateInput(attrs={"size": 14}),
            "target_length": forms.NumberInput(attrs={"size": 6}),
        }

    def validate_constraints(self):
        """Left to the formset, which sees all rows: two sections may change places."""


class SectionInline(NamedTable):
    model = Section
    form = SectionRow
    fields = (
        "position",
        "title",
        "owner",
        "due_on",
        "target_length",
        "state",
        "level",
        "is_numbered",
    )
    readonly_fields = ("state",)
    ordering = ("position",)
    formfield_overrides = ERA_DATES
    extra = 0
    view_on_site = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return obj is None or bool(access.can_arrange(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("owner__person")

    def get_formset(self, request, obj=None, **kwargs):
        """Without the pencil and the eye beside the writer: people are kept elsewhere."""
        formset = super().get_formset(request, obj, **kwargs)
        if "owner" in formset.form.base_fields:
            widget = formset.form.base_fields["owner"].widget
            widget.can_change_related = widget.can_view_related = False
        return formset

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "owner":
            kwargs["queryset"] = _possible_owners(request.resolver_match.kwargs["object_id"])
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _possible_owners(proposal_pk):
    """The members of today, and whoever is down as a writer already."""
    proposal = Proposal.objects.select_related("group").get(pk=proposal_pk)
    named = proposal.sections.exclude(owner=None).values("owner")
    return writers(proposal.group) | User.objects.filter(pk__in=named)


class StepInline(ReadOnly, NamedTable):
    model = Step
    fields = ("at", "from_state", "to_state", "by", "reason")
    ordering = ("-at", "-pk")
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by__person", "proposal")


@admin.register(Proposal)
class ProposalAdmin(admin.ModelAdmin):
    list_display = ("title", "group", "state", "page")
    list_filter = ("state", "group")
    list_select_related = ("group",)
    search_fields = ("title", "subtitle")
    ordering = ("-group__fiscal_year", "group", "pk")
    fields = ("group", "title", "subtitle", "numbering", "state", "page", "reopening")
    readonly_fields = ("group", "state", "page", "reopening")
    inlines = (SectionInline, StepInline)

    def get_urls(self):
        name = "proposals_proposal_reopen"
        reopen = path("<int:pk>/reopen/", self.admin_site.admin_view(self.reopen_view), name=name)
        return [reopen, *super().get_urls()]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return obj is None or bool(access.can_arrange(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, proposal, form, change):
        """Under the lock of the row: nobody submits it between the two saves of this page."""
        actions.lock_open(proposal)
        proposal.save(update_fields=["title", "subtitle", "numbering", "updated_at"])

    @admin.display(description=pgettext_lazy("proposal", "page"))
    def page(self, proposal):
        return format_html('<a href="{}">{}</a>', proposal.get_absolute_url(), _("Open the page"))

    @admin.display(description=pgettext_lazy("proposal", "reopening"))
    def reopening(self, proposal):
        if proposal.is_open:
            return _("The text is open for writing.")
        if proposal.is_with_group:
            return _("The group checks this version. Its leader can take it back.")
        url = reverse("admin:proposals_proposal_reopen", args=[proposal.pk])
        return format_html('<a href="{}">{}</a>', url, _("Open the text for writing again"))

    def reopen_view(self, request, pk):
        proposal = get_object_or_404(Proposal.objects.select_related("group"), pk=pk)
        require(access.can_reopen(request.user, proposal))

        form = ReopenForm(request.POST or None)
        if form.is_valid():
            try:
                reviewing.reopen(proposal, **form.cleaned_data, by=request.user)
            except Refused as refusal:
                form.add_error(None, refusal.reason)
            else:
                messages.success(request, _("The text is open for writing again."))
                return redirect("admin:proposals_proposal_change", pk)
        page = {
            **self.admin_site.each_context(request),
            "title": _("Open the text for writing again"),
            "opts": self.opts,
            "form": form,
            "proposal": proposal,
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(
            request, "admin/proposals/proposal/reopen.html", page, status=status
        )


@admin.register(Review)
class ReviewAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("milestone", "lecturer", "state", "due_on", "decided_at")
    list_filter = ("state", "milestone__proposal__group")
    list_select_related = ("milestone", "lecturer__person")
    ordering = ("-created_at", "-pk")
    fields = (
        "milestone",
        "lecturer",
        "state",
        "note",
        "due_on",
        "created_at",
        "decided_at",
        "entered_by",
        "entered_because",
    )


@admin.register(Criterion)
class CriterionAdmin(admin.ModelAdmin):
    """The checklist that lecturers are offered. Answers keep the words a line had then."""

    list_display = ("label", "hint", "position", "is_used")
    ordering = ("position", "pk")
    fields = ("label", "hint", "position", "is_used")
