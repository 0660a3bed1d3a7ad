"""Turns one paragraph or heading into what a form says: letters, line breaks and citations.

pycrdt counts the places in a text in bytes of UTF-8.
"""

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from pycrdt import XmlElement, XmlText

from .blocks import inline_text
from .nodes import Node, attributes_of, has_mark
from .pen import Pen
from .tokens import TOKEN, inline_node, token

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
MAX_COMPARISONS = 4_000_000  # beyond, the differing middle is replaced as a whole


@dataclass(frozen=True, slots=True)
class Symbol:
    """A letter, a line break "\\n" or a token like ［知見3］; and where it stands."""

    text: str
    is_bold: bool = False
    child: int = 0
    start: int = 0
    is_letter: bool = True

    @property
    def end(self) -> int:
        return self.start + len(self.text.encode())


Change = tuple[str, int, int, int, int]


def write(element: XmlElement, text: str) -> None:
    """Fill an empty `element`; **these words** become bold, every ［知見3］ a citation.

    It gets a text to type into wherever there are no words too: two who begin there at the same
    moment share it.
    """
    symbols = [
        _new(symbol, is_bold=number % 2 == 1)
        for number, part in enumerate(BOLD.split(text))
        for symbol in _split(part)
    ]
    _put(Pen(element, 0), symbols)


def edit(node: Node, text: str, tokens: Collection[str]) -> None:
    """Turn what stands in `node` into `text`, touching only what differs.

    Bold stays with the letters that stay; of what looks like a citation or a reference only those
    among `tokens` are, while a note may be written anew.
    """
    element = node.element
    old = list(_symbols(element))
    new = list(_split(text, tokens))
    for _tag, start, end, new_start, new_end in reversed(_changes([s.text for s in old], new)):
        _delete(element, old[start:end])
        if added := new[new_start:new_end]:
            _insert(element, old, start, end, added)


def tokens_of(nodes: Iterable[Node]) -> set[str]:
    """The citations, notes and references that stand in these paragraphs."""
    return {found.group() for node in nodes for found in TOKEN.finditer(inline_text(node))}


def _split(text: str, tokens: Collection[str] | None = None) -> Iterator[str]:
    """The symbols of `text`; without `tokens`, everything that looks like one is one."""
    at = 0
    for found in TOKEN.finditer(text):
        if tokens is None or found.group() in tokens or found.lastgroup == "text":
            yield from text[at : found.start()]
            yield found.group()
            at = found.end()
    yield from text[at:]


def _symbols(element: XmlElement) -> Iterator[Symbol]:
    for child, part in enumerate(element.children):
        if isinstance(part, XmlText):
            yield from _letters(part, child)
        elif isinstance(part, XmlElement):
            shown = token(part.tag or "", attributes_of(part))
            if shown:  # what the form cannot show stays as it is
                yield Symbol(shown, child=child, is_letter=False)


def _new(text: str, *, is_bold: bool) -> Symbol:
    return Symbol(text, is_bold, is_letter=len(text) == 1 and text != "\n")


def _letters(text: XmlText, child: int) -> Iterator[Symbol]:
    start = 0
    for letters, marks in text.diff():
        if not isinstance(letters, str):
            start += 1
            continue
        is_bold = has_mark(marks, "bold")
        for letter in letters:
            symbol = Symbol(letter, is_bold, child, start)
            yield symbol
            start = symbol.end


def _changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """What differs, as difflib's operations, between the common beginning and the common end."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(old_middle) * len(new_middle) > MAX_COMPARISONS:
        return [("replace", head, len(old) - tail, head, len(new) - tail)]
    matcher = SequenceMatcher(None, old_middle, new_middle, autojunk=False)
    return [
        (tag, head + start, head + end, head + new_start, head + new_end)
        for tag, start, end, new_start, new_end in matcher.get_opcodes()
        if tag != "equal"
    ]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many symbols both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _delete(element: XmlElement, gone: Sequence[Symbol]) -> None:
    """Take letters and atoms out, the last first; their texts stay."""
    groups = itertools.groupby(reversed(gone), key=lambda symbol: symbol.child)
    for child, symbols in groups:
        last, *others = symbols
        if last.is_letter:
            text: Any = element.children[child]
            del text[(others or [last])[-1].start : last.end]
        else:
            del element.children[child]


def _insert(
    element: XmlElement, old: Sequence[Symbol], start: int, end: int, added: Iterable[str]
) -> None:
    """Put `added` where old[start:end] stood, with the look of what they replace or follow."""
    before = old[start - 1] if start > 0 else None
    after = old[start] if start < len(old) else None
    if after is not None and after.is_letter and (start < end or not (before and before.is_letter)):
        pen, is_bold = Pen(element, after.child, after.start), after.is_bold
    elif before is not None and before.is_letter:
        pen, is_bold = Pen(element, before.child, before.end), before.is_bold
    else:
        pen, is_bold = Pen(element, before.child + 1 if before else 0), False
    _put(pen, (_new(text, is_bold=is_bold) for text in added))


def _put(pen: Pen, symbols: Iterable[Symbol]) -> None:
    for (is_letter, is_bold), group in itertools.groupby(symbols, key=_look):
        if is_letter:
            pen.write("".join(symbol.text for symbol in group), is_bold=is_bold)
        else:
            for symbol in group:
                pen.put(_atom(symbol.text))


def _look(symbol: Symbol) -> tuple[bool, bool]:
    return symbol.is_letter, symbol.is_bold


def _atom(symbol: str) -> XmlElement:
    if found := TOKEN.fullmatch(symbol):
        return XmlElement(*inline_node(found))
    return XmlElement("hardBreak")
