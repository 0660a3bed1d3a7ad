"""How allauth behaves here: no sign-up, our mails, recovery codes as a factor of their own."""

import time
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _

from support.notices import letter

# Which of our mails (templates/notices/) stands for which of allauth's.
MAILS = {
    "account/email/password_reset_key": "password_reset",
    "account/email/email_confirmation": "mail_address_changed",
    "account/email/email_confirmation_signup": "mail_address_changed",
}
ASKED_FOR_AT_SIGN_IN = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "The sign-in name or the password is not right. The sign-in name is not the mail "
            "address; it stands in the mail with which you registered."
        ),
        "too_many_login_attempts": _(
            "Signing in has failed several times. Please try again in five minutes, or set the "
            "password again."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who has just signed in need not type the password a second time."""
        records = get_authentication_records(self.request, self.request.user)
        last = max((record["at"] for record in records), default=0)
        is_fresh = time.time() - last < app_settings.REAUTHENTICATION_TIMEOUT
        return not is_fresh and super().is_reauthentication_required(app=app, **kwargs)

    def get_reset_password_from_key_url(self, key):
        return _on_this_site(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request, emailconfirmation):
        return _on_this_site(super().get_email_confirmation_url(request, emailconfirmation))

    def send_password_reset_mail(self, user, email, context):
        """Nothing for an account that nobody has taken up: only its invitation opens it."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)

    def send_mail(self, template_prefix, email, context):
        """Plain text to one recipient, at once: it answers what the person has just done."""
        written = letter(MAILS[template_prefix], context)
        EmailMessage(written.subject, written.body, to=[email]).send()


def _on_this_site(url):
    """The address as it stands in all our mails, whatever host and port the request has named."""
    return settings.SITE_URL + urlsplit(url).path


class SecondFactorAdapter(DefaultMFAAdapter):
    def is_mfa_enabled(self, user, types=None):
        """Recovery codes alone are a second factor too: on paper, for staff without a device.

        allauth asks for a code at sign-in only where there is an app or a key; here it also asks
        those who have nothing but the paper.
        """
        if types is not None and set(types) == ASKED_FOR_AT_SIGN_IN:
            types = [*types, Authenticator.Type.RECOVERY_CODES]
        return super().is_mfa_enabled(user, types)

    def get_totp_label(self, user):
        return user.login_id
