"""The nodes of a text as HTML, for pages and for paper."""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from . import schema
from .nodes import Node, Run
from .surroundings import Surroundings

TAGS = {
    "paragraph": "p",
    "bulletList": "ul",
    "orderedList": "ol",
    "listItem": "li",
    "blockquote": "blockquote",
}
MARKS = {"superscript": "sup", "subscript": "sub"}
WIDEST_SPAN = 100  # of a cell; more would let a hand-made table grow without end


class Renderer:
    """Writes one text, node by node, in the order in which it is read."""

    def __init__(self, surroundings: Surroundings, shift: int) -> None:
        self.surroundings = surroundings
        self.shift = shift

    def html(self, node: Node | Run) -> str:
        if isinstance(node, Run):
            return letters(node)
        special = getattr(self, f"_{node.kind}", None) if node.kind in schema.NODES else None
        if special is not None:
            return special(node)
        inner = self._inner(node)
        tag = TAGS.get(node.kind)
        return f"<{tag}>{inner}</{tag}>" if tag else inner

    def _inner(self, node: Node) -> str:
        return "".join(self.html(child) for child in node.children)

    # ---------- inline ----------

    def _hardBreak(self, node: Node) -> str:  # noqa: N802 (the node's name)
        return "<br>"

    def _citation(self, node: Node) -> str:
        return conditional_escape(self.surroundings.citation(node))

    def _footnote(self, node: Node) -> str:
        words = node.word("text")
        return conditional_escape(self.surroundings.note(words)) if words else ""

    def _crossReference(self, node: Node) -> str:  # noqa: N802 (the node's name)
        return conditional_escape(self.surroundings.label(node.word("target")))

    # ---------- blocks ----------

    def _heading(self, node: Node) -> str:
        number = conditional_escape(self.surroundings.number(node))
        level = min(6, node.level + self.shift)
        return f"<h{level}{self._id(node)}>{number}{self._inner(node)}</h{level}>"

    def _pageBreak(self, node: Node) -> str:  # noqa: N802 (the node's name)
        return '<hr class="page-break">'

    def _figure(self, node: Node) -> str:
        caption = self._caption(node)
        address = self.surroundings.picture(node)
        alt = node.word("alt")
        width = node.whole("width")
        width = width if width in schema.FIGURE_WIDTHS else 100
        picture = (
            format_html('<img src="{}" alt="{}" data-width="{}">', address, alt, width)
            if address
            else format_html('<p class="no-picture">{}</p>', alt)
        )
        figcaption = f"<figcaption>{caption}</figcaption>" if caption else ""
        inner = f"{picture}{figcaption}{_source(node)}"
        return f'<figure class="doc-figure"{self._id(node)}>{inner}</figure>'

    def _table(self, node: Node) -> str:
        caption = self._caption(node)
        rows = [row for row in node.children if isinstance(row, Node)]
        heads = list(takewhile(_is_head, rows))
        if len(heads) == len(rows):
            heads = []  # a table of headers alone has no body to be repeated over
        return "".join(
            (
                f'<div class="doc-table"{self._id(node)}><table>',
                f"<caption>{caption}</caption>" if caption else "",
                self._rows("thead", heads, scope="col"),
                self._rows("tbody", rows[len(heads) :], scope="row"),
                f"</table>{_source(node)}</div>",
            )
        )

    def _id(self, node: Node) -> str:
        anchor = self.surroundings.anchor(node)
        return format_html(' id="{}"', anchor) if anchor else ""

    def _caption(self, node: Node) -> SafeString:
        number = conditional_escape(self.surroundings.number(node))
        return mark_safe(number + escape(node.word("caption")))  # noqa: S308 (escaped)

    def _rows(self, tag: str, rows: Sequence[Node], *, scope: str) -> str:
        if not rows:
            return ""
        inner = "".join(f"<tr>{self._cells(row.children, scope)}</tr>" for row in rows)
        return f"<{tag}>{inner}</{tag}>"

    def _cells(self, cells: Iterable[Node | Run], scope: str) -> str:
        return "".join(self._cell(cell, scope) for cell in cells if isinstance(cell, Node))

    def _cell(self, cell: Node, scope: str) -> str:
        tag = "th" if cell.kind == "tableHeader" else "td"
        spans = "".join(_span(cell, name) for name in ("colspan", "rowspan"))
        of = f' scope="{scope}"' if tag == "th" else ""
        return f"<{tag}{of}{spans}>{self._inner(cell)}</{tag}>"


def letters(run: Run) -> str:
    """Letters as they stand now: what is only suggested is not there yet, or still is."""
    if run.inserted:
        return ""
    words: str = escape(run.text)
    if run.ruby:
        words = format_html("<ruby>{}<rt>{}</rt></ruby>", words, run.ruby)
    if run.script in MARKS:
        words = f"<{MARKS[run.script]}>{words}</{MARKS[run.script]}>"
    return f"<strong>{words}</strong>" if run.is_bold else words


def _is_head(row: Node) -> bool:
    cells = [cell for cell in row.children if isinstance(cell, Node)]
    return bool(cells) and all(cell.kind == "tableHeader" for cell in cells)


def _span(cell: Node, name: str) -> str:
    count = cell.whole(name) or 1
    return f' {name}="{count}"' if 1 < count <= WIDEST_SPAN else ""


def _source(node: Node) -> str:
    words = node.word("source")
    return format_html('<p class="source">（出典）{}</p>', words) if words else ""
