"""From what somebody typed in Word to what our texts are made of.

Most office files have no heading styles: numbers, bullets and captions are typed by hand. Here
they become headings, lists and captions, and the typed numbers go, for the portal counts itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from proposals.word import typed
from proposals.word.reading import new_id, paragraph
from support.collab import schema
from support.collab.nodes import Node, Run

SPACES = " \u3000\t"
IN_LISTS = frozenset({"number", "bracket", "kana", "kana bracket", "circle", "kanji"})
BOLD_LINE = 9  # the rank of a short line that is bold and nothing else
TITLE_RANKS = (1, 2)  # 第2章, 第1節: what a section itself may be called
PICTURES = ("図", "写真", "グラフ", "図表")
TABLES = ("表", "図表")


@dataclass
class Line:
    """A paragraph or heading on its way; `rank` is 0 as long as it is no heading."""

    node: Node
    words: str
    number: typed.Typed | None
    rank: int = 0

    @property
    def is_bold(self) -> bool:
        runs = [run for run in self.node.children if isinstance(run, Run) and run.text.strip()]
        return bool(runs) and all(run.is_bold for run in runs)


@dataclass
class Tidied:
    """`title` is what the file called the section itself; it is not among the nodes."""

    nodes: list[Node] = field(default_factory=list)
    title: str = ""


def tidy(nodes: Sequence[Node], section_title: str = "") -> Tidied:
    items: list[Node | Line] = [_line(node) for node in nodes]
    items = _with_captions(items)
    items = _with_lists(items)
    _find_headings(items)
    title = _take_title(items, section_title)
    return Tidied(list(_finished(items)), title)


def _line(node: Node) -> "Node | Line":
    if node.kind not in schema.TEXT_BLOCKS:
        return node
    node = _trimmed(node)
    words = _words(node)
    return Line(node, words, typed.number(words), node.whole("rank") or 0)


def _words(node: Node) -> str:
    return "".join(
        child.text if isinstance(child, Run) else "\n" if child.kind == "hardBreak" else ""
        for child in node.children
    )


def _trimmed(node: Node) -> Node:
    """Without the spaces with which a paragraph is set in by hand: that is typesetting's."""
    children = list(node.children)
    while children and isinstance(children[0], Run) and not children[0].text.strip(SPACES):
        children.pop(0)
    first = children[0] if children else None
    if isinstance(first, Run):
        children[0] = _cut(first, len(first.text) - len(first.text.lstrip(SPACES)))
    while children and _is_blank(children[-1]):
        children.pop()
    return Node(node.kind, tuple(children), node.attributes)


def _is_blank(child: Node | Run) -> bool:
    return not child.text.strip(SPACES) if isinstance(child, Run) else child.kind == "hardBreak"


def _cut(run: Run, length: int) -> Run:
    marks = (run.is_bold, run.script, run.ruby, run.inserted, run.deleted)
    return Run(run.text[length:], *marks)


def _without(node: Node, length: int) -> tuple[Node | Run, ...]:
    """The children of a paragraph without its first letters."""
    children = list(node.children)
    while length and children:
        run = children[0]
        if not isinstance(run, Run):
            break
        children[:1] = [_cut(run, length)] if len(run.text) > length else []
        length = max(0, length - len(run.text))
    return tuple(children)


# ---------- captions and sources ----------


def _with_captions(items: Iterable[Node | Line]) -> list[Node | Line]:
    """Tables and figures with the captions and sources that were typed beside them."""
    found: list[Node | Line] = []
    waiting = list(reversed(list(items)))
    while waiting:
        item = waiting.pop()
        if isinstance(item, Line) or item.kind not in ("table", "figure"):
            found.append(item)
            continue
        kinds = TABLES if item.kind == "table" else PICTURES
        take = [(found, 0), (waiting, 0)] if item.kind == "table" else [(waiting, 0), (found, 0)]
        caption = typed.caption(item.word("caption"), *kinds)
        caption = item.word("caption") if caption is None else caption
        for beside, _nothing in take:
            if not caption:
                caption = _taken(beside, lambda line: typed.caption(line, *kinds)) or ""  # noqa: B023
        source = _taken(waiting, typed.source) or ""
        caption = caption or _taken(waiting, lambda line: typed.caption(line, *kinds)) or ""  # noqa: B023
        names = {**item.attributes, "caption": caption[:500], "source": source[:500]}
        found.append(Node(item.kind, item.children, names))
    return found


