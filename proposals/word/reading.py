"""pandoc's tree of a Word file as nodes of ours; what we have no node for becomes bare words.

What the writer has typed by hand (numbers, captions, bullets) is still there: see `tidying`.
"""

import re
import secrets
import string
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from proposals.word.tree import Element
from support.collab import schema
from support.collab.nodes import Node, Run
from support.word import preparing

LINE_INCHES = 6.3  # A4 less 25 mm on both sides
RUBY = re.compile(
    f"{preparing.RUBY}([^{preparing.RUBY}]*){preparing.RUBY_TEXT}([^{preparing.RUBY}]*)"
    f"{preparing.RUBY_END}"
)
OUTLINE = re.compile(f"{preparing.OUTLINE}([0-8]){preparing.MARK_END}")
MARKS = re.compile("[\ufdd0-\ufdef]")
UNWANTED = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF])
LENGTH = re.compile(r"([\d.]+)(in|cm|mm|pt|px|%)")
INCHES = {
    "in": 1,
    "cm": 1 / 2.54,
    "mm": 1 / 25.4,
    "pt": 1 / 72,
    "px": 1 / 96,
    "%": LINE_INCHES / 100,
}
SHOWN_BARE = ("Emph", "Underline", "Strikeout", "SmallCaps")
MAX_NESTING = 8  # lists in lists, quotations in cells; what lies deeper is read as bare words


class Look(NamedTuple):
    is_bold: bool = False
    script: str = ""


def new_id() -> str:
    """The name of a table or figure, as the editor draws it."""
    letters = string.ascii_lowercase + string.digits
    return secrets.choice(string.ascii_lowercase) + "".join(
        secrets.choice(letters) for _ in range(9)
    )


def nodes(tree: Sequence[Element]) -> list[Node]:
    """Paragraphs, headings (with `rank`, from 1), lists, tables, figures, quotations, page breaks.

    A figure's `picture` is still the name of the file in the package.
    """
    return list(_blocks(tree, 0))


def _blocks(blocks: Iterable[Element], depth: int) -> Iterator[Node]:
    for block in blocks:
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                yield from _paragraphs(content)
            case "Header":
                yield from _paragraphs(content[2], rank=content[0])
            case "BulletList" | "OrderedList" if depth < MAX_NESTING:
                yield from _list(block, depth)
            case "BlockQuote" if depth < MAX_NESTING:
                yield from _quotation(content, depth)
            case "Table" if depth < MAX_NESTING:
                yield from _table(content, depth)
            case "Figure":
                yield from _figure(content)
            case _:
                yield from _bare(block, depth)


def _bare(block: Element, depth: int) -> Iterator[Node]:
    """Of something that we have no node for: the blocks in it, or else the words."""
    match block["t"]:
        case "Div" if depth < MAX_NESTING:
            yield from _blocks(block["c"][1], depth + 1)
        case "LineBlock":
            for line in block["c"]:
                yield from _paragraphs(line)
        case "CodeBlock":
            yield paragraph([Run(block["c"][1])])
        case "HorizontalRule" | "RawBlock" | "Null":
            return
        case _:
            yield paragraph([Run(words_of(block.get("c")))])


def paragraph(children: Iterable[Node | Run]) -> Node:
    return Node("paragraph", tuple(children))


def words_of(content: Any) -> str:
    """All letters somewhere in a part of pandoc's tree, without recursion."""
    found, waiting = [], [content]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict):
            if item.get("t") == "Str":
                found.append(item["c"])
            elif item.get("t") in ("Space", "SoftBreak", "LineBreak"):
                found.append(" ")
            elif item.get("t") not in ("Image", "RawInline", "RawBlock"):
                waiting.append(item.get("c"))
    return MARKS.sub("", "".join(found)).translate(UNWANTED)


# ---------- paragraphs ----------


