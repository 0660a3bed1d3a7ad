"""Compares two tables by cell: rows and columns that came or went are found, then each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from . import aligning
from .parts import Cell, Part
from .words import Op as SpanOp
from .words import Span, compare, spans

Op = Literal["same", "changed", "added", "removed"]
EMPTY = Cell(())


@dataclass(frozen=True)
class CellChange:
    op: Op
    spans: tuple[Span, ...]
    is_header: bool = False


@dataclass(frozen=True)
class RowChange:
    op: Op
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class TableChange:
    """The rows of both tables woven into one; what became of each of the columns."""

    columns: tuple[Op, ...]
    rows: tuple[RowChange, ...]


def changes(old: Part, new: Part) -> TableChange:
    columns = _columns(old, new)
    rows = tuple(_row(old, new, place, columns) for place in _rows(old, new))
    return TableChange(tuple(_op(column) for column in columns), rows)


def whole(table: Part, op: Op, span: SpanOp) -> TableChange:
    """A table all of which came, went or stayed."""
    rows = tuple(
        RowChange(
            op,
            tuple(CellChange(op, tuple(spans(cell.words, span)), cell.is_header) for cell in row),
        )
        for row in table.rows
    )
    width = max((len(row) for row in table.rows), default=0)
    columns: list[Op] = ["same"] * width
    return TableChange(tuple(columns), rows)


def _op(place: aligning.Place) -> Op:
    one, other = place
    if one is None or other is None:
        return "added" if one is None else "removed"
    return "same"


def _rows(old: Part, new: Part) -> list[aligning.Place]:
    return _aligned([_row_text(row) for row in old.rows], [_row_text(row) for row in new.rows])


def _row_text(row: Sequence[Cell]) -> str:
    return "\t".join(cell.text for cell in row)


def _columns(old: Part, new: Part) -> list[aligning.Place]:
    return _aligned(_column_texts(old), _column_texts(new))


def _column_texts(table: Part) -> list[str]:
    width = max((len(row) for row in table.rows), default=0)
    return ["\t".join(_cell(row, at).text for row in table.rows) for at in range(width)]


def _aligned(old: list[str], new: list[str]) -> list[aligning.Place]:
    """With as many on both sides, those between two known ones are the same in order."""
    pairs = aligning.align(old, new, can_move=False)
    if len(old) == len(new) and all(pair.old == pair.new for pair in pairs):
        pairs = [aligning.Pair(at, at) for at in range(len(old))]
    return aligning.woven(pairs, len(old), len(new))


def _row(old: Part, new: Part, place: aligning.Place, columns: list[aligning.Place]) -> RowChange:
    one, other = place
    before = old.rows[one] if one is not None else None
    after = new.rows[other] if other is not None else None
    cells = tuple(_change(before, after, column) for column in columns)
    if before is None or after is None:
        return RowChange("added" if before is None else "removed", cells)
    is_same = all(cell.op == "same" for cell in cells)
    return RowChange("same" if is_same else "changed", cells)


def _change(
    before: Sequence[Cell] | None, after: Sequence[Cell] | None, column: aligning.Place
) -> CellChange:
    one, other = column
    old = _cell(before, one) if before is not None and one is not None else None
    new = _cell(after, other) if after is not None and other is not None else None
    is_header = (new or old or EMPTY).is_header
    words = tuple(compare((old or EMPTY).words, (new or EMPTY).words))
    if old is None or new is None:
        return CellChange("added" if old is None else "removed", words, is_header)
    is_same = all(span.op == "same" for span in words)
    return CellChange("same" if is_same else "changed", words, is_header)


def _cell(row: Sequence[Cell], at: int) -> Cell:
    return row[at] if at < len(row) else EMPTY
