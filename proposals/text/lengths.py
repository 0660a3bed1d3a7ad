"""How long texts are, in letters: worked out once for each state of a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from proposals.models import Section
from support.collab import many, reading
from support.collab.models import Document

MOST_KEPT = 10_000

# {(text, epoch, seq): letters}. A text in a state never changes, so this is never wrong.
_known: dict[tuple[UUID, int, int], int] = {}


@dataclass(frozen=True)
class Length:
    """Letters written, and letters aimed at if anybody said so."""

    letters: int
    target: int | None = None

    @property
    def percent(self) -> int | None:
        return round(100 * self.letters / self.target) if self.target else None


def of_sections(sections: Iterable[Section]) -> dict[int, Length]:
    """{section: its length}, from sections with their documents. At most two queries."""
    sections = list(sections)
    letters = _of({section.document_id: section.document for section in sections})
    return {row.pk: Length(letters[row.document_id], row.target_length) for row in sections}


def put_on(sections: list[Section]) -> list[Section]:
    """Gives each section its `length`."""
    lengths = of_sections(sections)
    for section in sections:
        section.length = lengths[section.pk]
    return sections


def of_all(lengths: Iterable[Length]) -> Length:
    """The whole; aimed at is the sum of what is aimed at in its sections."""
    lengths = list(lengths)
    target = sum(length.target or 0 for length in lengths)
    return Length(sum(length.letters for length in lengths), target or None)


def _of(documents: dict[UUID, Document]) -> dict[UUID, int]:
    keys = {pk: (pk, row.epoch, row.seq) for pk, row in documents.items()}
    unknown = [documents[pk] for pk, key in keys.items() if key not in _known]
    if len(_known) + len(unknown) > MOST_KEPT:
        _known.clear()
        unknown = list(documents.values())
    for pk, state in many.states(unknown).items():
        _known[keys[pk]] = reading.letters(state)
    return {pk: _known[key] for pk, key in keys.items()}
