"""Tables on slides: widths of columns, heights of rows, and where a table is split. Lengths are points.

A table is measured as a lattice: a cell that spans several places fills them all, and only its first has text."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from math import ceil
from typing import Final, TypeAlias

from builder.deck.fit import Gauge, is_heavy, seams, steps
from builder.deck.frames import Frame
from builder.deck.prose import pieces, printed
from builder.measure import words
from builder.model import Cell, Row, Table

PITCH: Final = 1.3
"""Distance of base lines in cells, set exactly."""
PAD_X: Final = 7.0
PAD_Y: Final = 4.0
LARGEST: Final = 20.0
_ROOMY: Final = 16.0
"""Above this size no cell of the body may take a second line."""
_NARROWEST: Final = 3.2
"""Least width of a column, em, unless all its text is shorter."""
_SPACING: Final = 0.25
_TALLEST: Final = 2.2
"""Rows of a table that leaves room are at most this much taller than they need be."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, or a part of one, as it stands on a slide."""

    table: Table
    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell begins in the lattice."""

    row: int
    column: int
    cell: Cell


Tables: TypeAlias = tuple[Table, ...]


def places(rows: tuple[Row, ...]) -> tuple[Place, ...]:
    """The first place of every cell, past those that earlier cells span."""
    taken: set[tuple[int, int]] = set()
    out: list[Place] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            out.append(Place(number, column, cell))
            taken |= {(number + r, column + c) for r in range(cell.rowspan) for c in range(cell.colspan)}
            column += cell.colspan
    return tuple(out)


def columns_of(table: Table) -> int:
    return max((place.column + place.cell.colspan for place in places(table.head + table.body)), default=1)


def on_one(tables: Tables, frame: Frame, sizes: tuple[float, ...], gauge: Gauge) -> tuple[Sheet, ...] | None:
    """The same table in every language on one slide, at the largest size at which all fit; None where none does."""
    for size in sizes:
        sheets = tuple(_sheet(table, size, frame.width, gauge) for table in tables)
        if all(_fits(sheet, frame) and (size <= _ROOMY or _is_level(sheet)) for sheet in sheets):
            return tuple(_spread(sheet, frame) for sheet in sheets)
    return None


def _is_level(sheet: Sheet) -> bool:
    """Whether no row has more than a line."""
    return max(sheet.heights) <= sheet.size * PITCH + 2 * PAD_Y + 0.1


def sizes_for(gauge: Gauge) -> tuple[float, ...]:
    return steps(max(LARGEST, gauge.sizes.label), gauge.sizes.label_floor, 1)


def fit_tables(tables: Tables, frame: Frame, gauge: Gauge) -> tuple[tuple[Sheet, ...], ...]:
    """Each language's table in as many parts: by columns where they cannot stand side by side, then by rows."""
    sizes = sizes_for(gauge)
    if whole := on_one(tables, frame, sizes, gauge):
        return tuple((sheet,) for sheet in whole)
    size = gauge.sizes.label if _wide_enough(tables, gauge.sizes.label, frame, gauge) else sizes[-1]
    out: list[list[Sheet]] = [[] for _ in tables]
    for narrow in zip(*_by_columns(tables, sizes[-1], frame, gauge), strict=True):
        for language, parts in enumerate(_by_rows(narrow, size, frame, gauge)):
            out[language] += [_spread(_sheet(part, size, frame.width, gauge), frame) for part in parts]
    return tuple(tuple(sheets) for sheets in out)


def _wide_enough(tables: Tables, size: float, frame: Frame, gauge: Gauge) -> bool:
    return all(sum(_narrow(table, size, gauge)) <= frame.width for table in tables)


def _sheet(table: Table, size: float, width: float, gauge: Gauge) -> Sheet:
    widths = _widths(table, size, width, gauge)
    return Sheet(table, size, widths, _heights(table, size, widths, gauge))


def _fits(sheet: Sheet, frame: Frame) -> bool:
    return sum(sheet.widths) <= frame.width + 0.5 and sum(sheet.heights) + 0.5 * sheet.size <= frame.height


