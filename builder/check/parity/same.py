"""Whether two quantities are one: equal, or equal but for what languages say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.locales.quantity import Quantity
from builder.locales.units import RATES
from builder.model import Amount, Modifier, Moment, Period

_LOOSE = {Modifier.AT_LEAST: Modifier.OVER, Modifier.UP_TO: Modifier.UNDER}
"""Modifiers that translations do not tell apart: "1.8 亿以上" is "more than 180 million" as well as "or more"."""
WEAK = frozenset({"count", "year", "month", "day", "point", "phase", "times"})
"""Units that the words around a number may say otherwise: "30 岁" and "30 years old"."""


def loosely(modifier: Modifier) -> Modifier:
    return _LOOSE.get(modifier, modifier)


def equal(a: Quantity, b: Quantity) -> bool:
    return same_value(a, b) and a.unit == b.unit and a.modifier is b.modifier and a.ordinal == b.ordinal


def alike(a: Quantity, b: Quantity) -> bool:
    return a.ordinal == b.ordinal and nearly(a, b)


def nearly(a: Quantity, b: Quantity) -> bool:
    """Equal but for what languages say otherwise."""
    if a.unit == b.unit == "times" and a.worded != b.worded and _one_more(a, b):
        return True
    if {a.unit, b.unit} == {"%", "per-1000"} and _of_hundred(a) == _of_hundred(b):
        return a.modifier is b.modifier
    if not same_value(a, b) or loosely(a.modifier) is not loosely(b.modifier):
        return False
    if "count" in (a.unit, b.unit) and (a.unit in RATES or b.unit in RATES):
        return True  # 每分钟 230 个, and "230 new repositories per minute"
    return a.unit == b.unit or is_year(a) or (is_weak(a) and is_weak(b))


def _one_more(a: Quantity, b: Quantity) -> bool:
    """增长了 3 倍 is "quadrupled"."""
    word, digits = (a, b) if a.worded else (b, a)
    first, second = single_value(word), single_value(digits)
    return isinstance(first, Decimal) and isinstance(second, Decimal) and first == second + 1


def _of_hundred(quantity: Quantity) -> Decimal | None:
    """A share in per cent: 5‰ is 0.5%."""
    if not isinstance(quantity.value, Amount) or quantity.value.high is not None:
        return None
    return quantity.value.low / 10 if quantity.unit == "per-1000" else quantity.value.low


def is_weak(quantity: Quantity) -> bool:
    return quantity.unit in WEAK or quantity.unit == ""


def is_year(quantity: Quantity) -> bool:
    return isinstance(quantity.value, Period) or quantity.unit == "year"


def same_value(a: Quantity, b: Quantity) -> bool:
    return plain_value(a) == plain_value(b)


def plain_value(quantity: Quantity) -> object:
    """The value without digits as typed; a year is the same as a date and as a number."""
    value = quantity.value
    match value:
        case Amount():
            return value.low, value.high
        case Period() if value == Period(Moment(value.start.year)):
            return Decimal(value.start.year), None
        case _:
            return value


def plain_ends(quantity: Quantity) -> Iterator[object]:
    """A range says its ends: 400 至 499, and "400 (from 400 to 499)"."""
    if isinstance(quantity.value, Amount) and quantity.value.high is not None:
        yield quantity.value.low, None
        yield quantity.value.high, None


def single_value(quantity: Quantity) -> object:
    match quantity.value:
        case Amount(low, None):
            return low
        case Period(start, None):
            return start
        case _:
            return None
