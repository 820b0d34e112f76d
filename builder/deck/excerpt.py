"""Tables cut to what one slide carries: the head, the first rows, and as many columns as stand side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from builder.deck.cuts import column_groups, joined_rows, rows_between
from builder.deck.frames import Frame
from builder.deck.gauge import Gauge
from builder.deck.grid import Sheet, Tables, columns_of, narrow, on_one, sheet_of, sizes_for, spread
from builder.deck.prose import cut, printed, sentences
from builder.measure import Ruler
from builder.model import Cell, Inlines, Row, Table, Text

_ROWS: Final = 24
"""More rows than any slide holds."""
_MOST: Final = 60.0
"""Text of a cell beyond so many em is cut."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a table that fits a slide. `rows` and `columns`: how many of the table's it shows, and of how many;
    (0, 0) where it shows all. `whole`: nothing is missing, in no cell either."""

    sheet: Sheet
    rows: tuple[int, int]
    columns: tuple[int, int]
    whole: bool


def excerpts(tables: Tables, frame: Frame, gauge: Gauge) -> tuple[Excerpt, ...]:
    """The same excerpt in every language where the tables have the same rows and columns."""
    sizes = sizes_for(gauge)
    if sheets := on_one(tables, frame, sizes, gauge):
        return tuple(Excerpt(sheet, (0, 0), (0, 0), True) for sheet in sheets)
    if len(tables) > 1 and len({(columns_of(table), len(table.body)) for table in tables}) > 1:
        return tuple(excerpts((table,), frame, gauge)[0] for table in tables)
    terse = tuple(_terse(rows_between(table, 0, min(_ROWS, len(table.body))), gauge.ruler) for table in tables)
    whole = all(len(table.body) <= _ROWS for table in tables)
    if whole and (sheets := on_one(terse, frame, sizes, gauge)):
        return tuple(Excerpt(sheet, (0, 0), (0, 0), False) for sheet in sheets)
    wide = any(sum(narrow(table, gauge.sizes.label, gauge)) > frame.width for table in terse)
    size = sizes[-1] if wide else gauge.sizes.label
    first = column_groups(terse, size, frame, gauge)[0]
    count = min(_rows_that_fit(table, size, frame, gauge) for table in first)
    short = tuple(rows_between(table, 0, count) for table in first)
    return tuple(
        Excerpt(
            spread(sheet_of(part, size, frame.width, gauge), frame),
            _share(len(part.body), len(table.body)),
            _share(columns_of(part), columns_of(table)),
            False,
        )
        for part, table in zip(short, tables, strict=True)
    )


def _share(part: int, whole: int) -> tuple[int, int]:
    return (part, whole) if part < whole else (0, 0)


def _rows_that_fit(table: Table, size: float, frame: Frame, gauge: Gauge) -> int:
    """At least one; rows that a cell joins stay together where others are left."""
    sheet = sheet_of(table, size, frame.width, gauge)
    used = sum(sheet.heights[: len(table.head)]) + 0.5 * size
    count = 0
    for height in sheet.heights[len(table.head) :]:
        used += height
        if used > frame.height:
            break
        count += 1
    joined = joined_rows(table)
    together = next((n for n in range(count, 0, -1) if n not in joined), 0)
    return max(together or count, 1)


def _terse(table: Table, ruler: Ruler) -> Table:
    """Long text of cells cut to its first sentence, or at a space."""

    def row(cells: Row) -> Row:
        return tuple(_terse_cell(cell, ruler) for cell in cells)

    return replace(table, head=tuple(map(row, table.head)), body=tuple(map(row, table.body)))


def _terse_cell(cell: Cell, ruler: Ruler) -> Cell:
    text = printed(cell.children)
    if len(text) <= _MOST or ruler.width(text, 1) <= _MOST:
        return cell
    first = sentences(text)[0]
    if ruler.width(first, 1) <= _MOST:
        return replace(cell, children=cut(cell.children, text.index(first) + len(first))[0])
    return replace(cell, children=_ending(cell.children, _length_of(text, ruler)))


def _length_of(text: str, ruler: Ruler) -> int:
    """Characters that fit, up to a space not far from the end."""
    low, high = 0, min(len(text), int(6 * _MOST))
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if ruler.width(text[:middle], 1) <= _MOST else (low, middle)
    space = text.rfind(" ", 2 * low // 3, low)
    return space if space > 0 else low


def _ending(inlines: Inlines, length: int) -> Inlines:
    return (*cut(inlines, length)[0], Text("…"))