def _spread(sheet: Sheet, frame: Frame) -> Sheet:
    """Rows share out some of the height that is left."""
    used = sum(sheet.heights)
    factor = min(max((frame.height - 0.5 * sheet.size) / used, 1.0), _TALLEST)
    return replace(sheet, heights=tuple(height * factor for height in sheet.heights))


def _text_width(cell: Cell, size: float, gauge: Gauge) -> float:
    heavy = cell.header or is_heavy(cell.children)
    lines = printed(cell.children).split("\n")
    return max(gauge.ruler.width(line, size, heavy) + _SPACING * size * seams(line) for line in lines) + 2 * PAD_X


def _narrow(table: Table, size: float, gauge: Gauge) -> tuple[float, ...]:
    """Least widths of the columns: the longest word, and no sliver."""
    out = [2 * PAD_X] * columns_of(table)
    for place in places(table.head + table.body):
        if place.cell.colspan > 1:
            continue
        heavy = place.cell.header or is_heavy(place.cell.children)
        text = printed(place.cell.children).replace("\n", " ")
        longest = max((gauge.ruler.width(word.rstrip(), size, heavy) for word in words(text)), default=0.0)
        sliver = min(_text_width(place.cell, size, gauge), _NARROWEST * size + 2 * PAD_X)
        out[place.column] = max(
            out[place.column], min(longest + 2 * PAD_X + 0.3 * size, 13 * size), sliver + 0.3 * size
        )
    return tuple(out)


def _widths(table: Table, size: float, width: float, gauge: Gauge) -> tuple[float, ...]:
    """Columns as wide as their text wants, or, where that is too much, shared so that the table is lowest."""
    least = _narrow(table, size, gauge)
    wanted = list(least)
    for place in places(table.head + table.body):
        if place.cell.colspan == 1:
            wanted[place.column] = max(wanted[place.column], _text_width(place.cell, size, gauge) + 0.3 * size)
    spare = width - sum(wanted)
    if spare >= 0:
        # Numbers in narrow columns are not torn apart: what is left over goes by width, but half of it evenly.
        total = sum(wanted)
        return tuple(own + spare * (0.5 * own / total + 0.5 / len(wanted)) for own in wanted)
    room = width - sum(least)
    if room <= 0:
        return tuple(own * width / sum(least) for own in least) if len(least) == 1 else least
    tried = [_shared(least, tuple(wanted), room, power) for power in (1.0, 0.75, 0.5)]
    return min(tried, key=lambda widths: round(sum(_heights(table, size, widths, gauge)), 1))


def _shared(least: tuple[float, ...], wanted: tuple[float, ...], room: float, power: float) -> tuple[float, ...]:
    """Room beyond the least widths, by a power of what each column still wants and never more than that."""
    widths = list(least)
    while room > 0.1:
        open_ = {
            n: (want - have) ** power
            for n, (want, have) in enumerate(zip(wanted, widths, strict=True))
            if want - have > 0.01
        }
        if not open_:
            break
        total, given = sum(open_.values()), 0.0
        for number, weight in open_.items():
            share = min(room * weight / total, wanted[number] - widths[number])
            widths[number] += share
            given += share
        room -= given
    return tuple(widths)


def _heights(table: Table, size: float, widths: tuple[float, ...], gauge: Gauge) -> tuple[float, ...]:
    rows = table.head + table.body
    out = [size * PITCH + 2 * PAD_Y] * len(rows)
    for place in places(rows):
        cell = place.cell
        room = sum(widths[place.column : place.column + cell.colspan]) - 2 * PAD_X
        heavy = cell.header or is_heavy(cell.children)
        need = gauge.ruler.height(printed(cell.children), size, max(room, size), PITCH, heavy) + 2 * PAD_Y
        have = sum(out[place.row : place.row + cell.rowspan])
        if need > have:
            out[min(place.row + cell.rowspan, len(rows)) - 1] += need - have
    return tuple(out)


