"""Numbers of a column with their decimal points below each other, at whichever edge the column is aligned to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from builder.model import Align, Cell, Emph, Row, Table
from builder.report.press import Press
from builder.text import plain

Placed: TypeAlias = tuple[tuple[int, Cell], ...]
"""The cells of a row with their columns."""

_NUMBER: Final = re.compile(r"^(?P<whole>[^\d]{0,3}[\d,]*\d)(?:\.(?P<fraction>\d+))?(?P<tail>\D*)$")


def placed(rows: tuple[Row, ...], columns: int) -> Iterator[Placed]:
    """The cells of every row with their first column, beside what reaches down from rows above."""
    below = [0] * columns
    for row in rows:
        cells: list[tuple[int, Cell]] = []
        at = 0
        for cell in row:
            while at < columns and below[at]:
                at += 1
            if at >= columns:
                break
            cells.append((at, cell))
            for column in range(at, min(at + cell.colspan, columns)):
                below[column] = cell.rowspan
            at += cell.colspan
        below = [max(0, rows_left - 1) for rows_left in below]
        yield tuple(cells)


def strong(cell: Cell) -> bool:
    """Whether the cell is set in bold, as a whole or in part."""
    return cell.header or any(isinstance(item, Emph) and item.strong for item in cell.children)


def pads(table: Table, size: float, press: Press) -> tuple[dict[int, float], ...]:
    """For every row, what its numbers lack towards the edge, pt by column."""
    found: tuple[dict[int, float], ...] = tuple({} for _ in table.body)
    for column, align in enumerate(table.aligns):
        for row, pad in enumerate(_column(table, column, align, size, press)):
            found[row][column] = pad
    return found


def _column(table: Table, column: int, align: Align, size: float, press: Press) -> Iterator[float]:
    """Nothing where the column holds more than numbers with one and the same unit, heads its rows or is centred."""
    cells = [dict(row).get(column) for row in placed(table.body, len(table.aligns))]
    matches = [_NUMBER.match(plain(cell.children).strip()) if cell and not cell.header else None for cell in cells]
    if align is Align.CENTER or not all(matches) or len({match["tail"] for match in matches if match}) != 1:
        return
    group = "whole" if align is Align.LEFT else "fraction"
    texts = [(match[group] or "", strong(cell)) for cell, match in zip(cells, matches, strict=True) if cell and match]
    widths = [press.ruler.width(f".{text}" if text else "", size, bold) for text, bold in texts]
    yield from (max(widths) - width for width in widths)
