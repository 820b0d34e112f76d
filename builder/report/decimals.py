"""Numbers of a column with their decimal points below each other, at whichever edge the column is aligned to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from builder.cells import places
from builder.locales import Locale
from builder.locales.numerals import decimal_mark, group_mark
from builder.model import Align, Cell, Emph, Row, Table
from builder.report.press import Press
from builder.text import plain

Placed: TypeAlias = tuple[tuple[int, Cell], ...]
"""The cells of a row with their columns."""


def _number(locale: Locale) -> re.Pattern[str]:
    group, point = re.escape(group_mark(locale)), re.escape(decimal_mark(locale))
    return re.compile(rf"^(?P<whole>[^\d]{{0,3}}[\d{group}]*\d)(?:{point}(?P<fraction>\d+))?(?P<tail>\D*)$")


def placed(rows: tuple[Row, ...], columns: int) -> Iterator[Placed]:
    """The cells of every row with their first column, beside what reaches down from rows above."""
    for row in places(rows):
        yield tuple((place.column, place.cell) for place in row if place.column < columns)


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
    """Nothing where the column holds more than numbers with one and the same unit, heads its rows or is centred; cells
    that reach over other columns are not of it."""
    cells = [dict(row).get(column) for row in placed(table.body, len(table.aligns))]
    own = [cell if cell and cell.colspan == 1 else None for cell in cells]
    number, point = _number(press.locale), decimal_mark(press.locale)
    matches = [number.match(plain(cell.children).strip()) if cell and not cell.header else None for cell in own]
    found = [match for match in matches if match]
    if align is Align.CENTER or len(found) < sum(cell is not None for cell in own):
        return
    if len({match["tail"] for match in found}) != 1:
        return
    group = "whole" if align is Align.LEFT else "fraction"
    texts = [(m[group] or "", strong(cell)) if cell and m else None for cell, m in zip(own, matches, strict=True)]
    widths = [press.ruler.width(f"{point}{one[0]}" if one[0] else "", size, one[1]) if one else None for one in texts]
    most = max(width for width in widths if width is not None)
    yield from (most - width if width is not None else 0.0 for width in widths)
