"""What staff type to invite a colleague or a lecturer."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import actions
from members.admin.people import PersonForm
from members.fields import MailField
from members.models import Person, StudyGroup


class InviteStaffForm(PersonForm):
    email = MailField(label=_("mail address"))

    def invite(self, *, by) -> str:
        user = actions.invite_staff(self.instance, email=self.cleaned_data["email"], by=by)
        return user.name


class InviteLecturerForm(PersonForm):
    group = forms.ModelChoiceField(
        StudyGroup.objects.exclude(state=StudyGroup.State.CLOSED), label=_("study group")
    )
    person = forms.ModelChoiceField(
        Person.objects.exclude(user__is_staff=True),
        required=False,
        label=_("Somebody the portal knows"),
        help_text=_("For example from the programme. Empty for a new name."),
    )
    department = forms.CharField(label=_("university and department"), max_length=100)
    post = forms.CharField(label=pgettext_lazy("lecturer", "post"), max_length=50)
    email = MailField(label=_("mail address"))

    field_order = ["group", "person"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["family_name"].required = False

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("person") or cleaned.get("family_name")):
            self.add_error("family_name", _("Please choose a person or enter a name."))
        return cleaned

    def invite(self, *, by) -> str:
        chosen = {
            name: self.cleaned_data[name] for name in ("group", "email", "department", "post")
        }
        person = self.cleaned_data["person"] or self.instance
        membership = actions.invite_lecturer(person, by=by, **chosen)
        return membership.user.name
