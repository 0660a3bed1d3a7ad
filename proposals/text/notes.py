"""The notes of a text: citations and the writers' own, counted in the order of reading."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from proposals.models import FrozenCitation
from proposals.text.citing import Key, Source

MISSING = format_html('<span class="citation" data-missing>［{}］</span>', "見つからない出典")
NEVER_APART = "\u2060"  # keeps the call of a note on the line of the word before it


@dataclass(frozen=True)
class Note:
    number: int
    words: str


@dataclass(frozen=True)
class Listed:
    """A line of the list of sources: what is cited, and in which notes."""

    source: Source
    notes: tuple[int, ...]


class Notes:
    """Counts while a text is read. One for a whole paper, or for one page."""

    def __init__(self) -> None:
        self.all: list[Note] = []
        self._cited: dict[Key, tuple[Source, list[int]]] = {}

    def cite(self, source: Source) -> Note:
        """A note with the words of a source; the second time it only says where they stand."""
        _source, numbers = self._cited.setdefault(source.key, (source, []))
        numbers.append(len(self.all) + 1)
        words = f"前掲（注{numbers[0]}）。" if len(numbers) > 1 else source.words
        return self.write(words)

    def write(self, words: str) -> Note:
        """A note that a writer has written."""
        note = Note(len(self.all) + 1, words)
        self.all.append(note)
        return note

    def listed(self) -> list[Listed]:
        """The list of sources: literature, web pages, cases, findings, materials."""
        kinds = list(FrozenCitation.Kind)
        lines = [Listed(source, tuple(numbers)) for source, numbers in self._cited.values()]
        return sorted(lines, key=lambda line: kinds.index(FrozenCitation.Kind(line.source.kind)))


def on_paper(note: Note) -> SafeString:
    """A footnote; the page counts it itself, in the same order."""
    return format_html('{}<span class="note">{}</span>', NEVER_APART, note.words)


def on_screen(note: Note) -> SafeString:
    """A call that leads to the list of notes, and is led back to."""
    return format_html(
        '{}<sup class="note-call"><a id="call-{}" href="#note-{}" title="{}">注{}</a></sup>',
        NEVER_APART, note.number, note.number, note.words, note.number,
    )  # fmt: skip
