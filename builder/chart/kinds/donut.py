"""A ring of shares. Percentages that make up less than a hundred leave the rest of the ring open."""

from __future__ import annotations

from decimal import Decimal

from builder.chart.kind import Kind, compose_plot, no_axis
from builder.chart.kinds.bar import HUNDRED
from builder.chart.paints import slice_styles
from builder.chart.points import Grid
from builder.chart.wording import PERCENT, Words, measure, notes
from builder.model import Marks, Paint, Plot, Shape, Style

_REST = Style(Paint.GREY, hollow=True)


def build(grid: Grid, words: Words) -> Plot:
    """`marks` hold one SLICE a category; a rest is a last, hollow slice without name and label."""
    row = grid.rows[0]
    common = measure(tuple(grid.points()), words)
    values = [None if p is None else common.number(p.low) for p in row.points]
    labels, style = [common.label(p) for p in row.points], list(slice_styles(grid))
    categories = list(words.labels(grid.spec.categories))
    total = sum((point.low for point in grid.points()), Decimal(0))
    if common.unit == PERCENT and total < HUNDRED - 1:
        values, labels, style = [*values, float(HUNDRED - total)], [*labels, ""], [*style, _REST]
        categories.append("")
    return compose_plot(
        grid,
        words,
        [Marks(Shape.SLICE, words.label(row.id), tuple(values), tuple(labels), tuple(style))],
        no_axis(),
        unit=common.caption,
        notes=notes(grid, words, bounds=True),
        horizontal=False,
        legend=(),
        categories=tuple(categories),
    )


KIND = Kind(build, negative=False, most_series=1, most_categories=6)
