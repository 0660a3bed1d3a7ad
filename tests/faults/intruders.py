"""Pages that may not write, or write what no page should: everything of theirs must be refused."""

import base64
import contextlib
import re
import threading
import uuid
from collections import Counter

import httpx
from pycrdt import Doc, XmlFragment

from support.collab.schema import FIELD, SCHEMA_VERSION
from tests.collab import yjs
from tests.collab.mutations import bodies
from tests.faults.writers import WORD, Log, Writer

PATIENCE = 30
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Intruder(Writer):
    """Signs in and sends what it is told to, once, made from a text of its own."""

    def __init__(self, stack, login, url, number):
        super().__init__(number, login, stack.base_url, url, Log())
        self.sign_in()

    def try_word(self, *, schema=SCHEMA_VERSION):
        """Send one word in a well-made update. Returns the status and code of the answer."""
        self.open_page()
        before = self.doc.get_state()
        self.count += 1
        self.letters.insert(0, f"〔!{self.number}-{self.count}〕")
        return self.push(self.doc.get_update(before), schema=schema)

    def push(self, data, *, schema=SCHEMA_VERSION):
        body = {"batch": str(uuid.uuid4()), "epoch": self.epoch or 1, "schema": schema}
        body["data"] = base64.b64encode(data).decode()
        headers = {"X-CSRFToken": self.http.cookies.get("csrftoken", "")}
        answer = self.http.post(self.url, json=body, headers=headers, timeout=PATIENCE)
        is_json = answer.headers["Content-Type"].startswith("application/json")
        return answer.status_code, answer.json().get("code", "") if is_json else ""


def mutate(intruder, count):
    """Send so many mutated bodies. Counts the (status, code) of the answers."""
    session = [yjs.updates_of(yjs.SESSIONS[0])]
    for update in session[0]:
        intruder.push(update)
    return Counter(intruder.push(body) for _before, body in bodies(session, count))


class Form(threading.Thread):
    """The form view of a section, opened by somebody and sent by `start()` until it is taken."""

    def __init__(self, intruder, url):
        super().__init__()
        self.http, self.url = intruder.http, url
        page = self.http.get(url, timeout=PATIENCE).text
        self.fields = dict(HIDDEN.findall(page))

    def run(self):
        answer = None
        while answer is None or answer.status_code >= 500:
            with contextlib.suppress(httpx.TransportError):
                answer = self.http.post(self.url, data=self.fields, timeout=PATIENCE)


def seed_twice(stack):
    """Two people send the form of an empty section at the same moment.

    Returns the words they sent, and those that stand in the text afterwards.
    """
    form_url, url = stack.staff.insist("empty_section", stack.world["proposal"])
    people = [Intruder(stack, login, url, 90) for login in stack.world["logins"][:2]]
    forms = [Form(person, form_url) for person in people]
    for number, form in enumerate(forms):
        form.fields["box_0"] = f"〔&{number}〕"
        form.start()
    for form in forms:
        form.join()
    reader = people[0]
    reader.doc, reader.seq = Doc(), 0
    reader.pull()
    for person in people:
        person.http.close()
    return ["〔&0〕", "〔&1〕"], sorted(WORD.findall(str(reader.doc.get(FIELD, type=XmlFragment))))
