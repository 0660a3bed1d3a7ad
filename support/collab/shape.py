"""Whether an update leaves the text in a shape that every editor can open.

Yjs lets anything hang on anything: letters beside paragraphs, nodes under letters, a thousand
lists inside each other. One such update would close the text to everybody, so it is refused.
Clocks alone do not tell what a struct hangs on, so we keep, per text, what each struct was.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from . import continuity, wire
from .wire import Id, Kind

MAX_DEPTH: Final = 100  # browsers give up at some thousand; nobody nests fifty lists


class Misshapen(ValueError):
    """No editor of ours hangs such a thing in such a place."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a struct hangs: under `parent` (None: the field), which is of the kind `under`."""

    parent: Id | None
    under: Kind
    is_keyed: bool
    depth: int


FORGOTTEN: Final = None  # the place of what was swept away
INNER: Final = {
    Kind.ELEMENT: {Kind.ELEMENT, Kind.TEXT, Kind.GONE},
    Kind.TEXT: {Kind.LETTERS, Kind.MARK, Kind.GONE},
}
TOP: Final = {Kind.ELEMENT, Kind.GONE}
KEYED: Final = {Kind.VALUE, Kind.GONE}


@dataclass(slots=True)
class _Line:
    """The structs of one client in the order of its clock; ends[i] is where struct i ends."""

    starts: list[int] = field(default_factory=list)
    kinds: list[tuple[Kind, Place | None]] = field(default_factory=list)

    def add(self, clock: int, kind: Kind, place: Place | None) -> None:
        if self.kinds and self.kinds[-1] == (kind, place):
            return  # goes on where the last one ended
        self.starts.append(clock)
        self.kinds.append((kind, place))

    def at(self, clock: int) -> tuple[Kind, Place | None]:
        return self.kinds[bisect_right(self.starts, clock) - 1]


class Shape:
    """What every struct of a text is and where it hangs, up to some row."""

    def __init__(self) -> None:
        self.clocks: dict[int, int] = {}
        self._lines: dict[int, _Line] = {}
        self.halves: set[Id] = set()  # where the second unit of a letter of two units stands

    def check(self, update: wire.Update) -> None:
        """Errors: Misshapen, or Hole when it does not continue this text."""
        trial = _Trial(self, is_kept=False)
        continuity.advance(update, self.clocks, trial.see)
        for start, end in _joined(update.deletions):
            trial.refuse_cut(start)
            trial.refuse_cut(end)

    def add(self, data: bytes) -> None:
        """Take in an update that is kept, whatever its shape."""
        trial = _Trial(self, is_kept=True)
        clocks = continuity.advance(wire.read(data), self.clocks, trial.see)
        for client, clock, kind, place in trial.found:
            self._lines.setdefault(client, _Line()).add(clock, kind, place)
        self.clocks |= clocks
        self.halves |= trial.halves

    def at(self, place: Id) -> tuple[Kind, Place | None]:
        line = self._lines.get(place.client)
        return line.at(place.clock) if line else (Kind.SWEPT, FORGOTTEN)


class _Trial:
    """One update on top of a shape, which stays as it is."""

    def __init__(self, shape: Shape, *, is_kept: bool) -> None:
        self.shape = shape
        self.is_kept = is_kept
        self.found: list[tuple[int, int, Kind, Place | None]] = []
        self.halves: set[Id] = set()
        self._lines: dict[int, _Line] = {}
        self._from: Mapping[int, int] = shape.clocks

    def see(self, client: int, struct: wire.Struct) -> None:
        start = max(struct.clock, self._from.get(client, 0))
        if start >= struct.end:
            return  # known already
        self.halves.update(_halves(client, struct))
        try:
            if not self.is_kept:
                self._refuse_cuts(client, struct, start)
            place = self._place(struct)
            _check(struct.kind, place)
        except Misshapen:
            if not self.is_kept:
                raise
            place = FORGOTTEN
        self.found.append((client, start, struct.kind, place))
        self._lines.setdefault(client, _Line()).add(start, struct.kind, place)

    def refuse_cut(self, at: Id) -> None:
        """Yjs and pycrdt read a letter that is cut in two differently, so nothing may cut one.

        Errors: Misshapen when what stands before `at` and what stands there are one letter.
        """
        if at in self.halves or at in self.shape.halves:
            raise Misshapen("in the middle of a letter")

    def _refuse_cuts(self, client: int, struct: wire.Struct, start: int) -> None:
        if start > struct.clock:
            self.refuse_cut(Id(client, start))
        if struct.left is not None:
            self.refuse_cut(Id(struct.left.client, struct.left.clock + 1))
        if struct.right is not None:
            self.refuse_cut(struct.right)

    def _at(self, at: Id) -> tuple[Kind, Place | None]:
        is_new = at.clock >= self._from.get(at.client, 0)
        return self._lines[at.client].at(at.clock) if is_new else self.shape.at(at)

    def _place(self, struct: wire.Struct) -> Place | None:
        if struct.kind is Kind.SWEPT:
            return FORGOTTEN
        beside = [self._at(at)[1] for at in (struct.left, struct.right) if at is not None]
        if beside:
            return self._beside(beside)
        if struct.parent is None:
            return Place(None, Kind.GONE, struct.is_keyed, 0)
        kind, place = self._at(struct.parent)
        if kind in (Kind.GONE, Kind.SWEPT):
            return FORGOTTEN
        if kind not in INNER:
            raise Misshapen("under what holds nothing")
        depth = place.depth + 1 if place else 0
        return Place(struct.parent, kind, struct.is_keyed, depth)

    @staticmethod
    def _beside(places: list[Place | None]) -> Place | None:
        if FORGOTTEN in places:
            return FORGOTTEN  # Yjs sweeps it away too
        if places[0] != places[-1]:
            raise Misshapen("between two that do not stand side by side")
        return places[0]


def _halves(client: int, struct: wire.Struct) -> Iterator[Id]:
    """The second units of its letters beyond the first 65,536: 𠮷, 😀."""
    if not struct.text or max(struct.text) <= "\uffff":
        return
    clock = struct.clock
    for letter in struct.text:
        clock += 1
        if letter > "\uffff":
            yield Id(client, clock)
            clock += 1


def _joined(deletions: list[wire.Deletion]) -> Iterator[tuple[Id, Id]]:
    """Where deleted stretches begin and where the letters behind them begin."""
    stretch: tuple[int, int, int] | None = None
    for each in sorted(deletions, key=lambda deletion: (deletion.client, deletion.clock)):
        if stretch and stretch[0] == each.client and each.clock <= stretch[2]:
            stretch = (each.client, stretch[1], max(stretch[2], each.end))
            continue
        if stretch:
            yield Id(stretch[0], stretch[1]), Id(stretch[0], stretch[2])
        stretch = (each.client, each.clock, each.end)
    if stretch:
        yield Id(stretch[0], stretch[1]), Id(stretch[0], stretch[2])


def _check(kind: Kind, place: Place | None) -> None:
    if place is FORGOTTEN:
        return
    if place.is_keyed:
        allowed = KEYED if place.under is Kind.ELEMENT else {Kind.GONE}
    else:
        allowed = INNER.get(place.under, TOP)
    if kind not in allowed:
        raise Misshapen(f"{kind.name} where it cannot stand")
    if place.depth > MAX_DEPTH:
        raise Misshapen("nested too deep")
