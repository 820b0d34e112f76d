"""A table with the words of two languages: heads and texts in both where they fit, numbers once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from builder.deck.bilingual.bodies import Unsaid
from builder.deck.frames import Frame
from builder.deck.gauge import Gauge, steps
from builder.deck.grid import columns_of, on_one, places
from builder.deck.prose import printed
from builder.deck.sheets import with_sheet
from builder.deck.slides import TableSlide
from builder.deck.tongues import alike, is_quantity, under
from builder.locales.locale import Locale
from builder.model import Cell, Row, Table

Locales: TypeAlias = tuple[Locale, Locale]
Which: TypeAlias = Callable[[Cell], bool]
_SMALLER: Final = 4.0
"""Points by which all cells may become smaller, so that both languages stand in them."""


def both(
    first: TableSlide, second: TableSlide, frame: Frame, gauge: Gauge, locales: Locales
) -> tuple[TableSlide, Unsaid]:
    """The first's table in the frame with as much of the second's words as it holds: all, those of its heads, none."""
    one, other = first.table, second.table
    unsaid = tuple(_rows(other))
    if _shape(one) != _shape(other):
        return first, unsaid
    doubtful = _scaled(one, other)
    sizes = steps(first.size, max(min(gauge.sizes.label_floor, first.size), first.size - _SMALLER), 1)
    for shown in (lambda _: True, lambda cell: cell.header):
        table = _joined(one, other, shown, doubtful, locales)
        if sheets := on_one((table,), frame, sizes, gauge):
            return with_sheet(first, sheets[0]), () if shown(Cell((), False)) else unsaid
    heads = _joined(replace(one, body=()), replace(other, body=()), lambda _: True, doubtful, locales).head
    if sheets := on_one((replace(one, head=heads),), frame, sizes, gauge):
        return with_sheet(first, sheets[0]), unsaid
    return first, unsaid


def _shape(table: Table) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(tuple((cell.colspan, cell.rowspan) for cell in row) for row in (*table.head, *table.body))


def _joined(first: Table, second: Table, shown: Which, doubtful: frozenset[int], locales: Locales) -> Table:
    columns = {id(place.cell): place.column for place in places(first.head + first.body)}

    def cell(one: Cell, other: Cell, head: bool) -> Cell:
        if not shown(one) or (head and columns[id(one)] in doubtful) or _is_number(one, other, locales):
            return one
        return replace(one, children=under(one.children, other.children, locales[1].code))

    def rows(own: tuple[Row, ...], theirs: tuple[Row, ...], head: bool) -> tuple[Row, ...]:
        return tuple(
            tuple(cell(a, b, head) for a, b in zip(one, other, strict=True))
            for one, other in zip(own, theirs, strict=True)
        )

    return replace(first, head=rows(first.head, second.head, True), body=rows(first.body, second.body, False))


def _is_number(first: Cell, second: Cell, locales: Locales) -> bool:
    return any(
        is_quantity(printed(cell.children), locale) for cell, locale in zip((first, second), locales, strict=True)
    )


def _scaled(first: Table, second: Table) -> frozenset[int]:
    """Columns of bare numbers that the languages count differently: there the second's head would be wrong."""
    found = set()
    for one, other in zip(places(first.body), places(second.body), strict=True):
        text = printed(one.cell.children)
        bare = any(char.isdigit() for char in text) and not any(char.isalpha() for char in text)
        if bare and not alike(one.cell.children, other.cell.children):
            found.add(one.column)
    return frozenset(found) if len(found) < columns_of(first) else frozenset(range(columns_of(first)))


def _rows(table: Table) -> Iterator[str]:
    """The table as lines of its cells."""
    for row in (*table.head, *table.body):
        texts = (" ".join(printed(cell.children).split()) for cell in row)
        if line := " | ".join(texts).strip(" |"):
            yield line
