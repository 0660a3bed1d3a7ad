"""What people type around a meeting."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sessions.models import Attendance
from support.files.forms import CheckedFileField


class AnswerForm(forms.Form):
    """出席 or 欠席; who will be absent says why."""

    answer = forms.ChoiceField(
        label=pgettext_lazy("attendance", "answer"),
        choices=Attendance.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you will attend.")},
    )
    reason = forms.CharField(
        label=_("reason, when you will be absent"),
        max_length=200,
        required=False,
        help_text=_("Only the secretariat reads it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("answer", "reason", Submit("submit", _("Send the answer")))

    def clean(self):
        typed = super().clean()
        if typed.get("answer") == Attendance.Answer.ABSENT and not typed.get("reason"):
            self.add_error("reason", _("Please give the reason for your absence."))
        return typed


class MaterialForm(forms.Form):
    file = CheckedFileField(label=pgettext_lazy("file", "file"))
    title = forms.CharField(
        label=pgettext_lazy("material", "title"),
        max_length=100,
        required=False,
        help_text=_("Shown in the list. Empty: the name of the file."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("file", "title", Submit("submit", _("Register the material")))


def helper(*parts):
    """The layout of a whole form: its fields, and the button under them."""
    *fields, button = parts
    made = FormHelper()
    made.form_class = "form"
    made.layout = Layout(*fields, Div(button, css_class="form__actions"))
    return made
