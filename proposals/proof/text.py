"""What a check sees, and what it says."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final

from proposals.text.numbering import words_of
from support.collab.blocks import text_blocks
from support.collab.nodes import Node
from support.collab.reading import Tree

QUOTE: Final = 40  # letters


@dataclass(frozen=True)
class Text:
    """One section: its tree, and the targets that a cross-reference of the proposal may name."""

    tree: Tree
    targets: Collection[str] = ()


@dataclass(frozen=True)
class Found:
    """A place: its words, and the id of the nearest thing that has one (empty: the section)."""

    words: str
    target: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or heading with where it stands."""

    node: Node
    words: str
    target: str
    is_heading: bool
    is_cell: bool
    is_quoted: bool
    is_item: bool

    @property
    def is_prose(self) -> bool:
        return not (self.is_heading or self.is_cell or self.is_quoted)


Find = Callable[[Text], Iterator[Found]]


def paragraphs(text: Text) -> Iterator[Paragraph]:
    """In reading order, each with the id of the heading, table or paragraph it belongs to."""
    target = ""
    for block in text_blocks(text.tree):
        around = {parent.kind: parent for parent in block.parents}
        is_heading = block.node.kind == "heading"
        if is_heading:
            target = block.node.word("id") or target
        table = around.get("table")
        yield Paragraph(
            block.node,
            words_of(block.node),
            (table.word("id") if table else "") or target,
            is_heading,
            is_cell=table is not None,
            is_quoted="blockquote" in around,
            is_item="listItem" in around,
        )


def quoted(words: str, place: int = 0) -> str:
    """A few letters around a place, as they stand."""
    start = max(0, place - QUOTE // 2) if place > QUOTE // 2 else 0
    end = start + QUOTE
    return f"{'…' if start else ''}{words[start:end]}{'…' if end < len(words) else ''}"
