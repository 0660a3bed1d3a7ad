"""What footnotes in Word say: citations and the writers' own, counted as on the pages.

Word counts them itself, in the same order.
"""

from collections.abc import Mapping

from proposals.text.citing import Key, Source, key_of
from proposals.text.notes import Notes
from proposals.text.surroundings import Cite, Note
from support.collab.nodes import Node


def citing(sources: Mapping[Key, Source], notes: Notes) -> Cite:
    def cite(node: Node) -> str:
        key = key_of(node)
        return notes.cite(sources[key]).words if key and key in sources else ""

    return cite


def noting(notes: Notes) -> Note:
    return lambda words: notes.write(words).words if words else ""
