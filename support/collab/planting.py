"""Puts whole nodes into a text: what was read from elsewhere, a copy of an older state."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from pycrdt import XmlElement, XmlFragment, XmlText

from . import schema, writing
from .models import Document
from .nodes import Node, Run

Parent = XmlFragment | XmlElement


def add(document: Document, new: Sequence[Node], author: AbstractBaseUser | None) -> int:
    """Put `new` behind what the text holds. Returns the seq."""

    def change(body: XmlFragment) -> None:
        plant(body, new)

    return writing.change(document, change, author)


def replace(document: Document, new: Sequence[Node], author: AbstractBaseUser | None) -> int:
    """Put `new` in the place of the whole text. Returns the seq."""

    def change(body: XmlFragment) -> None:
        del body.children[0 : len(body.children)]
        plant(body, new)

    return writing.change(document, change, author)


def plant(parent: Parent, children: Iterable[Node | Run]) -> None:
    """Make `children` the last ones under `parent`.

    A paragraph gets a text wherever somebody may type (docs/adr/0065).
    """
    for child in children:
        if isinstance(child, Run):
            text = _text_at_end(parent)
            text.insert(len(text), child.text, marks_of(child))
            continue
        element = XmlElement(child.kind, child.attributes)
        parent.children.append(element)
        if child.kind in schema.TEXT_BLOCKS:
            element.children.append(XmlText())
        plant(element, child.children)
        if child.kind in schema.INLINE:
            parent.children.append(XmlText())


def _text_at_end(parent: Parent) -> Any:
    last = parent.children[len(parent.children) - 1] if len(parent.children) else None
    if isinstance(last, XmlText):
        return last
    text = XmlText()
    parent.children.append(text)
    return text


def marks_of(run: Run) -> dict[str, dict[str, str]]:
    """The marks of a run as the editor stores them."""
    marks: dict[str, dict[str, str]] = {}
    if run.is_bold:
        marks["bold"] = {}
    if run.script:
        marks[run.script] = {}
    if run.ruby:
        marks["ruby"] = {"text": run.ruby}
    if run.inserted:
        marks["insertion"] = {"id": run.inserted}
    if run.deleted:
        marks["deletion"] = {"id": run.deleted}
    return marks
