"""The waiting room's door: POST /live/ with a ticket in the body, answered in JSON.

No cookie is read here and nothing is done in anybody's name, so a foreign site that sends a
request gains nothing: CSRF protection has nothing to protect.
"""

import asyncio
import json
import logging
import signal
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from redis.exceptions import RedisError

from . import question, ticket
from .question import Question
from .room import Away, Room

logger = logging.getLogger(__name__)

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BODY_SECONDS = 10
HEADERS = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
]


class TooLarge(ValueError):
    """More than any question has."""


class WaitingRoom:
    """An ASGI application; also takes the server's lifespan."""

    def __init__(self, url: str) -> None:
        self.room = Room(url)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["method"] != "POST":
            await _respond(send, 405, headers=[(b"allow", b"POST")])
        else:
            await self._receive(receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self.room.open()
        _call_when_asked_to_stop(self.room.let_go)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.room.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _receive(self, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                asked = question.read(await _body(receive))
        except ticket.Invalid:
            await _respond(send, 403)
        except TooLarge:
            await _respond(send, 413)
        except (question.Unreadable, TimeoutError):
            await _respond(send, 400)
        else:
            await self._hold(asked, receive, send)

    async def _hold(self, asked: Question, receive: Receive, send: Send) -> None:
        """Answer when there is something to say; stop when nobody listens any more."""
        answering = asyncio.ensure_future(self.room.answer(asked))
        leaving = asyncio.ensure_future(receive())  # after the body only a disconnect can come
        try:
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if answering.done():
                await _respond(send, 200, answering.result())
        except (Away, RedisError) as failure:
            logger.debug("nobody waits here cause=%s", type(failure).__name__)
            await _respond(send, 503)
        finally:
            for task in (answering, leaving):
                task.cancel()
            await asyncio.gather(answering, leaving, return_exceptions=True)


async def _body(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise question.Unreadable
        body += message.get("body", b"")
        if len(body) > question.MAX_BYTES:
            raise TooLarge
        if not message.get("more_body"):
            return body


async def _respond(
    send: Send, status: int, content: Any = None, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    body = json.dumps({} if content is None else content).encode()
    sized = [(b"content-length", str(len(body)).encode()), *HEADERS, *(headers or [])]
    await send({"type": "http.response.start", "status": status, "headers": sized})
    await send({"type": "http.response.body", "body": body})


def _call_when_asked_to_stop(let_go: Callable[[], None]) -> None:
    """Let waiters go before the server waits for its connections, which it does until they end.

    Uvicorn tells the application of the shutdown only after that; the signal comes before.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)
        if not callable(before):
            continue

        def stop(number, frame, before=before):
            loop.call_soon_threadsafe(let_go)
            before(number, frame)

        signal.signal(number, stop)
