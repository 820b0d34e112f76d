"""Thick and thin lines of XY charts: pairs of points with a gap after each, computed from the ends in the workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from builder.deck.charts.ink import FINE, label, labels, line
from builder.deck.charts.room import Room, base_style
from builder.deck.charts.rows import DOT, Grid, Row, Xy, invisible
from builder.deck.charts.sheet import Cell, Column, column_name
from builder.deck.palette import RULE, scheme
from builder.model import Marks, Paint, Plot, Style

_JOIN: Final = 25_400
_HAIRLINE: Final = 6_350
_INSIDE: Final = 1.0001
"""Factor of the low end of a logarithmic scale from which LibreOffice draws lines."""
_THICK: Final = 14 * 12_700
"""Thickness of a range, EMU."""


def ranges(plot: Plot, marks: Marks, grid: Grid, room: Room, typed: tuple[int, int]) -> list[Xy]:
    """Thick lines from low to high, one series a style, because a line has one look."""
    base = base_style(plot, marks.name, marks.styles)
    styles = dict.fromkeys(s for s, v in zip(marks.styles, marks.values, strict=True) if v is not None)
    low, high = (column_name(column) for column in typed)
    series = []
    for style in sorted(styles, key=lambda style: style != base):

        def ends(row: Row, number: int, style: Style = style) -> Ends | None:
            a, b = row.of(marks.lows), row.of(marks.values)
            if row.category is None or a is None or b is None or marks.styles[row.category] != style:
                return None
            return a, b, f"={low}{number}", f"={high}{number}"

        shown = [
            label(3 * i + 1, marks.labels[row.category], room.size, room.lang, "r" if plot.horizontal else "t")
            for i, row in enumerate(grid.rows)
            if row.category is not None and ends(row, 0) and marks.labels[row.category]
        ]
        stroke = line(scheme(style.paint), _THICK, FINE if style.hatched else "")
        series.append(_segments(plot, grid, room, ends, stroke, labels(shown), marks.name))
    return series


def joined(plot: Plot, grid: Grid, room: Room, typed: Sequence[int]) -> list[Xy]:
    """The lines from dot to dot of each row, from edge to edge: what lies on what is not the same in all programs."""
    cells = f"{column_name(min(typed))}{{at}}:{column_name(max(typed))}{{at}}"
    after, before = _apart(plot, grid)

    def line_of(rank: int) -> Xy:
        def ends(row: Row, at: int) -> Ends | None:
            found = sorted(v for v in (row.of(marks.values) for marks in plot.marks) if v is not None)
            if rank + 1 >= len(found):
                return None
            low, high = after.of(found[rank]), before.of(found[rank + 1])
            there = cells.format(at=at)
            names = (f"SMALL({there},{rank + 1})", f"SMALL({there},{rank + 2})")
            if len(typed) == 2:
                names = (f"MIN({there})", f"MAX({there})")
            return (low, high, after.formula(names[0]), before.formula(names[1])) if low < high else None

        return _segments(plot, grid, room, ends, line(scheme(Paint.GREY), _JOIN))

    return [line_of(rank) for rank in range(len(typed) - 1)]


def guides(plot: Plot, grid: Grid, room: Room, typed: Sequence[int]) -> Xy:
    """Hairlines that lead from the names of rows to the edges of their first dots."""
    first, last = column_name(min(typed)), column_name(max(typed))
    least = f"{first}{{at}}" if first == last else f"MIN({first}{{at}}:{last}{{at}})"
    _, before = _apart(plot, grid)

    def ends(row: Row, at: int) -> Ends | None:
        found = [v for v in (row.of(marks.values) for marks in plot.marks) if v is not None]
        end = before.of(min(found, default=grid.low))
        formula = before.formula(least.format(at=at))
        start = grid.low * _INSIDE if plot.axis.log else grid.low
        return (start, end, "", formula) if end > start else None

    return _segments(plot, grid, room, ends, line(RULE, _HAIRLINE))


@dataclass(frozen=True, slots=True)
class Edge:
    """From the middle of a dot to one of its edges: a distance on the scale, or a factor where it is logarithmic."""

    log: bool
    step: float

    def of(self, value: float) -> float:
        return value * self.step if self.log else value + self.step

    def formula(self, value: str) -> str:
        return f"={value}*{self.step:.6g}" if self.log else f"={value}{self.step:+.6g}"


def _apart(plot: Plot, grid: Grid) -> tuple[Edge, Edge]:
    """The edges of a dot after it and before it."""
    share = DOT / 2 / (grid.inner.width if plot.horizontal else grid.inner.height)
    if plot.axis.log:
        factor = (grid.high / grid.low) ** share
        return Edge(True, factor), Edge(True, 1 / factor)
    step = (grid.high - grid.low) * share
    return Edge(False, step), Edge(False, -step)


Ends = tuple[float, float, str, str]
"""Both ends of a line and the formulas that compute them."""


def _segments(
    plot: Plot,
    grid: Grid,
    room: Room,
    ends: Callable[[Row, int], Ends | None],
    stroke: str,
    shown: str = "",
    name: str = "",
) -> Xy:
    """A series of one line a row. Where the vertical coordinate is missing, the line has a gap."""
    cells: list[Cell] = []
    formulas: list[str] = []
    places: list[Cell] = []
    for i, row in enumerate(grid.rows):
        found = ends(row, i + 2)
        a, b, first, last = found or (grid.low, grid.low, "", "")
        cells += [a, b, b] if plot.horizontal else [a, b, None] if found else [None] * 3
        formulas += [first or f"={a:.15g}", last or f"={b:.15g}", last or f"={b:.15g}"]
        gap = plot.horizontal
        places += [row.at, row.at, None if gap else row.at] if found or not gap else [None] * 3
    computed = any(not formula[1:2].isdigit() and formula[1:2] != "-" for formula in formulas)
    value = grid.add(Column(name or room.heads.aid, tuple(cells), tuple(formulas) if computed else ()))
    place = grid.add(Column(room.heads.aid, tuple(places)))
    return Xy(value, value, place, invisible(), shown, stroke, named=bool(name))
