"""A chart decided: primitives in data space, ready for both backends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from builder.model.charts import Stacking


class Paint(StrEnum):
    """Roles of colours in theme.toml."""

    GREY = "grey"
    ACCENT = "accent"
    INDIGO = "indigo"
    TEAL = "teal"
    OCHRE = "ochre"
    PLUM = "plum"


@dataclass(frozen=True, slots=True)
class Style:
    """How one point is drawn: `hatched` for a forecast, `hollow` for a bound (<15%) rather than a value."""

    paint: Paint
    hatched: bool = False
    hollow: bool = False


class Shape(StrEnum):
    """The primitives that both chart backends draw."""

    BAR = "bar"
    RANGE = "range"
    LINE = "line"
    AREA = "area"
    POINT = "point"
    SLICE = "slice"
    TILE = "tile"


@dataclass(frozen=True, slots=True)
class Marks:
    """One series drawn with one primitive; all tuples have one entry a category (or, with `xs`, a point).

    `values` are scaled to the plot's unit; `lows` is the lower end of a RANGE (a range of one value has low == high);
    `labels` are ready strings with modifier and unit, "" where no direct label is wanted. `bases`: where BARs begin
    that do not begin at zero; their value is their length, down where it is negative. `second`: on the second axis."""

    shape: Shape
    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    styles: tuple[Style, ...]
    lows: tuple[float | None, ...] = ()
    xs: tuple[float, ...] = ()
    bases: tuple[float | None, ...] = ()
    second: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A value axis. `shown` is False where direct labels carry the values; `point`: the labels' decimal mark."""

    minimum: float
    maximum: float
    ticks: tuple[Tick, ...]
    log: bool
    shown: bool
    title: str
    point: str = "."


@dataclass(frozen=True, slots=True)
class Key:
    """A row of the legend."""

    name: str
    style: Style


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart decided once, in one language: order, colours, units, ticks, labels, highlights. Backends only draw.

    `unit` is the caption of the values ("亿美元", "US$ billion"); `notes` say what hatching or hollow marks mean;
    `breaks` are indexes of categories before which the category axis is broken; `second` is the axis of the marks that
    say so, its zero at the height of the first one's."""

    id: str
    kind: str
    categories: tuple[str, ...]
    marks: tuple[Marks, ...]
    axis: Axis
    x_axis: Axis | None
    horizontal: bool
    stacking: Stacking
    breaks: tuple[int, ...]
    unit: str
    legend: tuple[Key, ...]
    notes: tuple[str, ...]
    alt: str
    second: Axis | None = None
