"""What people say about a text: a thread, its answers, and that it is dealt with."""

import logging
import uuid
from typing import Any

from django.db import transaction

from members.models import User
from proposals.models import Comment, Section, Thread
from support.wareki import clock

logger = logging.getLogger(__name__)


@transaction.atomic
def open_thread(
    section: Section,
    *,
    kind: str,
    text: str,
    by: User,
    quote: str = "",
    start: bytes = b"",
    end: bytes = b"",
    form_token: uuid.UUID | None = None,
) -> Thread:
    """Begin a thread about the marked words, or about the whole section when none are marked.

    The same form twice gives the thread it began the first time.
    """
    Section.objects.select_for_update(no_key=True).get(pk=section.pk)
    if earlier := _earlier(form_token, by, thread__section=section):
        return earlier.thread
    thread = Thread.objects.create(
        section=section,
        epoch=section.document.epoch,
        start=start,
        end=end,
        quote=quote,
        kind=kind,
    )
    _say(thread, text, by, form_token)
    logger.info("thread opened thread=%s section=%s by=%s", thread.pk, section.pk, by.pk)
    return thread


@transaction.atomic
def reply(thread: Thread, *, text: str, by: User, form_token: uuid.UUID | None = None) -> Comment:
    """Answer in a thread, open or resolved. The same form twice is one answer."""
    thread = _lock(thread)
    return _earlier(form_token, by, thread=thread) or _say(thread, text, by, form_token)


@transaction.atomic
def resolve(thread: Thread, *, by: User) -> Thread:
    """Errors: Refused when somebody resolved it before."""
    thread = _lock(thread)
    thread.resolve(by=by)
    logger.info("thread resolved thread=%s by=%s", thread.pk, by.pk)
    return thread


@transaction.atomic
def reopen(thread: Thread, *, by: User) -> Thread:
    """Errors: Refused when it is open."""
    thread = _lock(thread)
    thread.reopen()
    logger.info("thread reopened thread=%s by=%s", thread.pk, by.pk)
    return thread


def _lock(thread: Thread) -> Thread:
    return Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)


def _earlier(form_token: uuid.UUID | None, by: User, **place: Any) -> Comment | None:
    """What this person has said with this form, here and nowhere else."""
    if form_token is None:
        return None
    rows = Comment.objects.filter(form_token=form_token, author=by, **place)
    return rows.select_related("thread").first()


def _say(thread: Thread, text: str, by: User, form_token: uuid.UUID | None) -> Comment:
    return Comment.objects.create(
        thread=thread,
        author=by,
        text=text,
        form_token=form_token or uuid.uuid4(),
        created_at=clock.now(),
    )
