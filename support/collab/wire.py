"""Reads a Yjs update (encoding version 1) without a Yjs library, and trusts nothing in it.

One update is a list of structs per Yjs client, each struct taking up some of that client's
clock, and then the ranges of structs it deletes. We read exactly what the editor can write;
everything else is `Unreadable`, because one row that a browser cannot apply would close the
text to everybody.

Source: yjs 13.6, src/utils/encoding.js, src/structs/; lib0, decoding.js.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from . import schema

MAX_CLIENT: Final = 2**53 - 1  # Number.MAX_SAFE_INTEGER
MAX_CLOCK: Final = 2**31 - 1

HAS_LEFT, HAS_RIGHT, HAS_KEY, CONTENT = 0x80, 0x40, 0x20, 0x1F
GC, DELETED, STRING, FORMAT, TYPE, ANY, SKIP = 0, 1, 4, 6, 7, 8, 10
XML_ELEMENT, XML_TEXT = 3, 6


class Unreadable(ValueError):
    """These bytes are not an update that our editor could have written."""


@dataclass(frozen=True, slots=True)
class Id:
    client: int
    clock: int


@dataclass(frozen=True, slots=True)
class Struct:
    """`length` ticks of one client's clock from `clock` on, and the structs it hangs on."""

    clock: int
    length: int
    needs: tuple[Id, ...] = ()
    is_skip: bool = False

    @property
    def end(self) -> int:
        return self.clock + self.length


@dataclass(frozen=True, slots=True)
class Deletion:
    client: int
    clock: int
    length: int

    @property
    def end(self) -> int:
        return self.clock + self.length


@dataclass(slots=True)
class Update:
    structs: dict[int, list[Struct]] = field(default_factory=dict)
    deletions: list[Deletion] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.structs and not self.deletions

    def clients(self) -> set[int]:
        """Every Yjs client this update speaks of."""
        found = set(self.structs) | {deletion.client for deletion in self.deletions}
        for structs in self.structs.values():
            found.update(need.client for struct in structs for need in struct.needs)
        return found


def read(data: bytes) -> Update:
    """The structs and deletions in `data`.

    Errors: Unreadable when there is anything our editor does not write, bytes left over included.
    """
    return _Reader(data).update()


def read_state_vector(data: bytes) -> dict[int, int]:
    """The next clock of each client, from an encoded state vector."""
    reader = _Reader(data)
    vector = {reader.client(): reader.clock() for _ in range(reader.count())}
    reader.finish()
    return vector


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def update(self) -> Update:
        update = Update()
        for _ in range(self.count()):
            count, client, clock = self.count(), self.client(), self.clock()
            if client in update.structs:
                raise Unreadable("a client occurs twice")
            update.structs[client] = list(self.structs(count, clock))
        for _ in range(self.count()):
            update.deletions.extend(self.deletions())
        self.finish()
        return update

    def structs(self, count: int, clock: int) -> Iterator[Struct]:
        for _ in range(count):
            struct = self.struct(clock)
            if struct.length < 1 or struct.end > MAX_CLOCK:
                raise Unreadable("a struct of impossible length")
            yield struct
            clock = struct.end

    def struct(self, clock: int) -> Struct:
        info = self.byte()
        if info in (GC, SKIP):
            return Struct(clock, self.number(), is_skip=info == SKIP)
        needs = []
        if info & HAS_LEFT:
            needs.append(self.id())
        if info & HAS_RIGHT:
            needs.append(self.id())
        if not needs:
            needs.extend(self.parent())
            if info & HAS_KEY:
                self.text()
        return Struct(clock, self.content(info & CONTENT), tuple(needs))

    def parent(self) -> list[Id]:
        match self.number():
            case 1:
                if self.text() != schema.FIELD:
                    raise Unreadable("not the field of the text")
                return []
            case 0:
                return [self.id()]
        raise Unreadable("a parent that is neither a field nor a struct")

    def content(self, kind: int) -> int:
        """The length in clock ticks of the content that follows."""
        readers: dict[int, Callable[[], int]] = {
            DELETED: self.number,
            STRING: self.string,
            FORMAT: self.format,
            TYPE: self.type,
            ANY: self.values,
        }
        if kind not in readers:
            raise Unreadable("content the editor does not write")
        return readers[kind]()

    def string(self) -> int:
        return len(self.text().encode("utf-16-le")) // 2  # Yjs counts UTF-16 units

    def format(self) -> int:
        if self.text().split("--")[0] not in schema.MARKS:
            raise Unreadable("a mark the editor does not know")
        try:
            json.loads(self.text(), parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            raise Unreadable("the value of a mark is not JSON") from error
        return 1

    def type(self) -> int:
        kind = self.number()
        if kind == XML_TEXT or (kind == XML_ELEMENT and self.text() in schema.NODES):
            return 1
        raise Unreadable("a node the editor does not know")

    def values(self) -> int:
        count = self.count()
        for _ in range(count):
            self.value()
        return count

    def value(self) -> None:
        match self.byte():
            case 127 | 126 | 121 | 120:  # undefined, null, false, true
                return
            case 125:
                self.signed_number()
            case 124:
                self.take(4)
            case 123:
                self.take(8)
            case 119:
                self.text()
            case _:
                raise Unreadable("an attribute that is not a plain value")

    def deletions(self) -> Iterator[Deletion]:
        client = self.client()
        for _ in range(self.count()):
            deletion = Deletion(client, self.clock(), self.number())
            if deletion.length < 1 or deletion.end > MAX_CLOCK:
                raise Unreadable("a deletion of impossible length")
            yield deletion

    def id(self) -> Id:
        return Id(self.client(), self.clock())

    def client(self) -> int:
        return self.number(MAX_CLIENT)

    def clock(self) -> int:
        return self.number()

    def count(self) -> int:
        """A number of things to come: each takes at least one of the bytes that are left."""
        return self.number(len(self.data) - self.at)

    def number(self, limit: int = MAX_CLOCK) -> int:
        """An unsigned number, seven bits to a byte, the lowest first."""
        number = shift = 0
        while (byte := self.byte()) & 0x80:
            number |= (byte & 0x7F) << shift
            shift += 7
            if shift > 56:
                raise Unreadable("a number without an end")
        number |= byte << shift
        if number > limit:
            raise Unreadable("a number too large")
        return number

    def signed_number(self) -> None:
        if self.byte() & 0x80:
            self.number(MAX_CLIENT >> 6)

    def text(self) -> str:
        try:
            return self.take(self.number()).decode()
        except UnicodeDecodeError as error:
            raise Unreadable("a text that is not UTF-8") from error

    def byte(self) -> int:
        return self.take(1)[0]

    def take(self, length: int) -> bytes:
        end = self.at + length
        if end > len(self.data):
            raise Unreadable("it ends too early")
        taken = self.data[self.at : end]
        self.at = end
        return taken

    def finish(self) -> None:
        if self.at != len(self.data):
            raise Unreadable("bytes are left over")


def _refuse_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are Python's, not JSON
