"""What people type: nominations, passwords for a new account, searches."""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout, Submit
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.fields import ExtensionField, KanaField, LineField, MailField, NameField, PhoneField
from members.models import Organisation

FILL_IN = _("Please fill this in.")


def text(**attrs):
    """A line of text that the browser does not fill with what it knows about the typist."""
    return forms.TextInput(attrs={"autocomplete": "off", **attrs})


class NominationForm(forms.Form):
    """One nominated person (推薦書), filled in by the training officer without an account."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.exclude(kind=Organisation.Kind.CENTRE),
        label=pgettext_lazy("nomination", "organisation"),
        empty_label=_("Please choose"),
        help_text=_("If your organisation is not listed, please call the secretariat."),
    )
    family_name = NameField(
        label=pgettext_lazy("nomination", "family name"),
        help_text=_("Please write it as the person does. A name of one word goes here."),
        widget=text(),
    )
    given_name = NameField(
        label=pgettext_lazy("nomination", "given name"), required=False, widget=text()
    )
    family_kana = KanaField(
        label=pgettext_lazy("nomination", "reading of the family name"), widget=text()
    )
    given_kana = KanaField(
        label=pgettext_lazy("nomination", "reading of the given name"),
        required=False,
        widget=text(),
    )
    department = LineField(
        label=pgettext_lazy("nomination", "department"), max_length=100, widget=text()
    )
    post = LineField(label=pgettext_lazy("nomination", "post"), max_length=50, widget=text())
    email = MailField(
        label=pgettext_lazy("nomination", "mail address"),
        help_text=_("The address of the section will do, also when several people share it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = PhoneField(
        label=pgettext_lazy("nomination", "telephone"),
        help_text=_("For example 0248-00-0000"),
        widget=text(inputmode="tel"),
    )
    extension = ExtensionField(
        label=pgettext_lazy("nomination", "extension"),
        required=False,
        widget=text(inputmode="numeric"),
    )
    motivation = forms.CharField(
        label=_("motivation and aims"),
        max_length=2000,
        help_text=_("In the words of the person, up to 2,000 characters."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    nominator_name = NameField(
        label=_("name of the training officer"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    nominator_email = MailField(
        label=_("mail address of the training officer"),
        help_text=_("The receipt goes to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    nominator_phone = PhoneField(
        label=_("telephone of the training officer"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    consent = forms.BooleanField(
        label=_("The nominated person agrees to this use of personal data"),
        error_messages={"required": _("Please confirm that the person agrees.")},
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form_token"].initial = uuid.uuid4
        for name, field in self.fields.items():
            if name != "consent":
                field.error_messages["required"] = FILL_IN
        unknown = _("Please choose from the list. If it is not there, call the secretariat.")
        self.fields["organisation"].error_messages["invalid_choice"] = unknown
        self.fields["organisation"].error_messages["required"] = unknown
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.attrs = {"novalidate": True, "data-confirm-leave": ""}
        self.helper.layout = self._layout()

    @staticmethod
    def _layout():
        return Layout(
            "form_token",
            Fieldset(
                _("The nominated person"),
                "organisation",
                "family_name",
                "given_name",
                "family_kana",
                "given_kana",
                "department",
                "post",
                "email",
                "phone",
                "extension",
                "motivation",
            ),
            Fieldset(
                _("Who fills in this form (training officer)"),
                "nominator_name",
                "nominator_email",
                "nominator_phone",
            ),
            Fieldset(
                _("Use of personal data"),
                HTML('{% include "members/_use_of_personal_data.html" %}'),
                "consent",
            ),
            Submit("submit", _("Send the nomination")),
        )

    def clean_form_token(self):
        return self.cleaned_data["form_token"] or uuid.uuid4()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("given_name") and not cleaned.get("given_kana"):
            self.add_error("given_kana", FILL_IN)
        return cleaned

    @property
    def nomination(self) -> dict:
        """What was typed, without the tick under the notice."""
        return {name: value for name, value in self.cleaned_data.items() if name != "consent"}


class JoinForm(forms.Form):
    """The password of a new account."""

    password = forms.CharField(
        label=pgettext_lazy("account", "password"),
        strip=False,
        help_text=_("At least 12 characters. Several words in a row are good and easy to type."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=pgettext_lazy("account", "password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for name in ("password", "password_again"):
            self.fields[name].error_messages["required"] = FILL_IN
        self.helper = FormHelper()
        self.helper.form_class = "form"
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            HTML('{% include "members/_sign_in_name.html" %}'),
            "password",
            "password_again",
            Submit("submit", _("Register and sign in")),
        )

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self):
        cleaned = super().clean()
        password, again = cleaned.get("password"), cleaned.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", _("The two passwords are different."))
        return cleaned


class SearchForm(forms.Form):
    """Looking for people in a list, however their names are spelled."""

    q = forms.CharField(
        label=_("Name or reading"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    @property
    def words(self) -> str:
        return self.cleaned_data.get("q", "") if self.is_valid() else ""
