"""What became of each part of a text, from its beginning to its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from support.collab.nodes import Node, Run

from . import aligning, tables, words
from .parts import Label, Part, parts
from .tables import TableChange
from .words import Span

Op = Literal["same", "changed", "added", "removed", "moved away", "moved here"]


@dataclass(frozen=True)
class Change:
    """One part: as it was, as it is, or both. `move` counts the parts that moved, from 1.

    What moved stands twice: where it was ("moved away"), and with its `spans` where it is now.
    """

    op: Op
    old: Part | None
    new: Part | None
    spans: tuple[Span, ...]
    table: TableChange | None = None
    move: int = 0

    @property
    def part(self) -> Part:
        found = self.new or self.old
        assert found is not None  # noqa: S101 (for the types)
        return found

    @property
    def has_other_kind(self) -> bool:
        """A paragraph became a heading, an item went one level in."""
        if self.old is None or self.new is None:
            return False
        return (self.old.kind, self.old.level) != (self.new.kind, self.new.level)

    @property
    def has_other_picture(self) -> bool:
        return bool(self.old and self.new and self.old.picture != self.new.picture)


def changes(old: Iterable[Node | Run], new: Iterable[Node | Run], label: Label) -> list[Change]:
    """The parts of both texts woven into one.

    Unit: 50,000 letters against 50,000 others take well under two seconds, see `aligning`, `words`.
    """
    before, after = parts(old, label), parts(new, label)
    pairs = aligning.align(
        [_recognised(part) for part in before], [_recognised(part) for part in after]
    )
    moved = {pair.new: pair.old for pair in pairs if pair.is_moved}
    numbers = {old: number for number, (_new, old) in enumerate(sorted(moved.items()), start=1)}
    found = []
    for place in aligning.woven(pairs, len(before), len(after)):
        match place:
            case int(one), int(other):
                found.append(_changed(before[one], after[other]))
            case int(one), None:
                found.append(_gone(before[one], numbers.get(one, 0)))
            case None, int(other) if other in moved:
                one = moved[other]
                found.append(_changed(before[one], after[other], numbers[one]))
            case None, int(other):
                found.append(_come(after[other]))
    return found


def _recognised(part: Part) -> str:
    """Tables, figures and words are never taken for each other."""
    sort = part.kind if part.kind in ("table", "figure", "page break") else ""
    return f"{sort}\n{part.picture}{part.text}" if sort else part.text


def _come(part: Part) -> Change:
    table = tables.whole(part, "added", "added") if part.rows else None
    return Change("added", None, part, tuple(words.spans(part.words, "added")), table)


def _gone(part: Part, move: int) -> Change:
    """A part that is not there any more; with the number of a move, it is elsewhere."""
    op: Op = "moved away" if move else "removed"
    table = tables.whole(part, "removed", "removed") if part.rows else None
    return Change(op, part, None, tuple(words.spans(part.words, "removed")), table, move)


def _changed(old: Part, new: Part, move: int = 0) -> Change:
    if old == new:
        table = tables.whole(new, "same", "same") if new.rows else None
        spans = tuple(words.spans(new.words, "same"))
        return Change("moved here" if move else "same", old, new, spans, table, move)
    table = tables.changes(old, new) if old.rows or new.rows else None
    spans = tuple(words.compare(old.words, new.words))
    return Change("moved here" if move else "changed", old, new, spans, table, move)
