"""Who comes to the meetings, and their materials with the history, in the admin."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Membership, StudyGroup
from members.models.groups import OFFICIAL_ORDER
from sessions import actions
from sessions.admin.office import WhileOpen
from sessions.models import Attendance, Material, StudySession


class AttendanceForm(forms.ModelForm):
    """What somebody has told the secretariat by telephone or on paper."""

    def clean(self):
        cleaned = super().clean()
        study_session, person = cleaned.get("study_session"), cleaned.get("membership")
        if study_session and study_session.fixed_on is None:
            text = _("Answers can be kept as soon as the date has been fixed.")
            self.add_error("study_session", text)
        if study_session and person and person.group_id != study_session.group_id:
            text = _("This person does not belong to the study group of the meeting.")
            self.add_error("membership", text)
        return cleaned


@admin.register(Attendance)
class AttendanceAdmin(WhileOpen, admin.ModelAdmin):
    """The answers; the page of a meeting shows them in official order with the counts."""

    form = AttendanceForm
    fields = ("study_session", "membership", "answer", "reason")
    list_display = ("meeting", "name", "organisation", "answer", "reason", "answered_at")
    list_filter = ("study_session__group", "answer", "study_session")
    list_select_related = (
        "study_session__group",
        "membership__user__person",
        "membership__organisation",
    )

    def group_of(self, obj):
        return obj.study_session.group

    def get_readonly_fields(self, request, obj=None):
        return ("study_session", "membership") if obj else ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "study_session":
            rows = StudySession.objects.fixed().filter(group__in=StudyGroup.objects.current())
            kwargs["queryset"] = rows.select_related("group")
        if db_field.name == "membership":
            rows = Membership.objects.filter(group__in=StudyGroup.objects.current())
            rows = rows.order_by("group", *OFFICIAL_ORDER)
            kwargs["queryset"] = rows.select_related("user__person", "group")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Only to choose from: meetings and people are kept on their own pages."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("study_session", "membership"):
            widget = field.widget
            widget.can_add_related = widget.can_change_related = False
            widget.can_delete_related = widget.can_view_related = False
        return field

    def save_model(self, request, obj, form, change):
        words = {"answer": obj.answer, "reason": obj.reason}
        kept = actions.answer_for(obj.membership, obj.study_session, **words, by=request.user)
        obj.pk = kept.pk

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=StudySession._meta.verbose_name, ordering="study_session")
    def meeting(self, row):
        return str(row.study_session)

    @admin.display(description=pgettext_lazy("attendance", "person"))
    def name(self, row):
        return row.membership.user.name

    @admin.display(description=Membership._meta.get_field("organisation").verbose_name)
    def organisation(self, row):
        return row.membership.organisation or ""


@admin.register(Material)
class MaterialAdmin(admin.ModelAdmin):
    """All materials with what was replaced or withdrawn: to be read. The pages change them."""

    list_display = ("meeting", "paper", "added_by", "created_at", "withdrawn_at", "withdrawn_by")
    list_filter = (
        "study_session__group",
        "study_session",
        ("withdrawn_at", admin.EmptyFieldListFilter),
    )
    list_select_related = (
        "study_session__group",
        "added_by__person",
        "withdrawn_by__person",
    )
    list_display_links = None
    search_fields = ("title", "name")
    fields = (
        "study_session",
        "title",
        "name",
        "content_type",
        "size",
        "sha256",
        "added_by",
        "created_at",
        "replaces",
        "withdrawn_at",
        "withdrawn_by",
    )

    @admin.display(description=StudySession._meta.verbose_name, ordering="study_session")
    def meeting(self, row):
        where = row.study_session.get_absolute_url()
        return format_html('<a href="{}#materials">{}</a>', where, row.study_session)

    @admin.display(description=Material._meta.verbose_name, ordering="title")
    def paper(self, row):
        words = f"{row}（{row.kind_and_size}）"
        return format_html('<a href="{}">{}</a>', row.get_absolute_url(), words)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
