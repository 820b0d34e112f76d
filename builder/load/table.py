"""GFM tables → `Table`. A cell of `^^` alone joins the cell above it, one of `<<` the cell at its left."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from markdown_it.tree import SyntaxTreeNode

from builder.cells import places
from builder.diagnostics import Code, Span
from builder.load.source import first_line
from builder.model import Align, Cell, Row, Table

if TYPE_CHECKING:
    from builder.load.block import BlockReader

ABOVE, LEFT = "^^", "<<"
"""What joins a cell to another; as text they are typed `\\^^` and `\\<<`."""

_BEHIND = re.compile(r"(?<=\|)\s*(?:<!--.*?-->\s*)+$")
_ALIGN = {"text-align:right": Align.RIGHT, "text-align:center": Align.CENTER}

At: TypeAlias = tuple[int, int]
"""Row and column, from 0."""


def read_table(
    reader: BlockReader, node: SyntaxTreeNode, span: Span, heads: int | None = None, row_heads: int = 0
) -> Table:
    """A table without id or caption. Its first `heads` rows are its head (default: one, or none where it is empty), and
    the first `row_heads` cells of the others head their rows.

    A row with more cells than the heading is a fault: GFM would drop them."""
    rows = [row for part in node.children for row in part.children]
    aligns = tuple(_ALIGN.get(str(cell.attrs.get("style", "")), Align.LEFT) for cell in rows[0].children)
    _check_cells(reader, rows[1:], len(aligns))
    if heads is None:
        heads = int(any(_content(cell) for cell in rows[0].children))
        rows = rows if heads or len(rows) == 1 else rows[1:]
    heads = min(heads, len(rows))
    lattice = _Lattice(reader, rows, heads)
    blocks = lattice.blocks()
    # Rows and columns that hold no cell of their own are none.
    shown_rows, shown = (sorted({at[axis] for at in blocks}) for axis in (0, 1))
    made: defaultdict[int, list[Cell]] = defaultdict(list)
    for at in sorted(blocks):
        made[at[0]].append(lattice.cell(blocks[at], shown_rows, shown))
    head = tuple(tuple(replace(c, header=True) for c in made[row]) for row in shown_rows if row < heads)
    body = tuple(tuple(made[row]) for row in shown_rows if row >= heads)
    return Table(
        id="",
        caption=(),
        head=head,
        body=tuple(_headed(body, row_heads)) if row_heads else body,
        aligns=tuple(aligns[column] for column in shown),
        source=(),
        span=span,
    )


def _headed(body: tuple[Row, ...], columns: int) -> Iterator[Row]:
    for row in places(body):
        yield tuple(replace(place.cell, header=place.column < columns) for place in row)


def _check_cells(reader: BlockReader, rows: list[SyntaxTreeNode], columns: int) -> None:
    for row in rows:
        line = first_line(row)
        cells = _cells(reader.source.lines[line - 1])
        if cells > columns:
            message = f"this row has {cells} cells under {columns} columns"
            hint = "write a pipe in a cell as \\|"
            reader.source.fault(reader.source.line(line), Code.MALFORMED_TABLE, message, hint)


def _cells(line: str) -> int:
    """Cells of a row as GFM counts them: outer pipes are optional, `\\|` is no border, a comment behind is no cell."""
    text = re.sub(r"^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?", "", line)
    text = _BEHIND.sub("", text).strip()
    return len(re.split(r"(?<!\\)\|", text.removeprefix("|").removesuffix("|"))) if text.strip("|") else 0


def _content(cell: SyntaxTreeNode) -> str:
    return cell.children[0].content.strip() if cell.children else ""


@dataclass(frozen=True, slots=True)
class _Lattice:
    """The places of a table; the first `heads` rows are its head."""

    reader: BlockReader
    nodes: list[SyntaxTreeNode]
    heads: int

    def blocks(self) -> dict[At, list[At]]:
        """Every cell's place with all the places that it takes, a rectangle, row by row."""
        taken: dict[At, list[At]] = {}
        owners: dict[At, At] = {}
        for row, node in enumerate(self.nodes):
            for column, cell in enumerate(node.children):
                owner = self._owner(row, column, _content(cell), owners)
                owners[row, column] = owner
                taken.setdefault(owner, []).append((row, column))
        for own in list(taken.values()):
            if not _is_rectangle(own):
                row, column = own[1]
                mark = _content(self.nodes[row].children[column])
                self._fault(row, mark, "joined cells are a rectangle, and these are none")
                taken.update({at: [at] for at in own})
        return taken

    def _owner(self, row: int, column: int, mark: str, owners: dict[At, At]) -> At:
        if mark == LEFT:
            if column:
                return owners[row, column - 1]
            self._fault(row, mark, "'<<' joins the cell at its left, and here is none")
        elif mark == ABOVE:
            if row not in (0, self.heads):
                return owners[row - 1, column]
            where = "head and body are never joined" if row else "here is none"
            self._fault(row, mark, f"'^^' joins the cell above, and {where}")
        return row, column

    def _fault(self, row: int, mark: str, message: str) -> None:
        source, line = self.reader.source, first_line(self.nodes[row])
        hint = f"as text it is typed \\{mark}"
        source.fault(source.find(mark, line, line), Code.MALFORMED_TABLE, message, hint)

    def cell(self, own: list[At], rows: list[int], columns: list[int]) -> Cell:
        """The cell that takes the places `own`, in a table of these rows and columns."""
        node = self.nodes[own[0][0]].children[own[0][1]]
        children = () if _content(node) in (ABOVE, LEFT) else self.reader.children(node)
        rowspan = len({row for row, _ in own}.intersection(rows))
        colspan = len({column for _, column in own}.intersection(columns))
        return Cell(children, False, colspan, rowspan, self._place(*own[0]))

    def _place(self, row: int, column: int) -> Span:
        """Where the text of a cell stands on the line of its row."""
        source, node = self.reader.source, self.nodes[row]
        line = first_line(node)
        text, begin, end = source.lines[line - 1], 0, 0
        for cell in node.children[: column + 1]:
            begin = text.find(_content(cell), end)
            if begin < 0:
                return source.line(line)
            end = begin + len(_content(cell))
        return Span(source.file, line, begin + 1, end + 1)


def _is_rectangle(own: list[At]) -> bool:
    """Whether the places, row by row, are all from the first to the last."""
    (top, left), (bottom, right) = own[0], own[-1]
    return own == [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
