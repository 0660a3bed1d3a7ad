"""Whether the letters that a comment held on to are still in the text.

A place is a Yjs relative position: it names one letter by who typed it and when.

Source: yjs 13.6, src/utils/RelativePosition.js.
"""

from dataclasses import dataclass

from . import wire


@dataclass(frozen=True)
class Letters:
    """Which letters of a text have been deleted."""

    deleted: dict[int, list[tuple[int, int]]]

    @classmethod
    def of(cls, state: bytes) -> "Letters":
        """Errors: wire.Unreadable for bytes that are not a text."""
        update = wire.read(state)
        deleted: dict[int, list[tuple[int, int]]] = {}
        for deletion in update.deletions:
            deleted.setdefault(deletion.client, []).append((deletion.clock, deletion.end))
        for client, structs in update.structs.items():
            gone = (row for row in structs if row.kind in (wire.Kind.GONE, wire.Kind.SWEPT))
            deleted.setdefault(client, []).extend((row.clock, row.end) for row in gone)
        return cls(deleted)

    def has(self, position: bytes) -> bool:
        """Whether the letter at this place is there; a place that names none counts as there."""
        found = _letter(position)
        if found is None:
            return True
        ranges = self.deleted.get(found.client, [])
        return not any(start <= found.clock < end for start, end in ranges)


def _letter(position: bytes) -> wire.Id | None:
    try:
        return wire.read_position(position)
    except wire.Unreadable:
        return None
