"""Words and tables with what came and what went in them, as HTML."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from .tables import CellChange, RowChange, TableChange
from .words import Op, Span

Side = Literal["old", "new"]
GONE: Final[dict[Side | None, str]] = {"old": "added", "new": "removed", None: ""}
"""What is not shown on one side; with no side, both are in one text."""

LOOKS: Final = {"bold": "strong", "superscript": "sup", "subscript": "sub"}


def words(spans: Iterable[Span], side: Side | None = None) -> SafeString:
    """Never by colour alone: `<ins>` and `<del>`, and their names for those who listen."""
    shown = (span for span in spans if span.op != GONE[side])
    runs = itertools.groupby(shown, key=lambda span: span.op)
    return mark_safe("".join(_marked(op, list(run)) for op, run in runs))  # noqa: S308 (escaped)


def table(change: TableChange, side: Side | None = None) -> SafeString:
    columns = [place for place, op in enumerate(change.columns) if op != GONE[side]]
    rows = "".join(_row(row, columns, side) for row in change.rows if row.op != GONE[side])
    shown = f'<table class="difference-table"><tbody>{rows}</tbody></table>'
    return mark_safe(f'<div class="table-wrap">{shown}</div>')  # noqa: S308 (escaped)


def _row(row: RowChange, columns: Sequence[int], side: Side | None) -> str:
    cells = "".join(_cell(row.cells[at], side) for at in columns if at < len(row.cells))
    return f'<tr data-op="{row.op}">{cells}</tr>'


def _cell(cell: CellChange, side: Side | None) -> str:
    tag = "th" if cell.is_header else "td"
    return f'<{tag} data-op="{cell.op}">{words(cell.spans, side)}</{tag}>'


def _marked(op: Op, spans: Sequence[Span]) -> str:
    shown = "".join(_styled(span) for span in spans)
    match op:
        case "added":
            return _named("ins", pgettext("difference", "added"), shown)
        case "removed":
            return _named("del", pgettext("difference", "removed"), shown)
        case "restyled":
            return _named("span", pgettext("difference", "set in another way"), shown)
    return shown


def _named(tag: str, name: str, shown: str) -> str:
    css = ' class="difference-restyled"' if tag == "span" else ""
    start, end = (
        f'<span class="visually-hidden">{word}</span>' for word in (f"［{name}］", "［／］")
    )
    return f"<{tag}{css}>{start}{shown}{end}</{tag}>"


def _styled(span: Span) -> str:
    shown = str(escape(span.text)).replace("\n", "<br>")
    for look in span.look.split():
        if tag := LOOKS.get(look):
            shown = f"<{tag}>{shown}</{tag}>"
    return shown
