"""The numbers of headings, tables and figures, and what a cross-reference says of them.

Nothing of this is stored: it is worked out from the order of the sections and their texts.

Source: RULES 11, the order of numbers in official papers (公用文の項目の細別).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from proposals.models import Proposal
from support.collab.nodes import Node, Run

TYPED: Final = re.compile(
    r"第[0-9０-９一二三四五六七八九十]+|[0-9０-９]+[\u3000 .．、]|[(（][0-9０-９]+[)）]|[①-⑳]"
    r"|(?:提言|仮説|事例|資料)[0-9０-９]+|[ア-ン][\u3000 ]"
)
"""A heading whose writer has counted: neither it nor its neighbours are counted again."""

KANA: Final = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
WORDS: Final = {"table": "表", "figure": "図"}
MARKED: Final = frozenset({"heading", *WORDS})

Sign = Callable[[int], str]


def _of(row: str) -> Sign:
    return lambda count: row[(count - 1) % len(row)]


def _in_brackets(sign: Sign) -> Sign:
    return lambda count: f"({sign(count)})"


SIGNS: Final[dict[str, tuple[Sign, ...]]] = {
    Proposal.Numbering.PLAIN: (
        str,
        _in_brackets(str),
        _of(KANA),
        _in_brackets(_of(KANA)),
        _of(LETTERS),
    ),
    Proposal.Numbering.PARTS: (
        lambda count: f"第{count}節",
        str,
        _in_brackets(str),
        _of(KANA),
        _in_brackets(_of(KANA)),
    ),
}
"""How each level below a chapter is counted, the first one first."""


def sign(style: str, depth: int, count: int) -> str:
    """The number of the `count`-th heading of a level.

    Unit: `depth` is 1 for the level just below the chapter.

    >>> [sign("plain", depth, 3) for depth in (1, 2, 3, 4)]
    ['3', '(3)', 'ウ', '(ウ)']
    """
    signs = SIGNS[style]
    return signs[min(depth, len(signs)) - 1](count)


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading, table or figure of a text, as far as numbers depend on it."""

    kind: str
    target: str  # what a cross-reference calls it; empty until one does
    words: str  # the heading itself, or the caption
    level: int = 0  # of a heading, from 1


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its number from the outline, and what is counted in its text."""

    key: int
    is_chapter: bool
    number: str
    title: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """`number` is 「(1)」 or 「表2-1」, or empty; `label` is how the text speaks of it.

    `depth` is 0 for a table or figure.
    """

    mark: Mark
    number: str
    label: str
    depth: int


@dataclass(frozen=True, slots=True)
class NumberedPart:
    """`depth`, `tables`, `figures`: how far the count had come before its first word.

    `typed`: the levels of the chapter that its other sections have counted by hand.
    """

    part: Part
    label: str
    chapter: str  # 「2」, or empty
    depth: int
    tables: int
    figures: int
    typed: frozenset[int]
    found: tuple[Numbered, ...]


@dataclass(frozen=True)
class Numbering:
    """All of one proposal, or of one version."""

    parts: dict[int, NumberedPart] = field(default_factory=dict)

    @property
    def labels(self) -> dict[str, str]:
        """Target of a cross-reference → what it says; of two alike the first is meant."""
        labels = {f"s{key}": part.label for key, part in self.parts.items()}
        for part in self.parts.values():
            for found in part.found:
                if found.mark.target:
                    labels.setdefault(found.mark.target, found.label)
        return labels

    @property
    def homes(self) -> dict[str, int]:
        """Target of a cross-reference → the section it stands in, or is."""
        homes = {f"s{key}": key for key in self.parts}
        for key, part in self.parts.items():
            for found in part.found:
                if found.mark.target:
                    homes.setdefault(found.mark.target, key)
        return homes


def marked(tree: Iterable[Node | Run]) -> Iterator[Node]:
    """The nodes that are counted, in reading order."""
    for node in tree:
        if isinstance(node, Node):
            if node.kind in MARKED:
                yield node
            if node.kind != "figure":
                yield from marked(node.children)


def marks(tree: Iterable[Node | Run]) -> tuple[Mark, ...]:
    return tuple(_mark(node) for node in marked(tree))


def _mark(node: Node) -> Mark:
    if node.kind == "heading":
        return Mark(node.kind, node.word("id"), words_of(node).strip(), node.level - 1)
    return Mark(node.kind, node.word("id"), node.word("caption"))


def words_of(node: Node) -> str:
    """The letters of a heading; notes and citations in it are none."""
    return "".join(
        ("" if child.inserted else child.text) if isinstance(child, Run) else words_of(child)
        for child in node.children
    )


def number(parts: Iterable[Part], style: str) -> Numbering:
    """Count through all sections in their order."""
    found: dict[int, NumberedPart] = {}
    loose = _Counts()  # the tables and figures outside of numbered chapters: 表1, 表2, …
    for sections in _chapters(parts):
        is_numbered = bool(sections[0].number)
        counts = _Counts() if is_numbered else loose
        chapter = _Chapter(sections, style, counts)
        found.update((part.key, chapter.section(part)) for part in sections)
    return Numbering(found)


def _chapters(parts: Iterable[Part]) -> list[list[Part]]:
    """Each chapter with the sections that hold its text: itself, then its parts."""
    chapters: list[list[Part]] = []
    for part in parts:
        if part.is_chapter or not chapters:
            chapters.append([])
        chapters[-1].append(part)
    return chapters


@dataclass
class _Counts:
    table: int = 0
    figure: int = 0

    def next(self, kind: str) -> int:
        setattr(self, kind, getattr(self, kind) + 1)
        return int(getattr(self, kind))


class _Chapter:
    """Counts one chapter; the parts of it, if there are any, are its first level."""

    def __init__(self, sections: Sequence[Part], style: str, counts: _Counts) -> None:
        self.first = sections[0]
        self.style = style
        self.counts = counts
        self.depth = 1 if len(sections) > 1 else 0
        self.typed = {part.key: frozenset(self._typed(part)) for part in sections}
        self.all_typed = frozenset[int]().union(*self.typed.values())
        number = self.first.number
        self.number = number.removeprefix("第").removesuffix("章") if number else ""

    def _typed(self, part: Part) -> Iterator[int]:
        headings = (mark for mark in part.marks if mark.kind == "heading")
        return (mark.level + self.depth for mark in headings if TYPED.match(mark.words))

    def section(self, part: Part) -> NumberedPart:
        label = self._label(part)
        others = (typed for key, typed in self.typed.items() if key != part.key)
        tables, figures = self.counts.table, self.counts.figure
        return NumberedPart(
            part,
            label,
            self.number,
            self.depth,
            tables,
            figures,
            frozenset[int]().union(*others),
            tuple(self._numbered(part, label)),
        )

    def _label(self, part: Part) -> str:
        """「第2章」, 「第2章1」; without a number the title in brackets."""
        if part is self.first and part.number:
            return part.number
        if self.number and part.number:
            return f"{self.first.number}{part.number}"
        return f"「{part.title}」"

    def _numbered(self, part: Part, label: str) -> Iterator[Numbered]:
        counts: dict[int, int] = {}
        for mark in part.marks:
            if mark.kind in WORDS:
                count = self.counts.next(mark.kind)
                name = WORDS[mark.kind] + (f"{self.number}-{count}" if self.number else str(count))
                yield Numbered(mark, name, name, 0)
                continue
            depth = mark.level + self.depth
            counts = {level: n for level, n in counts.items() if level <= depth}
            counts[depth] = counts.get(depth, 0) + 1
            yield self._heading(mark, depth, counts, label)

    def _heading(self, mark: Mark, depth: int, counts: dict[int, int], label: str) -> Numbered:
        is_counted = bool(self.number) and depth not in self.all_typed
        own = sign(self.style, depth, counts[depth]) if is_counted else ""
        if not is_counted or not self.all_typed.isdisjoint(counts):
            return Numbered(mark, own, f"「{mark.words}」" if mark.words else label, depth)
        path = "".join(sign(self.style, level, counts[level]) for level in sorted(counts))
        return Numbered(mark, own, label + path, depth)
