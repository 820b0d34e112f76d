"""Tables that no slide holds, cut by columns and by rows: the same way in every language."""

from __future__ import annotations

import itertools
from dataclasses import replace
from math import ceil
from typing import Final

from builder.cells import joined, keys, part
from builder.deck.frames import Frame
from builder.deck.gauge import Gauge
from builder.deck.grid import Sheet, Tables, columns_of, narrow, on_one, places, sheet_of, sizes_for, spread
from builder.deck.prose import pieces, printed
from builder.model import Cell, Row, Table

_HALF: Final = 0.45
"""Share of its slide that a part fills at least where it ends to keep joined rows together."""
_KEPT: Final = 0.5
"""Share of the slide's width that columns may take which stand again in every part."""


def fit_tables(tables: Tables, frame: Frame, gauge: Gauge) -> tuple[tuple[Sheet, ...], ...]:
    """Each language's table in as many parts: by columns where they cannot stand side by side, then by rows."""
    if len({columns_of(table) for table in tables}) > 1:
        return tuple(fit_tables((table,), frame, gauge)[0] for table in tables)
    sizes = sizes_for(gauge)
    if whole := on_one(tables, frame, sizes, gauge):
        return tuple((sheet,) for sheet in whole)
    size = gauge.sizes.label if _wide_enough(tables, gauge.sizes.label, frame, gauge) else sizes[-1]
    out: list[list[Sheet]] = [[] for _ in tables]
    for columns in column_groups(tables, size, frame, gauge):
        for language, parts in enumerate(_by_rows(columns, size, frame, gauge)):
            out[language] += [spread(sheet_of(one, size, frame.width, gauge), frame) for one in parts]
    return tuple(tuple(sheets) for sheets in out)


def _wide_enough(tables: Tables, size: float, frame: Frame, gauge: Gauge) -> bool:
    return all(sum(narrow(table, size, gauge)) <= frame.width for table in tables)


def column_groups(tables: Tables, size: float, frame: Frame, gauge: Gauge) -> tuple[Tables, ...]:
    """Groups of columns, each every language's table with the columns that say what its rows are, where the columns are
    too many for the slide. The tables have as many columns as each other."""
    least = [max(same) for same in zip(*(narrow(table, size, gauge) for table in tables), strict=True)]
    if sum(least) <= frame.width or len(least) < 3:
        return (tables,)
    again = max(keys(table.body) for table in tables)
    again = again if sum(least[:again]) <= _KEPT * frame.width else 1
    groups = ceil(sum(least[again:]) / (frame.width - sum(least[:again])))
    while not (chosen := _groups(least, again, groups, frame.width)):
        groups += 1
    return tuple(tuple(_columns(table, numbers) for table in tables) for numbers in chosen)


def _groups(least: list[float], again: int, count: int, width: float) -> tuple[tuple[int, ...], ...]:
    """Columns past the first `again` in `count` runs; none where a run is too wide, unless it is a single column."""
    others = len(least) - again
    bounds = [again + round(others * n / count) for n in range(count + 1)]
    runs = [tuple(range(a, b)) for a, b in itertools.pairwise(bounds)]
    if count < others and any(sum(least[:again]) + sum(least[n] for n in run) > width for run in runs):
        return ()
    return tuple((*range(again), *run) for run in runs)


def _columns(table: Table, numbers: tuple[int, ...]) -> Table:
    """A cell that spans several columns spans those of them that are left: the first columns and a run."""

    def chosen(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        out: list[list[Cell]] = [[] for _ in rows]
        for place in places(rows):
            kept = sum(place.column <= n < place.column + place.cell.colspan for n in numbers)
            if kept:
                out[place.row].append(replace(place.cell, colspan=kept))
        return tuple(map(tuple, out))

    aligns = tuple(table.aligns[n] for n in numbers if n < len(table.aligns))
    return replace(table, head=chosen(table.head), body=chosen(table.body), aligns=aligns)


def _by_rows(tables: Tables, size: float, frame: Frame, gauge: Gauge) -> tuple[Tables, ...]:
    """Every language's table cut after the same rows, each part with the head."""
    lows = _short_rows(tables, size, frame, gauge)
    if len({len(table.body) for table in lows}) > 1:
        return tuple(_by_rows((table,), size, frame, gauge)[0] for table in tables)
    sheets = [sheet_of(table, size, frame.width, gauge) for table in lows]
    heads = [sum(sheet.heights[: len(sheet.table.head)]) for sheet in sheets]
    bodies = [sheet.heights[len(sheet.table.head) :] for sheet in sheets]
    rooms = [frame.height - head - size for head in heads]
    shares = [max(height[n] / room for height, room in zip(bodies, rooms, strict=True)) for n in range(len(bodies[0]))]
    ends = _even_ends(shares, frozenset().union(*map(joined_rows, lows)))
    return tuple(tuple(rows_between(table, a, b) for a, b in zip((0, *ends[:-1]), ends, strict=True)) for table in lows)


def joined_rows(table: Table) -> frozenset[int]:
    """Rows that had better not begin a part, because a cell spans them and the row before."""
    return joined(table.body)


def rows_between(table: Table, first: int, last: int) -> Table:
    """The table with rows of its body from `first` to `last` (exclusive); what spans their edges is cut there."""
    return replace(table, body=part(table.body, first, last))


def _even_ends(shares: list[float], joined: frozenset[int]) -> tuple[int, ...]:
    """Ends of parts that fill at most a slide each: as few as possible, then about equally full."""
    ends = _ends(shares, joined, 1.0)
    for limit in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        even = _ends(shares, joined, limit)
        if len(even) == len(ends):
            return even
    return ends


def _ends(shares: list[float], joined: frozenset[int], limit: float) -> tuple[int, ...]:
    """Ends before rows that no cell joins to the row before, unless they would leave a part half empty."""
    ends: list[int] = []
    used, start = 0.0, 0
    for row, share in enumerate(shares):
        if row > start and used + share > limit:
            whole = (end for end in range(row, start, -1) if end not in joined)
            end = next((end for end in whole if sum(shares[start:end]) >= _HALF * limit), row)
            ends.append(end)
            start, used = end, sum(shares[end:row])
        used += share
    return (*ends, len(shares))


def _short_rows(tables: Tables, size: float, frame: Frame, gauge: Gauge) -> Tables:
    """Rows taller than a slide become several: every cell goes on in the next."""
    if len({len(table.body) for table in tables}) > 1 and len(tables) > 1:
        return tables
    counts = [1] * max(len(table.body) for table in tables)
    for table in tables:
        sheet = sheet_of(table, size, frame.width, gauge)
        head = sum(sheet.heights[: len(table.head)])
        for n, height in enumerate(sheet.heights[len(table.head) :]):
            counts[n] = max(counts[n], ceil(1.15 * height / (frame.height - head - size) - 0.15))
    return tuple(
        replace(table, body=tuple(one for row, n in zip(table.body, counts, strict=True) for one in _parts(row, n)))
        for table in tables
    )


def _parts(row: Row, count: int) -> tuple[Row, ...]:
    if count == 1 or any(cell.rowspan > 1 for cell in row):
        return (row,)
    cut = [pieces(cell.children, count) if len(printed(cell.children)) > 60 else (cell.children,) for cell in row]
    return tuple(
        tuple(replace(cell, children=text[n] if n < len(text) else ()) for cell, text in zip(row, cut, strict=True))
        for n in range(count)
    )
