"""Round values for a value axis, exact in decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_STEPS: Final = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_MOST_DECADES: Final = 7


def nice_ticks(low: Decimal, high: Decimal, intervals: int = 5) -> tuple[Decimal, ...]:
    """Evenly spaced multiples of 1, 2 or 5 times a power of ten that enclose `low` and `high`.

    There are at most `intervals` + 1 steps between the first and the last. Equal ends are drawn apart, towards zero."""
    if low > high:
        low, high = high, low
    if low == high:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = Decimal(1)
    step = _step((high - low) / intervals)
    first, last = _floor(low, step), _ceiling(high, step)
    return tuple(_plain(index * step) for index in range(first, last + 1))


def log_ticks(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Powers of ten that enclose `low` and `high` (both positive): two at least, and few enough to be labelled."""
    first = low.adjusted()
    last = high.adjusted() + (high != Decimal(1).scaleb(high.adjusted()))
    if first >= last:
        last = first + 1
    stride = -(-(last - first) // _MOST_DECADES)
    last = first + -(-(last - first) // stride) * stride
    return tuple(_plain(Decimal(1).scaleb(exponent)) for exponent in range(first, last + 1, stride))


def _step(rough: Decimal) -> Decimal:
    """The smallest round step that is no less than `rough`."""
    power = Decimal(1).scaleb(rough.adjusted())
    return next(factor * power for factor in _STEPS if factor * power >= rough)


def _floor(value: Decimal, step: Decimal) -> int:
    quotient = int(value / step)
    return quotient - (quotient * step > value)


def _ceiling(value: Decimal, step: Decimal) -> int:
    quotient = int(value / step)
    return quotient + (quotient * step < value)


def _plain(value: Decimal) -> Decimal:
    """Without exponent and trailing zeros of the fraction: 2E+1 is 20."""
    normal = value.normalize()
    exponent = normal.as_tuple().exponent
    return normal.quantize(Decimal(1)) if isinstance(exponent, int) and 0 < exponent < 27 else normal
