"""What a number may be, as it is said: between its roundings, at least, about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from builder.model import Amount, Expression, Fact, Modifier, Named, Number, Operation

_ENDLESS = Decimal("1e40")
_VAST = Decimal("1e24")
"""No number of a report is so large: it was reckoned from one that is endless."""
_HALF = Decimal("0.5")
_LOOSE = Decimal("0.05")
"""How far a number that ends in zeros may be rounded, of itself."""
_REACH = Decimal("1.25")
"""How far people take "over 2 million" to reach, and, the other way round, "under"."""


@dataclass(frozen=True, slots=True)
class Interval:
    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high

    def holds(self, other: Interval) -> bool:
        return self.low <= other.low and other.high <= self.high

    @property
    def width(self) -> Decimal:
        return self.high - self.low


def interval(amount: Amount, unit: str, modifier: Modifier, *, natural: bool = False) -> Interval:
    """All that the words allow; `natural`: what people take them to mean."""
    if amount.high is not None and modifier is Modifier.NONE:
        return Interval(amount.low, amount.high)
    low = amount.low - rounding(amount.low, unit, about=modifier is Modifier.ABOUT, digits=amount.digits)
    last = amount.low if amount.high is None else amount.high
    high = last + rounding(last, unit, about=modifier is Modifier.ABOUT, digits=amount.digits)
    if modifier in (Modifier.OVER, Modifier.AT_LEAST):
        return Interval(amount.low, max(high, last * _REACH) if natural else _ENDLESS)
    if modifier in (Modifier.UNDER, Modifier.UP_TO):
        return Interval(min(low, amount.low / _REACH) if natural else -_ENDLESS, last)
    return Interval(low, high)


def rounding(value: Decimal, unit: str, *, about: bool = False, digits: int | None = None) -> Decimal:
    """Half a unit of the last digit that is said; zeros at the end of a count may be roundings, behind the third digit,
    and, of what is about so much, all of them."""
    if value == 0:
        return Decimal(0) if unit not in ("%", "pp") else _HALF
    typed = int(value.as_tuple().exponent)
    if digits is not None:
        typed = max(typed, value.adjusted() - digits + 1)
    half = _HALF.scaleb(typed)
    if unit in ("%", "pp", "times") and not about:
        return half
    zeros = _HALF.scaleb(int(value.normalize().as_tuple().exponent))
    most = abs(value) * _LOOSE if about else _HALF.scaleb(value.adjusted() - 2)
    return max(half, min(zeros, most))


def of_fact(fact: Fact, *, natural: bool = False) -> Interval | None:
    """None for what is no amount."""
    if not isinstance(fact.value, Amount):
        return None
    return interval(fact.value, fact.unit, fact.modifier, natural=natural)


def evaluate(expression: Expression, facts: Mapping[str, Fact], *, natural: bool = False) -> Interval | None:
    """None where it is no number."""
    match expression:
        case Number():
            return Interval(expression.value, expression.value)
        case Named():
            fact = facts.get(expression.key)
            return of_fact(fact, natural=natural) if fact else None
        case Operation():
            left = evaluate(expression.left, facts, natural=natural)
            right = evaluate(expression.right, facts, natural=natural)
            return combined(expression.sign, left, right) if left and right else None


def combined(sign: str, left: Interval, right: Interval) -> Interval | None:
    if sign == "+":
        return Interval(left.low + right.low, left.high + right.high)
    if sign == "-":
        return Interval(left.low - right.high, left.high - right.low)
    if sign == "/" and right.low <= 0 <= right.high:
        return None
    ends = [a * b if sign == "*" else a / b for a, b in product((left.low, left.high), (right.low, right.high))]
    return Interval(min(ends), max(ends))


def growth(start: Interval, end: Interval, years: int = 1) -> Interval | None:
    """Per cent a year."""
    if start.low <= 0 or end.low <= 0 or years < 1:
        return None
    power = Decimal(1) / Decimal(years)
    low, high = (end.low / start.high) ** power, (end.high / start.low) ** power
    return Interval((low - 1) * 100, (high - 1) * 100)


def shown(value: Decimal, digits: int = 3) -> str:
    """A number for a message: a few digits, and words of no language."""
    if abs(value) >= _VAST:
        return "any"
    rounded = value if value == 0 else round(value, max(0, digits - 1 - value.adjusted()))
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_interval(found: Interval) -> str:
    low, high = shown(found.low), shown(found.high)
    return low if low == high else f"{low} to {high}"
