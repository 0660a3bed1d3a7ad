"""What is typed when a proposal goes on: to the group, to the lecturer, to its final version."""

from crispy_forms.layout import Fieldset, Submit
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import User
from proposals.forms.proposals import helper, lecturers
from proposals.review import reviewing
from support import wareki
from support.wareki import clock
from support.wareki.forms import EraDateField


class OfficeDayField(EraDateField):
    """A day after today on which the offices are open: until 17:00 then."""

    def clean(self, value):
        day = super().clean(value)
        if day is None:
            return None
        if day <= clock.today():
            raise forms.ValidationError(_("Please choose a day after today."))
        if not wareki.is_office_day(day):
            raise forms.ValidationError(
                _("The offices are closed on that day. %(day)s is an office day.")
                % {"day": wareki.format_day(wareki.office_day_on_or_before(day))}
            )
        return day


class StepForm(forms.Form):
    """A step of the leader; the secretariat says why it takes it for the leader."""

    reason = forms.CharField(
        label=_("Why the secretariat does this for the leader"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text=_("It is kept with your name and the day, and shown to the members."),
    )

    def __init__(self, *args, must_say_why=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not must_say_why:
            del self.fields["reason"]

    def asked(self, *names):
        """These fields, and the reason when it is asked for."""
        return [*names, *(name for name in self.fields if name == "reason")]


class AskGroupForm(StepForm):
    due_on = OfficeDayField(
        label=_("To be read by"),
        required=False,
        help_text=_("Until 17:00 of an office day, for example 令和4年12月8日."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(*self.asked("due_on"), Submit("ask", _("Ask the group to check")))


class TakeBackForm(StepForm):
    """Nothing but the reason, if one is asked for."""


class SubmitForm(StepForm):
    lecturers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Lecturers to ask"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one lecturer.")},
    )
    due_on = OfficeDayField(
        label=_("Answer wanted by"),
        help_text=_("Until 17:00 of an office day, for example 令和4年12月8日."),
    )

    def __init__(self, *args, proposal, **kwargs):
        asked = lecturers(proposal.group)
        initial = {"lecturers": asked, "due_on": reviewing.suggested_due_day()}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["lecturers"].queryset = asked
        fields = Fieldset(_("Ask the lecturer"), *self.asked("lecturers", "due_on"))
        self.helper = helper(fields, Submit("submit", _("Submit the proposal")))


class FinaliseForm(forms.Form):
    """The secretariat has looked at each of these."""

    ITEMS = (
        ("names", pgettext_lazy("office check", "names, posts and organisations")),
        ("pictures", pgettext_lazy("office check", "pictures: consent and source")),
        (
            "hosts",
            pgettext_lazy("office check", "the places visited have seen what is said of them"),
        ),
        ("terms", pgettext_lazy("office check", "terms and figures")),
    )

    checked = forms.MultipleChoiceField(
        label=_("What you have looked at"),
        choices=ITEMS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please tick what you have looked at.")},
    )

    def clean_checked(self):
        checked = self.cleaned_data["checked"]
        missing = [str(label) for value, label in self.ITEMS if value not in checked]
        if missing:
            words = _("Not ticked yet: %(items)s. Open the text again if something has to change.")
            raise forms.ValidationError(words % {"items": "、".join(missing)})
        return "、".join(str(label) for _value, label in self.ITEMS)
