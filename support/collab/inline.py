"""Writes into one paragraph or heading: letters, line breaks and citations.

pycrdt counts the places in a text in bytes of UTF-8.
"""

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from pycrdt import XmlElement, XmlText

from .blocks import CITATION, inline_text
from .nodes import Node, attributes_of, has_mark

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
MAX_COMPARISONS = 4_000_000  # beyond, the differing middle is replaced as a whole


@dataclass(frozen=True, slots=True)
class Symbol:
    """A letter, a line break "\\n" or a citation ［知見3］; and where it stands."""

    text: str
    is_bold: bool = False
    child: int = 0
    start: int = 0

    @property
    def is_letter(self) -> bool:
        return len(self.text) == 1 and self.text != "\n"

    @property
    def end(self) -> int:
        return self.start + len(self.text.encode())


Change = tuple[str, int, int, int, int]


def write(element: XmlElement, text: str) -> None:
    """Fill an empty `element`; **these words** become bold, every ［知見3］ a citation.

    Without words it still gets a text to type into: two who begin in it at the same moment
    would else each bring a text of their own, which the editor cannot keep apart.
    """
    if not text:
        element.children.append(XmlText())
        return
    symbols = [
        Symbol(symbol, is_bold=number % 2 == 1)
        for number, part in enumerate(BOLD.split(text))
        for symbol in _split(part)
    ]
    _add(element, symbols)


def edit(node: Node, text: str, citations: Collection[str]) -> None:
    """Turn what stands in `node` into `text`, touching only what differs.

    Bold stays with the letters that stay; of what looks like a citation only `citations` are.
    """
    element = node.element
    old = list(_symbols(element))
    new = list(_split(text, citations))
    changes = _changes([symbol.text for symbol in old], new)
    if any(_moves_atoms(change, old, new) for change in changes):
        kept = list(_carry_over(changes, old, new))
        del element.children[0 : len(element.children)]
        _add(element, kept)
        return
    for _tag, start, end, new_start, new_end in reversed(changes):
        _delete(element, old[start:end])
        _insert(element, old, start, end, "".join(new[new_start:new_end]))


def citations_of(nodes: Iterable[Node]) -> set[str]:
    """The citations that stand in these paragraphs."""
    return {found.group() for node in nodes for found in CITATION.finditer(inline_text(node))}


def _split(text: str, citations: Collection[str] | None = None) -> Iterator[str]:
    """The symbols of `text`; without `citations`, everything that looks like one is one."""
    at = 0
    for found in CITATION.finditer(text):
        if citations is None or found.group() in citations:
            yield from text[at : found.start()]
            yield found.group()
            at = found.end()
    yield from text[at:]


def _symbols(element: XmlElement) -> Iterator[Symbol]:
    for child, part in enumerate(element.children):
        if isinstance(part, XmlText):
            yield from _letters(part, child)
        elif isinstance(part, XmlElement):
            kind, finding = part.tag, attributes_of(part).get("finding")
            shown = inline_text(Node(kind or "", attributes={"finding": finding}))
            yield Symbol(shown or "\ufffc", child=child)


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


def _moves_atoms(change: Change, old: Sequence[Symbol], new: Sequence[str]) -> bool:
    _tag, start, end, new_start, new_end = change
    symbols = [*old[start:end], *map(Symbol, new[new_start:new_end])]
    return not all(symbol.is_letter for symbol in symbols)


def _carry_over(
    changes: Sequence[Change], old: Sequence[Symbol], new: Sequence[str]
) -> Iterator[Symbol]:
    """The new symbols: those that stay as they look, new ones as what they replace or follow."""
    at = 0
    for _tag, start, end, new_start, new_end in changes:
        yield from old[at:start]
        model = old[start:end] or old[max(0, start - 1) : start]
        is_bold = bool(model) and model[0].is_bold
        yield from (Symbol(symbol, is_bold) for symbol in new[new_start:new_end])
        at = end
    yield from old[at:]


def _delete(element: XmlElement, gone: Sequence[Symbol]) -> None:
    for child, symbols in itertools.groupby(gone, key=lambda symbol: symbol.child):
        letters = list(symbols)
        text: Any = element.children[child]
        del text[letters[0].start : letters[-1].end]


def _insert(element: XmlElement, old: Sequence[Symbol], start: int, end: int, letters: str) -> None:
    """Put `letters` where old[start:end] stood, with the look of what they replace or follow."""
    if not letters:
        return
    before = old[start - 1] if start > 0 else None
    after = old[start] if start < len(old) else None
    if after is not None and after.is_letter and (start < end or not (before and before.is_letter)):
        place, offset, is_bold = after.child, after.start, after.is_bold
    elif before is not None and before.is_letter:
        place, offset, is_bold = before.child, before.end, before.is_bold
    else:
        place, offset, is_bold = (before.child + 1 if before else 0), 0, False
        element.children.insert(place, XmlText())
    text: Any = element.children[place]
    text.insert(offset, letters, _marks(is_bold))


def _add(element: XmlElement, symbols: Iterable[Symbol]) -> None:
    """Append these symbols to an empty element."""
    for is_letter, group in itertools.groupby(symbols, key=lambda symbol: symbol.is_letter):
        if is_letter:
            text = XmlText()
            element.children.append(text)
            for is_bold, run in itertools.groupby(group, key=lambda symbol: symbol.is_bold):
                letters = "".join(symbol.text for symbol in run)
                text.insert(len(text), letters, _marks(is_bold))
        else:
            for symbol in group:
                element.children.append(_atom(symbol.text))


def _atom(symbol: str) -> XmlElement:
    if found := CITATION.fullmatch(symbol):
        return XmlElement("citation", {"finding": int(found[1])})  # type: ignore[arg-type]
    return XmlElement("hardBreak")


def _marks(is_bold: bool) -> dict[str, dict] | None:
    return {"bold": {}} if is_bold else None
