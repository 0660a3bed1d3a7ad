"""What the portal writes to nominators and to the people it invites (templates/notices/)."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from members.models import Invitation, Membership, Nomination
from support import notices
from support.access import ALLOWED, Denied, Verdict
from support.notices import Letter, letter


def register() -> None:
    """Make the kinds of notices of this app known. Called once, when the app is ready."""
    notices.register(
        "nomination_received",
        still_due=lambda row: Nomination.objects.filter(pk=row.subject_pk).exists(),
        compose=compose_receipt,
        urgent=True,
        label=pgettext_lazy("kind of mail", "receipt of a nomination"),
    )
    notices.register(
        "membership_confirmed",
        still_due=is_membership_open,
        compose=compose_membership,
        label=pgettext_lazy("kind of mail", "decision on participation"),
    )
    for kind, is_urgent in INVITATIONS.items():
        notices.register(
            kind,
            still_due=is_link_alive,
            compose=compose_invitation,
            urgent=is_urgent,
            label=pgettext_lazy("kind of mail", "invitation to an account"),
        )


# By kind: whether it goes out at once, because somebody is waiting for it at the telephone.
INVITATIONS = {
    "invitation_member": False,
    "invitation_lecturer": False,
    "invitation_staff": True,
    "invitation_again": True,
}


def is_membership_open(notice) -> Verdict:
    membership = Membership.objects.select_related("group").filter(pk=notice.subject_pk).first()
    return _while_open(membership) if membership else Denied(_("It is no longer needed."))


def is_link_alive(notice) -> Verdict:
    rows = Invitation.objects.select_related("membership__group")
    invitation = rows.filter(pk=notice.subject_pk).first()
    if not (invitation and invitation.is_open):
        return Denied(_("The link has been used, replaced or has expired."))
    return _while_open(invitation.membership)


def _while_open(membership: Membership | None) -> Verdict:
    """A closed group says nothing more."""
    if membership and membership.group.is_closed:
        return Denied(_("This study group has been closed."))
    return ALLOWED


def compose_receipt(notice) -> Letter:
    rows = Nomination.objects.select_related("group", "organisation")
    nomination = rows.get(pk=notice.subject_pk)
    url = settings.SITE_URL + nomination.get_absolute_url()
    return letter(notice.kind, {"nomination": nomination, "group": nomination.group, "url": url})


def compose_membership(notice) -> Letter:
    rows = Membership.objects.select_related("group", "organisation", "user__person")
    membership = rows.get(pk=notice.subject_pk)
    return letter(notice.kind, _about(membership.user, membership))


def compose_invitation(notice) -> Letter:
    rows = Invitation.objects.select_related(
        "user__person", "membership__group", "membership__organisation"
    )
    invitation = rows.get(pk=notice.subject_pk)
    words = _about(invitation.user, invitation.membership)
    return letter(notice.kind, {**words, "invitation": invitation})


def _about(user, membership) -> dict:
    return {
        "user": user,
        "membership": membership,
        "group": membership.group if membership else None,
        "site_url": settings.SITE_URL + "/",
        "login_url": settings.SITE_URL + reverse("account_login"),
    }
