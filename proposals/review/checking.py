"""The checks before and after the lecturer: by the group (班内確認) and by the secretariat."""

import datetime as dt
import logging

from django.db import transaction
from django.utils.translation import gettext as _

from members.models import User
from proposals.models import Confirmation, FrozenSection, Milestone, Proposal, Section, Step
from proposals.review import moving
from proposals.versions import freezing
from support.access import Refused
from support.wareki import clock

logger = logging.getLogger(__name__)


@transaction.atomic
def ask_group(
    proposal: Proposal, *, due_on: dt.date | None = None, reason: str = "", by: User
) -> Milestone:
    """Hand a frozen version to the members of the group for reading (班内確認).

    Errors: Refused when it is not open for writing.
    Effects: a milestone, a notice to each member; the text is closed.
    """
    proposal = moving.lock(proposal)
    if not proposal.is_open:
        raise Refused(_("The proposal has already been handed over."))
    count = proposal.steps.into(Proposal.State.GROUP_CHECK).count()
    milestone = freezing.freeze(proposal, name=f"第{count + 1}回班内確認版", by=by)
    step = moving.move(
        proposal,
        Proposal.State.GROUP_CHECK,
        only_from=Proposal.OPEN,
        otherwise=_("The proposal has already been handed over."),
        milestone=milestone,
        due_on=due_on,
        reason=reason,
        by=by,
    )
    moving.tell_members("group_check", subject=step, group=proposal.group)
    logger.info("group asked to check proposal=%s by=%s", proposal.pk, by.pk)
    return milestone


@transaction.atomic
def confirm(section: FrozenSection, *, by: User) -> None:
    """A member has read this section of the version the group checks. Twice is once.

    Errors: Refused when this version is not being checked any more.
    """
    proposal = moving.lock(section.milestone.proposal)
    if section.milestone != checked_version(proposal):
        raise Refused(_("The check of this version is over. Please open the proposal again."))
    Confirmation.objects.get_or_create(section=section, by=by, defaults={"at": clock.now()})


@transaction.atomic
def take_back(proposal: Proposal, *, reason: str = "", by: User) -> None:
    """Open the text again before a lecturer has it.

    Errors: Refused when the group does not check it.
    """
    proposal = moving.lock(proposal)
    has_round = proposal.milestones.handed_over().exists()
    moving.move(
        proposal,
        Proposal.State.CHANGES if has_round else Proposal.State.WRITING,
        only_from=[Proposal.State.GROUP_CHECK],
        otherwise=_("The group does not check this proposal at present."),
        reason=reason,
        by=by,
    )
    logger.info("proposal taken back proposal=%s by=%s", proposal.pk, by.pk)


def with_confirmations(sections: list[FrozenSection], *, by: User) -> list[FrozenSection]:
    """Each with the names of those who confirmed it, and whether `by` has: one query for all."""
    rows = Confirmation.objects.filter(section__in=sections).select_related("by__person")
    found: dict[int, list[Confirmation]] = {}
    for row in rows.order_by("at", "pk"):
        found.setdefault(row.section_id, []).append(row)
    for section in sections:
        confirmed = found.get(section.pk, [])
        section.confirmed_by = [row.by.name for row in confirmed]
        section.is_confirmed = any(row.by_id == by.pk for row in confirmed)
    return sections


def checked_version(proposal: Proposal) -> Milestone | None:
    """The version the group checks at present."""
    if not proposal.is_with_group:
        return None
    return proposal.steps.into(Proposal.State.GROUP_CHECK).select_related("milestone")[0].milestone


@transaction.atomic
def begin_office_check(proposal: Proposal, *, by: User) -> None:
    """The secretariat looks at names, pictures and terms of the endorsed version.

    Errors: Refused unless it is endorsed.
    """
    proposal = moving.lock(proposal)
    moving.move(
        proposal,
        Proposal.State.OFFICE_CHECK,
        only_from=[Proposal.State.ENDORSED],
        otherwise=_("Only an endorsed proposal can be checked."),
        milestone=proposal.milestones.endorsed().newest(),
        by=by,
    )
    logger.info("office check begun proposal=%s by=%s", proposal.pk, by.pk)


@transaction.atomic
def finalise(proposal: Proposal, *, checked: str = "", by: User) -> Step:
    """The endorsed version is the final one (確定), letter for letter.

    `checked` names what the secretariat has looked at.

    Errors: Refused unless the secretariat checks it.
    Effects: a notice to each member.
    """
    proposal = moving.lock(proposal)
    step = moving.move(
        proposal,
        Proposal.State.FINAL,
        only_from=[Proposal.State.OFFICE_CHECK],
        otherwise=_("Only a proposal that the secretariat has checked becomes final."),
        milestone=proposal.milestones.endorsed().newest(),
        reason=checked,
        by=by,
    )
    proposal.sections.update(state=Section.State.FINAL, updated_at=clock.now())
    moving.tell_members("proposal_final", subject=step, group=proposal.group)
    logger.info("proposal final proposal=%s by=%s", proposal.pk, by.pk)
    return step
