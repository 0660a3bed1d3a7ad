"""Business time: what the portal takes for now and today.

Real time in Asia/Tokyo. Where the demonstration runs, an offset kept in a small file is added, so
that web, worker and beat move together. Tickets, links and sign-ins use real time, not this.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

TOKYO = ZoneInfo("Asia/Tokyo")

_stopped_at: dt.datetime | None = None


def now() -> dt.datetime:
    """The present moment, aware, in Asia/Tokyo."""
    if _stopped_at is not None:
        return _stopped_at
    return timezone.now().astimezone(TOKYO) + offset()


def today() -> dt.date:
    """The present day in Tokyo, where 15:00 UTC is already tomorrow."""
    return now().date()


def offset() -> dt.timedelta:
    """How far business time is moved from real time. Unit: seconds in the file PORTAL_CLOCK."""
    if not settings.PORTAL_CLOCK:
        return dt.timedelta()
    try:
        return dt.timedelta(seconds=float(Path(settings.PORTAL_CLOCK).read_text()))
    except FileNotFoundError:
        return dt.timedelta()


def move_to(moment: dt.datetime) -> None:
    """Let business time go on from `moment`. Effects: every process of this portal follows.

    Errors: RuntimeError where PORTAL_CLOCK is not set, that is outside the demonstration.
    """
    if not settings.PORTAL_CLOCK:
        raise RuntimeError("PORTAL_CLOCK is not set: business time cannot be moved here.")
    seconds = (moment - timezone.now()).total_seconds()
    target = Path(settings.PORTAL_CLOCK)
    draft = target.with_suffix(".new")
    draft.write_text(f"{seconds:.0f}\n")
    draft.replace(target)


@contextmanager
def stopped(moment: dt.datetime) -> Iterator[None]:
    """Business time stands still at `moment` inside the block. For tests."""
    global _stopped_at
    before, _stopped_at = _stopped_at, moment.astimezone(TOKYO)
    try:
        yield
    finally:
        _stopped_at = before
