"""Amounts of a sentence: of what kind they are, their sums, and what one takes from the other."""

from __future__ import annotations

from decimal import Decimal

from builder.check.consistency.interval import Interval
from builder.check.consistency.passages import Mention


def size_of(found: Interval | None) -> Interval | None:
    if found is None or found.high >= 0:
        return found
    return Interval(-found.high, -found.low)


def sum_of(mentions: list[Mention]) -> Interval:
    found = [m.interval() for m in mentions]
    return Interval(sum((f.low for f in found), Decimal(0)), sum((f.high for f in found), Decimal(0)))


def same_kind(a: Mention, b: Mention) -> bool:
    """Of one unit; a number alone may be of the unit that the next one has (from 7.4 to 8.5 billion)."""
    return a.quantity.unit == b.quantity.unit or (a.quantity.unit == "count" and not a.quantity.counter)


def of_a_kind(part: Mention, total: Mention) -> bool:
    """Things that are counted are the same things: their measure words, or the words behind them."""
    if total.quantity.unit != "count":
        return True
    counters = part.quantity.counter, total.quantity.counter
    nouns = part.quantity.noun, total.quantity.noun
    return any(one[0] == one[1] != "" for one in (counters, nouns))


def addable(part: Mention, total: Mention) -> bool:
    return part.quantity.unit == total.quantity.unit and part.single


def scaled(start: Mention, end: Mention) -> Interval:
    """The first value, in the scale of the second where it has none of its own."""
    found, power = start.interval(), int(end.value.as_tuple().exponent)
    bare = int(start.value.as_tuple().exponent) <= 0 and start.ref is None
    for scale in (12, 9, 8, 6, 4, 3):
        if bare and end.value.adjusted() >= scale and power > 0 and start.value * 1000 < end.value:
            ten = Decimal(10) ** scale
            if Decimal("0.01") < start.value * ten / end.value < 100:
                return Interval(found.low * ten, found.high * ten)
    return found
