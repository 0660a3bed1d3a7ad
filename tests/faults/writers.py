"""People who write together without a pause, over HTTP, as the editor does.

Each edit is a word of its own, like 〔2-0041〕, so that it can be looked for in the text.
"""

import base64
import random
import re
import threading
import time
import uuid
from dataclasses import dataclass, field

import httpx
from pycrdt import Doc, XmlFragment

from support.collab.schema import FIELD, SCHEMA_VERSION
from tests.faults.staff import PASSWORD, WRITERS

WORD = re.compile(r"〔[^〔〕]*〕")
PATIENCE = 10  # seconds until an answer is given up and the batch sent again
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Edit:
    text: str
    word: str
    batch: str
    first_sent_at: float
    acknowledged_at: float | None = None
    seq: int | None = None
    tries: int = 0


@dataclass
class Log:
    """What all writers have seen, for the checker."""

    edits: list[Edit] = field(default_factory=list)
    missing_on_load: list[str] = field(default_factory=list)
    loads: int = 0
    holes: int = 0
    closed: int = 0  # pages that were closed right after an answer
    passed: int = 0  # pages told that the text has been put back
    odd_answers: list[str] = field(default_factory=list)

    def acknowledged(self):
        return [edit for edit in self.edits if edit.seq is not None]


class Lost(Exception):
    """No usable answer: the same is tried again."""


class Reload(Exception):
    """The page is gone and is opened again; what was not saved is gone with it."""


