"""The outline in the admin: its words, phases, and doubtful spellings."""

from django import forms
from django.contrib import admin

from sessions.admin.office import TableWhileOpen, WhileOpen
from sessions.models import Outline, OutlineItem, Phase, SourceAnomaly
from support.wareki import WrongWhen


class PhaseForm(forms.ModelForm):
    """Works out the days that the months mean."""

    def clean_months(self):
        self.instance.months = self.cleaned_data["months"]
        try:
            self.instance.read_months()
        except WrongWhen as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return self.instance.months


class ItemInline(TableWhileOpen):
    model = OutlineItem
    fields = ["kind", "order", "text"]


class PhaseInline(TableWhileOpen):
    model = Phase
    form = PhaseForm
    fields = ["order", "label", "detail", "months"]


class AnomalyInline(TableWhileOpen):
    model = SourceAnomaly
    fields = ["order", "text", "note", "is_checked"]


@admin.register(Outline)
class OutlineAdmin(WhileOpen, admin.ModelAdmin):
    list_display = ["heading", "group", "theme", "research_theme"]
    fieldsets = [
        (None, {"fields": ["group", "research_theme", "heading", "document_type"]}),
        (None, {"fields": ["theme", "subtitle"]}),
        (None, {"fields": ["default_venue", "default_venue_rule"]}),
        (
            None,
            {
                "fields": [
                    "points_heading",
                    "flow_heading",
                    "background_heading",
                    "conditions_heading",
                ]
            },
        ),
    ]
    inlines = [PhaseInline, ItemInline, AnomalyInline]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("group")

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_readonly_fields(self, request, obj=None):
        return ["group"] if obj else []
