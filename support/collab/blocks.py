"""A text as plain blocks: what the form without script shows, and what seeds are made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from . import schema
from .nodes import Node, Run
from .tokens import token

Kind = Literal["paragraph", "heading", "bullet", "number"]
LIST_KINDS: dict[str, Kind] = {"bulletList": "bullet", "orderedList": "number"}
_MARKDOWN = re.compile(r"(?P<hashes>#{1,6})\s+|(?P<bullet>[-*])\s+|(?P<number>\d+\.)\s+")


@dataclass(frozen=True)
class Block:
    """One paragraph, heading or list item. A line break in it is "\\n", a citation ［知見3］.

    `is_cell`: it stands in a table; `is_quoted`: in a quotation.
    """

    kind: Kind
    text: str
    level: int = 0
    is_cell: bool = False
    is_quoted: bool = False


@dataclass(frozen=True)
class TextBlock:
    """A paragraph or heading of a tree, and the list (if any) it is an item of."""

    node: Node
    parents: tuple[Node, ...]

    @property
    def kind(self) -> Kind:
        if self.node.kind == "heading":
            return "heading"
        lists = [parent.kind for parent in self.parents if parent.kind in LIST_KINDS]
        return LIST_KINDS[lists[-1]] if lists else "paragraph"

    def as_block(self) -> Block:
        level = self.node.level if self.node.kind == "heading" else 0
        around = {parent.kind for parent in self.parents}
        return Block(
            self.kind,
            inline_text(self.node),
            level,
            is_cell="table" in around,
            is_quoted="blockquote" in around,
        )


def text_blocks(
    children: tuple[Node | Run, ...], parents: tuple[Node, ...] = ()
) -> Iterator[TextBlock]:
    """The paragraphs and headings in the order in which they are read."""
    for child in children:
        if isinstance(child, Run):
            continue
        if child.kind in schema.TEXT_BLOCKS:
            yield TextBlock(child, parents)
        else:
            yield from text_blocks(child.children, (*parents, child))


def inline_text(node: Node | Run) -> str:
    """What stands in a paragraph, as the plain form shows it."""
    if isinstance(node, Run):
        return node.text
    if node.kind in schema.INLINE:
        return token(node.kind, node.attributes)
    return "".join(inline_text(child) for child in node.children)


def from_markdown(source: str) -> list[Block]:
    """Blocks from a small Markdown: headings, paragraphs, lists; **bold** stays in the text.

    A top heading (one #) becomes the first level that the editor offers.
    """
    found: list[Block] = []
    is_open = False
    for line in source.splitlines():
        words = line.strip()
        mark = _MARKDOWN.match(words)
        if not words or mark:
            is_open = False
        if mark:
            found.append(_marked(mark, words[mark.end() :]))
        elif words and is_open:
            found[-1] = Block("paragraph", found[-1].text + words)
        elif words:
            found.append(Block("paragraph", words))
            is_open = True
    return found


def _marked(mark: re.Match[str], text: str) -> Block:
    if hashes := mark["hashes"]:
        lowest, highest = schema.HEADING_LEVELS[0], schema.HEADING_LEVELS[-1]
        return Block("heading", text, max(lowest, min(highest, len(hashes))))
    return Block("bullet" if mark["bullet"] else "number", text)
