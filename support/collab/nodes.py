"""The tree of a text in plain Python, read once out of its Yjs document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from . import schema, texts

MAX_DEPTH = 16  # a few lists in a cell of a table; what lies deeper is read as bare text
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look.

    `inserted` and `deleted` name the suggestion that would put them in or take them out.
    """

    text: str
    is_bold: bool = False
    script: str = ""  # "superscript" or "subscript"
    ruby: str = ""
    inserted: str = ""
    deleted: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the text; for those who write, its place in the Yjs document too."""

    kind: str
    children: tuple["Node | Run", ...] = ()
    attributes: dict[str, Any] = field(default_factory=dict, hash=False)
    element: Any = field(default=None, compare=False, repr=False)
    index: int = field(default=0, compare=False, repr=False)

    @property
    def level(self) -> int:
        """The level of a heading; an odd one counts as the first that the editor offers."""
        level = self.whole("level")
        return level if level in schema.HEADING_LEVELS else schema.HEADING_LEVELS[0]

    @property
    def finding(self) -> int | None:
        """The finding that a citation names."""
        return self.whole("finding")

    def whole(self, name: str) -> int | None:
        """An attribute that is a whole number; None when it is missing or odd."""
        return _whole(self.attributes.get(name))

    def word(self, name: str) -> str:
        """An attribute that holds words; empty when it is missing or odd."""
        value = self.attributes.get(name)
        return value.translate(_CONTROL) if isinstance(value, str) else ""


def of_update(state: bytes) -> tuple[Node | Run, ...]:
    """The tree of a text that has been frozen as one update."""
    return of_doc(texts.doc_of([state]))


def of_doc(doc: Doc) -> tuple[Node | Run, ...]:
    return tuple(_children(texts.body_of(doc), depth=0))


def every(tree: Iterable[Node | Run], kind: str) -> Iterator[Node]:
    """The nodes of one kind, however deep, in reading order."""
    for node in tree:
        if isinstance(node, Node):
            if node.kind == kind:
                yield node
            yield from every(node.children, kind)


def _children(parent: XmlFragment | XmlElement, depth: int) -> Iterator[Node | Run]:
    for index, child in enumerate(parent.children):
        if isinstance(child, XmlText):
            yield from _runs(child)
        elif isinstance(child, XmlElement):
            yield _node(child, index, depth)


def _node(element: XmlElement, index: int, depth: int) -> Node:
    if depth < MAX_DEPTH:
        children = tuple(_children(element, depth + 1))
    else:
        children = tuple(_bare_text(element))
    return Node(element.tag or "", children, attributes_of(element), element, index)


def attributes_of(element: XmlElement) -> dict[str, Any]:
    view: Any = element.attributes
    return dict(view)


def _bare_text(element: XmlElement) -> Iterator[Run]:
    """The text under `element` without recursion, whatever the depth."""
    open_levels = [iter(list(element.children))]
    while open_levels:
        child = next(open_levels[-1], None)
        if child is None:
            open_levels.pop()
        elif isinstance(child, XmlText):
            yield from _runs(child)
        elif isinstance(child, XmlElement):
            open_levels.append(iter(list(child.children)))


def _runs(text: XmlText) -> Iterator[Run]:
    for letters, marks in text.diff():
        if isinstance(letters, str) and (clean := letters.translate(_CONTROL)):
            yield _run(clean, marks or {})


def _run(letters: str, marks: dict[str, Any]) -> Run:
    script = next((name for name in ("superscript", "subscript") if has_mark(marks, name)), "")
    return Run(
        letters,
        is_bold=has_mark(marks, "bold"),
        script=script,
        ruby=_mark_word(marks, "ruby", "text"),
        inserted=_mark_word(marks, "insertion", "id"),
        deleted=_mark_word(marks, "deletion", "id"),
    )


def _mark_word(marks: dict[str, Any], name: str, attribute: str) -> str:
    value = marks.get(name)
    word = value.get(attribute) if isinstance(value, dict) else None
    return word if isinstance(word, str) else ""


def has_mark(marks: dict[str, Any] | None, name: str) -> bool:
    """Overlapping marks are stored as name--hash; a mark that was taken off is None."""
    return any(
        key.split("--")[0] == name and value is not None for key, value in (marks or {}).items()
    )


def _whole(value: object) -> int | None:
    """Yjs keeps numbers as floats, an older page may have written them as text."""
    try:
        return int(float(value))  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None
