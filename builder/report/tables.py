"""Tables: widths of columns from what the cells hold, numbers on their decimal point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final, TypeAlias

from builder.measure import words
from builder.model import Align, Cell, Emph, Row, Status, Table
from builder.report import inlines
from builder.report.columns import Need, total_lines, widths
from builder.report.composition import JOINER, compose
from builder.report.press import Press
from builder.report.views import Grid, GridCell
from builder.text import plain

Placed: TypeAlias = tuple[tuple[int, Cell], ...]

_GUTTER: Final = 12.0
"""Space between two columns, pt; the style sheet pads the cells by half of it."""

_NUMBER: Final = re.compile(r"^(?P<whole>[^\d]{0,3}[\d,]*\d)(?:\.(?P<fraction>\d+))?(?P<tail>\D*)$")

_COMFORT_EM: Final = 4.5
"""A column of text is no narrower than this, where the page allows it."""

_SHORT_EM: Final = 6.0
"""A text no longer than this stays on one line."""

_SLACK: Final = 1.015
"""Measured without kerning, set with it, and marks at the edges; a hair more than measured is always enough."""


_WORTH: Final = 1.12
"""A table leaves the column of the text where this makes it shorter by so much, and by two lines at least."""


def grid(table: Table, press: Press, outermost: bool) -> Grid:
    measures, columns = press.measures, len(table.aligns)
    pads = _pads(table, press)
    needs = tuple(_needs(table, pads, press))
    gutters = columns * _GUTTER
    least = _COMFORT_EM * press.theme.sizes.table
    narrow = widths(needs, columns, measures.text - gutters, least)
    broad = widths(needs, columns, measures.full - gutters, least)
    long, short = total_lines(needs, narrow), total_lines(needs, broad)
    wide = outermost and long > short * _WORTH and long >= short + 2
    given = [width + _GUTTER for width in (broad if wide else narrow)]
    return Grid(
        id=table.id,
        label=table.label,
        caption=inlines.line(table.caption, press),
        columns=tuple(round(100 * one / sum(given), 3) for one in given),
        head=tuple(_row(row, table, press, "col", {}) for row in placed(table.head, columns)),
        body=tuple(
            _row(row, table, press, "row", pad) for row, pad in zip(placed(table.body, columns), pads, strict=True)
        ),
        source=inlines.source_line(table.source, press),
        wide=wide,
        continued=f"{table.label}{press.locale.words.continued}",
    )


def _needs(table: Table, pads: tuple[dict[int, float], ...], press: Press) -> Iterator[tuple[Need, ...]]:
    """The cells of every row but those that span columns, which take what their columns hold."""
    columns = len(table.aligns)
    nothing: dict[int, float] = {}
    rows = ((row, True, nothing) for row in placed(table.head, columns))
    body = ((row, False, pad) for row, pad in zip(placed(table.body, columns), pads, strict=True))
    for row, head, pad in chain(rows, body):
        yield tuple(_need(at, cell, head, pad.get(at, 0.0), press) for at, cell in row if cell.colspan == 1)


def _need(column: int, cell: Cell, head: bool, pad: float, press: Press) -> Need:
    size, bold = press.theme.sizes.table, head or cell.header or _strong(cell)
    (text,) = compose((_words(cell),), press.holds)
    natural = press.ruler.width(text.replace(JOINER, ""), size, bold)
    word = max((press.ruler.width(one, size, bold) for one in _unbroken(text)), default=0.0)
    if natural <= _SHORT_EM * size:
        word = natural
    return Need(column, (natural + pad) * _SLACK, (word + pad) * _SLACK)


def _unbroken(text: str) -> Iterator[str]:
    """The pieces that stay on one line, joined where the composition holds them."""
    held = ""
    for word in words(text):
        if held and not word.startswith(JOINER) and not held.endswith(JOINER):
            yield held.replace(JOINER, "").rstrip()
            held = ""
        held += word
    yield held.replace(JOINER, "").rstrip()


def _strong(cell: Cell) -> bool:
    return any(isinstance(item, Emph) and item.strong for item in cell.children)


def _words(cell: Cell) -> str:
    """The cell's text, with room for its marks."""
    return plain(cell.children) + "口 " * sum(isinstance(item, Status) for item in cell.children)


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


def _row(row: Placed, table: Table, press: Press, scope: str, pads: dict[int, float]) -> tuple[GridCell, ...]:
    return tuple(
        GridCell(
            children=inlines.line(cell.children, press),
            scope=scope if cell.header else "",
            align=table.aligns[at],
            colspan=cell.colspan,
            rowspan=cell.rowspan,
            pad=pads.get(at, 0.0),
        )
        for at, cell in row
    )


def _pads(table: Table, press: Press) -> tuple[dict[int, float], ...]:
    """For every row, what its right-aligned numbers lack behind the point, pt by column."""
    pads: tuple[dict[int, float], ...] = tuple({} for _ in table.body)
    for column, align in enumerate(table.aligns):
        if align is Align.RIGHT:
            for row, pad in enumerate(_column_pads(table, column, press)):
                pads[row][column] = pad
    return pads


def _column_pads(table: Table, column: int, press: Press) -> Iterator[float]:
    """Nothing where the column holds more than numbers with one and the same unit."""
    cells = [dict(row).get(column) for row in placed(table.body, len(table.aligns))]
    matches = [_NUMBER.match(plain(cell.children).strip()) if cell else None for cell in cells]
    if not all(matches) or len({match["tail"] for match in matches if match}) != 1:
        return
    fractions = [match["fraction"] or "" for match in matches if match]
    widest = max(fractions, key=len, default="")
    size = press.theme.sizes.table
    for fraction in fractions:
        yield press.ruler.width(_point(widest), size) - press.ruler.width(_point(fraction), size)


def _point(fraction: str) -> str:
    return f".{'0' * len(fraction)}" if fraction else ""
