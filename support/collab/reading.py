"""Reads a text for people: as HTML for pages and paper, as plain words, as blocks for a form.

Takes a Document as it is now, or the bytes of a frozen version. Only what the schema knows
becomes a tag; of everything else the words are shown.
"""

from collections.abc import Callable, Iterable, Iterator

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from . import actions, nodes
from .blocks import Block, text_blocks
from .models import Document
from .nodes import Node, Run

Source = Document | bytes
Citation = Callable[[int], str]
TAGS = {"paragraph": "p", "bulletList": "ul", "orderedList": "ol", "listItem": "li"}


def html(source: Source, citation: Citation | None = None, *, shift: int = 0) -> SafeString:
    """The text as HTML. `citation` gives the words for a finding; they are escaped unless safe.

    `shift` puts its headings so many levels lower, under a heading of the page around it.
    """
    cite = citation or "［知見{}］".format
    words = (_html(child, cite, shift) for child in _tree(source))
    return mark_safe("".join(words))  # noqa: S308 (escaped)


def plain(source: Source) -> str:
    """The words of the text, a line for each paragraph, heading and list item."""
    return "\n".join(block.text for block in blocks(source) if block.text)


def letters(source: Source) -> int:
    """How long the text is. Spaces and line breaks do not count, nor what stands in citations."""
    return sum(not letter.isspace() for run in _runs(_tree(source)) for letter in run.text)


def blocks(source: Source) -> list[Block]:
    """The text for a form with one box per block, in reading order, empty ones included."""
    return [found.as_block() for found in text_blocks(_tree(source))]


def _tree(source: Source) -> tuple[Node | Run, ...]:
    state = actions.state(source) if isinstance(source, Document) else bytes(source)
    return nodes.of_update(state)


def _runs(children: Iterable[Node | Run]) -> Iterator[Run]:
    for child in children:
        if isinstance(child, Run):
            yield child
        else:
            yield from _runs(child.children)


def _html(node: Node | Run, cite: Citation, shift: int) -> str:
    if isinstance(node, Run):
        words = escape(node.text)
        return f"<strong>{words}</strong>" if node.is_bold else words
    if node.kind == "hardBreak":
        return "<br>"
    if node.kind == "citation":
        return conditional_escape(cite(node.finding)) if node.finding is not None else ""
    inner = "".join(_html(child, cite, shift) for child in node.children)
    tag = f"h{min(6, node.level + shift)}" if node.kind == "heading" else TAGS.get(node.kind)
    return f"<{tag}>{inner}</{tag}>" if tag else inner
