"""Two corrections of WeasyPrint 70.0, without which Japanese paper looks wrong.

- Its `justify_line` stretches spaces only, and Japanese has none: lines stay ragged. Here every
  Japanese character gets an equal share of what the line lacks.
- To win one more line at the foot of a page it moves footnotes to the next page, away from their
  call. Here they stay.

Both reach into the layout code, so this module refuses to load on any other version: read the
two functions again, run tests/documents/test_weasyprint_cjk.py, and then raise VERSION.
"""

import re
from collections.abc import Iterator
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.text.line_break import Layout, ffi, pango

VERSION = "70.0"
if weasyprint.__version__ != VERSION:
    raise RuntimeError(
        f"support.documents.weasyprint_cjk is made for WeasyPrint {VERSION}, "
        f"not {weasyprint.__version__}"
    )

PANGO_UNITS = 1024
WIDEST_GAP = 0.25  # of the font size; a line that lacks more stays ragged
FEWEST_CHARACTERS = 8  # a line with fewer is Latin text: WeasyPrint stretches its spaces

# Kana, kanji, full-width forms, dashes and the ellipsis; each with its variation selector (葛󠄀),
# which must stay in the same run of text as its character. Our fonts draw ―― as one glyph.
JAPANESE = re.compile(
    "(?:\u2014\u2014|\u2015\u2015|[\u2014\u2015\u2026\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
    "\U00020000-\U0003ffff][\ufe00-\ufe0f\U000e0100-\U000e01ef]?)"
)
RUN = re.compile(f"{JAPANESE.pattern}+")

_stretch_spaces = inline.justify_line
_lay_out_lines = block._linebox_layout


def install() -> None:
    """Make WeasyPrint justify Japanese and keep footnotes on the page of their call."""
    inline.justify_line = justify_line
    block._linebox_layout = lay_out_lines


class SpacedLayout(Layout):
    """A line of text whose Japanese characters stand `gap` pixels apart."""

    def __init__(self, style: Any, gap: float) -> None:
        self.gap = gap
        super().__init__(style)

    def set_text(self, text: str, justify: bool = False) -> None:
        super().set_text(text, justify)
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        letter_spacing = self.style["letter_spacing"]
        gap = self.gap + (0 if letter_spacing == "normal" else letter_spacing)
        for run in RUN.finditer(self.text):
            attribute = pango.pango_attr_letter_spacing_new(int(gap * PANGO_UNITS))
            attribute.start_index = len(self.text[: run.start()].encode())
            attribute.end_index = len(self.text[: run.end()].encode())
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(self.layout, attributes)


def justify_line(context: Any, line: Any, lacking: float) -> None:
    """Spread what the line lacks over its Japanese characters.

    Half a gap belongs to each side of a character, and none to the ends of the line.
    """
    text = "".join(_texts(line))
    gaps = len(JAPANESE.findall(text)) - (_starts(text) + _ends(text)) / 2
    if gaps < FEWEST_CHARACTERS:
        _stretch_spaces(context, line, lacking)
    elif lacking / gaps <= WIDEST_GAP * line.style["font_size"]:
        _Spread(line, lacking / gaps)


def _texts(box: Any) -> Iterator[str]:
    if isinstance(box, boxes.TextBox):
        yield box.text
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _texts(child)
    else:
        yield "\ufffc"  # an image, a ruby: as wide as it is


def _starts(text: str) -> bool:
    return JAPANESE.match(text) is not None


def _ends(text: str) -> bool:
    return re.search(f"{JAPANESE.pattern}$", text) is not None


class _Spread:
    """One walk over the boxes of a line, moving each to the right as the gaps add up."""

    def __init__(self, line: Any, gap: float) -> None:
        self.gap = gap
        self.shift = 0.0
        self.at_start = True
        self.visit(line)

    def visit(self, box: Any) -> None:
        if isinstance(box, boxes.TextBox):
            self.spread(box)
        elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
            before = self.shift
            box.position_x += before
            for child in box.children:
                if child.is_in_normal_flow():
                    self.visit(child)
            if isinstance(box, boxes.InlineBox):
                box.width += self.shift - before
        else:
            box.translate(self.shift, 0)
            self.at_start = False

    def spread(self, box: Any) -> None:
        """Stretch one text box; Pango leaves out the half gaps at its ends, so they go here."""
        starts, ends = _starts(box.text), _ends(box.text)
        count = len(JAPANESE.findall(box.text))
        if starts and not self.at_start:
            self.shift += self.gap / 2
        box.position_x += self.shift
        if count:
            inside = self.gap * (count - (starts + ends) / 2)
            layout = SpacedLayout(box.style, self.gap)
            layout.set_text(box.text, justify=True)
            layout.deactivate()
            box.pango_layout = layout
            box.width += inside
            self.shift += inside + (self.gap / 2 if ends else 0)
        self.at_start = self.at_start and not box.text


class _KeepsFootnotes:
    """The layout context as line layout may see it: with no footnote there to be moved away."""

    current_page_footnotes = ()

    def __init__(self, context: Any) -> None:
        object.__setattr__(self, "_context", context)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._context, name, value)


def lay_out_lines(context: Any, *args: Any) -> Any:
    """Lay out lines; the one that does not fit goes to the next page, not a footnote above it."""
    return _lay_out_lines(_KeepsFootnotes(context), *args)
