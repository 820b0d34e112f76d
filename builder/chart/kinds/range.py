"""Ranges as floating bars from low to high. A single value among them is a bar from zero, or a dot on a log scale."""

from __future__ import annotations

from builder.chart.kind import Kind, breaks, compose_plot, far_from_zero
from builder.chart.paints import styles
from builder.chart.points import Grid, Points
from builder.chart.wording import Measure, Words, extremes, measure, notes
from builder.model import Marks, Plot, Shape, Style


def build(grid: Grid, words: Words) -> Plot:
    log = grid.spec.log
    common = measure(tuple(grid.points()), words, log)
    single = Shape.POINT if log else Shape.BAR
    marks: list[Marks] = []
    for index, row in enumerate(grid.rows):
        name, style = words.label(row.id), styles(grid, index)
        for shape, ranged in ((Shape.RANGE, True), (single, False)):
            points = tuple(p if p and p.ranged == ranged else None for p in row.points)
            if any(points):
                marks.append(_marks(shape, name, points, common, style))
    ends = [common.scaled(end) for point in grid.points() for end in (point.low, point.high)]
    low, high = extremes(ends, from_zero=False)
    cut = log or (far_from_zero(low, high) and all(marks.shape is Shape.RANGE for marks in marks))
    if not cut:
        low, high = extremes(ends, from_zero=True)
    return compose_plot(
        grid,
        words,
        marks,
        common.axis(low, high, shown=cut, log=log),
        unit=common.caption,
        notes=notes(grid, words, bounds=True, breaks=bool(breaks(grid)), log=log),
    )


def _marks(shape: Shape, name: str, points: Points, common: Measure, style: tuple[Style, ...]) -> Marks:
    values = tuple(None if p is None else common.number(p.high) for p in points)
    lows = tuple(None if p is None else common.number(p.low) for p in points) if shape is Shape.RANGE else ()
    return Marks(shape, name, values, tuple(map(common.label, points)), style, lows)


KIND = Kind(build, ranges=True, log=True, most_marks=40)
