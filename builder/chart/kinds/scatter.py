"""Points by two numbers. Few points bear their names, of many only the highlighted ones."""

from __future__ import annotations

from collections.abc import Iterable

from builder.chart.kind import Kind, compose_plot, far_from_zero
from builder.chart.paints import styles
from builder.chart.points import Grid, Point
from builder.chart.wording import Measure, Words, extremes, measure, notes
from builder.model import Axis, Marks, Plot, Shape

_MOST_NAMED = 12


def build(grid: Grid, words: Words) -> Plot:
    upright, across = measure(tuple(grid.points()), words), measure(tuple(grid.xs()), words)
    placed = [
        [(i, x, y) for i, (x, y) in enumerate(zip(row.xs, row.points, strict=True)) if x and y] for row in grid.rows
    ]
    everyone = sum(map(len, placed)) <= _MOST_NAMED
    marks = []
    for index, (row, present) in enumerate(zip(grid.rows, placed, strict=True)):
        style = styles(grid, index)
        ids = [grid.spec.categories[i] for i, _, _ in present] if grid.spec.categories else ["" for _ in present]
        marks.append(
            Marks(
                Shape.POINT,
                words.label(row.id),
                tuple(upright.number(y.low) for _, _, y in present),
                tuple(words.label(id) if everyone or id in grid.spec.highlight else "" for id in ids),
                tuple(style[i] for i, _, _ in present),
                xs=tuple(across.number(x.low) for _, x, _ in present),
            )
        )
    return compose_plot(
        grid,
        words,
        marks,
        _axis(upright, grid.points()),
        unit=upright.caption,
        notes=notes(grid, words, bounds=True),
        horizontal=False,
        x_axis=_axis(across, grid.xs()),
    )


def _axis(common: Measure, points: Iterable[Point]) -> Axis:
    low, high = extremes((common.scaled(point.low) for point in points), from_zero=False)
    if not far_from_zero(low, high):
        low, high = extremes((low, high), from_zero=True)
    return common.axis(low, high, shown=True, title=common.caption)


KIND = Kind(build, numeric_x=True, most_categories=1000)
