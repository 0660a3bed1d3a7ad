from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Membership, StudyGroup
from support.wareki.forms import EraDateField

ERA_DATES = {models.DateField: {"form_class": EraDateField}}


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ("user", "organisation")
    formfield_overrides = ERA_DATES
    fields = (
        "user",
        "role",
        "duty",
        "sub_group",
        "organisation",
        "department",
        "post",
        "starts_on",
        "ends_on",
    )

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("user__person", "organisation")
        return rows.in_official_order()


@admin.register(StudyGroup)
class StudyGroupAdmin(admin.ModelAdmin):
    list_display = ("name", "fiscal_year", "state", "nominations_due_on", "waiting")
    list_filter = ("state", "fiscal_year")
    search_fields = ("name", "slug")
    formfield_overrides = ERA_DATES
    inlines = (MembershipInline,)

    def get_readonly_fields(self, request, obj=None):
        """The address is printed in mails and papers: it never changes."""
        return ("slug",) if obj else ()

    def get_queryset(self, request):
        received = models.Q(nominations__state="received")
        return (
            super()
            .get_queryset(request)
            .annotate(waiting_count=models.Count("nominations", filter=received))
        )

    @admin.display(description=_("nominations to decide"))
    def waiting(self, group):
        return group.waiting_count or ""

    def has_delete_permission(self, request, obj=None):
        return False
