"""allauth's forms in the words of the portal, and patient with how people type codes."""

import unicodedata

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = pgettext_lazy("account", "sign-in name")
        self.fields["login"].help_text = _("Not the mail address.")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = _("Please fill this in.")


class TypedCode:
    """A code as people type it: 「１２３ ４５６」 is 123456."""

    code_label = _("Six digits of the app, or a recovery code")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = self.code_label
        code.error_messages["required"] = _("Please fill this in.")
        code.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def clean_code(self):
        typed = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        self.cleaned_data["code"] = "".join(typed.split())
        return super().clean_code()


class CodeForm(TypedCode, AuthenticateForm):
    pass


class CodeAgainForm(TypedCode, ReauthenticateForm):
    pass


class AppForm(TypedCode, ActivateTOTPForm):
    code_label = _("Six digits that the app shows")


class AddKeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = pgettext_lazy("passkey", "name")
        self.fields["name"].help_text = _("To tell your keys apart, for example “office computer”.")


class RenameKeyForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = pgettext_lazy("passkey", "name")
