"""Tables wider than a page: their columns in groups, each with the columns again that say what its rows are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from builder.cells import places
from builder.model import Row, Table

_PRECISE: Final = 1.0
"""Groups are evened out so exactly, pt."""


def groups(wanted: Sequence[float], room: float, again: int = 1) -> tuple[range, ...]:
    """The columns past the first `again`, in as few groups as fit beside these, about as wide as each other.

    `wanted` are widths with their gutters, pt; a column that fits nowhere is a group of its own."""
    found = tuple(_filled(wanted, room, again))
    low, high = 0.0, room
    while high - low > _PRECISE:
        middle = (low + high) / 2
        tried = tuple(_filled(wanted, middle, again))
        if len(tried) == len(found):
            found, high = tried, middle
        else:
            low = middle
    return found


def _filled(wanted: Sequence[float], room: float, again: int) -> Iterator[range]:
    begun, used = again, sum(wanted[:again])
    for at in range(again, len(wanted)):
        if at > begun and used + wanted[at] > room:
            yield range(begun, at)
            begun, used = at, sum(wanted[:again])
        used += wanted[at]
    yield range(begun, len(wanted))


def group(table: Table, columns: range, again: int = 1) -> Table:
    """The table with its first columns and these alone; a cell that spans more is cut, and stands in every group."""
    kept = (*range(again), *columns)
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
