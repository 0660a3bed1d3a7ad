"""The form of a record that several people keep, some of them with a bad connection."""

import uuid
from collections.abc import Sequence

from crispy_forms.layout import HTML
from django import forms


class RecordForm(forms.ModelForm):
    """Makes one row however often it is sent, and knows which state of a row was on the screen.

    Subclasses put `OPENING` first in their layout.
    """

    form_token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen_at = forms.CharField(widget=forms.HiddenInput, required=False)
    kept: Sequence[tuple[str, str]] = ()

    OPENING = ("form_token", "seen_at", HTML('{% include "fieldwork/_kept.html" %}'))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("form_token", uuid.uuid4())
        if self.instance.pk:
            self.initial["seen_at"] = self.instance.updated_at.isoformat()

    def clean_form_token(self):
        return self.cleaned_data["form_token"] or self.initial["form_token"]

    @property
    def token(self) -> uuid.UUID:
        return self.cleaned_data["form_token"]

    @property
    def seen(self) -> str:
        """The state of the row that was on the screen; empty when the form does not say."""
        return self.cleaned_data["seen_at"]

    @property
    def record(self) -> dict:
        """What was typed, without the form's own fields."""
        own = RecordForm.base_fields
        return {name: value for name, value in self.cleaned_data.items() if name not in own}

    def show_beside(self, newer: "RecordForm", reason: str) -> None:
        """Say that the row was saved meanwhile, and show what is kept wherever it differs.

        `newer` is the same form on the row as it is kept now. Effects: `kept` is [(label, words)];
        sent once more, this form counts as written in the knowledge of it.
        """
        self.add_error(None, reason)
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_at")] = newer.initial["seen_at"]
        self.kept = [
            (field.label, as_text(field))
            for field in newer.visible_fields()
            if field.field.has_changed(field.initial, self[field.name].data)
        ]


def as_text(field: forms.BoundField) -> str:
    """What stands in a field, as words."""
    value = field.value()
    values = value if isinstance(value, list) else [value]
    words = {str(key): str(label) for key, label in getattr(field.field, "choices", [])}
    return "、".join(words.get(str(one), str(one)) for one in values if one not in (None, ""))
