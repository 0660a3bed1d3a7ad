from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.models import Organisation
from members.municipality_codes import repaired
from members.names import search_key


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["code", "name", "kana", "kind", "district", "sort_order"]
        help_texts = {
            "code": _("Six digits with the check digit. Empty where the body has none."),
            "sort_order": _("Official order. Empty: by the code, bodies without a code last."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sort_order"].required = False

    def clean_code(self):
        code = self.cleaned_data["code"]
        return repaired(code) if code else None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("sort_order") is None:
            cleaned["sort_order"] = int(cleaned.get("code") or 999_999)
        return cleaned


class DistrictFilter(admin.AllValuesFieldListFilter):
    """Bodies outside every district are found by a word, not by an empty link."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | {"display": choice["display"] or _("no district")}


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    form = OrganisationForm
    list_display = ("name", "kana", "kind", "district", "code", "sort_order")
    list_filter = ("kind", ("district", DistrictFilter))
    search_fields = ("name", "kana", "code")

    def get_search_results(self, request, queryset, search_term):
        """Katakana and half-width letters find what is kept in hiragana."""
        found, _may_repeat = super().get_search_results(request, queryset, search_term)
        folded, _may_repeat = super().get_search_results(request, queryset, search_key(search_term))
        return found | folded, False
