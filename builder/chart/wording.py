"""The words and numbers of a plot: labels, units, axes, notes and the text alternative. All wording is the locale's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from builder.chart.points import Grid, Point, Row
from builder.chart.ticks import log_ticks, nice_ticks
from builder.locales import Locale
from builder.locales.numbers import Form, axis_number, axis_scale, compose
from builder.locales.numerals import as_typed, decimal_mark, shifted
from builder.model import Amount, Axis, Modifier, Terms, Tick

PERCENT: Final = "%"
_MOST_TYPED: Final = 5
_MOST_SCALED: Final = 4
"""Digits of a label with a fraction: as they were typed, and after a scale has moved the point."""
_MOST_SPOKEN: Final = 30


@dataclass(frozen=True, slots=True)
class Words:
    """One language: the terms of the report and the locale."""

    terms: Terms
    locale: Locale

    def label(self, key: str) -> str:
        """The word for an id; what terms.yaml does not list (a year, a text of a data file) stands for itself."""
        return self.terms.labels.get(key, key)

    def labels(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self.label, keys))

    def full(self, point: Point, form: Form = Form.TABLE, signed: bool = False) -> str:
        """The quantity with its unit."""
        units = self.terms.units
        return compose(point.value, point.unit, point.modifier, form, self.locale, units=units, signed=signed)


@dataclass(frozen=True, slots=True)
class Measure:
    """The common unit of an axis: values are shifted by a power of ten and `caption` says what they then count.

    `compact`: one word of scale cannot serve all values, so each label brings its own (5 billion, 12.5 trillion).
    `places`: digits after the point for labels that would have too many, the same for all."""

    words: Words
    unit: str
    power: int
    caption: str
    compact: bool = False
    places: int = 0

    def scaled(self, value: Decimal) -> Decimal:
        return shifted(as_typed(value), -self.power) if value else Decimal(0)

    def number(self, value: Decimal) -> float:
        return float(self.scaled(value))

    def label(self, point: Point | None, signed: bool = False) -> str:
        """The number with its modifier and no unit but %; "" for a gap. `signed`: an increase has a plus."""
        if point is None:
            return ""
        amount = point.amount
        scaled = Amount(
            self.scaled(amount.low), None if amount.high is None else self.scaled(amount.high), amount.digits
        )
        return self._composed(self._shortened(scaled), point.modifier, signed)

    def tick(self, value: Decimal, places: int = 0) -> str:
        """`places`: those of all ticks, so that their numbers are alike; zero has none."""
        if self.unit == PERCENT and places and value:
            return self._composed(Amount(value.quantize(Decimal(1).scaleb(-places))), Modifier.NONE)
        if self.compact or self.unit == PERCENT:
            return self._composed(Amount(value), Modifier.NONE)
        return axis_number(value, self.words.locale, places)

    def axis(self, low: Decimal, high: Decimal, *, shown: bool, log: bool = False, title: str = "") -> Axis:
        """An axis that holds two values (already scaled) and ends on ticks."""
        return self.axis_of(log_ticks(low, high) if log else nice_ticks(low, high), title, log=log, shown=shown)

    def axis_of(self, ticks: Sequence[Decimal], title: str, *, log: bool = False, shown: bool = True) -> Axis:
        """The axis that has these ticks, and ends on them."""
        places = 0 if log else max(-int(value.as_tuple().exponent) for value in ticks)
        labelled = tuple(Tick(float(value), self.tick(value, max(places, 0))) for value in ticks)
        point = decimal_mark(self.words.locale)
        return Axis(labelled[0].value, labelled[-1].value, labelled, log, shown, title, point)

    def _shortened(self, amount: Amount) -> Amount:
        """The amount without a tail of digits that a chart cannot show; small numbers keep two digits that count."""
        ends = [end for end in (amount.low, amount.high) if end is not None]
        most = _MOST_SCALED if self.power else _MOST_TYPED
        if amount.digits is not None or all(len(end.as_tuple().digits) <= most or end == round(end) for end in ends):
            return amount
        places = max(self.places, *(1 - end.adjusted() for end in ends))
        low, *high = (end.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) for end in ends)
        return Amount(low, high[0] if high else None)

    def _composed(self, amount: Amount, modifier: Modifier, signed: bool = False) -> str:
        locale, units = self.words.locale, self.words.terms.units
        return compose(amount, self.unit, modifier, Form.AXIS, locale, units=units, signed=signed)


def measure(points: Sequence[Point], words: Words, log: bool = False) -> Measure:
    """The common unit of the points, chosen by the greatest of them."""
    unit = points[0].unit if points else "count"
    sizes = [abs(end) for point in points for end in (point.low, point.high) if end]
    greatest = max(sizes, default=Decimal(1))
    scale = axis_scale(greatest, unit, words.locale, words.terms.units)
    power = scale.divisor.adjusted()
    compact = bool(sizes) and power > 0 and (log or min(sizes) < scale.divisor / 10)
    if compact:
        scale, power = axis_scale(Decimal(1), unit, words.locale, words.terms.units), 0
    caption = "" if unit == PERCENT else scale.unit_caption
    places = max(_MOST_SCALED - 1 - (greatest.adjusted() - power), 0)
    return Measure(words, unit, power, caption, compact, places)


def extremes(values: Iterable[Decimal], *, from_zero: bool) -> tuple[Decimal, Decimal]:
    """The least and the greatest value, with zero among them where marks grow from it."""
    found = [*values, *([Decimal(0)] if from_zero else [])]
    return (min(found), max(found)) if found else (Decimal(0), Decimal(1))


def notes(
    grid: Grid, words: Words, *, bounds: bool, breaks: bool = False, log: bool = False, dashed: bool = False
) -> tuple[str, ...]:
    """What hatching or dashes, hollow marks, a broken and a logarithmic axis mean, where the chart has them."""
    said = words.locale.words
    found = (
        (said.forecast_line if dashed else said.forecast, any(point.forecast for point in grid.points())),
        (said.bound, bounds and any(point.bound for point in grid.points())),
        (said.axis_broken, breaks),
        (said.log_scale, log),
    )
    return tuple(text for text, present in found if present)


def alternative(grid: Grid, words: Words) -> str:
    """The chart in words: its kind, then a sentence a series with its values; of long series the ends and extremes."""
    said = words.locale.words
    each = max(_MOST_SPOKEN // max(len(grid.rows), 1), 4)
    sentences = [
        said.alt_series.format(series=words.label(row.id), points=spoken)
        for row in grid.rows
        if (spoken := _spoken(grid, row, words, each))
    ]
    space = " " if said.colon.endswith(" ") else ""
    return said.chart_kinds[grid.spec.kind] + said.colon + space.join(sentences)


def _spoken(grid: Grid, row: Row, words: Words, most: int) -> str:
    said = words.locale.words
    present = [(i, point) for i, point in enumerate(row.points) if point]
    told = present
    if len(present) > most:
        by_size = sorted(present, key=lambda pair: pair[1].high)
        telling = {present[0][0], present[-1][0], by_size[0][0], by_size[-1][0]}
        told = [(i, point) for i, point in present if i in telling]
    points = said.list_join.join(_point(grid, row, i, point, words) for i, point in told)
    return points if told is present else said.alt_extract.format(n=len(present), points=points)


def _point(grid: Grid, row: Row, index: int, point: Point, words: Words) -> str:
    """Its name and its quantity, or both quantities, and whether it is foretold."""
    said, names = words.locale.words, grid.spec.categories
    change = bool(grid.spec.totals) and names[index] not in grid.spec.totals
    value = words.full(point, Form.PROSE, signed=change)
    across = row.xs[index] if row.xs else None
    if across:
        value = said.alt_pair.format(x=words.full(across, Form.PROSE), value=value)
    if point.forecast:
        value = said.alt_forecast.format(value=value)
    name = words.label(names[index]) if index < len(names) else ""
    return said.alt_point.format(category=name, value=value).strip()
