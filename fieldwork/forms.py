"""What is typed in the field: on a phone, with one hand, so little is required."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fieldwork.models import Finding, Hypothesis, ReferenceCase, Verification, Visit, VisitPhoto
from fieldwork.record_form import RecordForm
from members.fields import WebAddressField
from support.files.forms import CheckedImageField
from support.wareki import clock
from support.wareki.forms import EraDateField


class HypothesisForm(RecordForm):
    class Meta:
        model = Hypothesis
        fields = ["text", "verdict"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(*self.OPENING, "text", "verdict", Submit("save", _("Save")))


class VisitForm(RecordForm):
    visited_on = EraDateField(
        label=_("day of the visit"),
        help_text=_("For example: 令和4年8月25日, R4.8.25 or 2022-08-25."),
    )

    class Meta:
        model = Visit
        fields = [
            "visited_on", "starts_at", "ends_at", "host", "place", "kind",
            "visitors", "interviewees", "notes",
        ]  # fmt: skip
        widgets = {
            "visitors": forms.CheckboxSelectMultiple,
            "notes": forms.Textarea(attrs={"rows": 8}),
            "starts_at": forms.TimeInput(attrs={"type": "time", "data-width": "s"}, format="%H:%M"),
            "ends_at": forms.TimeInput(attrs={"type": "time", "data-width": "s"}, format="%H:%M"),
        }
        help_texts = {
            "host": _("For example: the town's general affairs section."),
            "interviewees": _("Posts and numbers are enough; names are not needed."),
            "notes": _("Do not write residents' personal data here."),
        }

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["visitors"].queryset = self._visitors(group)
        self.fields["visitors"].label_from_instance = lambda membership: membership.user.name
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            *self.OPENING,
            Fieldset(_("When and where"), "visited_on",
                     Div("starts_at", "ends_at", css_class="field__row"), "host", "place", "kind"),
            Fieldset(_("Who"), "visitors", "interviewees"),
            Fieldset(_("What was said"), "notes"),
            Submit("save", _("Save the visit log")),
        )  # fmt: skip

    def _visitors(self, group):
        """Whoever takes part today, and whoever is written down already."""
        today = group.memberships.active(on=clock.today())
        known = self.instance.visitors.all() if self.instance.pk else today.none()
        rows = group.memberships.filter(Q(pk__in=today.values("pk")) | Q(pk__in=known.values("pk")))
        return rows.select_related("user__person", "organisation").in_official_order()

    def clean(self):
        cleaned = super().clean()
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and ends_at < starts_at:
            self.add_error("ends_at", _("The end is before the beginning. Please check the times."))
        return cleaned


class CaseForm(RecordForm):
    url = WebAddressField(label=_("address of the source (URL)"), required=False)
    accessed_on = EraDateField(
        label=_("day it was looked at"),
        required=False,
        help_text=_("Needed with a URL: pages change. For example: 令和4年10月3日."),
    )

    class Meta:
        model = ReferenceCase
        fields = [
            "title", "place", "approach", "result", "suggestion", "author", "url", "accessed_on",
        ]  # fmt: skip
        widgets = {
            name: forms.Textarea(attrs={"rows": 4}) for name in ("approach", "result", "suggestion")
        }
        help_texts = {
            "place": _("For example: 七つ森広域（5町村）."),
            "suggestion": _("What of it fits the Kennan area, and what does not."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            *self.OPENING,
            Fieldset(_("What was done, and by whom"), "title", "place", "approach", "result"),
            Fieldset(_("For our own area"), "suggestion"),
            Fieldset(_("Where it was read"), "author", "url", "accessed_on"),
            Submit("save", _("Save the reference case")),
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("url") and not cleaned.get("accessed_on") and "accessed_on" in cleaned:
            reason = _("Please give the day on which you looked at the page.")
            self.add_error("accessed_on", reason)
        return cleaned


class PhotoForm(forms.ModelForm):
    photo = CheckedImageField(label=_("photo"))
    field_order = ["photo", "alt", "may_be_published"]

    class Meta:
        model = VisitPhoto
        fields = ["alt", "may_be_published"]
        help_texts = {
            "alt": _("Read aloud where the photo cannot be seen. For example: forms on a wall."),
            "may_be_published": _("Tick when the visited body and the people shown have agreed."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            "photo", "alt", "may_be_published", Submit("save", _("Add the photo"))
        )


class FindingForm(RecordForm):
    """A finding, and for each hypothesis of the group what the finding says of it."""

    class Meta:
        model = Finding
        fields = ["kind", "text", "evidence"]
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "kind": _("An insight is what you felt there; a finding is what you have checked."),
            "evidence": _("What it rests on: what was said, seen, or read."),
        }

    def __init__(self, *args, hypotheses, **kwargs):
        super().__init__(*args, **kwargs)
        self.hypotheses = list(hypotheses)
        self.fields["kind"].choices = Finding.Kind.choices
        known = {}
        if self.instance.pk:
            known = dict(self.instance.verifications.values_list("hypothesis_id", "stance"))
        for hypothesis in self.hypotheses:
            self.fields[self.stance_name(hypothesis)] = forms.ChoiceField(
                label=f"{hypothesis}　{hypothesis.text}",
                choices=[("", pgettext_lazy("verification", "says nothing of it")),
                         *Verification.Stance.choices],
                widget=forms.RadioSelect,
                required=False,
                initial=known.get(hypothesis.pk, ""),
            )  # fmt: skip
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            *self.OPENING,
            Fieldset(_("Insight or finding"), "kind", "text", "evidence"),
            *self.stance_layout(),
            Submit("save", _("Save the finding")),
        )

    @staticmethod
    def stance_name(hypothesis):
        return f"hypothesis_{hypothesis.pk}"

    def stance_layout(self):
        names = [self.stance_name(hypothesis) for hypothesis in self.hypotheses]
        return [Fieldset(_("What it says of our hypotheses"), *names)] if names else []

    def stances(self):
        """{hypothesis: stance or ""} as chosen."""
        return {
            hypothesis: self.cleaned_data[self.stance_name(hypothesis)]
            for hypothesis in self.hypotheses
        }
