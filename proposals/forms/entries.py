"""What people type about a source."""

from crispy_forms.layout import Fieldset, Submit
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fieldwork.models import ReferenceCase
from fieldwork.record_form import RecordForm
from members.fields import LineField, WebAddressField
from proposals.forms.proposals import helper
from proposals.models import Entry
from sessions.models import Material
from support import wareki
from support.wareki import clock
from support.wareki.forms import EraDateField


class EntryForm(RecordForm):
    """Literature or a web page. Read as plain fields by the editor's dialog, too."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("source", "kind"),
        choices=[(kind.value, kind.label) for kind in Entry.TYPED],
        widget=forms.RadioSelect,
    )
    title = LineField(label=pgettext_lazy("source", "title"), max_length=200)
    author = LineField(
        label=pgettext_lazy("source", "author"),
        max_length=100,
        required=False,
        help_text=_("For example: 総務省. Two authors: 見本花子・架空太郎."),
    )
    publisher = LineField(
        label=pgettext_lazy("source", "publisher"), max_length=100, required=False
    )
    published = LineField(
        label=pgettext_lazy("source", "published"),
        max_length=30,
        required=False,
        help_text=_("As it is printed. For example: 2021年, 令和3年3月."),
    )
    url = WebAddressField(label=pgettext_lazy("source", "address (URL)"), required=False)
    accessed_on = EraDateField(
        label=_("day it was looked at"),
        required=False,
        help_text=_("Needed with a URL: pages change. For example: 令和4年10月3日."),
    )

    class Meta:
        model = Entry
        fields = ("kind", "title", "author", "publisher", "published", "url", "accessed_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.setdefault("kind", Entry.Kind.WEB)
            today = wareki.format_day(clock.today(), with_weekday=False)
            self.initial.setdefault("accessed_on", today)
        self.helper = helper(
            *self.OPENING,
            Fieldset(_("What is cited"), "kind", "title", "author", "publisher", "published"),
            Fieldset(_("On the web"), "url", "accessed_on"),
            Submit("save", _("Save the source")),
        )
        self.helper.attrs = {"novalidate": True}

    def clean(self):
        typed = super().clean()
        if typed.get("kind") == Entry.Kind.WEB and "url" in typed and not typed["url"]:
            self.add_error("url", _("Please type the address of the page."))
        if typed.get("url") and "accessed_on" in typed and not typed["accessed_on"]:
            reason = _("Please give the day on which you looked at the page.")
            self.add_error("accessed_on", reason)
        if not typed.get("url") and typed.get("kind") == Entry.Kind.LITERATURE:
            typed["accessed_on"] = None  # prefilled; of a book it says nothing
        return typed


class SubjectForm(forms.Form):
    """The reference case or the material that is to be cited."""

    case = forms.ModelChoiceField(ReferenceCase.objects.none(), required=False)
    material = forms.ModelChoiceField(Material.objects.none(), required=False)

    def __init__(self, *args, user, group, **kwargs):
        super().__init__(*args, **kwargs)
        cases = ReferenceCase.objects.visible_to(user).filter(group=group)
        self.fields["case"].queryset = cases
        materials = Material.objects.visible_to(user).filter(study_session__group=group)
        self.fields["material"].queryset = materials

    def clean(self):
        typed = super().clean()
        chosen = [row for row in (typed.get("case"), typed.get("material")) if row]
        if not self.errors and len(chosen) != 1:
            raise forms.ValidationError(_("Please choose one source."))
        return {"subject": chosen[0]} if chosen else typed
