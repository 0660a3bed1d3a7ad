"""What people choose about the structure of a proposal: its numbers, its pictures."""

from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from fieldwork.models import VisitPhoto
from proposals.forms.proposals import helper
from proposals.models import Proposal
from proposals.text import illustrating
from support.files.forms import CheckedImageField


class NumberingForm(forms.Form):
    numbering = forms.ChoiceField(
        label=gettext_lazy("numbers of headings"),
        choices=Proposal.Numbering,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, initial={"numbering": proposal.numbering}, **kwargs)
        self.helper = helper("numbering", Submit("save", pgettext_lazy("proposal", "Save")))


class PictureForm(forms.Form):
    """A file, or a photo of a visit."""

    file = CheckedImageField(required=False)
    photo = forms.ModelChoiceField(VisitPhoto.objects.none(), required=False)

    def __init__(self, *args, photos, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photo"].queryset = photos

    def clean(self):
        typed = super().clean()
        if not self.errors and not typed.get("file") and not typed.get("photo"):
            raise forms.ValidationError(_("Choose a picture, or a photo of a visit."))
        return typed

    def add_to(self, proposal, *, by):
        if self.cleaned_data["file"]:
            return illustrating.add_picture(proposal, checked=self.cleaned_data["file"], by=by)
        return illustrating.take_photo(proposal, self.cleaned_data["photo"], by=by)
