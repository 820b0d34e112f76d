"""Which mark wears which colour. Neighbours in `SEQUENCE` differ in lightness: they stay apart in grey print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from builder.chart.points import Grid, Point
from builder.model import Key, Paint, Style

SEQUENCE: Final = (Paint.INDIGO, Paint.TEAL, Paint.OCHRE, Paint.PLUM, Paint.GREY)
_BESIDE_ACCENT: Final = (Paint.GREY, Paint.INDIGO, Paint.OCHRE, Paint.TEAL, Paint.PLUM)

MOST_SERIES: Final = len(SEQUENCE)
"""Series that can be told apart without a highlight; with one highlighted series there is room for one more."""


def series_paints(grid: Grid) -> tuple[Paint, ...]:
    """The colour of each series: accent for the highlighted ones, else its place in the sequence."""
    ids = [row.id for row in grid.rows]
    chosen = [id in grid.spec.highlight for id in ids]
    if len(ids) == 1:
        return (Paint.ACCENT if chosen[0] else Paint.GREY if marked_categories(grid) else Paint.INDIGO,)
    if not any(chosen):
        sequence = _BESIDE_ACCENT if marked_categories(grid) else SEQUENCE
        return tuple(sequence[i % len(sequence)] for i in range(len(ids)))
    others = iter(_BESIDE_ACCENT * len(ids))
    return tuple(Paint.ACCENT if mine else next(others) for mine in chosen)


def styles(
    grid: Grid, row: int, paints: Sequence[Paint] | None = None, *, hollow_bounds: bool = True
) -> tuple[Style, ...]:
    """The style of each point of a series; `paints` are other colours for the series than the usual ones.

    A highlighted category takes the accent; among several series only the last one does, so that they stay apart."""
    paint = (paints or series_paints(grid))[row]
    accented = marked_categories(grid) if row == len(grid.rows) - 1 else frozenset[int]()
    return tuple(
        _style(point, Paint.ACCENT if i in accented else paint, hollow_bounds)
        for i, point in enumerate(grid.rows[row].points)
    )


def slice_styles(grid: Grid) -> tuple[Style, ...]:
    """The style of each slice of a ring, where the categories bear the colours."""
    marked = marked_categories(grid)
    points = grid.rows[0].points
    plain = [Paint.GREY] if marked else list(SEQUENCE)
    paints = [Paint.ACCENT if i in marked else plain[i % len(plain)] for i in range(len(points))]
    if not marked and len(points) == len(SEQUENCE) + 1:
        paints[-1] = Paint.TEAL  # the first colour again would touch the first slice
    return tuple(_style(point, paint, True) for point, paint in zip(points, paints, strict=True))


def legend(grid: Grid, names: tuple[str, ...], paints: Sequence[Paint] | None = None) -> tuple[Key, ...]:
    """One key a series; none where there is a single series."""
    if len(names) < 2:
        return ()
    return tuple(Key(name, Style(paint)) for name, paint in zip(names, paints or series_paints(grid), strict=True))


def marked_categories(grid: Grid) -> frozenset[int]:
    return frozenset(i for i, category in enumerate(grid.spec.categories) if category in grid.spec.highlight)


def _style(point: Point | None, paint: Paint, hollow_bounds: bool) -> Style:
    if point is None:
        return Style(paint)
    return Style(paint, hatched=point.forecast, hollow=hollow_bounds and point.bound)
