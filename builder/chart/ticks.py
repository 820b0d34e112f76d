"""Round values for a value axis, exact in decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_STEPS: Final = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_FINE_STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_FEWEST_PAIRED: Final = 4
_MOST_PAIRED: Final = 7
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


Ends = tuple[Decimal, Decimal]


def paired_ticks(one: Ends, other: Ends) -> tuple[tuple[Decimal, ...], tuple[Decimal, ...]]:
    """Ticks of two scales that stand beside each other: as many, at the same heights, zero beside zero.

    Both pairs of ends have zero among them. Of the ways to divide the height, the one that fills both scales best."""
    ways = [
        (below, above, _paired_step(one, below, above), _paired_step(other, below, above))
        for count in range(_FEWEST_PAIRED, _MOST_PAIRED + 1)
        for below in range(count + 1)
        for above in (count - below,)
    ]
    below, above, first, second = max(
        ((b, a, x, y) for b, a, x, y in ways if x and y),
        key=lambda way: _filled(one, way[2], way[0] + way[1]) * _filled(other, way[3], way[0] + way[1]),
    )
    places = range(-below, above + 1)
    return tuple(_plain(i * first) for i in places), tuple(_plain(i * second) for i in places)


def _paired_step(ends: Ends, below: int, above: int) -> Decimal:
    """The smallest round step with which so many intervals under and over zero hold the ends; 0 where none does."""
    low, high = ends
    if (low < 0 and not below) or (high > 0 and not above):
        return Decimal(0)
    rough = max(-low / below if below else Decimal(0), high / above if above else Decimal(0))
    return _step(rough, _FINE_STEPS) if rough else Decimal(1)


def _filled(ends: Ends, step: Decimal, count: int) -> Decimal:
    """Share of the scale that its values take."""
    return (ends[1] - ends[0]) / (step * count) or Decimal(1)


def log_ticks(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Powers of ten that enclose `low` and `high` (both positive): two at least, and few enough to be labelled."""
    first = low.adjusted()
    last = high.adjusted() + (high != Decimal(1).scaleb(high.adjusted()))
    if first >= last:
        last = first + 1
    stride = -(-(last - first) // _MOST_DECADES)
    last = first + -(-(last - first) // stride) * stride
    return tuple(_plain(Decimal(1).scaleb(exponent)) for exponent in range(first, last + 1, stride))


def _step(rough: Decimal, steps: tuple[Decimal, ...] = _STEPS) -> Decimal:
    """The smallest round step that is no less than `rough`."""
    power = Decimal(1).scaleb(rough.adjusted())
    return next(factor * power for factor in steps if factor * power >= rough)


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