def _paragraphs(inlines: Sequence[Element], rank: int = 0) -> Iterator[Node]:
    """The paragraph, and behind it the pictures that stood in it."""
    pieces = list(_inlines(inlines, Look()))
    figures = [piece for piece in pieces if isinstance(piece, Node) and piece.kind == "figure"]
    rest = [piece for piece in pieces if piece not in figures]
    letters = "".join(piece.text for piece in rest if isinstance(piece, Run))
    if found := OUTLINE.search(letters):
        rank = rank or int(found[1]) + 1
    breaks = letters.count(preparing.PAGE_BREAK)
    begins = breaks and letters.lstrip().startswith(preparing.PAGE_BREAK)
    if begins:
        yield Node("pageBreak")
    children = list(_cleaned(rest))
    if any(isinstance(child, Node) or child.text.strip() for child in children):
        if rank:
            yield Node("heading", tuple(children), {"rank": rank})
        else:
            yield paragraph(children)
    yield from figures
    if breaks and not begins:
        yield Node("pageBreak")


def _cleaned(pieces: Iterable[Node | Run]) -> Iterator[Node | Run]:
    """Runs of one look in one piece, readings above their letters, our marks taken out."""
    for look, group in groupby(pieces, key=_look):
        if look is None:
            yield from group
            continue
        letters = OUTLINE.sub("", "".join(run.text for run in group if isinstance(run, Run)))
        at = 0
        for found in RUBY.finditer(letters):
            yield from _run(letters[at : found.start()], look)
            reading = MARKS.sub("", found[2])[: schema.MAX_MARK_WORD]
            yield from _run(found[1], look, reading)
            at = found.end()
        yield from _run(letters[at:], look)


def _look(piece: Node | Run) -> Look | None:
    return Look(piece.is_bold, piece.script) if isinstance(piece, Run) else None


def _run(letters: str, look: Look, ruby: str = "") -> Iterator[Run]:
    if clean := MARKS.sub("", letters).translate(UNWANTED):
        yield Run(clean, is_bold=look.is_bold, script=look.script, ruby=ruby)


def _inlines(inlines: Iterable[Element], look: Look) -> Iterator[Node | Run]:
    for inline in inlines:
        content: Any = inline.get("c")
        match inline["t"]:
            case "Str":
                yield Run(content, *look)
            case "Space" | "SoftBreak":
                yield Run(" ", *look)
            case "LineBreak":
                yield Node("hardBreak")
            case "Note":
                yield from _note(content)
            case "Image":
                yield figure(content)
            case "Strong":
                yield from _inlines(content, look._replace(is_bold=True))
            case "Superscript" | "Subscript":
                yield from _inlines(content, look._replace(script=inline["t"].lower()))
            case "Span" | "Link" | "Cite" | "Quoted":
                yield from _inlines(content[1], look)
            case kind if kind in SHOWN_BARE:
                yield from _inlines(content, look)
            case "Math" | "Code":
                yield Run(content[1], *look)


def _note(blocks: Any) -> Iterator[Node]:
    if words := words_of(blocks).strip():
        yield Node("footnote", attributes={"text": words[:2000]})


# ---------- lists, quotations ----------


def _list(block: Element, depth: int) -> Iterator[Node]:
    is_bullet = block["t"] == "BulletList"
    items = block["c"] if is_bullet else block["c"][1]
    outside: list[Node] = []
    made = []
    for item in items:
        children: list[Node] = []
        for child in _blocks(item, depth + 1):
            if child.kind in schema.LISTS and children:
                children.append(child)
            elif child.kind in ("table", "figure", "pageBreak"):
                outside.append(child)
            else:
                children += flat(child)
        if children:
            made.append(Node("listItem", tuple(children)))
    if made:
        yield Node("bulletList" if is_bullet else "orderedList", tuple(made))
    yield from outside


def flat(node: Node) -> Iterator[Node]:
    """The paragraphs of something that cannot stand where it does."""
    if node.kind in schema.TEXT_BLOCKS:
        yield paragraph(node.children)
        return
    for child in node.children:
        if isinstance(child, Node):
            yield from flat(child)