class Writer(threading.Thread):
    def __init__(self, number, login, base_url, url, log, *, pause=0.4):
        super().__init__(name=f"writer {number}")
        self.number, self.login, self.url, self.log, self.pause = number, login, url, log, pause
        self.http = httpx.Client(base_url=base_url, timeout=PATIENCE)
        self.random = random.Random(number)
        self.count = 0
        self.epoch = None
        self.ended = threading.Event()
        self.reload = threading.Event()
        self.closing = threading.Event()

    def sign_in(self):
        page = self.http.get("/accounts/login/")
        form = {"csrfmiddlewaretoken": TOKEN.search(page.text)[1]}
        form |= {"login": self.login, "password": PASSWORD}
        answer = self.http.post("/accounts/login/", data=form)
        if answer.status_code != 302:
            raise RuntimeError(f"{self.login} cannot sign in: {answer.status_code}")

    def run(self):
        while not self.ended.is_set():
            try:
                self.open_page()
                while not self.ended.is_set():
                    self.write()
                    self.wait(self.pause)
                    if self.count % 3 == 0:
                        self.pull()
            except Reload:
                continue

    def open_page(self):
        """Load the text afresh: every word that anybody was told is saved must be in it."""
        self.reload.clear()
        self.epoch = None
        saved = {edit.word for edit in self.log.acknowledged() if edit.text == self.url}
        self.doc, self.seq = Doc(client_id=self.random.getrandbits(32)), 0
        self.pull()
        here = set(WORD.findall(self.text))
        self.log.loads += 1
        self.log.missing_on_load.extend(sorted(saved - here))

    @property
    def letters(self):
        """The one paragraph that everybody writes in."""
        return self.doc.get(FIELD, type=XmlFragment).children[0].children[0]

    @property
    def text(self):
        return str(self.letters)

    def write(self):
        before = self.doc.get_state()
        self.count += 1
        word = f"〔{self.number}-{self.count:04}〕"
        places = [0, *(found.end() for found in WORD.finditer(self.text))]
        place = self.random.choice(places[-4:])
        self.letters.insert(len(self.text[:place].encode()), word)
        data = self.doc.get_update(before)
        edit = Edit(self.url, word, str(uuid.uuid4()), time.monotonic())
        self.log.edits.append(edit)
        self.send(edit, data)

    def send(self, edit, data):
        """Send a batch until it is acknowledged; after a hole, the whole difference."""
        while True:
            edit.tries += 1
            body = {"batch": edit.batch, "epoch": self.epoch, "schema": SCHEMA_VERSION}
            body["data"] = base64.b64encode(data).decode()
            try:
                answer = self.ask("POST", json=body)
            except Lost:
                self.wait(0.05)
                continue
            if answer.status_code == 200:
                edit.seq, edit.acknowledged_at = answer.json()["seq"], time.monotonic()
                return self.close_if_asked()
            self.log.holes += 1
            edit.batch, data = str(uuid.uuid4()), self.difference()

    def close_if_asked(self):
        """The tab is closed a moment after 「保存しました」, and the page opened again."""
        if self.closing.is_set():
            self.closing.clear()
            self.log.closed += 1
            time.sleep(self.random.random() / 20)
            raise Reload

    def difference(self):
        """What this page has and the server lacks."""
        theirs = Doc()
        for update in self.updates_since(0):
            theirs.apply_update(update)
        return self.doc.get_update(theirs.get_state())

    def final_text(self):
        """What this page shows after its last look; None when it has to be opened again."""
        try:
            self.reload.clear()
            self.pull()
        except Reload:
            return None
        return self.text

    def pull(self):
        for update in self.updates_since(self.seq):
            self.doc.apply_update(update)

    def updates_since(self, seq):
        more = True
        while more:
            query = {"after": seq, "schema": SCHEMA_VERSION}
            query |= {"epoch": self.epoch} if self.epoch else {}
            try:
                answer = self.ask("GET", params=query).json()
            except Lost:
                self.wait(0.05)
                continue
            seq, more, self.epoch = answer["seq"], answer["more"], answer["epoch"]
            yield from (base64.b64decode(row["data"]) for row in answer["updates"])
        self.seq = seq

    def ask(self, method, **request):
        """An answer of the portal: 200, or 409 for a hole. Errors: Lost, Reload."""
        if self.reload.is_set() and not self.ended.is_set():
            raise Reload
        headers = {"X-CSRFToken": self.http.cookies.get("csrftoken", "")}
        try:
            answer = self.http.request(method, self.url, headers=headers, **request)
        except httpx.TransportError as error:
            raise Lost from error
        code = answer.json()["code"] if answer.status_code == 409 else ""
        if code == "epoch":
            self.log.passed += 1
            raise Reload
        if answer.status_code == 200 or code == "hole":
            return answer
        if answer.status_code < 500:
            self.log.odd_answers.append(f"{method} {answer.status_code} {answer.text[:200]}")
        raise Lost

    def wait(self, seconds):
        if self.reload.wait(seconds) and not self.ended.is_set():
            raise Reload


class Crowd:
    """All the writers: `with Crowd(stack) as crowd`."""

    def __init__(self, stack, *, pause=0.4, count=WRITERS, base_url=""):
        self.log = Log()
        self.converged = 0
        urls = stack.world["urls"]
        base_url = base_url or stack.base_url
        self.writers = [
            Writer(number, login, base_url, urls[number % len(urls)], self.log, pause=pause)
            for number, login in enumerate(stack.world["logins"][:count])
        ]

    def __enter__(self):
        for writer in self.writers:
            writer.sign_in()
        for writer in self.writers:
            writer.start()
        return self

    def __exit__(self, *error):
        for writer in self.writers:
            writer.ended.set()
        for writer in self.writers:
            writer.join()

    def blackout(self):
        """Everybody's page is gone and is opened again."""
        for writer in self.writers:
            writer.reload.set()

    def final_texts(self):
        """The words of each text as somebody sees them who opens it now.

        A page that stayed open until now must show the same, or it has to be opened again.
        """
        found = {}
        for writer in self.writers:
            open_until_now = writer.final_text()
            writer.open_page()
            found[writer.url] = WORD.findall(writer.text)
            self.converged += open_until_now in (None, writer.text)
            writer.http.close()
        return found
