"""Charts as authors write them: ids and facts, without words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from builder.diagnostics import Span
from builder.model.facts import Datum


@dataclass(frozen=True, slots=True)
class Series:
    """`id` is a label of terms.yaml. `xs` only where the chart has a numeric x axis (scatter)."""

    id: str
    values: tuple[Datum, ...]
    xs: tuple[Datum, ...] = ()


class Stacking(StrEnum):
    NONE = "none"
    STACKED = "stacked"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart without words. `kind` is a key of `chart.KINDS`; ids are labels of terms.yaml.

    `breaks`: categories before which the category axis is broken. `unit` and, for a numeric x axis,
    `x_unit` are only needed where values are typed or come from a data file; facts bring their own.
    `totals`: categories of a waterfall that are levels, not changes. `lines`: series of a combo that are lines, of the
    `line_unit` where that is needed. `places`: where its keys and values stand, by the path below the chart."""

    id: str
    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    highlight: tuple[str, ...]
    horizontal: bool
    stacking: Stacking
    log: bool
    breaks: tuple[str, ...]
    unit: str
    span: Span
    x_unit: str = ""
    totals: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    line_unit: str = ""
    places: Mapping[tuple[str | int, ...], Span] = field(default_factory=dict)

    def place(self, *path: str | int) -> Span:
        """Of what stands there, or of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            if span := self.places.get(path[:length]):
                return span
        return self.span
