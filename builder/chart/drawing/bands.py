"""Charts over categories as segments on a value scale: what rows and columns share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from builder.chart.drawing.signs import series_names
from builder.model import Marks, Plot, Shape, Stacking, Style

BROKEN_GAP: Final = 12.0
"""Room of a break in the category axis, pt."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One datum of a banded chart, from `low` to `high` on the value scale (equal for points).

    `series` is its place in the order of the chart, `lane` among the series of a category; `stacked` segments bear
    their labels inside."""

    category: int
    lane: int
    low: float
    high: float
    label: str
    style: Style
    shape: Shape
    series: int
    stacked: bool

    @property
    def outward(self) -> int:
        """The direction of the label: away from zero."""
        return -1 if self.high <= 0 and self.low < 0 else 1


def lanes(plot: Plot) -> tuple[str, ...]:
    """Series that stand beside each other in a category; dots, stacks and the roles of a waterfall share one lane."""
    names = series_names(plot)
    alone = plot.stacking is not Stacking.NONE or all(marks.shape is Shape.POINT for marks in plot.marks)
    alone = alone or any(marks.bases for marks in plot.marks)
    return names[:1] if alone else names


def segments(plot: Plot) -> tuple[Segment, ...]:
    """In reading order: by category, then by series."""
    order = series_names(plot)
    lane_of = {name: i if len(lanes(plot)) > 1 else 0 for i, name in enumerate(order)}
    found = (segment for index in range(len(plot.categories)) for segment in _in_category(plot, index, lane_of, order))
    return tuple(found)


def _in_category(plot: Plot, index: int, lane_of: dict[str, int], order: tuple[str, ...]) -> Iterator[Segment]:
    above = below = 0.0
    for marks in sorted(plot.marks, key=lambda marks: order.index(marks.name)):
        value = marks.values[index]
        if value is None:
            continue
        low, high = _span(marks, index, value)
        stacked = plot.stacking is not Stacking.NONE and marks.shape is Shape.BAR
        if stacked and value >= 0:
            low, high = above, above + value
            above = high
        elif stacked:
            low, high = below + value, below
            below = low
        yield Segment(
            index,
            lane_of[marks.name],
            low,
            high,
            marks.labels[index],
            marks.styles[index],
            marks.shape,
            order.index(marks.name),
            stacked,
        )


def _span(marks: Marks, index: int, value: float) -> tuple[float, float]:
    match marks.shape:
        case Shape.RANGE:
            low = marks.lows[index]
            return (value if low is None else low), value
        case Shape.POINT:
            return value, value
        case _:
            base = (marks.bases[index] if marks.bases else None) or 0.0
            return min(base, base + value), max(base, base + value)


def extent(plot: Plot, found: tuple[Segment, ...]) -> tuple[float, float]:
    """The values that the scale must hold: the axis where it is shown, else zero and no more than the data."""
    if plot.axis.shown or plot.axis.log or not found:
        return plot.axis.minimum, plot.axis.maximum
    low, high = min(s.low for s in found), max(s.high for s in found)
    low, high = min(low, 0.0), max(high, 0.0)
    return (low, high) if high > low else (low, low + 1)


def levels(plot: Plot) -> tuple[float | None, ...]:
    """What a waterfall has come to after each category; empty in other charts."""
    if not any(marks.bases for marks in plot.marks):
        return ()
    ends: list[float | None] = [None] * len(plot.categories)
    for marks in plot.marks:
        for i, value in enumerate(marks.values):
            if value is not None:
                ends[i] = value + ((marks.bases[i] if marks.bases else None) or 0.0)
    return tuple(ends)


def floating(found: tuple[Segment, ...]) -> bool:
    """Whether nothing grows from zero: then the scale may begin elsewhere."""
    return all(s.shape is not Shape.BAR for s in found)


def starts(plot: Plot, sizes: Sequence[float], top: float) -> list[float]:
    """Where each category begins, with room for the breaks."""
    places = []
    for index, size in enumerate(sizes):
        top += BROKEN_GAP if index in plot.breaks else 0.0
        places.append(top)
        top += size
    return places


def runs(breaks: Sequence[int], count: int) -> list[tuple[int, int]]:
    """First and last category of each piece of a broken axis."""
    cuts = [0, *sorted(b for b in breaks if 0 < b < count), count]
    return [(first, after - 1) for first, after in pairwise(cuts)]
