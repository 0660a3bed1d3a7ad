"""Writes into a text from the server: seeds it, and merges what came from the plain form."""

import itertools
import random
import re
import uuid
from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from pycrdt import Doc, XmlElement, XmlFragment

from . import actions, inline, nodes, refusals, texts
from .blocks import Block, TextBlock, inline_text, text_blocks
from .models import Document, Update
from .nodes import Node
from .schema import CELLS, SCHEMA_VERSION

EMPTY_LINES = re.compile(r"\n[ \t　]*\n")
LIST_TAGS = {"bullet": "bulletList", "number": "orderedList"}


def replace(
    document: Document, new: Sequence[Block], author: AbstractBaseUser | None = None
) -> int:
    """Put `new` in the place of the whole text; `**bold**` in it becomes bold. Returns the seq."""

    def put(body: XmlFragment) -> None:
        del body.children[0 : len(body.children)]
        _add_blocks(body, new)

    return change(document, put, author)


def change(
    document: Document,
    write: Callable[[XmlFragment], None],
    author: AbstractBaseUser | None = None,
) -> int:
    """Let `write` change the text as it is now, and keep what that did. Returns the seq."""
    document = Document.objects.get(pk=document.pk)
    doc = _doc_at(document, document.seq)
    before = doc.get_state()
    with doc.transaction():
        write(texts.body_of(doc))
    return _append(document, doc.get_update(before), author)


@transaction.atomic
def merge_text(
    document: Document,
    base_seq: int,
    edited: Sequence[str],
    author: AbstractBaseUser | None,
    *,
    batch: uuid.UUID | None = None,
) -> int:
    """Merge the boxes of a form that was filled from `reading.blocks` at `base_seq`.

    Only what differs is touched, as by an editor that was opened then: what others have written
    since stays. An emptied box takes its block away, an empty line in a box begins a new block,
    boxes beyond the last block are new paragraphs. Returns the seq; the same `batch` again
    changes nothing and returns the seq it got before.

    Errors: EpochPassed when the text has been put back to an earlier version in between.
    """
    document = actions.lock(document)
    batch = batch or uuid.uuid4()
    if earlier := Update.objects.filter(document=document, batch=batch).first():
        return earlier.seq
    if not texts.can_rebuild(document, base_seq):
        raise refusals.EpochPassed
    doc = _doc_at(document, base_seq)
    before = doc.get_state()
    with doc.transaction():
        if not _edit_boxes(doc, edited):
            return document.seq
    return _append(document, doc.get_update(before), author, batch)


def _doc_at(document: Document, seq: int) -> Doc:
    doc: Doc = Doc(client_id=random.getrandbits(32))  # noqa: S311 (a name, as a browser draws it)
    for _seq, update in texts.rows_after(document, 0, upto=seq):
        doc.apply_update(update)
    return doc


def _append(
    document: Document,
    update: bytes,
    author: AbstractBaseUser | None,
    batch: uuid.UUID | None = None,
) -> int:
    return actions.append(
        document,
        batch=batch or uuid.uuid4(),
        epoch=document.epoch,
        schema=SCHEMA_VERSION,
        data=update,
        author=author,
    )


def _edit_boxes(doc: Doc, edited: Sequence[str]) -> bool:
    """Whether there was anything to change."""
    body = texts.body_of(doc)
    old = list(text_blocks(nodes.of_doc(doc)))
    tokens = inline.tokens_of(block.node for block in old)
    # From the end, so that the places of the blocks before stay what they are.
    pairs = reversed(list(zip(old, edited, strict=False)))
    changed = [_edit(body, block, _clean(text), tokens) for block, text in pairs]
    extra = [Block("paragraph", part) for text in edited[len(old) :] for part in _parts(text)]
    _add_blocks(body, extra)
    return any(changed) or bool(extra)


def _edit(body: XmlFragment, block: TextBlock, text: str, tokens: Collection[str]) -> bool:
    if text == _clean(inline_text(block.node)):
        return False
    first, *more = _parts(text) or [""]
    if first or not _can_go(body, block):
        inline.edit(block.node, first, tokens)
    else:
        _take_away(body, block.node, block.parents)
    _add_after(body, block, more)
    return True


def _can_go(body: XmlFragment, block: TextBlock) -> bool:
    """A text and a cell keep a block, a list item begins with one: else the editor drops it."""
    index = block.node.index
    for holder in reversed(block.parents):
        count = len(holder.element.children)
        if count > 1:
            return not (holder.kind == "listItem" and index == 0)
        if holder.kind in CELLS:
            return False
        index = holder.index
    return len(body.children) > 1


def _take_away(body: XmlFragment, node: Node, parents: tuple[Node, ...]) -> None:
    parent = parents[-1].element if parents else body
    del parent.children[node.index]
    if parents and len(parent.children) == 0:
        _take_away(body, parents[-1], parents[:-1])


def _add_after(body: XmlFragment, block: TextBlock, parts: Sequence[str]) -> None:
    is_item = bool(block.parents) and block.parents[-1].kind == "listItem"
    node, parents = (
        (block.parents[-1], block.parents[:-1]) if is_item else (block.node, block.parents)
    )
    parent = parents[-1].element if parents else body
    for place, part in enumerate(parts, start=node.index + 1):
        element = XmlElement("listItem" if is_item else "paragraph")
        parent.children.insert(place, element)
        inline.write(_new_paragraph(element) if is_item else element, part)


def _add_blocks(body: XmlFragment, new: Sequence[Block]) -> None:
    for tag, group in itertools.groupby(new, key=lambda block: LIST_TAGS.get(block.kind)):
        if tag is None:
            for block in group:
                _add_block(body, block)
        else:
            items = XmlElement(tag)
            body.children.append(items)
            for block in group:
                item = XmlElement("listItem")
                items.children.append(item)
                inline.write(_new_paragraph(item), block.text)


def _add_block(body: XmlFragment, block: Block) -> None:
    level: Any = {"level": block.level} if block.kind == "heading" else None
    element = XmlElement(block.kind, level)
    body.children.append(element)
    inline.write(element, block.text)


def _new_paragraph(parent: XmlElement) -> XmlElement:
    paragraph = XmlElement("paragraph")
    parent.children.append(paragraph)
    return paragraph


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _parts(text: str) -> list[str]:
    return [part for part in EMPTY_LINES.split(_clean(text)) if part.strip()]
