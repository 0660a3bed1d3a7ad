"""The nodes of a text as pandoc's tree, for Word."""

from collections.abc import Iterable, Sequence

from django.utils.html import strip_tags

from proposals.word import tables, tree
from proposals.word.tree import Blocks, Element, Inlines
from support.collab import schema
from support.collab.nodes import Node, Run
from support.collab.surroundings import Surroundings

SCRIPTS = {"superscript": "Superscript", "subscript": "Subscript"}
LISTS = {"bulletList": "BulletList", "orderedList": "OrderedList"}
COUNTED = [1, {"t": "Decimal"}, {"t": "OneParen"}]  # 「1)」: no heading begins like that


class Writer:
    """Writes texts in the order in which they are read.

    `surroundings` say what texts refer to, as for pages, but in plain words: `citation` and
    `note` give the words of the note, `picture` the name of a file that is handed to pandoc.
    """

    def __init__(self, surroundings: Surroundings, *, shift: int = 0) -> None:
        self.surroundings = surroundings
        self.shift = shift

    def blocks(self, nodes: Iterable[Node | Run]) -> Blocks:
        found: Blocks = []
        for node in nodes:
            if isinstance(node, Node):
                write = getattr(self, f"_{node.kind}", None) if node.kind in schema.NODES else None
                found += write(node) if write else self.blocks(node.children)
        return found

    # ---------- blocks ----------

    def _paragraph(self, node: Node) -> Blocks:
        inlines = self.inlines(node)
        return [tree.paragraph(inlines)] if inlines else []

    def _heading(self, node: Node) -> Blocks:
        number = tree.words(_plain(self.surroundings.number(node)))
        level = min(5, node.level + self.shift)
        return [tree.heading(level, number + self.inlines(node), node.word("id"))]

    def _bulletList(self, node: Node) -> Blocks:  # noqa: N802 (the node's name)
        return [{"t": "BulletList", "c": self._items(node)}]

    def _orderedList(self, node: Node) -> Blocks:  # noqa: N802 (the node's name)
        return [{"t": "OrderedList", "c": [COUNTED, self._items(node)]}]

    def _items(self, node: Node) -> list[Blocks]:
        items = (child for child in node.children if isinstance(child, Node))
        return [self._tight(item.children) for item in items]

    def _tight(self, nodes: Sequence[Node | Run]) -> Blocks:
        found: Blocks = []
        for node in nodes:
            if isinstance(node, Node) and node.kind == "paragraph":
                found.append(tree.plain(self.inlines(node)))
            else:
                found += self.blocks([node])
        return found

    def _blockquote(self, node: Node) -> Blocks:
        return [{"t": "BlockQuote", "c": self.blocks(node.children)}]

    def _pageBreak(self, node: Node) -> Blocks:  # noqa: N802 (the node's name)
        return [tree.PAGE_BREAK]

    def _figure(self, node: Node) -> Blocks:
        caption = self._caption(node)
        picture = _plain(self.surroundings.picture(node))
        alt, width = node.word("alt"), node.whole("width")
        if not picture:
            return [tree.line("Image Caption", caption or alt), *_source(node)]
        width = width if width in schema.FIGURE_WIDTHS else 100
        figure = tree.figure(node.word("id"), picture, alt=alt, caption=caption, width=width)
        return [figure, *_source(node)]

    def _table(self, node: Node) -> Blocks:
        caption = self._caption(node)
        made = tables.table(node, caption, self._cell)
        return [made, *_source(node)] if made else []

    def _cell(self, node: Node) -> Blocks:
        found: Blocks = []
        for child in node.children:
            if isinstance(child, Node) and child.kind == "paragraph":
                inlines = self.inlines(child)
                if node.kind == "tableHeader" and inlines:
                    inlines = [tree.strong(inlines)]
                found.append(tree.styled("Cell Text", tree.paragraph(inlines)))
            else:
                found += self.blocks([child])
        return found

    def _caption(self, node: Node) -> str:
        return _plain(self.surroundings.number(node)) + node.word("caption")

    # ---------- inline ----------

    def inlines(self, node: Node) -> Inlines:
        found: Inlines = []
        for child in node.children:
            if isinstance(child, Run):
                found += _letters(child)
            elif child.kind in schema.INLINE:
                found += self._atom(child)
        return found

    def _atom(self, node: Node) -> Inlines:
        if node.kind == "hardBreak":
            return [tree.LINE_BREAK]
        if node.kind == "crossReference":
            target = node.word("target")
            return [tree.link(target, _plain(self.surroundings.label(target)))]
        about = self.surroundings
        is_note = node.kind == "footnote"
        words = _plain(about.note(node.word("text")) if is_note else about.citation(node))
        return [tree.note(words)] if words else []


def _letters(run: Run) -> Inlines:
    """Letters as they stand now: what is only suggested is not there yet, or still is."""
    if run.inserted:
        return []
    found = [tree.ruby(run.text, run.ruby)] if run.ruby else tree.words(run.text)
    if run.script in SCRIPTS:
        found = [{"t": SCRIPTS[run.script], "c": found}]
    return [tree.strong(found)] if run.is_bold else found


def _source(node: Node) -> list[Element]:
    words = node.word("source")
    return [tree.line("Source", f"（出典）{words}")] if words else []


def _plain(words: str) -> str:
    """What surroundings gave, without the tags of a page."""
    return strip_tags(words) if hasattr(words, "__html__") else words
