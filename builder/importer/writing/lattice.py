"""Tables of any shape → rectangles of cells, as a GFM table with joined cells can hold them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.cells import places
from builder.model import Align, Cell, Row, Table

_MAX_SPAN = 1000


@dataclass(frozen=True, slots=True)
class _Block:
    """A cell and the rectangle that it takes."""

    row: int
    column: int
    rows: int
    columns: int
    cell: Cell


def rectangular(table: Table) -> Table:
    """Every row as wide as the table, no span that overlaps another or leaves the head or body.

    An empty head is none; rows and columns in which no cell begins are left out; heads of rows are whole columns."""
    head = () if all(not cell.children for row in table.head for cell in row) else table.head
    parts = [list(_blocks(head)), list(_blocks(table.body))]
    width = max((block.column + block.columns for part in parts for block in part), default=0)
    parts = [[*part, *_gaps(part, width)] for part in parts]
    columns = sorted({block.column for part in parts for block in part})
    made_head, made_body = (_rows(part, columns) for part in parts)
    aligns = (*table.aligns, *(Align.LEFT,) * width)
    heads = _row_heads(made_body)
    return replace(
        table,
        head=tuple(tuple(replace(cell, header=True) for cell in row) for row in made_head),
        body=tuple(
            tuple(replace(place.cell, header=place.column < heads) for place in row) for row in places(made_body)
        ),
        aligns=tuple(aligns[column] for column in columns),
    )


def _blocks(rows: tuple[Row, ...]) -> Iterator[_Block]:
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            wanted = min(max(cell.colspan, 1), _MAX_SPAN)
            free = next((n for n in range(wanted) if (number, column + n) in taken), wanted)
            high = min(max(cell.rowspan, 1), len(rows) - number)
            taken.update((number + down, column + right) for down in range(high) for right in range(free))
            yield _Block(number, column, high, free, cell)
            column += free


def _gaps(blocks: list[_Block], width: int) -> Iterator[_Block]:
    """Empty cells where a row ends before the table does. A row that others cover wholly stays without."""
    taken = {
        (block.row + down, block.column + right)
        for block in blocks
        for down in range(block.rows)
        for right in range(block.columns)
    }
    for row in sorted({row for row, _ in taken}):
        for column in range(width):
            if (row, column) not in taken:
                yield _Block(row, column, 1, 1, Cell((), False))


def _rows(blocks: list[_Block], columns: list[int]) -> tuple[Row, ...]:
    rows = sorted({block.row for block in blocks})
    made: dict[int, list[Cell]] = {row: [] for row in rows}
    for block in sorted(blocks, key=lambda block: (block.row, block.column)):
        rowspan = bisect_left(rows, block.row + block.rows) - bisect_left(rows, block.row)
        colspan = bisect_left(columns, block.column + block.columns) - bisect_left(columns, block.column)
        made[block.row].append(replace(block.cell, rowspan=rowspan, colspan=colspan))
    return tuple(tuple(row) for row in made.values())


def _row_heads(body: tuple[Row, ...]) -> int:
    """How many columns at the left hold nothing but heads."""
    plain = [place.column for row in places(body) for place in row if not place.cell.header]
    if not body or not any(cell.header for row in body for cell in row):
        return 0
    first = min(plain, default=9)
    return min(first, 9)
