"""What the comments of a proposal look like from outside: whose words are gone, who has them."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from members.models import User
from proposals.models import Thread
from support.collab import many, reading
from support.collab.anchors import Letters


@dataclass
class Text:
    """What is needed of one text to tell whether marked words are still in it."""

    words: str
    letters: Letters

    @classmethod
    def of(cls, state: bytes) -> "Text":
        return cls(_bare(reading.words(state)), Letters.of(state))

    def has_words_of(self, thread: Thread, epoch: int) -> bool:
        """The words themselves, or a letter at one of their ends.

        After an old version was put back only the words can be looked for.
        """
        if _bare(thread.quote) in self.words:
            return True
        ends = (bytes(thread.start), bytes(thread.end))
        return thread.epoch == epoch and any(self.letters.has(end) for end in ends if end)


def mark_gone(threads: Iterable[Thread]) -> None:
    """Gives each thread `is_gone`: the words it was about have been deleted. Two queries."""
    quoting = []
    for thread in threads:
        thread.is_gone = False
        if thread.section is not None and thread.quote:
            quoting.append((thread, thread.section.document))
    states = many.states({document.pk: document for _thread, document in quoting}.values())
    texts = {key: Text.of(state) for key, state in states.items()}
    for thread, document in quoting:
        thread.is_gone = not texts[document.pk].has_words_of(thread, document.epoch)


@dataclass
class Person:
    """How many open threads somebody began, is meant by, and has in the own sections."""

    name: str
    began: int = 0
    meant: int = 0
    owned: int = 0


@dataclass
class Counts:
    """Open threads by kind, by section and by person."""

    open: int = 0
    kinds: Counter = field(default_factory=Counter)
    sections: Counter = field(default_factory=Counter)
    people: dict[int, Person] = field(default_factory=dict)

    @classmethod
    def of(cls, threads: Iterable[Thread]) -> "Counts":
        """From threads with their comments, sections and owners: no query."""
        counts = cls()
        for thread in threads:
            if thread.is_open:
                counts._add(thread)
        return counts

    def _add(self, thread: Thread) -> None:
        self.open += 1
        self.kinds[thread.kind] += 1
        self.sections[thread.section_id] += 1
        comments = list(thread.comments.all())
        self._person(comments[0].author if comments else None).began += 1
        mentions = (row for comment in comments for row in comment.mentions.all())
        for person in {row.person_id: row.person for row in mentions}.values():
            self._person(person).meant += 1
        self._person(thread.section.owner if thread.section else None).owned += 1

    def _person(self, user: User | None) -> Person:
        if user is None:
            return Person("")
        return self.people.setdefault(user.pk, Person(user.name))


def _bare(text: str) -> str:
    """Without spaces and line breaks, which a selection joins in its own way."""
    return "".join(unicodedata.normalize("NFKC", text).split())
