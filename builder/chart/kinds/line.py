"""Lines over ordered categories; a missing value is a gap."""

from __future__ import annotations

from collections.abc import Sequence

from builder.chart.kind import Kind, breaks, compose_plot, far_from_zero
from builder.chart.paints import styles
from builder.chart.points import Grid, Point, Points
from builder.chart.wording import Measure, Words, extremes, measure, notes
from builder.model import Marks, Plot, Shape

_FEW = 8
"""Points of a single line that may all bear labels."""


def build(grid: Grid, words: Words) -> Plot:
    common = measure(tuple(grid.points()), words)
    marks = [
        Marks(
            Shape.LINE,
            words.label(row.id),
            tuple(None if p is None else common.number(p.low) for p in row.points),
            point_labels(row.points, common, alone=len(grid.rows) == 1),
            styles(grid, index),
        )
        for index, row in enumerate(grid.rows)
    ]
    low, high = extremes((common.scaled(point.low) for point in grid.points()), from_zero=False)
    if not far_from_zero(low, high):
        low, high = extremes((low, high), from_zero=True)
    return compose_plot(
        grid,
        words,
        marks,
        common.axis(low, high, shown=True),
        unit=common.caption,
        notes=notes(grid, words, bounds=True, breaks=bool(breaks(grid)), dashed=True),
        horizontal=False,
    )


def point_labels(points: Points, common: Measure, alone: bool) -> tuple[str, ...]:
    """A short single line is labelled throughout, a long one at its ends and extremes, several at their ends."""
    present = [(i, point) for i, point in enumerate(points) if point]
    wanted = {i for i, _ in present} if alone and len(present) <= _FEW else _telling(present, alone)
    return tuple(common.label(point) if i in wanted else "" for i, point in enumerate(points))


def _telling(present: Sequence[tuple[int, Point]], alone: bool) -> set[int]:
    if not present:
        return set()
    if not alone:
        return {present[-1][0]}
    by_size = sorted(present, key=lambda pair: pair[1].low)
    return {present[0][0], present[-1][0], by_size[0][0], by_size[-1][0]}


KIND = Kind(build, most_categories=400)
