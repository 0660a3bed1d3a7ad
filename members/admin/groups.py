"""Study groups and who belongs to them."""

from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.access import can_manage
from members.admin.naming import NamedRows
from members.admin.people import SpelledAnyhow
from members.models import Membership, Nomination, StudyGroup
from members.models.groups import OFFICIAL_ORDER
from support.access import require
from support.wareki.forms import EraDateField, EraDateInput

ERA_DATES = {models.DateField: {"form_class": EraDateField, "widget": EraDateInput}}


@admin.register(StudyGroup)
class StudyGroupAdmin(admin.ModelAdmin):
    list_display = ("name", "fiscal_year", "state", "nominations_due_on", "waiting", "people")
    list_filter = ("state", "fiscal_year")
    search_fields = ("name", "slug")
    formfield_overrides = ERA_DATES

    def get_readonly_fields(self, request, obj=None):
        """The address never changes: it is printed in mails and papers. A closed group is kept as
        it is; only its state can be taken back, for one closed by mistake."""
        if obj is None:
            return ()
        if obj.is_closed:
            return ("name", "fiscal_year", "slug", "nominations_due_on", "people")
        return ("slug", "people")

    def get_queryset(self, request):
        received = models.Q(nominations__state=Nomination.State.RECEIVED)
        waiting = models.Count("nominations", filter=received)
        return super().get_queryset(request).annotate(waiting_count=waiting)

    @admin.display(description=_("nominations to decide"))
    def waiting(self, group):
        return group.waiting_count or ""

    @admin.display(description=pgettext_lazy("study group", "people"))
    def people(self, group):
        where = reverse("admin:members_membership_changelist")
        query = urlencode({"group__id__exact": group.pk})
        return format_html('<a href="{}?{}">{}</a>', where, query, _("List of people"))

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Membership)
class MembershipAdmin(SpelledAnyhow, admin.ModelAdmin):
    """Everybody of a group on one page: duties and sub-groups are set there for all at once."""

    list_display = (
        "name",
        "role",
        "organisation",
        "department",
        "post",
        "sub_group",
        "duty",
        "starts_on",
        "ends_on",
    )
    list_editable = ("sub_group", "duty")
    list_filter = ("group", "role")
    list_select_related = ("user__person", "organisation", "group")
    search_fields = ("department", "post")
    person_path = "user__person__"
    autocomplete_fields = ("user", "organisation")
    formfield_overrides = ERA_DATES
    ordering = ("-group__fiscal_year", "group", *OFFICIAL_ORDER)

    def get_changelist_formset(self, request, **kwargs):
        return super().get_changelist_formset(request, formset=NamedRows, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        return ("group", "user") if obj else ()

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.group.is_closed)

    def save_model(self, request, membership, form, change):
        require(can_manage(request.user, membership.group))
        super().save_model(request, membership, form, change)

    @admin.display(description=_("full name"), ordering="user__person__family_kana")
    def name(self, membership):
        return membership.user.name

    def has_delete_permission(self, request, obj=None):
        """Somebody who leaves gets a last day; what they did stays theirs."""
        return False
