"""What is not a letter, as plain text: ［知見3］, ［注：昨年］, ［参照：k3f9a2b7cd］."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from .nodes import Node

TOKEN: Final = re.compile(
    r"［知見(?P<finding>\d{1,9})］|［出典(?P<entry>\d{1,9})］"
    r"|［注：(?P<text>[^［］\n]{1,2000})］|［参照：(?P<target>[0-9a-z]{1,20})］"
)
KINDS: Final = {
    "finding": "citation",
    "entry": "citation",
    "text": "footnote",
    "target": "crossReference",
}
_BRACKETS: Final = str.maketrans("［］\n", "[] ")


def token(kind: str, attributes: Mapping[str, Any]) -> str:
    """The token of an inline node; empty for one that says nothing or is not shown."""
    if kind == "hardBreak":
        return "\n"
    shown = TOKENS.get(kind)
    return shown(Node(kind, attributes=dict(attributes))) if shown else ""


def _citation(node: Node) -> str:
    if (entry := node.whole("entry")) is not None:
        return f"［出典{entry}］"
    return f"［知見{node.finding}］" if node.finding is not None else ""


def _footnote(node: Node) -> str:
    words = node.word("text").translate(_BRACKETS)
    return f"［注：{words}］" if 0 < len(words) <= 2000 else ""


def _reference(node: Node) -> str:
    shown = f"［参照：{node.word('target')}］"
    return shown if TOKEN.fullmatch(shown) else ""


TOKENS: Final[dict[str, Callable[[Node], str]]] = {
    "citation": _citation,
    "footnote": _footnote,
    "crossReference": _reference,
}


def inline_node(found: re.Match[str]) -> tuple[str, dict[str, Any]]:
    """The kind and attributes of the node that a token stands for."""
    name = str(found.lastgroup)
    word = found[name]
    return KINDS[name], {name: word if name in ("text", "target") else int(word)}
