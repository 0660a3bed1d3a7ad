"""Tables of the admin whose cells say what they are: headings of columns are no labels."""

from django import forms
from django.contrib import admin


class NamedCells:
    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name, field in form.fields.items():
            # What Django wraps around a choice shares its attributes with the first row only.
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", field.label or name)


class NamedRows(NamedCells, forms.BaseModelFormSet):
    """For `get_changelist_formset`."""


class NamedParts(NamedCells, forms.BaseInlineFormSet):
    """For inlines."""


class NamedTable(admin.TabularInline):
    formset = NamedParts
    template = "admin/named_table.html"
