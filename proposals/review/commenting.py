"""What people say about a text: a thread, its answers, and that it is dealt with."""

import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import transaction

from members.models import User
from proposals.models import Comment, Mention, Proposal, Section, Thread
from proposals.review import mentioning
from support import notices
from support.wareki import clock

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ForSomebody:
    """What the secretariat types in for the author, for example what came on paper, and why."""

    by: User
    because: str


@transaction.atomic
def open_thread(
    about: Section | Proposal,
    *,
    kind: str,
    text: str,
    by: User,
    quote: str = "",
    start: bytes = b"",
    end: bytes = b"",
    form_token: uuid.UUID | None = None,
    mentioned: Iterable[User] = (),
    entered: ForSomebody | None = None,
) -> Thread:
    """Begin a thread about marked words of a section, the section, or the proposal as a whole.

    The same form twice gives the thread it began the first time.

    Effects: a notice to each person mentioned.
    """
    place: dict[str, Any]
    if isinstance(about, Section):
        Section.objects.select_for_update(no_key=True).get(pk=about.pk)
        place = {"section": about}
        marked = {"epoch": about.document.epoch, "start": start, "end": end, "quote": quote}
    else:
        Proposal.objects.select_for_update(no_key=True).get(pk=about.pk)
        place, marked = {"proposal": about}, {}
    inside = {f"thread__{name}": value for name, value in place.items()}
    if earlier := _earlier(form_token, by, **inside):
        return earlier.thread
    thread = Thread.objects.create(**place, **marked, kind=kind)
    _say(thread, text, by, form_token, mentioned, entered)
    logger.info("thread opened thread=%s about=%s by=%s", thread.pk, about.pk, by.pk)
    return thread


@transaction.atomic
def reply(
    thread: Thread,
    *,
    text: str,
    by: User,
    form_token: uuid.UUID | None = None,
    mentioned: Iterable[User] = (),
    entered: ForSomebody | None = None,
) -> Comment:
    """Answer in a thread, open or resolved. The same form twice is one answer."""
    thread = _lock(thread)
    earlier = _earlier(form_token, by, thread=thread)
    return earlier or _say(thread, text, by, form_token, mentioned, entered)


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


def _say(
    thread: Thread,
    text: str,
    by: User,
    form_token: uuid.UUID | None,
    mentioned: Iterable[User],
    entered: ForSomebody | None,
) -> Comment:
    comment = Comment.objects.create(
        thread=thread,
        author=by,
        text=text,
        form_token=form_token or uuid.uuid4(),
        created_at=clock.now(),
        entered_by=entered.by if entered else None,
        entered_because=entered.because if entered else "",
    )
    group = thread.proposal_read_in.group
    people = {*mentioned, *mentioning.named_in(text, mentioning.people_of(group))} - {by}
    for person in sorted(people, key=attrgetter("pk")):
        Mention.objects.create(comment=comment, person=person)
        notices.add("mentioned", subject=comment, to=person, due_on=clock.today())
    return comment
