"""Two or more dots a category: how far apart they are. In a plot of this kind, backends join the points of a category.

The series are steps, so they go from light to dark and the last one tells."""

from __future__ import annotations

from builder.chart.kind import Kind
from builder.chart.kinds.dot import dots
from builder.chart.points import Grid
from builder.chart.wording import Words
from builder.model import Paint, Plot

_STEPS = (
    (Paint.INDIGO,),
    (Paint.GREY, Paint.INDIGO),
    (Paint.GREY, Paint.TEAL, Paint.INDIGO),
    (Paint.GREY, Paint.OCHRE, Paint.TEAL, Paint.INDIGO),
    (Paint.GREY, Paint.OCHRE, Paint.TEAL, Paint.PLUM, Paint.INDIGO),
)


def build(grid: Grid, words: Words) -> Plot:
    highlighted = any(row.id in grid.spec.highlight for row in grid.rows)
    return dots(grid, words, None if highlighted else _STEPS[len(grid.rows) - 1])


KIND = Kind(build, log=True, most_marks=40)
