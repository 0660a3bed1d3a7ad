"""What lets a page into the waiting room: signed by whoever has just checked its rights.

So the room needs neither a database nor a cookie. Someone who has lost their rights gets no new
ticket, and leaves the room when the old one ends.
"""

import time
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing

from support.collab.models import Document

SALT = "support.collab.live"
LASTS = 60  # seconds


class Invalid(ValueError):
    """Not a ticket of ours, or one that has ended."""


@dataclass(frozen=True)
class Ticket:
    """`name` is the server's: nobody chooses whom they appear as. `ends_at` is real time."""

    user: int
    name: str
    document: str
    ends_at: float

    @property
    def remaining(self) -> float:
        """Unit: seconds."""
        return self.ends_at - time.time()


def issue(user: AbstractBaseUser, document: Document, *, lasts: float = LASTS) -> str:
    """A ticket to wait for news of this text. The caller has made sure that they may read it."""
    name = user.get_full_name()  # type: ignore[attr-defined]  # the project's user has it
    ends_at = int((time.time() + lasts) * 10) / 10  # never longer than promised
    content = [user.pk, name, str(document.pk), ends_at]
    return signing.dumps(content, salt=SALT)


def read(signed: str) -> Ticket:
    """Errors: Invalid."""
    try:
        ticket = Ticket(*signing.loads(signed, salt=SALT))
    except signing.BadSignature as error:
        raise Invalid from error
    if ticket.remaining <= 0:
        raise Invalid
    return ticket
