"""What members do with the sources of their group: register, correct, delete."""

import logging
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fieldwork.actions import lock
from fieldwork.models import ReferenceCase
from members.models import StudyGroup, User
from proposals.models import Entry, Proposal
from proposals.sources import cited
from proposals.text import outline
from proposals.text.citing import Key
from sessions.models import Material
from support.access import Refused
from support.collab.models import Document

logger = logging.getLogger(__name__)

NAMED = 5  # places named in a refusal


@transaction.atomic
def add_entry(group: StudyGroup, *, token: uuid.UUID, fields: Mapping[str, Any], by: User) -> Entry:
    """Register literature or a web page. The same form sent twice gives one entry."""
    entry, is_new = Entry.objects.get_or_create(
        group=group, form_token=token, defaults={**fields, "created_by": by}
    )
    if is_new:
        logger.info("entry added entry=%s group=%s by=%s", entry.pk, group.pk, by.pk)
    return entry


@transaction.atomic
def entry_of(subject: ReferenceCase | Material, *, group: StudyGroup, by: User) -> Entry:
    """The entry of a reference case or a material, made when it is first cited."""
    kind = Entry.Kind.CASE if isinstance(subject, ReferenceCase) else Entry.Kind.MATERIAL
    entry, is_new = Entry.objects.get_or_create(
        group=group, kind=kind, **{kind.value: subject}, defaults={"created_by": by}
    )
    if is_new:
        logger.info("entry added entry=%s group=%s by=%s", entry.pk, group.pk, by.pk)
    return entry


@transaction.atomic
def save_entry(entry: Entry, *, seen: str, by: User) -> None:
    """Correct what was typed. Versions kept before print the words of their day.

    Errors: SavedMeanwhile.
    """
    lock(entry, seen)
    entry.save()
    logger.info("entry saved entry=%s by=%s", entry.pk, by.pk)


@transaction.atomic
def delete_entry(entry: Entry, *, by: User) -> None:
    """Take a source off the list, when nothing cites it.

    Errors: Refused with the places where it is cited.
    Effects: holds the group, its proposals and its texts, in the order in which versions are
    kept, so that nobody can cite the source between the look and the deletion.
    """
    group = StudyGroup.objects.select_for_update().get(pk=entry.group_id)
    proposals = Proposal.objects.select_for_update(no_key=True).filter(group=group)
    keys = [proposal.pk for proposal in proposals.order_by("pk")]
    texts = Document.objects.select_for_update(of=("self",)).filter(section__proposal__in=keys)
    list(texts.order_by("pk"))
    if group.is_closed:
        raise Refused(_("This study group has been closed. Nothing can be changed any more."))
    key = Key("entry", entry.pk)
    if places := cited.where(group, [key])[key]:
        raise Refused(
            _("This source is cited in %(places)s. It can be deleted when nothing cites it.")
            % {"places": _names(places)}
        )
    logger.info("entry deleted entry=%s by=%s", entry.pk, by.pk)
    entry.delete()


def _names(places: cited.Places) -> str:
    names = [
        f"「{outline.heading(section.number, section.title)}」" for section, _n in places.sections
    ]
    names += [f"「{milestone.name}」" for milestone in places.milestones]
    more = _(" and others") if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more
