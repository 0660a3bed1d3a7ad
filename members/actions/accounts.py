"""Accounts: opening one, taking it up through a one-time link, a second factor on paper."""

import logging

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Invitation, Person, User
from members.sign_in_names import propose
from support.access import Refused

logger = logging.getLogger(__name__)


def open_account(person: Person, *, email: str, is_staff: bool = False) -> User:
    """An account without a password for this person, under a new sign-in name.

    Whoever is staff has the whole administration: the secretariat is two people (ADR 0030).
    """
    login_id = propose(person.family_kana)
    while User.objects.filter(login_id=login_id).exists():
        login_id = propose(person.family_kana)
    return User.objects.create_user(
        login_id, person=person, email=email, is_staff=is_staff, is_superuser=is_staff
    )


@transaction.atomic
def create_staff(login_id: str, *, person: Person, email: str = "") -> Invitation:
    """The first colleague of an installation, who can then invite the others.

    Errors: Refused when the sign-in name is taken.
    """
    if User.objects.filter(login_id=login_id).exists():
        raise Refused(_("The sign-in name “%(name)s” is taken.") % {"name": login_id})
    person.save()
    user = User.objects.create_superuser(login_id, person=person, email=email)
    logger.info("staff created user=%s", user.pk)
    return Invitation.make(user)


@transaction.atomic
def join(token: str, *, password: str) -> User:
    """Take up an account: the link is used up, the password set, the mail address verified.

    Errors: Refused when the link is unknown, used, expired or its account closed.
    """
    rows = Invitation.objects.for_token(token).select_for_update(of=("self",))
    invitation = rows.select_related("user__person").first()
    refuse_dead_link(invitation)
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    user.invitations.open().exclude(pk=invitation.pk).update(expires_at=timezone.now())
    Invitation.objects.filter(pk=invitation.pk).update(used_at=timezone.now())
    keep_address(user)
    logger.info("account taken up user=%s invitation=%s", user.pk, invitation.pk)
    return user


def refuse_dead_link(invitation: Invitation | None) -> None:
    """Errors: Refused with what the person can do now."""
    if invitation is None:
        raise Refused(
            _("This link is not known. Please check that the whole address has been typed.")
        )
    if invitation.used_at:
        raise Refused(_("This link has been used already. Please sign in with your sign-in name."))
    if not (invitation.is_open and invitation.user.is_active):
        raise Refused(_("This link is no longer valid. Please ask the secretariat for a new one."))


def keep_address(user: User) -> None:
    """Let the account's mail address be the only one that allauth knows, and a verified one.

    The secretariat or a link through the mailbox vouches for it (shared with others or not). An
    address somebody has left must not stay behind: a new password could be asked for through it.
    """
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    if user.email:
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )


@transaction.atomic
def issue_recovery_codes(user: User, *, by: User) -> list[str]:
    """New recovery codes on paper for a colleague without a device; older codes end.

    Effects: every browser the colleague is signed in with is signed out, so that the next sign-in
    asks for a code.
    Errors: Refused for anybody but active staff, and for oneself.
    """
    if not (user.is_staff and user.is_active):
        raise Refused(_("Recovery codes are for colleagues of the secretariat."))
    if user == by:
        raise Refused(_("Please ask a colleague, or use “Two-factor authentication” of your own."))
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes = RecoveryCodes.activate(user)
    codes.mark_as_viewed()
    _sign_out_everywhere(user)
    logger.info("recovery codes issued user=%s by=%s", user.pk, by.pk)
    return codes.get_unused_codes()


def _sign_out_everywhere(user: User) -> None:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
