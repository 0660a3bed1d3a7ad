"""What members do with a proposal: begin it, arrange its sections."""

import datetime as dt
import logging
import uuid
from collections.abc import Iterable

from django.db import models, transaction
from django.utils.translation import gettext as _

from members.models import StudyGroup, User
from proposals.models import Proposal, Section
from proposals.text import outline
from support.access import Refused
from support.collab import writing
from support.collab.blocks import Block
from support.collab.models import Document

logger = logging.getLogger(__name__)


@transaction.atomic
def start_proposal(
    group: StudyGroup,
    *,
    title: str,
    subtitle: str = "",
    authorship: str = Proposal.Authorship.GROUP,
    team: str = "",
    by: User,
) -> Proposal:
    """A proposal of the group, a team or `by` alone, with the usual chapters, all empty."""
    is_own = authorship == Proposal.Authorship.PERSON
    proposal = Proposal.objects.create(
        group=group,
        title=title,
        subtitle=subtitle,
        authorship=authorship,
        team=team,
        author=by if is_own else None,
    )
    for position, heading in enumerate(outline.SKELETON, start=1):
        Section.objects.create(
            proposal=proposal,
            position=position,
            title=heading.title,
            is_numbered=heading.is_numbered,
            document=_new_text(),
        )
    logger.info("proposal started proposal=%s by=%s", proposal.pk, by.pk)
    return proposal


def _new_text() -> Document:
    """A text with one empty paragraph, so that two who begin at the same moment share it."""
    document = Document.objects.create()
    writing.replace(document, [Block("paragraph", "")])
    return document


@transaction.atomic
def add_section(
    proposal: Proposal,
    *,
    title: str,
    after: Section | None = None,
    level: int = Section.Level.CHAPTER,
    is_numbered: bool = True,
) -> Section:
    """A new, empty section behind `after`, or at the end.

    Errors: Refused when a lecturer reads the proposal.
    """
    proposal = lock_open(proposal)
    last = proposal.sections.aggregate(last=models.Max("position", default=0))["last"]
    position = after.position + 1 if after else last + 1
    proposal.sections.filter(position__gte=position).update(position=models.F("position") + 1)
    return Section.objects.create(
        proposal=proposal,
        position=position,
        level=level,
        title=title,
        is_numbered=is_numbered,
        document=_new_text(),
    )


@transaction.atomic
def arrange_section(
    section: Section,
    *,
    title: str,
    owner: User | None,
    due_on: dt.date | None,
    state: str,
    helpers: Iterable[User] = (),
    target_length: int | None = None,
    by: User,
) -> None:
    """What the table of contents says of a section: title, writers, length, until when, how far.

    Unit: `target_length` in letters.

    Errors: Refused when a lecturer reads the proposal.
    """
    lock_open(section.proposal)
    section.title, section.owner, section.due_on, section.state = title, owner, due_on, state
    section.target_length = target_length
    section.save(update_fields=["title", "owner", "due_on", "state", "target_length", "updated_at"])
    section.helpers.set(helpers)
    logger.info("section arranged section=%s by=%s", section.pk, by.pk)


@transaction.atomic
def number_headings(proposal: Proposal, *, numbering: str, by: User) -> None:
    """Count the headings in another way, in all sections.

    Errors: Refused when a lecturer reads the proposal.
    """
    proposal = lock_open(proposal)
    proposal.numbering = numbering
    proposal.save(update_fields=["numbering", "updated_at"])
    logger.info("numbering chosen proposal=%s %s by=%s", proposal.pk, numbering, by.pk)


@transaction.atomic
def write_plain(
    section: Section,
    *,
    edited: list[str],
    base_seq: int,
    form_token: uuid.UUID,
    by: User,
) -> None:
    """Merge what was typed into the boxes of the form; the same form twice is merged once.

    Errors: Refused when a lecturer reads the proposal, or the text was put back meanwhile.
    """
    proposal = lock_open(section.proposal)
    writing.merge_text(section.document, base_seq, edited, by, batch=form_token)
    begin_writing(proposal)


def begin_writing(proposal: Proposal) -> None:
    """The first words turn an outline into a proposal being written."""
    Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.OUTLINE).update(
        state=Proposal.State.WRITING
    )


def lock_open(proposal: Proposal) -> Proposal:
    """The proposal as it is now, held so that nobody submits it before our transaction ends.

    Errors: Refused when it is not open for writing.
    """
    rows = Proposal.objects.select_related("group").select_for_update(of=("self",), no_key=True)
    proposal = rows.get(pk=proposal.pk)
    if proposal.group.is_closed or not proposal.is_open:
        raise Refused(_("The text has been closed meanwhile. Please reload the page."))
    return proposal
