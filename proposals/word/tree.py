"""The elements of pandoc's tree, as its JSON has them."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import escape

Element = dict[str, Any]
Inlines = list[Element]
Blocks = list[Element]

DEFAULT = {"t": "AlignDefault"}
PAGE_BREAK: Element = {
    "t": "RawBlock",
    "c": ["openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'],
}
LINE_BREAK: Element = {"t": "LineBreak"}


def attributes(identifier: str = "", **values: str) -> list[Any]:
    return [identifier, [], [[name.replace("_", "-"), value] for name, value in values.items()]]


def words(text: str) -> Inlines:
    """Letters; a line break in them stays one."""
    found: Inlines = []
    for place, line in enumerate(text.split("\n")):
        if place:
            found.append(LINE_BREAK)
        if line:
            found.append({"t": "Str", "c": line})
    return found


def paragraph(inlines: Inlines) -> Element:
    return {"t": "Para", "c": inlines}


def plain(inlines: Inlines) -> Element:
    """A paragraph of a list or cell, without space around it."""
    return {"t": "Plain", "c": inlines}


def heading(level: int, inlines: Inlines, identifier: str = "") -> Element:
    return {"t": "Header", "c": [level, attributes(identifier), inlines]}


def styled(style: str, *blocks: Element) -> Element:
    """Paragraphs in a style of support/word/assets/styles.xml, by its name."""
    return {"t": "Div", "c": [attributes(custom_style=style), list(blocks)]}


def line(style: str, text: str) -> Element:
    return styled(style, paragraph(words(text)))


def strong(inlines: Inlines) -> Element:
    return {"t": "Strong", "c": inlines}


def note(text: str) -> Element:
    return {"t": "Note", "c": [paragraph(words(text))]}


def link(target: str, text: str) -> Element:
    return {"t": "Link", "c": [attributes(), words(text), [f"#{target}", ""]]}


def ruby(base: str, reading: str) -> Element:
    """Word's own ruby, half as high as the letters of the body."""
    run = (
        '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="10"/>'
        '<w:hpsRaise w:val="18"/><w:hpsBaseText w:val="21"/><w:lid w:val="ja-JP"/></w:rubyPr>'
        f"<w:rt><w:r><w:t>{escape(reading)}</w:t></w:r></w:rt>"
        f"<w:rubyBase><w:r><w:t>{escape(base)}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    return {"t": "RawInline", "c": ["openxml", run]}


def figure(identifier: str, picture: str, *, alt: str, caption: str, width: int) -> Element:
    size = attributes(width=f"{width}%")
    image = {"t": "Image", "c": [size, words(alt), [picture, ""]]}
    return {"t": "Figure", "c": [attributes(identifier), _caption(caption), [plain([image])]]}


def cell(blocks: Blocks, *, rowspan: int = 1, colspan: int = 1) -> list[Any]:
    return [attributes(), DEFAULT, rowspan, colspan, blocks]


def table(
    identifier: str,
    head: Sequence[list[Any]],
    body: Sequence[list[Any]],
    *,
    caption: str,
    widths: Sequence[float],
) -> Element:
    """`head` and `body` are rows of cells; `widths` parts of the line that make 1 together."""
    columns = [[DEFAULT, {"t": "ColWidth", "c": width}] for width in widths]
    heads, rows = ([[attributes(), row] for row in part] for part in (head, body))
    bodies = [[attributes(), 0, [], rows]]
    parts = [columns, [attributes(), heads], bodies, [attributes(), []]]
    return {"t": "Table", "c": [attributes(identifier), _caption(caption), *parts]}


def _caption(text: str) -> list[Any]:
    return [None, [plain(words(text))] if text else []]
