"""Dots on a scale, one a series in each category; the only marks, with ranges, that a logarithmic scale may carry."""

from __future__ import annotations

from collections.abc import Sequence

from builder.chart.kind import Kind, breaks, compose_plot, far_from_zero
from builder.chart.paints import styles
from builder.chart.points import Grid
from builder.chart.wording import Words, extremes, measure, notes
from builder.model import Marks, Paint, Plot, Shape


def build(grid: Grid, words: Words) -> Plot:
    return dots(grid, words)


def dots(grid: Grid, words: Words, paints: Sequence[Paint] | None = None) -> Plot:
    """The plot; its axis is shown where it is logarithmic or does not begin at zero, for then lengths say nothing."""
    log = grid.spec.log
    common = measure(tuple(grid.points()), words, log)
    marks = [
        Marks(
            Shape.POINT,
            words.label(row.id),
            tuple(None if p is None else common.number(p.low) for p in row.points),
            tuple(map(common.label, row.points)),
            styles(grid, index, paints),
        )
        for index, row in enumerate(grid.rows)
    ]
    low, high = extremes((common.scaled(point.low) for point in grid.points()), from_zero=False)
    cut = log or far_from_zero(low, high)
    if not cut:
        low, high = extremes((low, high), from_zero=True)
    return compose_plot(
        grid,
        words,
        marks,
        common.axis(low, high, shown=cut, log=log),
        unit=common.caption,
        notes=notes(grid, words, bounds=True, breaks=bool(breaks(grid)), log=log),
        paints=paints,
    )


KIND = Kind(build, log=True, most_marks=40)
