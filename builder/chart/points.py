"""What a chart shows, read from its spec and the facts, before any wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from builder.model import Amount, ChartSpec, Datum, Fact, Modifier, Series, Value

COUNT = "count"


@dataclass(frozen=True, slots=True)
class Point:
    """One datum. `forecast` and `modifier` are only known of facts."""

    value: Value
    unit: str
    modifier: Modifier = Modifier.NONE
    forecast: bool = False

    @property
    def amount(self) -> Amount:
        """The number or range. Raises `TypeError` for a date or magnitude, which `validate` keeps out."""
        if not isinstance(self.value, Amount):
            raise TypeError(f"{self.value} cannot be drawn to scale")
        return self.value

    @property
    def low(self) -> Decimal:
        return self.amount.low

    @property
    def high(self) -> Decimal:
        return self.amount.low if self.amount.high is None else self.amount.high

    @property
    def ranged(self) -> bool:
        return isinstance(self.value, Amount) and self.value.high is not None

    @property
    def bound(self) -> bool:
        """A limit of the value (<15%) rather than the value."""
        return self.modifier not in (Modifier.NONE, Modifier.ABOUT)


Points = tuple["Point | None", ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One series: a point or a gap for each category."""

    id: str
    points: Points
    xs: Points


@dataclass(frozen=True, slots=True)
class Grid:
    """The data of a chart: one row a series."""

    spec: ChartSpec
    rows: tuple[Row, ...]

    def points(self) -> Iterator[Point]:
        return (point for row in self.rows for point in row.points if point)

    def xs(self) -> Iterator[Point]:
        return (point for row in self.rows for point in row.xs if point)


def read_points(spec: ChartSpec, facts: Mapping[str, Fact]) -> Grid:
    """The spec with facts in place of their ids; an id that is no fact becomes a gap (`check` reports it)."""
    return Grid(
        spec,
        tuple(
            Row(
                series.id,
                tuple(_point(datum, _unit(spec, series), facts) for datum in series.values),
                tuple(_point(datum, spec.x_unit, facts) for datum in series.xs),
            )
            for series in spec.series
        ),
    )


def _unit(spec: ChartSpec, series: Series) -> str:
    """Of its typed numbers."""
    return spec.line_unit or spec.unit if series.id in spec.lines else spec.unit


def _point(datum: Datum, unit: str, facts: Mapping[str, Fact]) -> Point | None:
    match datum:
        case None:
            return None
        case Amount():
            return Point(_plain(datum), unit or COUNT)
        case str():
            fact = facts.get(datum)
            return Point(fact.value, fact.unit, fact.modifier, fact.forecast) if fact else None


def _plain(amount: Amount) -> Amount:
    """Workbooks give whole numbers as 410000000.0, whose last zero says nothing."""
    whole = amount.low.to_integral_value()
    return Amount(whole, amount.high, amount.digits) if amount.low == whole and abs(whole) >= 1000 else amount
