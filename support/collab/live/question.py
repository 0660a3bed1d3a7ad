"""What a page asks the waiting room, read without believing any of it."""

import json
import re
from dataclasses import dataclass
from typing import Any

from . import ticket
from .ticket import Ticket

MAX_BYTES = 4_096
LONGEST_HOLD = 20  # seconds; proxies cut at 30
SIGNED = re.compile(r"[\w:.=-]{1,1000}")
PAGE = re.compile(r"[A-Za-z0-9]{8,32}")
SEEN = re.compile(r"[0-9a-f]{0,32}")
PLACE = re.compile(r"[A-Za-z0-9+/]{0,200}={0,2}")  # a Yjs relative position, for browsers only


class Unreadable(ValueError):
    """Not a question."""


@dataclass(frozen=True)
class Question:
    """`seq`: how much of the text the page has; `seen`: whom it has been told of.

    `page` begins with its person, so nobody can speak for another's page.
    """

    ticket: Ticket
    page: str
    seq: int
    seen: str
    hold: float
    anchor: str
    head: str
    is_typing: bool
    is_leaving: bool


def read(body: bytes) -> Question:
    """Errors: Unreadable; ticket.Invalid."""
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    if not isinstance(asked, dict):
        raise Unreadable
    let_in_by = ticket.read(_word(asked, "ticket", SIGNED))
    return Question(
        ticket=let_in_by,
        page=f"{let_in_by.user}-{_word(asked, 'page', PAGE)}",
        seq=int(_number(asked, "seq", 2**62)),
        seen=_word(asked, "seen", SEEN),
        hold=_number(asked, "hold", LONGEST_HOLD),
        anchor=_word(asked, "anchor", PLACE),
        head=_word(asked, "head", PLACE),
        is_typing=asked.get("typing") is True,
        is_leaving=asked.get("leaving") is True,
    )


def _word(asked: dict[str, Any], name: str, shape: re.Pattern[str]) -> str:
    value = asked.get(name, "")
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise Unreadable(name)
    return value


def _number(asked: dict[str, Any], name: str, most: float) -> float:
    value = asked.get(name, 0)
    if type(value) not in (int, float) or not 0 <= value <= most:
        raise Unreadable(name)
    return value
