"""What people choose when they bring a file into a section."""

import uuid

from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proposals.forms.proposals import helper
from proposals.word.bringing import APPEND, REPLACE
from support.files import kinds
from support.files.forms import CheckedFileField


class WordFileField(CheckedFileField):
    """A Word file, or plain text."""

    kinds = tuple(kind for kind in kinds.DOCUMENTS if kind.word in ("Word", "TXT"))


class ChooseForm(forms.Form):
    file = WordFileField(label=_("Word file"))
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"form_token": uuid.uuid4()}, **kwargs)
        self.helper = helper("file", "form_token", Submit("look", _("Look at what comes in")))


class TakeForm(forms.Form):
    how = forms.ChoiceField(
        label=pgettext_lazy("bringing in", "Where to"),
        choices=[
            (APPEND, _("Add it at the end of the section")),
            (REPLACE, _("Put it in the place of the text (the text as it is now stays a version)")),
        ],
        initial=APPEND,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("how", Submit("take", pgettext_lazy("proposal", "Bring it in")))
