"""Tables on slides: widths of columns, heights of rows, and where a table is split. Lengths are points.

A table is measured as a lattice: a cell that spans several places fills them all, and only its first has text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeAlias

from builder import cells
from builder.cells import Place
from builder.deck.frames import Frame
from builder.deck.gauge import MOST_SEAMS, Gauge, is_heavy, seams, steps
from builder.deck.prose import printed
from builder.measure import Ruler, words
from builder.model import Code, Emph, Inlines, Link, Row, Script, Strike, Table, Text
from builder.text import in_two

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
_SURE: Final = 0.94
"""Share of its width in which a cell is measured in a table of two languages: its rows have little height to spare."""
_TALLEST: Final = 2.2
"""A table that leaves room is at most this much taller than it need be."""
_LEAST: Final = 0.62
"""Share of the frame that few rows are raised to fill: half of what the title leaves."""
_THINNEST: Final = 3.6
"""But no table gets more than so many times the height that it needs."""
_LOW: Final = 0.35
"""A table that takes no more of its frame stands large, though its cells take a second line."""
_TIED: Final = re.compile(r"(?<=[!-~])[、。！），：；？（](?=[!-~])")
"""Full-width marks between Latin words, beside which some programs break no line."""
_TIE: Final = "\u00a0" * 4
"""As wide as such a mark with the space around it."""
_ALIKE: Final = 0.4
"""Share of that room which every row gets, whatever its height."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, or a part of one, as it stands on a slide."""

    table: Table
    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]


Tables: TypeAlias = tuple[Table, ...]


def places(rows: tuple[Row, ...]) -> tuple[Place, ...]:
    """The first place of every cell, past those that earlier cells span."""
    return tuple(place for row in cells.places(rows) for place in row)


def columns_of(table: Table) -> int:
    return max((place.column + place.cell.colspan for place in places(table.head + table.body)), default=1)


def on_one(tables: Tables, frame: Frame, sizes: tuple[float, ...], gauge: Gauge) -> tuple[Sheet, ...] | None:
    """The same table in every language on one slide, at the largest size at which all fit; None where none does."""
    for size in sizes:
        if any(_least_height(table, size) > frame.height for table in tables):
            continue
        sheets = tuple(sheet_of(table, size, frame.width, gauge) for table in tables)
        if all(_fits(sheet, frame) and (size <= _ROOMY or _stands_large(sheet, frame)) for sheet in sheets):
            return tuple(spread(sheet, frame) for sheet in sheets)
    return None


def _least_height(table: Table, size: float) -> float:
    """Height of the table if no row had more than a line."""
    return len(table.head + table.body) * (size * PITCH + 2 * PAD_Y) + 0.5 * size


def _stands_large(sheet: Sheet, frame: Frame) -> bool:
    """Whether no row has more than a line, or the rows are next to nothing."""
    level = max(sheet.heights) <= sheet.size * PITCH + 2 * PAD_Y + 0.1
    return level or sum(sheet.heights) <= _LOW * frame.height


def sizes_for(gauge: Gauge) -> tuple[float, ...]:
    return steps(max(LARGEST, gauge.sizes.label), gauge.sizes.label_floor, 1)


def sheet_of(table: Table, size: float, width: float, gauge: Gauge) -> Sheet:
    cells, rows = _measured(table, gauge.ruler), len(table.head + table.body)
    widths = _widths(cells, rows, size, width, gauge)
    return Sheet(table, size, widths, _heights(cells, rows, size, widths, gauge))


def _fits(sheet: Sheet, frame: Frame) -> bool:
    return sum(sheet.widths) <= frame.width + 0.5 and sum(sheet.heights) + 0.5 * sheet.size <= frame.height


def spread(sheet: Sheet, frame: Frame) -> Sheet:
    """Rows share out some of the height that is left: a part alike, then the lowest first, so that they are of one
    height if there is room for that."""
    used = sum(sheet.heights)
    wanted = used * min(max((frame.height - 0.5 * sheet.size) / used, 1.0), _TALLEST)
    wanted = max(wanted, min(_LEAST * frame.height, _THINNEST * used))
    air = _ALIKE * (wanted - used) / len(sheet.heights)
    return replace(sheet, heights=_levelled(tuple(height + air for height in sheet.heights), wanted))


def _levelled(heights: tuple[float, ...], wanted: float) -> tuple[float, ...]:
    """The lower ones raised to a common level, so that all together are as high as `wanted`."""
    taller: list[float] = sorted(heights)
    above = 0.0
    while taller:
        level = (wanted - above) / len(taller)
        if level >= taller[-1]:
            return tuple(max(height, level) for height in heights)
        above += taller.pop()
    return heights


