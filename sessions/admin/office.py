"""What the admin pages of the programme share: typed days, and hands off closed groups."""

from django import forms
from django.db import models

from members.admin.naming import NamedTable
from members.models import StudyGroup
from support.wareki.forms import EraDateField, EraDateInput, OfficeTimeField

TYPED = {
    models.DateField: {"form_class": EraDateField, "widget": EraDateInput},
    models.TimeField: {
        "form_class": OfficeTimeField,
        "widget": forms.TimeInput(format="%H:%M", attrs={"size": 8}),
    },
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 60})},
}


class WhileOpen:
    """Rows of a closed group are shown and nothing more. Rows lead to their group by `group_of`."""

    formfield_overrides = TYPED

    def group_of(self, obj):
        return obj.group

    def is_open(self, obj):
        group = self.group_of(obj) if obj is not None else None
        return group is None or not group.is_closed

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.is_open(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.is_open(obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.remote_field.model is StudyGroup:
            kwargs["queryset"] = StudyGroup.objects.exclude(state=StudyGroup.State.CLOSED)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class PartWhileOpen(WhileOpen):
    """The same for rows inside the page of their parent, which has the group."""

    extra = 0

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and self.is_open(obj)


class TableWhileOpen(PartWhileOpen, NamedTable):
    """Parts that stand in a table."""
