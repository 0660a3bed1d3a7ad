"""What a text refers to and only the app above it knows: sources, pictures, numbers."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .nodes import Node
from .tokens import token


def _citation(node: Node) -> str:
    return token(node.kind, node.attributes)


def _note(words: str) -> str:
    return format_html('<span class="footnote">［注：{}］</span>', words)


def _label(target: str) -> str:
    return f"［参照：{target}］"


def _own_id(node: Node) -> str:
    return node.word("id")


def _nothing(node: Node) -> str:
    return SafeString()


@dataclass(frozen=True)
class Surroundings:
    """Asked for each such node in the order in which the text is read, so they may count.

    What they give is escaped unless it is safe.

    `citation`: the words of a citation. `note`: a footnote. `label`: what a cross-reference says.
    `number`: what stands before a heading, or before the caption of a table or figure.
    `anchor`: the name by which links find a heading, table or figure; empty for none.
    `picture`: the address of a figure's picture; a figure without one shows its alt text.
    """

    citation: Callable[[Node], str] = _citation
    note: Callable[[str], str] = _note
    label: Callable[[str], str] = _label
    number: Callable[[Node], str] = _nothing
    anchor: Callable[[Node], str] = _own_id
    picture: Callable[[Node], str] = _nothing
