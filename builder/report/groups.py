"""Tables wider than a page: their columns in groups, each with the first column again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from builder.cells import places
from builder.model import Row, Table

_PRECISE: Final = 1.0
"""Groups are evened out so exactly, pt."""


def groups(wanted: Sequence[float], room: float) -> tuple[range, ...]:
    """The columns from the second on, in as few groups as fit beside the first, about as wide as each other.

    `wanted` are widths with their gutters, pt; a column that fits nowhere is a group of its own."""
    found = tuple(_filled(wanted, room))
    low, high = 0.0, room
    while high - low > _PRECISE:
        middle = (low + high) / 2
        tried = tuple(_filled(wanted, middle))
        if len(tried) == len(found):
            found, high = tried, middle
        else:
            low = middle
    return found


def _filled(wanted: Sequence[float], room: float) -> Iterator[range]:
    begun, used = 1, wanted[0]
    for at in range(1, len(wanted)):
        if at > begun and used + wanted[at] > room:
            yield range(begun, at)
            begun, used = at, wanted[0]
        used += wanted[at]
    yield range(begun, len(wanted))


def group(table: Table, columns: range) -> Table:
    """The table with its first column and these alone; a cell that spans more is cut, and stands in every group."""
    kept = (0, *columns)
    return replace(
        table,
        head=tuple(_kept(table.head, kept)),
        body=tuple(_kept(table.body, kept)),
        aligns=tuple(table.aligns[at] for at in kept),
    )


def _kept(rows: tuple[Row, ...], kept: tuple[int, ...]) -> Iterator[Row]:
    for row in places(rows):
        cells = ((place.cell, range(place.column, place.column + place.cell.colspan)) for place in row)
        spans = ((cell, sum(at in own for at in kept)) for cell, own in cells)
        yield tuple(replace(cell, colspan=span) for cell, span in spans if span)