def _quotation(blocks: Sequence[Element], depth: int) -> Iterator[Node]:
    inner = list(_blocks(blocks, depth + 1))
    for is_text, group in groupby(inner, key=lambda node: node.kind in schema.TEXT_BLOCKS):
        if is_text:
            yield Node("blockquote", tuple(paragraph(node.children) for node in group))
        else:
            yield from group


# ---------- pictures ----------


def figure(content: Any) -> Node:
    (_identifier, _classes, values), alt, (target, _title) = content
    sizes = dict(values)
    attributes = {
        "id": new_id(),
        "picture": target,
        "alt": words_of(alt).strip()[:500],
        "caption": "",
        "source": "",
        "width": _percent(sizes.get("width", "")),
    }
    return Node("figure", attributes=attributes)


def _percent(width: str) -> int:
    """The nearest of the widths that a figure can have."""
    found = LENGTH.fullmatch(width)
    if not found:
        return 100
    percent = 100 * float(found[1]) * INCHES[found[2]] / LINE_INCHES
    return min(schema.FIGURE_WIDTHS, key=lambda offered: abs(offered - percent))


def _figure(content: Any) -> Iterator[Node]:
    _attributes, (_short, caption), blocks = content
    inner = list(_blocks(blocks, MAX_NESTING))
    words = words_of(caption).strip()
    for place, node in enumerate(inner):
        if node.kind == "figure" and place == len(inner) - 1 and words:
            yield Node("figure", attributes={**node.attributes, "caption": words})
        else:
            yield node


# ---------- tables ----------


def _table(content: Any, depth: int) -> Iterator[Node]:
    _attributes, (_short, caption), _columns, head, bodies, foot = content
    rows = [(row, True) for row in head[1]]
    rows += [(row, False) for body in bodies for part in (body[2], body[3]) for row in part]
    rows += [(row, False) for row in foot[1]]
    if len(rows) == 1 and len(rows[0][0][1]) == 1:  # a frame around text, no table
        yield from _blocks(rows[0][0][1][0][4], depth + 1)
        return
    figures: list[Node] = []
    cells = [[_cell(cell, depth, figures) for cell in row[1]] for row, _is_head in rows]
    made = [_row(row, is_head=False) for row in cells if row]
    if made and _has_head(rows, cells):
        made[0] = _row(cells[0], is_head=True)
    if made:
        names = {"id": new_id(), "caption": words_of(caption).strip(), "source": ""}
        yield Node("table", tuple(made), names)
    yield from figures


def _has_head(rows: Sequence[tuple[Any, bool]], cells: Sequence[Sequence[Node]]) -> bool:
    """Whether the first row names the columns. Word says so of nearly every table it makes."""
    if len(cells) < 2 or len(cells[0]) < 2:
        return False
    found = [run for cell in cells[0] for block in cell.children for run in runs(block)]
    return rows[0][1] or bool(found and all(run.is_bold for run in found))


def runs(node: Node | Run) -> Iterator[Run]:
    if isinstance(node, Run):
        yield node
    else:
        for child in node.children:
            yield from runs(child)


def _row(cells: Iterable[Node], *, is_head: bool) -> Node:
    kind = "tableHeader" if is_head else "tableCell"
    return Node("tableRow", tuple(Node(kind, cell.children, cell.attributes) for cell in cells))


def _cell(content: Any, depth: int, figures: list[Node]) -> Node:
    _attributes, _alignment, rowspan, colspan, blocks = content
    inside: list[Node] = []
    for block in _blocks(blocks, depth + 1):
        if block.kind == "figure":
            figures.append(block)
        elif block.kind in schema.LISTS:
            inside.append(block)
        else:
            inside += flat(block)
    spans = {"colspan": min(100, colspan), "rowspan": min(100, rowspan)}
    return Node("tableCell", tuple(inside) or (paragraph([]),), spans)
