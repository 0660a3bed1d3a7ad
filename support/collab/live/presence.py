"""Who is at a text, and where: kept in Redis for as long as they keep asking.

One hash for each text, one field for each opened page. Nothing in it is text; names come from
tickets, places are opaque.
"""

import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from redis.asyncio import Redis

from .hint import CHANNEL, seq_key
from .question import Question

LASTS = 30  # seconds after the last question of a page
MAX_PAGES = 100  # of one text; whoever comes later waits like the others, unseen
MAX_PAGES_OF_ONE = 6


@dataclass(frozen=True)
class Page:
    """One opened page. A person has one colour, however many pages they have."""

    page: str
    person: int
    name: str
    colour: int
    anchor: str
    head: str
    typing: bool
    until: float = 0  # real time; not told to others


@dataclass(frozen=True)
class Look:
    """What is known of a text at one moment."""

    seq: int = 0
    pages: tuple[Page, ...] = ()

    def others(self, page: str) -> list[dict]:
        """All pages but this one, as their names and places are told."""
        told = [asdict(other) for other in self.pages if other.page != page]
        for other in told:
            del other["until"]
        return sorted(told, key=lambda other: (other["name"], other["person"], other["page"]))


def digest(people: list[dict]) -> str:
    """Changes with anything that is told of the others."""
    return hashlib.blake2b(json.dumps(people).encode(), digest_size=8).hexdigest()


async def look(redis: Redis, document: str) -> Look:
    """How far the text has come, and who is there."""
    async with redis.pipeline(transaction=False) as pipe:
        pipe.get(seq_key(document))
        pipe.hgetall(_key(document))
        seq, kept = await pipe.execute()
    return Look(int(seq or 0), tuple(_living(kept)))


async def arrive(redis: Redis, question: Question) -> Look:
    """Write down that this page is here, tell the others when that is new, and look around."""
    document = question.ticket.document
    found = await look(redis, document)
    mine = _page_of(question, found.pages)
    before = [other for other in found.pages if other.page == mine.page]
    others = [other for other in found.pages if other.page != mine.page]
    surplus = _surplus(mine, others)
    if not before and len(others) >= MAX_PAGES:
        return found
    async with redis.pipeline(transaction=False) as pipe:
        pipe.hset(_key(document), mine.page, json.dumps(asdict(mine)))
        pipe.expire(_key(document), LASTS)
        if surplus:
            pipe.hdel(_key(document), *surplus)
        if surplus or [replace(one, until=mine.until) for one in before] != [mine]:
            pipe.publish(CHANNEL, json.dumps({"document": document}))
        await pipe.execute()
    stay = (other for other in others if other.page not in surplus)
    return replace(found, pages=(*stay, mine))


async def leave(redis: Redis, question: Question) -> None:
    """Forget this page, and tell the others."""
    document = question.ticket.document
    async with redis.pipeline(transaction=False) as pipe:
        pipe.hdel(_key(document), question.page)
        pipe.publish(CHANNEL, json.dumps({"document": document}))
        await pipe.execute()


def _key(document: str) -> str:
    return f"collab:here:{document}"


def _living(kept: Mapping[bytes, bytes]) -> Iterable[Page]:
    now = time.time()
    pages = (Page(**json.loads(value)) for value in kept.values())
    return (page for page in pages if page.until > now)


def _page_of(question: Question, pages: Iterable[Page]) -> Page:
    person = question.ticket.user
    return Page(
        page=question.page,
        person=person,
        name=question.ticket.name,
        colour=_colour(person, pages),
        anchor=question.anchor,
        head=question.head,
        typing=question.is_typing,
        until=time.time() + LASTS,
    )


def _colour(person: int, pages: Iterable[Page]) -> int:
    """The one this person has already, or the first that nobody has."""
    taken = {page.person: page.colour for page in pages}
    free = (number for number in range(len(taken) + 1) if number not in taken.values())
    return taken.get(person, next(free))


def _surplus(mine: Page, others: Iterable[Page]) -> list[str]:
    """The oldest pages of somebody who has opened too many."""
    own = sorted((page.until, page.page) for page in others if page.person == mine.person)
    return [page for _until, page in own[: max(0, len(own) + 1 - MAX_PAGES_OF_ONE)]]
