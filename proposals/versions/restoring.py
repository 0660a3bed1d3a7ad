"""Putting the text back to what an earlier version held (版を戻す), so that nothing is lost."""

import logging
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from members.models import User
from proposals.actions import lock_open
from proposals.models import FrozenSection, Milestone
from proposals.versions import freezing, keeping
from support.access import Refused
from support.collab import actions as collab

MAX_QUOTED = 60  # letters of a version's name inside another one

logger = logging.getLogger(__name__)


def restorable(milestone: Milestone) -> list[FrozenSection]:
    """The sections of this version whose text is another one now."""
    rows = milestone.sections.select_related("section__document").order_by("position")
    return [row for row in rows if not keeping.has_text_of(row, row.section.document)]


@transaction.atomic
def restore(milestone: Milestone, *, sections: Collection[FrozenSection], by: User) -> Milestone:
    """Put these sections back to the text they have in `milestone`; titles and order stay.

    The text as it was just now is kept as a version before, the result as one after it.

    Errors: Refused when the text is closed for writing, or is the same already.
    Effects: a new epoch for each text; pages that are open are told to reload, and what they have
    not sent is offered to their writers as a copy.
    """
    proposal = lock_open(milestone.proposal)
    name = milestone.name[:MAX_QUOTED]
    freezing.freeze(proposal, name=_("Before going back to “%(name)s”") % {"name": name}, by=by)
    # All texts are locked from here on, in the order of their keys.
    chosen = [row for row in restorable(milestone) if row in sections]
    if not chosen:
        raise Refused(_("The text is already the one of this version."))
    for row in chosen:
        collab.restore(row.section.document, bytes(row.state), author=by)
    after = freezing.freeze(
        proposal,
        name=_("Went back to “%(name)s”") % {"name": name},
        note="、".join(row.title for row in chosen),
        by=by,
    )
    logger.info("version restored proposal=%s from=%s by=%s", proposal.pk, milestone.number, by.pk)
    return after