def _taken(items: list[Node | Line], read: Callable[[str], str | None]) -> str | None:
    """What the last of `items` says, if it says it; then it is taken away."""
    last = items[-1] if items else None
    if not isinstance(last, Line) or (words := read(last.words)) is None:
        return None
    items.pop()
    return words


# ---------- lists ----------


def _with_lists(items: Sequence[Node | Line]) -> list[Node | Line]:
    """Lines with bullets, or with numbers from 1 on and nothing between them, as lists."""
    found: list[Node | Line] = []
    for kind, group in groupby(items, key=_kind_of_item):
        lines = list(group)
        first = lines[0]
        if kind == "bullet":
            found.append(_list("bulletList", lines, _bullet_length))
        elif kind and len(lines) > 1 and isinstance(first, Line) and _counts(first):
            found.append(_list("orderedList", lines, _number_length))
        else:
            found += lines
    return found


def _counts(line: Line) -> bool:
    return line.number is not None and line.number.is_first


def _kind_of_item(item: Node | Line) -> str:
    if not isinstance(item, Line) or item.rank or item.is_bold:
        return ""
    if typed.BULLET.match(item.words):
        return "bullet"
    return item.number.kind if item.number and item.number.kind in IN_LISTS else ""


def _bullet_length(line: Line) -> int:
    found = typed.BULLET.match(line.words)
    return found.end() if found else 0


def _number_length(line: Line) -> int:
    return line.number.length if line.number else 0


def _list(kind: str, lines: Iterable[Node | Line], length: Callable[[Line], int]) -> Node:
    items = (
        Node("listItem", (paragraph(_without(line.node, length(line))),))
        for line in lines
        if isinstance(line, Line)
    )
    return Node(kind, tuple(items))


# ---------- headings ----------


def _find_headings(items: Sequence[Node | Line]) -> None:
    """Give each heading its rank: by its style, else by its number, else because it is bold."""
    lines = [item for item in items if isinstance(item, Line)]
    below = max((line.rank for line in lines), default=0)
    for place, item in enumerate(items):
        if not isinstance(item, Line) or item.rank or not typed.is_short(item.words):
            continue
        if item.number and (item.is_bold or item.number.kind != "circle"):
            item.rank = below + item.number.rank
        elif item.is_bold and _is_over_text(items, place):
            item.rank = below + BOLD_LINE


def _is_over_text(items: Sequence[Node | Line], place: int) -> bool:
    following = items[place + 1] if place + 1 < len(items) else None
    return following is not None and not (isinstance(following, Line) and following.is_bold)


def _take_title(items: list[Node | Line], section_title: str) -> str:
    """Take away the first heading when it names the section itself."""
    first = items[0] if items else None
    if not isinstance(first, Line) or not first.rank:
        return ""
    ranks = [item.rank for item in items if isinstance(item, Line) and item.rank]
    is_alone = ranks.count(first.rank) == 1 and first.rank == min(ranks)
    is_title = first.number is not None and first.number.rank in TITLE_RANKS
    words = first.words[first.number.length :] if first.number else first.words
    if not is_alone or not (is_title or words.strip() == section_title):
        return ""
    items.pop(0)
    return first.words


def _finished(items: Sequence[Node | Line]) -> Iterator[Node]:
    ranks = sorted({item.rank for item in items if isinstance(item, Line) and item.rank})
    deepest = len(schema.HEADING_LEVELS) - 1
    levels = {rank: schema.HEADING_LEVELS[min(n, deepest)] for n, rank in enumerate(ranks)}
    for item in items:
        if not isinstance(item, Line):
            yield item
        elif item.rank:
            yield _heading(item, levels[item.rank])
        elif item.node.children:
            yield paragraph(item.node.children)


def _heading(line: Line, level: int) -> Node:
    """A heading is bold by itself, and counted by the portal."""
    children = _without(line.node, line.number.length if line.number else 0)
    plain = (
        Run(child.text, False, child.script, child.ruby) if isinstance(child, Run) else child
        for child in children
        if isinstance(child, Run) or child.kind in schema.INLINE
    )
    return Node("heading", tuple(plain), {"level": level, "id": new_id()})
