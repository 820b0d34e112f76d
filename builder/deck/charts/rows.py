"""The rows of an XY chart that has categories, the scale beside them, and its series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log10
from typing import Final

from builder.deck.charts.axes import log_base, step
from builder.deck.charts.marker import dot
from builder.deck.charts.room import BREAK, PITCH, Inner, Room, with_breaks
from builder.deck.charts.sheet import Column
from builder.model import Paint, Plot, Style

DOT: Final = 12
_REACH: Final = 8.0
"""From a dot's middle to its label, pt."""
_MOST_TICKS: Final = 3
PLACE, LOW = 1, 2
"""Columns of the rows' places and of the scale's low end."""


@dataclass(frozen=True, slots=True)
class Row:
    """A category, or a break of the axis (None), at its place."""

    category: int | None
    at: float

    def of(self, cells: Sequence[float | None]) -> float | None:
        return None if self.category is None else cells[self.category]


@dataclass(frozen=True, slots=True)
class Grid:
    """`lines` are the rows' names as they are wrapped."""

    rows: tuple[Row, ...]
    lines: tuple[str, ...]
    low: float
    high: float
    inner: Inner
    columns: list[Column] = field(default_factory=list)

    def spot(self, value: float, row: Row, horizontal: bool, log: bool) -> tuple[float, float]:
        """Where a value of a row stands, pt from the frame's corner."""
        low, high, here = (log10(v) if log else v for v in (self.low, self.high, value))
        share, down = (here - low) / ((high - low) or 1.0), row.at / max(len(self.rows), 1)
        across, upright = (share, down) if horizontal else (down, share)
        inner = self.inner
        return inner.left + across * inner.width, inner.top + (1 - upright) * inner.height

    def add(self, column: Column) -> int:
        self.columns.append(column)
        return len(self.columns) - 1


@dataclass(frozen=True, slots=True)
class Xy:
    """A series: columns of its heading, values and places, and its looks."""

    heading: int
    value: int
    place: int
    look: str
    labels: str = ""
    stroke: str = ""
    named: bool = False


def row_name(plot: Plot, row: Row) -> str:
    return BREAK if row.category is None else plot.categories[row.category]


def invisible() -> str:
    return dot(Style(Paint.GREY), 0)


def grid_of(plot: Plot, room: Room) -> Grid:
    order = with_breaks(plot)
    places = [len(order) - i - 0.5 if plot.horizontal else i + 0.5 for i in range(len(order))]
    rows = tuple(Row(category, at) for category, at in zip(order, places, strict=True))
    names = [row_name(plot, row) for row in rows]
    low, high = _extent(plot)
    top = room.head(plot)
    several = len(plot.marks) > 1
    if plot.horizontal:
        ticks = room.small * PITCH + 6 if plot.axis.shown else 2.0
        beside = room.widest([text for marks in plot.marks for text in marks.labels]) + _REACH + 6
        wrapped = room.row_names(plot, names)
        width = room.widest([line for text in wrapped for line in text.split("\n")])
        inner = Inner(width + 18, top, room.width - width - 18 - beside, room.height - top - ticks)
        lead, length = (beside if several else _REACH), inner.width
    else:
        left = room.widest([t.label for t in plot.axis.ticks], room.small) + 12 if plot.axis.shown else 4.0
        beyond = room.size * PITCH + _REACH
        width = (room.width - left) / max(len(names), 1) - 6
        wrapped = tuple("\n".join(room.ruler.wrap(text, room.size, max(width, room.size * 2))) for text in names)
        bottom = room.lines(names, width) * room.size * PITCH + 10
        inner = Inner(left, top + beyond, room.width - left - 4, room.height - top - beyond - bottom)
        lead, length = (beyond if several else _REACH), inner.height
    if not plot.axis.shown and not plot.axis.log:
        low = min(low, _cleared(plot, high, lead / length))
    elif several and plot.axis.log and _lead(plot, low, high) < lead / length:
        low /= log_base(plot.axis)
    elif not plot.axis.log and (gap := step(plot.axis)) and (several or not low - gap < 0 <= low):
        low = _stepped(plot, low, high, gap, lead / length)
    return Grid(rows, wrapped, low, high, inner)


def _extent(plot: Plot) -> tuple[float, float]:
    if plot.axis.shown or plot.axis.log:
        return plot.axis.minimum, plot.axis.maximum
    found = [v for marks in plot.marks for v in (*marks.values, *marks.lows) if v is not None]
    low, high = min([*found, 0.0]), max([*found, 0.0])
    return (low, high) if high > low else (low, low + 1.0)


def _lead(plot: Plot, low: float, high: float) -> float:
    """How far from the low end the lowest dot stands, as a share of the scale."""
    found = [v for marks in plot.marks for v in marks.values if v is not None]
    if not found:
        return 1.0
    start, end, least = (log10(v) if plot.axis.log else v for v in (low, high, min(found)))
    return (least - start) / (end - start)


def _cleared(plot: Plot, high: float, share: float) -> float:
    """The low end of the scale from which the lowest dot stands so far away."""
    found = [v for marks in plot.marks for v in marks.values if v is not None]
    least = min(found, default=0.0)
    return (least - share * high) / (1 - share) if high > least and share < 1 else least


def _stepped(plot: Plot, low: float, high: float, gap: float, share: float) -> float:
    """The low end of a shown scale, as many ticks lower as the lowest dots, or labels under them, need to clear the
    axis."""
    for _ in range(_MOST_TICKS):
        if _lead(plot, low, high) >= share:
            break
        low -= gap
    return low
