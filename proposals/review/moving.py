"""What every step of a proposal begins and ends with: its row locked, and the step kept."""

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _

from members.models import Membership, StudyGroup, User
from proposals.models import Milestone, Proposal, Step
from support import notices
from support.access import Refused
from support.wareki import clock


def lock(proposal: Proposal) -> Proposal:
    """The proposal as it is now, nobody else's until our transaction ends.

    Errors: Refused when its group has been closed meanwhile.
    """
    rows = Proposal.objects.select_related("group").select_for_update(of=("self",), no_key=True)
    proposal = rows.get(pk=proposal.pk)
    if proposal.group.is_closed:
        raise Refused(_("This study group has been closed. Nothing can be changed any more."))
    return proposal


def move(
    proposal: Proposal,
    to: str,
    *,
    only_from: Iterable[str],
    otherwise: str,
    by: User,
    milestone: Milestone | None = None,
    due_on: dt.date | None = None,
    reason: str = "",
) -> Step:
    """Go on to the state `to`, and keep who did it, when and why.

    Errors: Refused with the sentence `otherwise` when the present state is not in `only_from`.
    """
    before = proposal.state
    proposal.move(to, only_from=only_from, otherwise=otherwise)
    return Step.objects.create(
        proposal=proposal,
        from_state=before,
        to_state=to,
        milestone=milestone,
        due_on=due_on,
        reason=reason,
        by=by,
        at=clock.now(),
    )


def tell_members(kind: str, *, subject: models.Model, group: StudyGroup) -> None:
    """One mail of this kind to each member of today."""
    rows = Membership.objects.active(on=clock.today()).members().filter(group=group)
    for user in User.objects.filter(pk__in=rows.values("user")).order_by("pk"):
        notices.add(kind, subject=subject, to=user, due_on=clock.today())
