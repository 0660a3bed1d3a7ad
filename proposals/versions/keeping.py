"""Keeping a version (版を残す): all sections as they are now, under a name people will quote."""

import logging
import re

from django.db import transaction
from django.utils.translation import gettext as _

from members.models import User
from proposals.models import FrozenSection, Milestone, Proposal
from proposals.text import outline
from proposals.versions import freezing
from sessions.models import StudySession
from support.access import Refused
from support.collab import actions as collab
from support.collab import nodes
from support.wareki import clock

DRAFT_NAME = re.compile(r"第(\d{1,4})稿")
HANDED_IN = "提出版"

logger = logging.getLogger(__name__)


@transaction.atomic
def keep(proposal: Proposal, *, name: str, note: str = "", by: User) -> Milestone:
    """Freeze the proposal under a name; nothing else about it changes.

    Errors: Refused when a version has this name, or the group has been closed meanwhile.
    """
    proposal = lock(proposal)
    if proposal.milestones.filter(name=name).exists():
        raise Refused(_("There is a version with this name. Please choose another one."))
    milestone = freezing.freeze(proposal, name=name, note=note, by=by)
    logger.info("version kept proposal=%s number=%s by=%s", proposal.pk, milestone.number, by.pk)
    return milestone


def lock(proposal: Proposal) -> Proposal:
    """The proposal as it is now, nobody else's until our transaction ends.

    Errors: Refused when its group has been closed meanwhile.
    """
    rows = Proposal.objects.select_related("group").select_for_update(of=("self",), no_key=True)
    proposal = rows.get(pk=proposal.pk)
    if proposal.group.is_closed:
        raise Refused(_("This study group has been closed. Nothing can be changed any more."))
    return proposal


def suggested_names(proposal: Proposal) -> list[str]:
    """What this version may be called: the next draft, the handout of the next meeting, 提出版."""
    taken = set(proposal.milestones.values_list("name", flat=True))
    numbers = [int(found[1]) for name in taken if (found := DRAFT_NAME.fullmatch(name))]
    names = [f"第{max(numbers, default=0) + 1}稿", *_handout(proposal), HANDED_IN]
    return [name for name in names if name not in taken]


def _handout(proposal: Proposal) -> list[str]:
    ahead = StudySession.objects.filter(group=proposal.group).upcoming(on=clock.today())
    meeting = ahead.in_order().first()
    return [f"会議配布版（{meeting.label}）"] if meeting else []


def same_as_now(proposal: Proposal) -> Milestone | None:
    """The newest version, if titles, writers and texts are still exactly those it holds."""
    newest = proposal.milestones.newest()
    if newest is None or _face(newest) != _face(proposal):
        return None
    rows = proposal.sections.select_related("owner__person", "document")
    sections = outline.numbered(rows)
    frozen = list(newest.sections.order_by("position"))
    heads = [
        (row.pk, row.number, row.title, row.owner.name if row.owner else "") for row in sections
    ]
    kept = [(row.section_id, row.number, row.title, row.owner_name) for row in frozen]
    if heads != kept:
        return None
    pairs = zip(frozen, sections, strict=True)
    return newest if all(has_text_of(row, section.document) for row, section in pairs) else None


def _face(of: Proposal | Milestone) -> tuple[str, str, str]:
    return of.title, of.subtitle, of.numbering


def has_text_of(frozen: FrozenSection, document) -> bool:
    """Whether the text still is what was frozen; the rows tell at once when nobody has written."""
    if (frozen.epoch, frozen.seq) == (document.epoch, document.seq):
        return True
    return nodes.of_update(bytes(frozen.state)) == nodes.of_update(collab.state(document))
