"""Bars and columns from zero: side by side, on each other, or as shares of a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from builder.chart.kind import Kind, breaks, compose_plot
from builder.chart.paints import styles
from builder.chart.points import Grid, Point, Row
from builder.chart.wording import PERCENT, Measure, Words, extremes, measure, notes
from builder.model import Amount, Marks, Plot, Shape, Stacking

HUNDRED = Decimal(100)
_DRAWN = Decimal("0.01")


def build(grid: Grid, words: Words) -> Plot:
    percent, stacked = grid.spec.stacking is Stacking.PERCENT, grid.spec.stacking is not Stacking.NONE
    common = Measure(words, PERCENT, 0, "") if percent else measure(tuple(grid.points()), words)
    marks = []
    for index, row in enumerate(grid.rows):
        points = tuple(share(grid, p, i) for i, p in enumerate(row.points)) if percent else row.points
        drawn = tuple(drawn_share(grid, p, i) if percent else p.low if p else None for i, p in enumerate(row.points))
        marks.append(
            Marks(
                Shape.BAR,
                words.label(row.id),
                tuple(None if value is None else common.number(value) for value in drawn),
                tuple("" if stacked and p and not p.low else common.label(p) for p in points),
                styles(grid, index),
            )
        )
    ends = (Decimal(0), HUNDRED) if percent else extremes(reached(grid.rows, common, stacked), from_zero=True)
    return compose_plot(
        grid,
        words,
        marks,
        common.axis(*ends, shown=False),
        unit=common.caption,
        notes=notes(grid, words, bounds=True, breaks=bool(breaks(grid))),
        stacking=grid.spec.stacking,
    )


def share(grid: Grid, point: Point | None, category: int) -> Point | None:
    """The point as a share of its category, in percent; shares that make up a hundred already keep their digits."""
    if point is None:
        return None
    part = _part(grid, point, category)
    if part is None:
        return point
    step = Decimal("0.1") if 0 < part < 1 or 99 < part < HUNDRED else Decimal(1)
    return replace(point, value=Amount(part.quantize(step, ROUND_HALF_UP)), unit=PERCENT)


def drawn_share(grid: Grid, point: Point | None, category: int) -> Decimal | None:
    """The share as it is drawn: finer than its label, so that the parts of a category fill the whole."""
    if point is None:
        return None
    part = _part(grid, point, category)
    return point.low if part is None else part.quantize(_DRAWN, ROUND_HALF_UP)


def _part(grid: Grid, point: Point, category: int) -> Decimal | None:
    """Percentage of all parts of the category; None where the values are such percentages."""
    column = (row.points[category] for row in grid.rows)
    total = sum((p.low for p in column if p), Decimal(0))
    if point.unit == PERCENT and abs(total - HUNDRED) <= 1:
        return None
    return HUNDRED * point.low / total if total else Decimal(0)


def reached(rows: Sequence[Row], common: Measure, stacked: bool) -> Iterator[Decimal]:
    """How far the bars reach: each on its own, or the positive and negative stacks of every category."""
    if not stacked:
        yield from (common.scaled(point.low) for row in rows for point in row.points if point)
        return
    for column in zip(*(row.points for row in rows), strict=True):
        values = [common.scaled(point.low) for point in column if point]
        yield sum((v for v in values if v > 0), Decimal(0))
        yield sum((v for v in values if v < 0), Decimal(0))


KIND = Kind(build, stacking=True, most_marks=40)
