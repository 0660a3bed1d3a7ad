"""Bringing a Word file into a section: chosen, looked at, taken."""

import logging
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from pycrdt import Doc

from members.models import User
from proposals.actions import begin_writing, lock_open
from proposals.models import Incoming, Section
from proposals.versions import freezing
from proposals.word import opening, picturing
from support.access import Refused
from support.collab import actions as collab
from support.collab import planting, texts
from support.collab.nodes import Node
from support.files.checks import Checked
from support.wareki import clock

APPEND, REPLACE = "append", "replace"

logger = logging.getLogger(__name__)


def choose(section: Section, checked: Checked, *, form_token: uuid.UUID, by: User) -> Incoming:
    """Keep the file until it is taken; the same form twice is one file.

    Errors: Refused when it cannot be read, or nothing in it can be brought in.
    Effects: what this person chose before goes.
    """
    if earlier := Incoming.objects.of(by).filter(section=section, key=form_token).first():
        return earlier
    data = checked.content.read()
    checked.content.seek(0)
    if opening.opened(data, checked.content_type, section.title).is_empty:
        raise Refused(_("There is no text in this file that could be brought in."))
    for old in Incoming.objects.of(by):
        old.file.delete(save=False)
        old.delete()
    incoming = Incoming(section=section, by=by, key=form_token)
    incoming.take(checked)
    incoming.save()
    return incoming


@transaction.atomic
def take(incoming: Incoming, *, how: str, by: User) -> None:
    """Put what the file holds behind the text of the section, or in its place, once.

    Replacing keeps a version first and begins a new epoch: pages that are open are told to
    reload, and what they have not sent is offered to their writers as a copy.

    Errors: Refused when the text is closed for writing, or the file cannot be read any more.
    """
    proposal = lock_open(incoming.section.proposal)
    incoming = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    if incoming.taken_at:
        return
    section = incoming.section
    contents = opening.of(incoming)
    keys = picturing.kept(proposal, contents.pictures, by=by)
    nodes = picturing.with_keys(contents.nodes, keys)
    if how == REPLACE:
        name = _("Before “%(name)s” was brought in") % {"name": section.title[:60]}
        freezing.freeze(proposal, name=name, by=by)
        collab.restore(section.document, _update_of(nodes), author=by)
    else:
        planting.add(section.document, nodes, by)
    begin_writing(proposal)
    incoming.taken_at = clock.now()
    incoming.save(update_fields=["taken_at"])
    logger.info("file brought in section=%s how=%s by=%s", section.pk, how, by.pk)


def _update_of(nodes: Iterable[Node]) -> bytes:
    """A new text of these nodes."""
    doc: Doc = Doc()
    with doc.transaction():
        planting.plant(texts.body_of(doc), nodes)
    return doc.get_update()
