"""What a kind of chart is: how it is composed, and what data it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from builder.chart.paints import MOST_SERIES
from builder.chart.paints import legend as keys
from builder.chart.points import Grid
from builder.chart.wording import Words, alternative
from builder.model import Axis, Key, Marks, Paint, Plot, Stacking, Tick

Place: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a chart's data, what to do, and where it stands below the chart in charts.yaml."""

    message: str
    hint: str
    at: Place = ()


def no_rules(grid: Grid) -> Iterator[Fault]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of `KINDS`. `build` may rely on all that the other fields ask for: `validate` has seen to it.

    `most_marks` bounds series × categories where each has its own row or label; 0 is no bound. `rules` are the kind's
    own, asked where the others hold; with `own_units` they see to the units, too."""

    build: Callable[[Grid, Words], Plot]
    rules: Callable[[Grid], Iterator[Fault]] = no_rules
    own_units: bool = False
    ranges: bool = False
    log: bool = False
    negative: bool = True
    stacking: bool = False
    mixed_units: bool = False
    gaps: bool = True
    numeric_x: bool = False
    most_series: int = MOST_SERIES
    most_categories: int = 40
    most_marks: int = 0


def compose_plot(
    grid: Grid,
    words: Words,
    marks: Sequence[Marks],
    axis: Axis,
    *,
    unit: str,
    notes: tuple[str, ...],
    horizontal: bool | None = None,
    stacking: Stacking = Stacking.NONE,
    legend: tuple[Key, ...] | None = None,
    paints: Sequence[Paint] | None = None,
    x_axis: Axis | None = None,
    categories: tuple[str, ...] | None = None,
) -> Plot:
    """The plot of these marks, with all that follows from the spec alone."""
    spec = grid.spec
    names = words.labels(row.id for row in grid.rows)
    return Plot(
        id=spec.id,
        kind=spec.kind,
        categories=words.labels(spec.categories) if categories is None else categories,
        marks=tuple(marks),
        axis=axis,
        x_axis=x_axis,
        horizontal=spec.horizontal if horizontal is None else horizontal,
        stacking=stacking,
        breaks=breaks(grid),
        unit=unit,
        legend=keys(grid, names, paints) if legend is None else legend,
        notes=notes,
        alt=alternative(grid, words),
    )


def breaks(grid: Grid) -> tuple[int, ...]:
    return tuple(i for i, category in enumerate(grid.spec.categories) if i and category in grid.spec.breaks)


def far_from_zero(low: Decimal, high: Decimal) -> bool:
    """Whether values lie so close to each other, far from zero, that an axis from zero would hide what they say."""
    if low == high:
        return False
    return (low > 0 and low > Decimal("0.7") * high) or (high < 0 and high < Decimal("0.7") * low)


def no_axis() -> Axis:
    """The axis of charts that have none."""
    return Axis(0.0, 1.0, (Tick(0.0, ""), Tick(1.0, "")), log=False, shown=False, title="")
