"""Filled areas over ordered categories. Several series always stand on each other: areas that overlap hide data."""

from __future__ import annotations

from decimal import Decimal

from builder.chart.kind import Kind, compose_plot
from builder.chart.kinds.bar import HUNDRED, drawn_share, share
from builder.chart.paints import styles
from builder.chart.points import Grid
from builder.chart.wording import PERCENT, Measure, Words, measure, notes
from builder.model import Marks, Plot, Shape, Stacking


def build(grid: Grid, words: Words) -> Plot:
    alone = len(grid.rows) == 1
    stacking = grid.spec.stacking
    if not alone and stacking is Stacking.NONE:
        stacking = Stacking.STACKED
    percent = stacking is Stacking.PERCENT
    common = Measure(words, PERCENT, 0, "") if percent else measure(tuple(grid.points()), words)
    marks = []
    for index, row in enumerate(grid.rows):
        points = tuple(share(grid, p, i) for i, p in enumerate(row.points)) if percent else row.points
        labels = tuple(common.label(p) if alone and i == len(points) - 1 else "" for i, p in enumerate(points))
        drawn = tuple(drawn_share(grid, p, i) if percent else p.low if p else None for i, p in enumerate(row.points))
        values = tuple(None if value is None else common.number(value) for value in drawn)
        marks.append(Marks(Shape.AREA, words.label(row.id), values, labels, styles(grid, index, hollow_bounds=False)))
    columns = zip(*(row.points for row in grid.rows), strict=True)
    sums = [sum((common.scaled(p.low) for p in column if p), Decimal(0)) for column in columns]
    return compose_plot(
        grid,
        words,
        marks,
        common.axis(Decimal(0), HUNDRED if percent else max(sums, default=Decimal(1)), shown=True),
        unit=common.caption,
        notes=notes(grid, words, bounds=False),
        horizontal=False,
        stacking=stacking,
    )


KIND = Kind(build, negative=False, stacking=True, gaps=False, most_categories=400)
