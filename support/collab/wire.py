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
from enum import Enum, auto
from typing import Final

from . import schema

MAX_CLIENT: Final = 2**53 - 1  # Number.MAX_SAFE_INTEGER
MAX_CLOCK: Final = 2**31 - 1

HAS_LEFT, HAS_RIGHT, HAS_KEY, CONTENT = 0x80, 0x40, 0x20, 0x1F
GC, DELETED, STRING, FORMAT, TYPE, ANY, SKIP = 0, 1, 4, 6, 7, 8, 10
XML_ELEMENT, XML_TEXT = 3, 6
PLAIN_MARK_VALUES: Final = {"null", "true", "{}"}  # taken off; put on by the server or the editor


class Kind(Enum):
    """What a struct holds, as far as the shape of a text depends on it."""

    SKIP = auto()
    SWEPT = auto()  # deleted, and where it stood is forgotten
    GONE = auto()  # deleted in its place
    LETTERS = auto()
    MARK = auto()
    VALUE = auto()
    ELEMENT = auto()
    TEXT = auto()


class Unreadable(ValueError):
    """These bytes are not an update that our editor could have written."""


@dataclass(frozen=True, slots=True)
class Id:
    client: int
    clock: int


@dataclass(frozen=True, slots=True)
class Struct:
    """`length` ticks of one client's clock from `clock` on, and the structs it hangs on.

    `kind` is what it holds. It stands beside `left` and `right`; without them it is the first
    under `parent` (None: under the field) or, with `is_keyed`, an attribute of it.
    `text` are its letters.
    """

    clock: int
    length: int
    kind: Kind
    left: Id | None = None
    right: Id | None = None
    parent: Id | None = None
    is_keyed: bool = False
    text: str = ""

    @property
    def end(self) -> int:
        return self.clock + self.length

    @property
    def is_skip(self) -> bool:
        return self.kind is Kind.SKIP

    @property
    def needs(self) -> tuple[Id, ...]:
        return tuple(need for need in (self.left, self.right, self.parent) if need is not None)


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


def _is_mark_value(value: str, attributes: frozenset[str]) -> bool:
    """Whether it takes the mark off, or puts it on with a short word for each attribute."""
    if not attributes or value == "null":
        return value in PLAIN_MARK_VALUES
    try:
        words = json.loads(value)
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(words, dict)
        and words.keys() == attributes
        and all(isinstance(word, str) for word in words.values())
        and all(0 < len(word) <= schema.MAX_MARK_WORD for word in words.values())
    )


def read_position(data: bytes) -> Id | None:
    """The letter that a Yjs relative position names, if it names one.

    Errors: Unreadable.
    """
    reader = _Reader(data)
    return reader.id() if reader.number() == 0 else None


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
            return Struct(clock, self.number(), Kind.SKIP if info == SKIP else Kind.SWEPT)
        left = self.id() if info & HAS_LEFT else None
        right = self.id() if info & HAS_RIGHT else None
        parent, is_keyed = None, False
        if left is None and right is None:
            parent = self.parent()
            is_keyed = bool(info & HAS_KEY)
            if is_keyed:
                self.text()
        if info & CONTENT == STRING:
            text = self.text()
            length, kind = len(text.encode("utf-16-le")) // 2, Kind.LETTERS  # as Yjs counts
        else:
            text = ""
            length, kind = self.content(info & CONTENT)
        return Struct(clock, length, kind, left, right, parent, is_keyed, text)

    def parent(self) -> Id | None:
        """The struct it is the first under; None for the field."""
        match self.number():
            case 1:
                if self.text() != schema.FIELD:
                    raise Unreadable("not the field of the text")
                return None
            case 0:
                return self.id()
        raise Unreadable("a parent that is neither a field nor a struct")

    def content(self, kind: int) -> tuple[int, Kind]:
        """The length in clock ticks of the content that follows, and what it is."""
        readers: dict[int, Callable[[], tuple[int, Kind]]] = {
            DELETED: self.deleted,
            FORMAT: self.format,
            TYPE: self.type,
            ANY: self.values,
        }
        if kind not in readers:
            raise Unreadable("content the editor does not write")
        return readers[kind]()

    def deleted(self) -> tuple[int, Kind]:
        return self.number(), Kind.GONE

    def format(self) -> tuple[int, Kind]:
        attributes = schema.MARKS.get(self.text().split("--")[0])
        if attributes is None:
            raise Unreadable("a mark the editor does not know")
        if not _is_mark_value(self.text(), attributes):
            raise Unreadable("a mark with a value the editor does not write")
        return 1, Kind.MARK

    def type(self) -> tuple[int, Kind]:
        kind = self.number()
        if kind == XML_TEXT:
            return 1, Kind.TEXT
        if kind == XML_ELEMENT and self.text() in schema.NODES:
            return 1, Kind.ELEMENT
        raise Unreadable("a node the editor does not know")

    def values(self) -> tuple[int, Kind]:
        count = self.count()
        for _ in range(count):
            self.value()
        return count, Kind.VALUE

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
