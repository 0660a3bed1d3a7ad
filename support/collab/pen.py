"""Puts letters and atoms into a paragraph, one behind the other.

The rules are the editor's (docs/adr/0065): a text stands wherever somebody may type, so that all
who begin there share it; and no text is ever taken away, for somebody may be writing in it.
pycrdt counts the places in a text in bytes of UTF-8.
"""

from typing import Any

from pycrdt import XmlElement, XmlText


class Pen:
    """A place in a paragraph: so many bytes into the text that is its child number `child`."""

    def __init__(self, element: XmlElement, child: int, offset: int = 0) -> None:
        self.element, self.child, self.offset = element, child, offset
        if not _is_text(element, child):
            element.children.insert(child, XmlText())

    @property
    def text(self) -> Any:
        return self.element.children[self.child]

    def write(self, letters: str, *, is_bold: bool) -> None:
        self.text.insert(self.offset, letters, _marks(is_bold))
        self.offset += len(letters.encode())

    def put(self, atom: XmlElement) -> None:
        """Put a citation or line break here and go on behind it."""
        if self.offset == 0 and len(self.text):
            self._put_before(atom)
        else:
            self._put_behind(atom)

    def _put_before(self, atom: XmlElement) -> None:
        if not _is_text(self.element, self.child - 1):
            self.element.children.insert(self.child, XmlText())
            self.child += 1
        self.element.children.insert(self.child, atom)
        self.child += 1

    def _put_behind(self, atom: XmlElement) -> None:
        rest = _cut(self.text, self.offset)
        self.child += 1
        if rest or not _is_text(self.element, self.child):
            self.element.children.insert(self.child, XmlText())
        self.element.children.insert(self.child, atom)
        self.child += 1
        self.offset = 0
        for letters, marks in reversed(rest):
            self.text.insert(0, letters, marks)


def _is_text(element: XmlElement, child: int) -> bool:
    return 0 <= child < len(element.children) and isinstance(element.children[child], XmlText)


def _cut(text: Any, offset: int) -> list[tuple[str, dict | None]]:
    """Take what stands behind `offset` out of a text, with its marks."""
    taken: list[tuple[str, dict | None]] = []
    at = 0
    for letters, marks in text.diff():
        encoded = letters.encode() if isinstance(letters, str) else bytes(1)
        piece = encoded[max(0, offset - at) :].decode().strip("\0")
        if piece:
            taken.append((piece, marks))
        at += len(encoded)
    if at > offset:
        del text[offset:at]
    return taken


def _marks(is_bold: bool) -> dict[str, dict] | None:
    return {"bold": {}} if is_bold else None
