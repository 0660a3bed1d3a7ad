"""A table of ours as one of pandoc's: a full grid, its head, and widths after what stands in it."""

from collections.abc import Callable
from itertools import takewhile

from proposals.word import tree
from proposals.word.tree import Blocks, Element
from support.collab.blocks import inline_text
from support.collab.nodes import Node

WIDEST = 100  # columns, and rows that one cell may span
NARROW, WIDE = 4, 30  # letters: a column is counted as no narrower and no wider


def table(node: Node, caption: str, content: Callable[[Node], Blocks]) -> Element | None:
    """None for a table without a cell. `content` writes what stands in a cell."""
    rows = [_cells(row) for row in node.children if isinstance(row, Node)]
    grid = Grid(rows)
    if not grid.width:
        return None
    heads = sum(1 for _row in takewhile(_is_head, rows))
    made = [
        [
            tree.cell(content(cell), rowspan=rowspan, colspan=colspan)
            if cell
            else tree.cell([tree.plain([])])
            for cell, rowspan, colspan in row
        ]
        for row in grid.rows
    ]
    heads = 0 if heads == len(made) else heads
    return tree.table(
        node.word("id"), made[:heads], made[heads:], caption=caption, widths=grid.widths()
    )


class Grid:
    """Each row's cells with the rows and columns they really take; gaps are filled with None."""

    def __init__(self, rows: list[list[Node]]) -> None:
        self.rows: list[list[tuple[Node | None, int, int]]] = []
        self.letters: dict[int, int] = {}
        taken: set[tuple[int, int]] = set()
        self.width = 0
        for number, row in enumerate(rows):
            self.rows.append([])
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                if column >= WIDEST:
                    break
                rowspan = min(_span(cell, "rowspan"), len(rows) - number)
                colspan = self._free(taken, number, column, _span(cell, "colspan"))
                places = ((r, c) for r in range(rowspan) for c in range(colspan))
                taken |= {(number + r, column + c) for r, c in places}
                self._measure(cell, column, colspan)
                self.rows[-1].append((cell, rowspan, colspan))
                column += colspan
                self.width = max(self.width, column)
        for number, found in enumerate(self.rows):
            missing = sum((number, column) not in taken for column in range(self.width))
            found += [(None, 1, 1)] * missing

    def widths(self) -> list[float]:
        """The part of the line that each column gets."""
        letters = [self.letters.get(column, NARROW) for column in range(self.width)]
        return [count / sum(letters) for count in letters]

    @staticmethod
    def _free(taken: set[tuple[int, int]], row: int, column: int, wanted: int) -> int:
        free = takewhile(lambda c: (row, c) not in taken and c < WIDEST, range(column, WIDEST))
        return min(wanted, sum(1 for _column in free))

    def _measure(self, cell: Node, column: int, colspan: int) -> None:
        if colspan == 1:
            longest = max((len(inline_text(child)) for child in cell.children), default=0)
            letters = max(NARROW, min(WIDE, longest))
            self.letters[column] = max(self.letters.get(column, 0), letters)


def _cells(row: Node) -> list[Node]:
    return [cell for cell in row.children if isinstance(cell, Node)]


def _is_head(row: list[Node]) -> bool:
    return bool(row) and all(cell.kind == "tableHeader" for cell in row)


def _span(cell: Node, name: str) -> int:
    return max(1, min(WIDEST, cell.whole(name) or 1))
