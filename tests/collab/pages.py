"""An opened editor, without a browser: it writes, and hands over what it has written."""

import base64
import uuid

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from support.collab import actions
from support.collab.schema import FIELD, SCHEMA_VERSION


class Page:
    """One Yjs client. What it sends is what a browser would send."""

    def __init__(self, client_id, *updates):
        self.doc = Doc(client_id=client_id)
        for update in updates:
            self.doc.apply_update(update)
        self.sent = self.doc.get_state()

    @property
    def body(self):
        return self.doc.get(FIELD, type=XmlFragment)

    def write(self, text):
        """Add a paragraph and give the update that does it."""
        with self.doc.transaction():
            paragraph = XmlElement("paragraph")
            self.body.children.append(paragraph)
            paragraph.children.append(XmlText(text))
        return self.changes()

    def changes(self):
        """What has been written since the last call, as one update."""
        update = self.doc.get_update(self.sent)
        self.sent = self.doc.get_state()
        return update

    def receive(self, *updates):
        for update in updates:
            self.doc.apply_update(update)
        self.sent = self.doc.get_state()

    @property
    def paragraphs(self):
        return [
            "".join(str(text) for text in paragraph.children) for paragraph in self.body.children
        ]


def append(document, data, *, author=None, **changed):
    """Keep one update, with everything else in order unless `changed`."""
    document.refresh_from_db()
    row = {"batch": uuid.uuid4(), "epoch": document.epoch, "schema": SCHEMA_VERSION, "data": data}
    return actions.append(document, **{**row, **changed}, author=author)


def body_of(document, update, **changed):
    """The JSON body of a POST that sends this update."""
    encoded = base64.b64encode(update).decode()
    body = {"batch": str(uuid.uuid4()), "epoch": document.epoch, "schema": SCHEMA_VERSION}
    return {**body, "data": encoded, **changed}
