"""Where the cells of a table stand. A row holds the cells that begin in it; those that others cover are left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from builder.model import Cell, Row


@dataclass(frozen=True, slots=True)
class Place:
    """A cell and the row and column, from 0, that it begins in."""

    row: int
    column: int
    cell: Cell


def places(rows: tuple[Row, ...]) -> Iterator[tuple[Place, ...]]:
    """The places of every row's cells, beside what reaches down from the rows above."""
    below: dict[int, int] = {}
    for number, row in enumerate(rows):
        found: list[Place] = []
        column = 0
        for cell in row:
            while below.get(column, 0) > number:
                column += 1
            found.append(Place(number, column, cell))
            for covered in range(column, column + cell.colspan):
                below[covered] = number + cell.rowspan
            column += cell.colspan
        yield tuple(found)


def joined(rows: tuple[Row, ...]) -> frozenset[int]:
    """Rows that a cell spans together with the row before them."""
    return frozenset(
        below
        for row in places(rows)
        for place in row
        for below in range(place.row + 1, min(place.row + place.cell.rowspan, len(rows)))
    )


def keys(rows: tuple[Row, ...]) -> int:
    """How many columns at the left say together what a row is: the first, and the next after each whose cells span rows
    that differ in it. A table cut by columns repeats them."""
    wide = max((sum(cell.colspan for cell in row) for row in rows), default=0)
    shared = {place.column for row in places(rows) for place in row if place.cell.rowspan > 1}
    found = next((at + 1 for at in range(wide) if at not in shared), 1)
    return found if found <= min(_KEYS, wide // 2) else 1


_KEYS: Final = 3


def part(rows: tuple[Row, ...], first: int, last: int) -> tuple[Row, ...]:
    """The rows from `first` to `last` (exclusive) as a table of their own: what spans its edges is cut, and the text of
    a cell that begins above stands again in the first row."""
    out: list[list[tuple[int, Cell]]] = [[] for _ in range(first, last)]
    for row in places(rows):
        for place in row:
            begins, ends = max(place.row, first), min(place.row + place.cell.rowspan, last)
            if begins < ends:
                out[begins - first].append((place.column, replace(place.cell, rowspan=ends - begins)))
    return tuple(tuple(cell for _, cell in sorted(row, key=lambda one: one[0])) for row in out)
