"""What people type about versions: a name for a new one, which two to compare."""

from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.fields import LineField
from proposals.forms.proposals import helper
from proposals.models import FrozenSection
from proposals.text import outline
from proposals.versions import keeping

OTHER = "other"
MAX_NAME = 100


class KeepForm(forms.Form):
    """A suggested name or an own one; `same_as` is the version that holds exactly this text."""

    choice = forms.ChoiceField(label=_("name of the version"), widget=forms.RadioSelect)
    other = LineField(
        label=_("another name"),
        max_length=MAX_NAME,
        required=False,
        help_text=_("Only when you choose “another name” above."),
    )
    note = forms.CharField(
        label=pgettext_lazy("milestone", "note"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text=_("For example what it was handed out for, or what has been rewritten."),
    )
    again = forms.BooleanField(label=_("Keep it under another name all the same"))

    def __init__(self, *args, proposal, same_as=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        names = keeping.suggested_names(proposal)
        own = pgettext_lazy("milestone", "another name")
        self.fields["choice"].choices = [*[(name, name) for name in names], (OTHER, own)]
        self.fields["choice"].initial = names[0]
        if same_as is None:
            del self.fields["again"]
        fields = [name for name in ("choice", "other", "note", "again") if name in self.fields]
        self.helper = helper(*fields, Submit("keep", _("Keep this version")))

    def clean(self):
        data = super().clean()
        field = "other" if data.get("choice") == OTHER else "choice"
        name = data.get(field)
        if not name and field not in self.errors:
            self.add_error(field, _("Please give the version a name."))
        elif self.proposal.milestones.filter(name=name).exists():
            taken = _("There is a version with this name. Please choose another one.")
            self.add_error(field, taken)
        return {"name": name, "note": data.get("note", "")}


class RestoreForm(forms.Form):
    """Which sections are put back; at first all that are different now."""

    sections = forms.ModelMultipleChoiceField(
        FrozenSection.objects.none(),
        label=_("Sections to put back"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one section.")},
    )

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, initial={"sections": sections}, **kwargs)
        field = self.fields["sections"]
        field.queryset = FrozenSection.objects.filter(pk__in=[row.pk for row in sections])
        field.queryset = field.queryset.order_by("position")
        field.label_from_instance = lambda row: outline.heading(row.number, row.title)
        button = Submit("restore", _("Put the text back"))
        self.helper = helper("sections", button)


class CompareForm(forms.Form):
    """Which two to compare; the earlier one is always the one before."""

    NOW = "now"
    IN_LINE, SIDES = "line", "sides"

    old = forms.ChoiceField(label=pgettext_lazy("difference", "one version"))
    new = forms.ChoiceField(label=pgettext_lazy("difference", "the other"))
    view = forms.ChoiceField(
        label=pgettext_lazy("difference", "shown"),
        choices=[
            (IN_LINE, pgettext_lazy("difference", "in one text")),
            (SIDES, pgettext_lazy("difference", "side by side")),
        ],
    )

    def __init__(self, data, *, milestones):
        self.milestones = {str(row.number): row for row in milestones}
        first = next(iter(self.milestones), "")
        super().__init__({"old": first, "new": self.NOW, "view": self.IN_LINE, **data.dict()})
        names = [(number, row.name) for number, row in self.milestones.items()]
        now = (self.NOW, pgettext_lazy("difference", "the text as it is now"))
        self.fields["old"].choices = self.fields["new"].choices = [now, *names]

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if data["old"] == data["new"]:
            raise forms.ValidationError(_("Please choose two different ones."))
        old, new = sorted((data["old"], data["new"]), key=self._age)
        return {**data, "old": self.milestones[old], "new": self.milestones.get(new)}

    def _age(self, choice):
        return int(choice) if choice != self.NOW else float("inf")
