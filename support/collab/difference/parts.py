"""The parts a text is compared by: its paragraphs, headings and list items, tables and figures."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from support.collab.nodes import Node, Run

from .words import Word, split

Kind = Literal["paragraph", "heading", "item", "quote", "table", "figure", "page break"]
Label = Callable[[Node], str]
"""The words for a citation or cross-reference; the app above knows what it names."""

LISTS = {"bulletList": "・", "orderedList": "{}. "}


@dataclass(frozen=True)
class Cell:
    words: tuple[Word, ...]
    is_header: bool = False

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)


@dataclass(frozen=True)
class Part:
    """One part; `mark` is what stands before a list item, `rows` are those of a table.

    The words of a table or figure are its caption and its source (and what a picture shows).
    """

    kind: Kind
    words: tuple[Word, ...]
    level: int = 0
    mark: str = field(default="", compare=False)
    rows: tuple[tuple[Cell, ...], ...] = ()
    picture: str = ""

    @property
    def text(self) -> str:
        """What it is recognised by."""
        cells = (cell.text for row in self.rows for cell in row)
        return "".join([*(word.text for word in self.words), *cells])


def parts(tree: Iterable[Node | Run], label: Label) -> list[Part]:
    """The parts in reading order; an empty paragraph is none."""
    return list(_parts(tree, label, _Around()))


@dataclass(frozen=True)
class _Around:
    """What a paragraph stands in."""

    kind: Kind = "paragraph"
    depth: int = 0
    mark: str = ""


def _parts(children: Iterable[Node | Run], label: Label, around: _Around) -> Iterator[Part]:
    for child in children:
        if isinstance(child, Run):
            yield Part(around.kind, tuple(_run(child)))
        elif child.kind in ("paragraph", "heading"):
            words = tuple(_words(child.children, label))
            kind: Kind = "heading" if child.kind == "heading" else around.kind
            level = child.level if kind == "heading" else around.depth
            if words:
                yield Part(kind, words, level, mark=around.mark)
            around = _Around(around.kind, around.depth)  # the mark stands before the first only
        elif child.kind == "table":
            yield _table(child, label)
        elif child.kind == "figure":
            yield _figure(child)
        elif child.kind == "pageBreak":
            yield Part("page break", ())
        elif child.kind in LISTS:
            yield from _items(child, label, around.depth + 1)
        elif child.kind == "blockquote":
            yield from _parts(child.children, label, _Around("quote"))
        else:
            yield from _parts(child.children, label, around)


def _items(items: Node, label: Label, depth: int) -> Iterator[Part]:
    for number, item in enumerate(items.children, start=1):
        mark = LISTS[items.kind].format(number)
        yield from _parts([item], label, _Around("item", depth, mark))


def _table(table: Node, label: Label) -> Part:
    rows = tuple(
        tuple(_cell(cell, label) for cell in row.children if isinstance(cell, Node))
        for row in table.children
        if isinstance(row, Node)
    )
    return Part("table", tuple(_named(table, "caption", "source")), rows=rows)


def _cell(cell: Node, label: Label) -> Cell:
    lines = [part.words for part in parts(cell.children, label)]
    words = [word for line in lines for word in (*line, Word("\n"))][:-1]
    return Cell(tuple(words), is_header=cell.kind == "tableHeader")


def _figure(figure: Node) -> Part:
    words = tuple(_named(figure, "caption", "alt", "source"))
    return Part("figure", words, picture=str(figure.whole("picture") or ""))


NAMES = {"caption": "", "alt": "図の説明：", "source": "出典："}


def _named(node: Node, *names: str) -> Iterator[Word]:
    """What attributes say, one to a line."""
    lines = [f"{NAMES[name]}{said}" for name in names if (said := node.word(name))]
    yield from map(Word, split("\n".join(lines)))


def _words(children: Iterable[Node | Run], label: Label) -> Iterator[Word]:
    for child in children:
        if isinstance(child, Run):
            yield from _run(child)
        elif child.kind == "hardBreak":
            yield Word("\n")
        elif child.kind == "footnote":
            yield from map(Word, ("［注：", *split(child.word("text")), "］"))
        else:
            said = sorted((name, str(value)) for name, value in child.attributes.items())
            yield Word(label(child), key=f"{child.kind} {said}")


def _run(run: Run) -> Iterator[Word]:
    """Letters as they stand now: what is only suggested is not there yet, or still is."""
    if run.inserted:
        return
    looks = ("bold" if run.is_bold else "", run.script)
    look = " ".join(filter(None, looks))
    yield from (Word(text, look=look) for text in split(run.text))
    if run.ruby:
        yield Word(f"（{run.ruby}）", key=f"ruby {run.ruby}")
