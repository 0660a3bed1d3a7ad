"""What a text may be made of: the names the editor and the server agree on.

Names are only ever added. A new one needs a new SCHEMA_VERSION, so that an editor that
does not know it is told to reload before it opens the text (it would delete the node).
"""

from typing import Final

SCHEMA_VERSION: Final = 1
FIELD: Final = "body"  # the Yjs field that holds the text

HEADING_LEVELS: Final = (2, 3, 4)
TEXT_BLOCKS: Final = frozenset({"paragraph", "heading"})
LISTS: Final = frozenset({"bulletList", "orderedList"})
INLINE: Final = frozenset({"hardBreak", "citation"})
NODES: Final = TEXT_BLOCKS | LISTS | INLINE | {"listItem"}
MARKS: Final = frozenset({"bold"})

MAX_UPDATE_BYTES: Final = 1_000_000
MAX_CLIENTS: Final = 500  # of one update: a browser sends its own, rarely one or two more
