"""The room of one process: everybody who waits, fed by one subscription to Redis."""

import asyncio
import contextlib
import json
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from redis.asyncio import BlockingConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from . import hint, presence
from .presence import Look
from .question import Question

logger = logging.getLogger(__name__)

MAX_WAITERS = 500
MAX_WAITERS_OF_ONE = 8
HEARTBEAT = (
    1.5  # seconds of silence until Redis is asked whether it lives, and again until it is dead
)
COMES_BACK = 1.0  # seconds until a Redis that is away is tried again
GATHER = 0.2  # seconds in which news of people are gathered
PATIENCE = {"socket_connect_timeout": 0.5, "socket_timeout": 1.0}


class Away(Exception):
    """Nothing would be heard here: no Redis, no free seat, or the process is about to end."""


@dataclass(eq=False)
class Seat:
    """One page that waits."""

    question: Question
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    is_released: bool = False


@dataclass(eq=False)
class Table:
    """All who wait for one text, and what is known of it."""

    seats: set[Seat] = field(default_factory=set)
    look: Look = field(default_factory=Look)
    looking: asyncio.Task | None = None

    def learn(self, look: Look) -> None:
        self.look = replace(look, seq=max(look.seq, self.look.seq))
        for seat in self.seats:
            seat.stirred.set()


class Room:
    def __init__(self, url: str) -> None:
        pool = BlockingConnectionPool.from_url(
            url, max_connections=10, timeout=1, retry=Retry(NoBackoff(), 0), **PATIENCE
        )
        self.redis = Redis(connection_pool=pool)
        self.is_open = False
        self.is_ending = False
        self.tables: dict[str, Table] = {}
        self.listening: asyncio.Task | None = None

    async def open(self) -> None:
        """Begin to listen. Returns at once, whether Redis is there or not."""
        self.listening = asyncio.create_task(self._listen_for_ever())

    async def close(self) -> None:
        self.let_go()
        if self.listening is not None:
            self.listening.cancel()
            await asyncio.gather(self.listening, return_exceptions=True)
            await self.redis.aclose(close_connection_pool=True)

    def let_go(self) -> None:
        """The process is about to end: nobody waits any longer, and nobody begins."""
        self.is_ending = True
        self._empty()

    async def answer(self, question: Question) -> dict:
        """What is new to this page, as soon as there is something; else at the end of its hold.

        Errors: Away; RedisError.
        """
        if question.is_leaving:
            await presence.leave(self.redis, question)
            return {}
        with self._seated(question) as (table, seat):
            table.learn(await presence.arrive(self.redis, question))
            hold = min(question.hold, question.ticket.remaining)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(0, hold)):
                    await self._news(table, seat)
            if seat.is_released:
                raise Away
            return _told(table.look, question)

    async def _news(self, table: Table, seat: Seat) -> None:
        asked = seat.question
        while not seat.is_released:
            told = _told(table.look, asked)
            if told["seq"] > asked.seq or told["seen"] != asked.seen:
                return
            seat.stirred.clear()
            await seat.stirred.wait()

    @contextlib.contextmanager
    def _seated(self, question: Question) -> Iterator[tuple[Table, Seat]]:
        seat, document = Seat(question), question.ticket.document
        self._make_place_for(question)
        table = self.tables.setdefault(document, Table())
        table.seats.add(seat)
        try:
            yield table, seat
        finally:
            table.seats.discard(seat)
            if not table.seats:
                self.tables.pop(document, None)

    def _make_place_for(self, question: Question) -> None:
        seats = [seat for table in self.tables.values() for seat in table.seats]
        waiting = Counter(seat.question.ticket.user for seat in seats)
        for seat in seats:  # the same page asks anew: its earlier request has been cut on the way
            if seat.question.page == question.page and question.hold:
                seat.is_released = True
                seat.stirred.set()
        is_full = len(seats) >= MAX_WAITERS
        if not self.is_open or is_full or waiting[question.ticket.user] >= MAX_WAITERS_OF_ONE:
            raise Away

    def _empty(self) -> None:
        self.is_open = False
        for table in self.tables.values():
            for seat in table.seats:
                seat.is_released = True
                seat.stirred.set()

    async def _listen_for_ever(self) -> None:
        while not self.is_ending:
            try:
                await self._listen()
            except (RedisError, OSError) as failure:
                if self.is_open:
                    logger.warning("waiting room closed cause=%s", type(failure).__name__)
            self._empty()
            await asyncio.sleep(COMES_BACK)

    async def _listen(self) -> None:
        async with self.redis.pubsub() as ears:
            await ears.subscribe(hint.CHANNEL)
            is_asked = False
            while not self.is_ending:
                message = await ears.get_message(timeout=HEARTBEAT)
                if message is None and is_asked:
                    raise TimeoutError
                is_asked = message is None
                if message is None:
                    await ears.ping()
                elif message["type"] == "subscribe":
                    self.is_open = True
                    hint.resume()
                elif message["type"] == "message":
                    self._hear(json.loads(message["data"]))

    def _hear(self, news: dict) -> None:
        table = self.tables.get(news["document"])
        if table is None:
            return
        if "seq" in news:
            table.learn(replace(table.look, seq=news["seq"]))
        elif table.looking is None or table.looking.done():
            table.looking = asyncio.create_task(self._look_around(news["document"], table))

    async def _look_around(self, document: str, table: Table) -> None:
        await asyncio.sleep(GATHER)
        with contextlib.suppress(RedisError):  # then the listener will know as well
            table.learn(await presence.look(self.redis, document))


def _told(look: Look, question: Question) -> dict:
    people = look.others(question.page)
    return {"seq": look.seq, "people": people, "seen": presence.digest(people)}
