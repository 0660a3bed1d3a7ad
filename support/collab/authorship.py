"""Who wrote the letters that stand in a text, told from the bytes of its updates alone.

Every letter carries the Yjs client (one opened page) that put it there and a clock of that client.
A client belongs to whoever sent it, so `Hand` rows say whose letters they are. They are kept when
the updates themselves are pruned, and stay true when an old version comes back.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from . import wire

Author = int | None


class Stroke(NamedTuple):
    """From this clock on the letters of a client are by this author."""

    client: int
    clock: int
    author: Author


class _Run(NamedTuple):
    """Letters that stand together, in units of UTF-16 as Yjs counts."""

    client: int
    clock: int
    units: bytes

    @property
    def end(self) -> int:
        return self.clock + len(self.units) // 2

    def cut(self, start: int, end: int) -> "_Run":
        start, end = max(start, self.clock), min(end, self.end)
        return _Run(
            self.client, start, self.units[2 * (start - self.clock) : 2 * (end - self.clock)]
        )

    @property
    def letters(self) -> int:
        text = self.units.decode("utf-16-le", errors="ignore")
        return sum(not letter.isspace() for letter in text)


def letters(state: bytes, strokes: Iterable[Stroke]) -> Counter[Author]:
    """How many letters of each author stand in a whole text; spaces and breaks do not count.

    What no stroke speaks of is nobody's, as is what the server itself has written.
    """
    known: defaultdict[int, list[Stroke]] = defaultdict(list)
    for stroke in sorted(strokes, key=lambda stroke: stroke[:2]):
        known[stroke.client].append(stroke)
    counted: Counter[Author] = Counter()
    for run in _standing(wire.read(state)):
        for author, piece in _by_author(run, known[run.client]):
            counted[author] += piece.letters
    return +counted


def _by_author(run: _Run, strokes: list[Stroke]) -> Iterator[tuple[Author, _Run]]:
    starts = [stroke.clock for stroke in strokes]
    at = run.clock
    while at < run.end:
        place = bisect_right(starts, at)
        end = starts[place] if place < len(starts) else run.end
        yield strokes[place - 1].author if place else None, run.cut(at, end)
        at = end


def _standing(update: wire.Update) -> Iterator[_Run]:
    gone: defaultdict[int, list[wire.Deletion]] = defaultdict(list)
    for deletion in sorted(update.deletions, key=lambda deletion: deletion.clock):
        gone[deletion.client].append(deletion)
    for client, structs in update.structs.items():
        ends = [deletion.end for deletion in gone[client]]
        for struct in structs:
            if struct.text:
                first = bisect_right(ends, struct.clock)
                run = _Run(client, struct.clock, struct.text.encode("utf-16-le"))
                yield from _left(run, gone[client][first:])


def _left(run: _Run, deletions: Iterable[wire.Deletion]) -> Iterator[_Run]:
    at = run.clock
    for deletion in deletions:
        if deletion.clock >= run.end:
            break
        if deletion.clock > at:
            yield run.cut(at, deletion.clock)
        at = max(at, deletion.end)
    if at < run.end:
        yield run.cut(at, run.end)


def new_strokes(
    author: Author, begins: Mapping[int, int], last: Mapping[int, Stroke]
) -> list[Stroke]:
    """What is to be noted of an update: `begins` says from which clock on it speaks of clients.

    `last` are their newest strokes. A letter that comes back with an old version is not new.
    """
    found = []
    for client, clock in begins.items():
        stroke = last.get(client)
        if stroke is None or (clock > stroke.clock and author != stroke.author):
            found.append(Stroke(client, clock, author))
    return found


def from_rows(rows: Iterable[tuple[int, Author, bytes]]) -> list[Stroke]:
    """The same, from all rows (epoch, author, update) of a text in their order."""
    found: list[Stroke] = []
    last: dict[int, Stroke] = {}
    clocks: dict[tuple[int, int], int] = {}
    for epoch, author, data in rows:
        begins = {}
        for client, structs in wire.read(data).structs.items():
            known = clocks.get((epoch, client), 0)
            if structs[-1].end > known:
                begins[client] = known
                clocks[epoch, client] = structs[-1].end
        new = new_strokes(author, begins, last)
        last |= {stroke.client: stroke for stroke in new}
        found += new
    return found
