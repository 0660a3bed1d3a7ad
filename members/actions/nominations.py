"""Nominations: sent in by an organisation, decided by the secretariat."""

import datetime as dt
import hashlib
import json
import logging
import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from members import access
from members.actions.accounts import open_account
from members.actions.invitations import invite_member
from members.models import Membership, Nomination, Person, StudyGroup, User
from members.names import search_key
from support import notices
from support.access import Refused
from support.wareki import clock

logger = logging.getLogger(__name__)

# A flood is slowed down, nobody is locked out: forms that arrived count, refused ones do not, and
# after ten minutes the way is free. A whole prefecture may sit behind one address, so that limit is
# wide; one organisation nominates a handful of people.
FLOOD_WINDOW = dt.timedelta(minutes=10)
PER_BROWSER, PER_ORGANISATION, PER_ADDRESS = 10, 20, 120


@transaction.atomic
def nominate(
    group: StudyGroup,
    *,
    form_token: uuid.UUID,
    sender_hash: str = "",
    from_browser: Collection[str] = (),
    **typed: Any,
) -> Nomination:
    """Take one nomination in, under the next receipt number, and send the receipt.

    The same form sent twice gives the nomination that is there. `from_browser` are the receipt keys
    this browser has been given.

    Errors: Refused when the call is closed, the person is nominated already, or forms flood in.
    Effects: a receipt to the nominator by mail.
    """
    group = StudyGroup.objects.select_for_update().get(pk=group.pk)
    content_hash = _hash(typed)
    sent_before = group.nominations.filter(form_token=form_token, content_hash=content_hash).first()
    if sent_before:
        return sent_before
    verdict = access.can_nominate(group)
    if not verdict:
        raise Refused(verdict.reason)
    _refuse_same_person(group, typed)
    _refuse_flood(group, typed["organisation"], sender_hash, from_browser)
    nomination = group.nominations.create(
        **typed,
        number=(group.nominations.aggregate(last=Max("number"))["last"] or 0) + 1,
        form_token=form_token,
        content_hash=content_hash,
        sender_hash=sender_hash,
        consented_at=clock.now(),
        created_at=clock.now(),
    )
    receipt_to = nomination.nominator_email
    notices.add("nomination_received", subject=nomination, to=receipt_to, due_on=clock.today())
    logger.info("nomination received nomination=%s group=%s", nomination.pk, group.pk)
    return nomination


def _hash(typed: Mapping[str, Any]) -> str:
    words = json.dumps({name: str(getattr(value, "pk", value)) for name, value in typed.items()})
    return hashlib.sha256(words.encode()).hexdigest()


def _refuse_same_person(group: StudyGroup, typed: Mapping[str, Any]) -> None:
    name_key = search_key(typed["family_name"] + typed["given_name"])
    same = group.nominations.standing().filter(
        organisation=typed["organisation"], name_key=name_key
    )
    if same.exists():
        raise Refused(
            _(
                "This person has been nominated already, so nothing more is needed. To correct the "
                "nomination, or for another person of the same name, please call the secretariat."
            )
        )


def _refuse_flood(group, organisation, sender_hash: str, from_browser: Collection[str]) -> None:
    lately = group.nominations.filter(created_at__gt=clock.now() - FLOOD_WINDOW)
    is_flood = (
        lately.filter(organisation=organisation).count() >= PER_ORGANISATION
        or lately.filter(receipt_key__in=from_browser).count() >= PER_BROWSER
        or (sender_hash and lately.filter(sender_hash=sender_hash).count() >= PER_ADDRESS)
    )
    if is_flood:
        raise Refused(
            _(
                "Very many nominations have arrived within a short time. What you typed is kept on "
                "this page: please send it again in ten minutes, or call the secretariat."
            )
        )


@transaction.atomic
def accept(
    nominations: Iterable[Nomination],
    *,
    by: User,
    accounts: Mapping[int, User] | None = None,
) -> list[Membership]:
    """Take nominated people into their group: account, membership and a mail for each.

    `accounts` gives, by nomination, the account of somebody who has one from an earlier year.
    Nominations decided meanwhile are passed over.

    Errors: Refused when a group is closed, or an account belongs to it already.
    """
    accepted = []
    for nomination in _waiting(nominations, by):
        user = (accounts or {}).get(nomination.pk) or _new_account(nomination)
        _refuse_second_membership(user, nomination.group)
        membership = Membership.objects.create(
            group=nomination.group,
            user=user,
            role=Membership.Role.MEMBER,
            organisation=nomination.organisation,
            department=nomination.department,
            post=nomination.post,
            starts_on=clock.today(),
        )
        _decide(nomination, Nomination.State.ACCEPTED, by=by, membership=membership)
        invite_member(membership, by=by)
        accepted.append(membership)
    return accepted


@transaction.atomic
def decline(nominations: Iterable[Nomination], *, reason: str, by: User) -> int:
    """Decline nominations. No mail: the secretariat writes to the organisation itself.

    Errors: Refused when a group is closed.
    """
    waiting = _waiting(nominations, by)
    for nomination in waiting:
        _decide(nomination, Nomination.State.DECLINED, by=by, decline_reason=reason)
    return len(waiting)


def _waiting(nominations: Iterable[Nomination], by: User) -> list[Nomination]:
    """Those still to be decided, locked, in official order."""
    rows = Nomination.objects.waiting().filter(pk__in=[row.pk for row in nominations])
    waiting = list(
        rows.select_for_update(of=("self",))
        .select_related("group", "organisation")
        .in_official_order()
    )
    for group in {nomination.group for nomination in waiting}:
        verdict = access.can_manage(by, group)
        if not verdict:
            raise Refused(verdict.reason)
    return waiting


def _refuse_second_membership(user: User, group: StudyGroup) -> None:
    if user.memberships.active_today().members().filter(group=group).exists():
        raise Refused(_("%(name)s is a member of this study group already.") % {"name": user.name})


def _new_account(nomination: Nomination) -> User:
    person = Person.objects.create(
        family_name=nomination.family_name,
        given_name=nomination.given_name,
        family_kana=nomination.family_kana,
        given_kana=nomination.given_kana,
    )
    return open_account(person, email=nomination.email)


def _decide(nomination: Nomination, state: str, *, by: User, **fields: Any) -> None:
    decision = {"state": state, "decided_at": clock.now(), "decided_by": by, **fields}
    for name, value in decision.items():
        setattr(nomination, name, value)
    nomination.save(update_fields=[*decision, "updated_at"])
    logger.info("nomination decided nomination=%s state=%s by=%s", nomination.pk, state, by.pk)
