"""Numbers beside the lines of a reading copy, so that people can say "page 12, line 15".

WeasyPrint has no line numbers. They are drawn after the page, beside the lines as they came to
stand, as artifacts: they are not read out, and copying the text does not bring them along.
Lines of tables, notes, captions, cover and contents do not count. Each page begins with 1.
weasyprint_cjk, loaded beside it, guards the version.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Page
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import split_first_line

EVERY = 5
FONT_SIZE = 10.0  # CSS pixels
GAP = 22.0  # between the number and the text
LEFT_OUT = frozenset({"table", "figure", "nav", "li::marker", "rt"})
LEFT_OUT_CLASSES = frozenset({"cover", "imprint"})

_paint = Page.paint


def install() -> None:
    """Let every page of this process have its lines numbered."""
    Page.paint = paint


def paint(page: Any, stream: Stream, scale: float = 1) -> None:
    _paint(page, stream, scale)
    with stream.stacked(), stream.artifact():
        stream.transform(a=scale, d=scale)
        for number, line in numbered(page._page_box):
            if number % EVERY == 0:
                draw_text(stream, _beside(line, str(number), page._page_box), 0, "clip", "none")


def numbered(page_box: Any) -> list[tuple[int, Any]]:
    """The lines of a page that count, with their numbers."""
    return list(enumerate(_lines(page_box), start=1))


def _lines(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if isinstance(child, (boxes.MarginBox, boxes.FootnoteAreaBox)) or _is_left_out(child):
            continue
        if isinstance(child, boxes.LineBox):
            if _first_text(child) is not None:
                yield child
        else:
            yield from _lines(child)


def _is_left_out(box: Any) -> bool:
    if box.element is None:
        return False
    classes = (box.element.get("class") or "").split()
    return box.element_tag in LEFT_OUT or not LEFT_OUT_CLASSES.isdisjoint(classes)


def _first_text(line: Any) -> Any:
    texts = (box for box in line.descendants() if isinstance(box, boxes.TextBox))
    return next((box for box in texts if box.text.strip()), None)


def _beside(line: Any, number: str, page_box: Any) -> Any:
    """The number as a box in the left margin, on the base line of its line."""
    style = line.style.copy()
    style["font_size"], style["font_weight"], style["letter_spacing"] = FONT_SIZE, 400, "normal"
    layout, _, _, width, height, baseline = split_first_line(number, style, None, None, 0)
    box = boxes.TextBox("line-number", style, None, number)
    box.pango_layout, box.width, box.height, box.baseline = layout, width, height, baseline
    box.position_x = page_box.content_box_x() - GAP - width
    box.position_y = line.position_y + line.baseline - baseline
    return box
