"""Invitations: one-time links by mail for members, lecturers and colleagues."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members import access
from members.actions.accounts import open_account
from members.models import Invitation, Membership, Person, StudyGroup, User
from support import notices
from support.access import Refused
from support.wareki import clock

logger = logging.getLogger(__name__)


def invite_member(membership: Membership, *, by: User) -> None:
    """Tell somebody that they take part: with a one-time link, or with the account they have.

    Effects: an account that was closed after an earlier year is opened again.
    """
    user, today = membership.user, clock.today()
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
    elif user.has_usable_password():
        notices.add("membership_confirmed", subject=membership, to=user, due_on=today)
        return
    invitation = Invitation.make(user, membership=membership, invited_by=by)
    notices.add("invitation_member", subject=invitation, to=user, due_on=today)


@transaction.atomic
def invite_lecturer(
    person: Person,
    *,
    group: StudyGroup,
    email: str,
    department: str,
    post: str,
    by: User,
) -> Membership:
    """Open a lecturer's account in a group and send the link.

    Errors: Refused when the group is closed.
    """
    verdict = access.can_manage(by, group)
    if not verdict:
        raise Refused(verdict.reason)
    user = _account_of(person, email)
    membership, _created = Membership.objects.get_or_create(
        group=group,
        user=user,
        role=Membership.Role.LECTURER,
        ends_on=None,
        defaults={"department": department, "post": post, "starts_on": clock.today()},
    )
    invitation = Invitation.make(user, membership=membership, invited_by=by)
    notices.add("invitation_lecturer", subject=invitation, to=user, due_on=clock.today())
    logger.info("lecturer invited membership=%s by=%s", membership.pk, by.pk)
    return membership


@transaction.atomic
def invite_staff(person: Person, *, email: str, by: User) -> User:
    """Open an account for a colleague of the secretariat and send the link."""
    user = _account_of(person, email, is_staff=True)
    invitation = Invitation.make(user, invited_by=by)
    notices.add("invitation_staff", subject=invitation, to=user, due_on=clock.today())
    logger.info("staff invited user=%s by=%s", user.pk, by.pk)
    return user


def _account_of(person: Person, email: str, *, is_staff: bool = False) -> User:
    if person.pk is None:
        person.save()
    known = User.objects.filter(person=person).first()
    if known is None:
        return open_account(person, email=email, is_staff=is_staff)
    if known.is_staff != is_staff:
        raise Refused(_("%(name)s has an account already.") % {"name": person.name})
    return known


@transaction.atomic
def send_new_link(user: User, *, by: User) -> Invitation:
    """A fresh link by mail, at once; links sent earlier stop working.

    Errors: Refused when the account is closed or has no mail address.
    """
    if not user.is_active:
        raise Refused(_("The account of %(name)s is closed.") % {"name": user.name})
    if not user.email:
        raise Refused(_("%(name)s has no mail address.") % {"name": user.name})
    user.invitations.open().update(expires_at=timezone.now())
    invitation = Invitation.make(user, invited_by=by)
    notices.add("invitation_again", subject=invitation, to=user, due_on=clock.today())
    logger.info("new link sent user=%s by=%s", user.pk, by.pk)
    return invitation
