"""Somebody who writes, reads and waits, many of them in one process."""

import asyncio
import base64
import random
import time
import uuid

import httpx
from pycrdt import Doc, XmlFragment

from support.collab.schema import FIELD, SCHEMA_VERSION
from tests.faults.staff import PASSWORD
from tests.faults.writers import TOKEN, WORD

PATIENCE = 30
POLL = 2.0
HOLD = 20
EACH = 1.0  # seconds between two batches of one person
TAIL = 3.0  # seconds in which the last words still arrive


class SignIn:
    """One sign-in per account; many pages share it, as they do in one browser."""

    def __init__(self, base_url, logins):
        self.base_url = base_url
        self.cookies = [self._cookies_of(login) for login in logins]

    def _cookies_of(self, login):
        with httpx.Client(base_url=self.base_url) as http:
            page = http.get("/accounts/login/")
            form = {"csrfmiddlewaretoken": TOKEN.search(page.text)[1]}
            http.post("/accounts/login/", data=form | {"login": login, "password": PASSWORD})
            return dict(http.cookies)

    def client(self, number):
        cookies = self.cookies[number % len(self.cookies)]
        return httpx.AsyncClient(
            base_url=self.base_url,
            cookies=cookies,
            headers={"X-CSRFToken": cookies["csrftoken"]},
            timeout=PATIENCE,
        )


class Person:
    def __init__(self, number, sign_in, url, typed, *, is_waiting):
        self.number, self.url, self.typed, self.is_waiting = number, url, typed, is_waiting
        self.http = sign_in.client(number)
        self.doc, self.seq = Doc(client_id=random.getrandbits(32)), 0
        self.known = set()
        self.acknowledged, self.seen = [], []
        self.refused = 0
        self.seen_people = ""
        self.page = uuid.uuid4().hex[:16]

    async def open(self):
        began = time.monotonic()
        await self.pull()
        self.opened_in = time.monotonic() - began
        self.known = set(self.typed)

    async def stay(self, seconds):
        self.until = time.monotonic() + seconds
        async with asyncio.TaskGroup() as group:
            group.create_task(self.write())
            group.create_task(self.read())

    async def leave(self):
        await self.http.aclose()

    async def write(self):
        await asyncio.sleep(random.random() * EACH)
        while time.monotonic() < self.until:
            await self.key()
            await asyncio.sleep(random.uniform(0.5, 1.5) * EACH)

    async def key(self):
        before = self.doc.get_state()
        word = f"〔{self.number}-{len(self.acknowledged)}-{self.page}〕"
        paragraph = self.paragraphs[self.number % len(self.paragraphs)]
        paragraph.children[0].insert(0, word)
        self.known.add(word)
        self.typed[word] = began = time.monotonic()
        body = {"batch": str(uuid.uuid4()), "epoch": self.epoch, "schema": SCHEMA_VERSION}
        body["data"] = base64.b64encode(self.doc.get_update(before)).decode()
        answer = await self.http.post(self.url, json=body)
        if answer.status_code == 200:
            self.acknowledged.append(time.monotonic() - began)
        else:
            self.refused += 1

    @property
    def paragraphs(self):
        return self.doc.get(FIELD, type=XmlFragment).children

    async def read(self):
        while time.monotonic() < self.until + TAIL:
            if not self.is_waiting or not await self.wait_for_news():
                await asyncio.sleep(POLL)
            await self.pull()

    async def wait_for_news(self):
        """Whether the waiting room answered; it says how far the text is and who is there."""
        left = max(0.1, self.until + TAIL - time.monotonic())
        asked = {"ticket": self.ticket, "page": self.page, "seq": self.seq}
        asked |= {"hold": min(HOLD, left), "seen": self.seen_people}
        answer = await self.http.post("/live/", json=asked)
        if answer.status_code == 200:
            self.seen_people = answer.json().get("seen", "")
        return answer.status_code == 200

    async def pull(self):
        more = True
        while more:
            query = {"after": self.seq, "schema": SCHEMA_VERSION}
            answer = (await self.http.get(self.url, params=query)).json()
            self.ticket, self.epoch = answer["ticket"], answer["epoch"]
            self.seq, more = answer["seq"], answer["more"]
            for row in answer["updates"]:
                self.take(base64.b64decode(row["data"]))

    def take(self, update):
        """Apply what somebody has sent; the words in it are on this screen from now on."""
        self.doc.apply_update(update)
        now = time.monotonic()
        for word in WORD.findall(update.decode(errors="ignore")):
            if word in self.typed and word not in self.known:
                self.known.add(word)
                self.seen.append(now - self.typed[word])
