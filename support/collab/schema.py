"""What a text may be made of: the names the editor and the server agree on.

Names are only ever added. A new one needs a new SCHEMA_VERSION, so that an editor that
does not know it is told to reload before it opens the text (it would delete the node).
"""

from typing import Final

SCHEMA_VERSION: Final = 2
FIELD: Final = "body"  # the Yjs field that holds the text

HEADING_LEVELS: Final = (2, 3, 4, 5)
FIGURE_WIDTHS: Final = (25, 50, 75, 100)  # percent of the line

TEXT_BLOCKS: Final = frozenset({"paragraph", "heading"})
LISTS: Final = frozenset({"bulletList", "orderedList"})
CELLS: Final = frozenset({"tableHeader", "tableCell"})
BLOCK_ATOMS: Final = frozenset({"figure", "pageBreak"})
INLINE: Final = frozenset({"hardBreak", "citation", "footnote", "crossReference"})
NODES: Final = (
    TEXT_BLOCKS
    | LISTS
    | CELLS
    | BLOCK_ATOMS
    | INLINE
    | {"listItem", "blockquote", "table", "tableRow"}
)

MARKS: Final[dict[str, frozenset[str]]] = {
    "bold": frozenset(),
    "superscript": frozenset(),
    "subscript": frozenset(),
    "ruby": frozenset({"text"}),
    "insertion": frozenset({"id"}),
    "deletion": frozenset({"id"}),
}
"""Each mark with its attributes, all of them words."""

MAX_MARK_WORD: Final = 100  # letters of such a word
MAX_UPDATE_BYTES: Final = 1_000_000
MAX_CLIENTS: Final = 500  # of one update: a browser sends its own, rarely one or two more
