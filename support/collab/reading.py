"""Reads a text for people: as HTML for pages and paper, as plain words, as blocks for a form.

Takes a Document as it is now, the bytes of a frozen version, or a tree read before. Only what the
schema knows becomes a tag; of everything else the words are shown.
"""

from collections.abc import Iterable, Iterator

from django.utils.safestring import SafeString, mark_safe

from . import actions, nodes
from .blocks import Block, text_blocks
from .models import Document
from .nodes import Node, Run
from .rendering import Renderer
from .surroundings import Surroundings

Tree = tuple[Node | Run, ...]
Source = Document | bytes | Tree


def html(source: Source, surroundings: Surroundings | None = None, *, shift: int = 0) -> SafeString:
    """The text as HTML; `surroundings` knows what it refers to.

    `shift` puts its headings so many levels lower, under a heading of the page around it.
    """
    renderer = Renderer(surroundings or Surroundings(), shift)
    words = (renderer.html(child) for child in tree(source))
    return mark_safe("".join(words))  # noqa: S308 (escaped)


def plain(source: Source) -> str:
    """The words of the text, a line for each paragraph, heading and list item."""
    return "\n".join(block.text for block in blocks(source) if block.text)


def letters(source: Source) -> int:
    """How long the text is, as it stands now; what is only suggested is not there yet.

    Spaces and line breaks do not count, nor what stands in citations, notes and captions.
    """
    return sum(not letter.isspace() for letter in words(source))


def words(source: Source) -> str:
    """All letters of the text in one line, without what is suggested or stands in citations."""
    return "".join(run.text for run in _runs(tree(source)) if not run.inserted)


def blocks(source: Source) -> list[Block]:
    """The text for a form with one box per block, in reading order, empty ones included."""
    return [found.as_block() for found in text_blocks(tree(source))]


def tree(source: Source) -> Tree:
    """The text as nodes of plain Python."""
    if isinstance(source, tuple):
        return source
    state = actions.state(source) if isinstance(source, Document) else bytes(source)
    return nodes.of_update(state)


def _runs(children: Iterable[Node | Run]) -> Iterator[Run]:
    for child in children:
        if isinstance(child, Run):
            yield child
        else:
            yield from _runs(child.children)