@lru_cache(maxsize=1 << 14)
def _ems(ruler: Ruler, text: str, heavy: bool) -> tuple[float, float]:
    """Widths of the longest line, with space between scripts, and of the longest word, em."""
    line = max(ruler.width(line, 1, heavy) + _SPACING * seams(line) for line in text.split("\n"))
    pieces = words(text.replace("\n", " "))
    return line, max((ruler.width(word.rstrip(), 1, heavy) for word in pieces), default=0.0)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A place with the text of its cell, and under it that of a second language: widths of the longest line and word,
    em of each. `tied`: the text with what some programs keep on one line, `held` the longest piece of that."""

    place: Place
    text: str
    tied: str
    heavy: bool
    line: float
    word: float
    held: float
    second: str = ""
    second_line: float = 0.0
    second_word: float = 0.0

    def width(self, size: float, gauge: Gauge) -> float:
        """Of the longest line."""
        return max(self.line * size, self.second_line * gauge.aside(size))

    def least(self, size: float, gauge: Gauge, held: bool) -> float:
        """Of the longest word, or of what is `held` together."""
        return max((self.held if held else self.word) * size, self.second_word * gauge.aside(size))


@lru_cache(maxsize=1 << 8)
def _measured(table: Table, ruler: Ruler) -> tuple[_Measured, ...]:
    out = []
    for place in places(table.head + table.body):
        first, other = in_two(place.cell.children)
        text, heavy = printed(_as_wide(first)), place.cell.header or is_heavy(first)
        second = printed(_as_wide(other))
        tied = _TIED.sub(_TIE, printed(_held(_as_wide(first))))
        (line, word), (below, long), (_, held) = (_ems(ruler, one, heavy) for one in (text, second, tied))
        out.append(_Measured(place, text, tied, heavy, line, word, max(word, held), second, below, long))
    return tuple(out)


def _as_wide(children: Inlines) -> Inlines:
    """The same with letters in the place of code that are as wide in the usual face as its own are: a capital F."""
    return tuple(
        Text(re.sub(r"[!-~]", "F", one.text).replace(" ", " I"))
        if isinstance(one, Code)
        else replace(one, children=_as_wide(one.children))
        if isinstance(one, Emph | Strike | Script | Link)
        else one
        for one in children
    )


def _held(children: Inlines) -> Inlines:
    """The same with links whose words stay together: some programs break a link within a word, or not at all."""
    return tuple(
        replace(one, children=(Text(printed(one.children).replace(" ", "\u00a0")),))
        if isinstance(one, Link)
        else replace(one, children=_held(one.children))
        if isinstance(one, Emph | Strike | Script)
        else one
        for one in children
    )


def narrow(table: Table, size: float, gauge: Gauge) -> tuple[float, ...]:
    """Least widths of the columns: the longest word, and no sliver."""
    return _narrow(_measured(table, gauge.ruler), size, gauge)


def _narrow(cells: tuple[_Measured, ...], size: float, gauge: Gauge, held: bool = False) -> tuple[float, ...]:
    count = max((one.place.column + one.place.cell.colspan for one in cells), default=1)
    out = [2 * PAD_X] * count
    for one in cells:
        if one.place.cell.colspan > 1:
            continue
        longest = min(one.least(size, gauge, held) + 2 * PAD_X + 0.3 * size, 13 * size)
        sliver = min(one.width(size, gauge), _NARROWEST * size) + 2 * PAD_X + 0.3 * size
        out[one.place.column] = max(out[one.place.column], longest, sliver)
    return tuple(out)


def _widths(cells: tuple[_Measured, ...], rows: int, size: float, width: float, gauge: Gauge) -> tuple[float, ...]:
    """Columns as wide as their text wants, or, where that is too much, shared so that the table is lowest."""
    least = _narrow(cells, size, gauge, held=True)
    if sum(least) > width:
        least = _narrow(cells, size, gauge)
    wanted = list(least)
    for one in cells:
        if one.place.cell.colspan == 1:
            own = one.width(size, gauge) + 2 * PAD_X + 0.3 * size
            wanted[one.place.column] = max(wanted[one.place.column], own)
    spare = width - sum(wanted)
    if spare >= 0:
        # Numbers in narrow columns are not torn apart: what is left over goes by width, but half of it evenly.
        total = sum(wanted)
        return tuple(own + spare * (0.5 * own / total + 0.5 / len(wanted)) for own in wanted)
    room = width - sum(least)
    if room <= 0:
        return tuple(own * width / sum(least) for own in least) if len(least) == 1 else least
    tried = [_shared(least, tuple(wanted), room, power) for power in (1.0, 0.75, 0.5)]
    return min(tried, key=lambda widths: round(sum(_heights(cells, rows, size, widths, gauge)), 1))


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


def _between_scripts(one: _Measured, size: float, room: float, gauge: Gauge) -> float:
    """What some programs put between the scripts of a line."""
    lines = gauge.ruler.lines(one.text, size, max(room, size), one.heavy)
    return _SPACING * size * min(seams(one.text) / max(lines, 1), MOST_SEAMS)


def _heights(
    cells: tuple[_Measured, ...], rows: int, size: float, widths: tuple[float, ...], gauge: Gauge
) -> tuple[float, ...]:
    out = [size * PITCH + 2 * PAD_Y] * rows
    sure = _SURE if any(one.second for one in cells) else 1.0
    for one in cells:
        place, cell = one.place, one.place.cell
        room = sum(widths[place.column : place.column + cell.colspan]) - 2 * PAD_X
        if one.line * size <= room and "\n" not in one.text and not one.second:
            continue
        room = max(room - _between_scripts(one, size, room, gauge), size)
        room = max(sure * room, size)
        need = gauge.ruler.height(one.tied, size, room, PITCH, one.heavy) + 2 * PAD_Y
        if one.second:
            need += gauge.ruler.height(one.second, gauge.aside(size), room, PITCH, one.heavy)
        if "\n" in one.text and one.held * size > room:
            need += size * PITCH
        have = sum(out[place.row : place.row + cell.rowspan])
        if need > have:
            out[min(place.row + cell.rowspan, rows) - 1] += need - have
    return tuple(out)
