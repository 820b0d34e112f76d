"""Key figures: the number large, what it is under it. Each tile has its own unit."""

from __future__ import annotations

from builder.chart.kind import Kind, compose_plot, no_axis
from builder.chart.paints import styles
from builder.chart.points import Grid, Point
from builder.chart.wording import Words
from builder.model import Amount, Marks, Plot, Shape


def build(grid: Grid, words: Words) -> Plot:
    """One TILE mark; a date or an order of magnitude has a label and no value."""
    row = grid.rows[0]
    marks = Marks(
        Shape.TILE,
        words.label(row.id),
        tuple(map(_value, row.points)),
        tuple("" if point is None else words.full(point) for point in row.points),
        styles(grid, 0, hollow_bounds=False),
    )
    return compose_plot(grid, words, [marks], no_axis(), unit="", notes=(), horizontal=False, legend=())


def _value(point: Point | None) -> float | None:
    return float(point.low) if point and isinstance(point.value, Amount) else None


KIND = Kind(build, ranges=True, mixed_units=True, gaps=False, most_series=1, most_categories=8)