def _by_columns(tables: Tables, size: float, frame: Frame, gauge: Gauge) -> tuple[Tables, ...]:
    """Every language's table as several, each with the first column, where the columns are too many for the slide."""
    counts = {columns_of(table) for table in tables}
    spanned = any(cell.colspan > 1 for table in tables for row in table.head + table.body for cell in row)
    if len(counts) > 1 or spanned:
        return tuple((table,) for table in tables)
    least = [max(same) for same in zip(*(_narrow(table, size, gauge) for table in tables), strict=True)]
    if sum(least) <= frame.width or len(least) < 3:
        return tuple((table,) for table in tables)
    groups = ceil(sum(least[1:]) / (frame.width - least[0]))
    while not (chosen := _groups(least, groups, frame.width)):
        groups += 1
    return tuple(tuple(_columns(table, numbers) for numbers in chosen) for table in tables)


def _groups(least: list[float], count: int, width: float) -> tuple[tuple[int, ...], ...]:
    """Columns past the first in `count` runs; none where a run is too wide, unless it is a single column."""
    others = len(least) - 1
    bounds = [1 + round(others * n / count) for n in range(count + 1)]
    runs = [tuple(range(a, b)) for a, b in itertools.pairwise(bounds)]
    if count < others and any(least[0] + sum(least[n] for n in run) > width for run in runs):
        return ()
    return tuple((0, *run) for run in runs)


def _columns(table: Table, numbers: tuple[int, ...]) -> Table:
    def chosen(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(tuple(row[n] for n in numbers if n < len(row)) for row in rows)

    aligns = tuple(table.aligns[n] for n in numbers if n < len(table.aligns))
    return replace(table, head=chosen(table.head), body=chosen(table.body), aligns=aligns)


def _by_rows(tables: Tables, size: float, frame: Frame, gauge: Gauge) -> tuple[Tables, ...]:
    """Every language's table cut after the same rows, each part with the head."""
    lows = _short_rows(tables, size, frame, gauge)
    if len({len(table.body) for table in lows}) > 1:
        return tuple(_by_rows((table,), size, frame, gauge)[0] for table in tables)
    sheets = [_sheet(table, size, frame.width, gauge) for table in lows]
    heads = [sum(sheet.heights[: len(sheet.table.head)]) for sheet in sheets]
    bodies = [sheet.heights[len(sheet.table.head) :] for sheet in sheets]
    rooms = [frame.height - head - size for head in heads]
    shares = [max(height[n] / room for height, room in zip(bodies, rooms, strict=True)) for n in range(len(bodies[0]))]
    ends = _even_ends(shares, _joined(lows))
    return tuple(
        tuple(replace(table, body=table.body[a:b]) for a, b in zip((0, *ends[:-1]), ends, strict=True))
        for table in lows
    )


def _joined(tables: Tables) -> frozenset[int]:
    """Rows that may not begin a part, because a cell spans them and the row before."""
    return frozenset(
        place.row + n for table in tables for place in places(table.body) for n in range(1, place.cell.rowspan)
    )


def _even_ends(shares: list[float], joined: frozenset[int]) -> tuple[int, ...]:
    """Ends of parts that fill at most a slide each: as few as possible, then about equally full."""
    ends = _ends(shares, joined, 1.0)
    for limit in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        even = _ends(shares, joined, limit)
        if len(even) == len(ends):
            return even
    return ends


def _ends(shares: list[float], joined: frozenset[int], limit: float) -> tuple[int, ...]:
    ends: list[int] = []
    used, start = 0.0, 0
    for row, share in enumerate(shares):
        if row > start and used + share > limit and row not in joined:
            ends.append(row)
            start, used = row, 0.0
        used += share
    return (*ends, len(shares))


def _short_rows(tables: Tables, size: float, frame: Frame, gauge: Gauge) -> Tables:
    """Rows taller than a slide become several: every cell goes on in the next."""
    if len({len(table.body) for table in tables}) > 1 and len(tables) > 1:
        return tables
    counts = [1] * max(len(table.body) for table in tables)
    for table in tables:
        sheet = _sheet(table, size, frame.width, gauge)
        head = sum(sheet.heights[: len(table.head)])
        for n, height in enumerate(sheet.heights[len(table.head) :]):
            counts[n] = max(counts[n], ceil(1.15 * height / (frame.height - head - size) - 0.15))
    return tuple(
        replace(table, body=tuple(part for row, n in zip(table.body, counts, strict=True) for part in _parts(row, n)))
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
