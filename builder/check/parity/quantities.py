"""The quantities of two texts, matched: what one says and the other does not, or says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.diagnostics import Code
from builder.locales.quantity import Quantity
from builder.locales.units import RATES
from builder.model import Amount, Magnitude, Modifier, Moment, Period

_LOOSE = {Modifier.AT_LEAST: Modifier.OVER, Modifier.UP_TO: Modifier.UNDER}
"""Modifiers that translations do not tell apart: "1.8 亿以上" is "more than 180 million" as well as "or more"."""
_WEAK = frozenset({"count", "year", "month", "day", "point", "phase", "times"})
"""Units that the words around a number may say otherwise: "30 岁" and "30 years old"."""
_FEW = 12
"""Up to here a number without unit is a matter of style: 两点 and "two points", or "points"."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Quantities of the source and of the other language that differ; None where one says nothing.

    `grave`: a slip; else a difference that a free translation may have."""

    code: Code
    source: Quantity | None
    other: Quantity | None
    grave: bool = True


def mismatches(source: tuple[Quantity, ...], other: tuple[Quantity, ...]) -> Iterator[Mismatch]:
    """What remains when equal quantities are matched; one that is only said again is none."""
    ours, theirs = list(source), list(other)
    for same in (_equal, _nearly):
        _cancel(ours, theirs, same)
    _parted(ours, theirs)
    _parted(theirs, ours)
    yield from _paired(ours, theirs)
    said = [{_plain(quantity) for quantity in side} for side in (source, other)]
    for quantity in ours:
        if not _idle(quantity) and _plain(quantity) not in said[1]:
            yield Mismatch(Code.NUMBER_MISSING, quantity, None, _grave(quantity))
    for quantity in theirs:
        if not _idle(quantity) and _plain(quantity) not in said[0]:
            yield Mismatch(Code.NUMBER_MISSING, None, quantity, _grave(quantity))


def _cancel(ours: list[Quantity], theirs: list[Quantity], same: Callable[[Quantity, Quantity], bool]) -> None:
    for quantity in tuple(ours):
        for counterpart in theirs:
            if same(quantity, counterpart):
                ours.remove(quantity)
                theirs.remove(counterpart)
                break


def _equal(a: Quantity, b: Quantity) -> bool:
    return _same_value(a, b) and a.unit == b.unit and a.modifier is b.modifier and a.ordinal == b.ordinal


def _nearly(a: Quantity, b: Quantity) -> bool:
    """Equal but for what languages say otherwise."""
    if not _same_value(a, b) or _LOOSE.get(a.modifier, a.modifier) is not _LOOSE.get(b.modifier, b.modifier):
        return False
    if "count" in (a.unit, b.unit) and (a.unit in RATES or b.unit in RATES):
        return True  # 每分钟 230 个, and "230 new repositories per minute"
    return a.unit == b.unit or _year(a) or (_weak(a) and _weak(b))


def _weak(quantity: Quantity) -> bool:
    return quantity.unit in _WEAK or quantity.unit == ""


def _year(quantity: Quantity) -> bool:
    return isinstance(quantity.value, Period) or quantity.unit == "year"


def _same_value(a: Quantity, b: Quantity) -> bool:
    return _plain(a) == _plain(b)


def _plain(quantity: Quantity) -> object:
    """The value without digits as typed; a year is the same as a date and as a number."""
    value = quantity.value
    match value:
        case Amount():
            return value.low, value.high
        case Period() if value == Period(Moment(value.start.year)):
            return Decimal(value.start.year), None
        case _:
            return value


def _parted(ranges: list[Quantity], singles: list[Quantity]) -> None:
    """A range that the other language says as two numbers: 从 5% 到 9%, and "5–9%"."""
    for quantity in tuple(ranges):
        ends = _ends(quantity)
        if not ends:
            continue
        found: list[Quantity] = []
        for end in ends:
            for single in singles:
                if single not in found and _single(single) == end:
                    found.append(single)
                    break
        if len(found) == 2 and all(q.unit == quantity.unit or q.unit in ("count", "") for q in found):
            ranges.remove(quantity)
            for single in found:
                singles.remove(single)


def _ends(quantity: Quantity) -> tuple[object, ...]:
    match quantity.value:
        case Amount(low, high) if high is not None:
            return low, high
        case Period(start, end) if end is not None:
            return start, end
        case _:
            return ()


def _single(quantity: Quantity) -> object:
    match quantity.value:
        case Amount(low, None):
            return low
        case Period(start, None):
            return start
        case _:
            return None


def _paired(ours: list[Quantity], theirs: list[Quantity]) -> Iterator[Mismatch]:
    """Leftovers that are rather one quantity said in two ways than two: the likest first."""
    scored = sorted(
        (
            (score, i, j)
            for i, a in enumerate(ours)
            for j, b in enumerate(theirs)
            if (score := _likeness(a, b)) is not None
        ),
        key=lambda found: (-found[0], abs(found[1] - found[2]), found[1]),
    )
    taken: tuple[set[int], set[int]] = set(), set()
    for _, i, j in scored:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield _said_otherwise(ours[i], theirs[j])
    ours[:] = [q for i, q in enumerate(ours) if i not in taken[0]]
    theirs[:] = [q for j, q in enumerate(theirs) if j not in taken[1]]


def _likeness(a: Quantity, b: Quantity) -> float | None:
    if type(a.value) is not type(b.value) and not (_year(a) and _year(b)):
        return None
    if a.ordinal != b.ordinal:
        return None
    if _same_value(a, b):
        return 4.0 + (a.unit == b.unit)
    if a.unit != b.unit and not (a.unit == "count" or b.unit == "count"):
        return None
    if isinstance(a.value, Amount) and isinstance(b.value, Amount) and _scale(a.value, b.value):
        return 3.0 + (a.unit == b.unit)
    if a.unit != b.unit:
        return None
    return 2.0 + _overlap(a, b)


def _overlap(a: Quantity, b: Quantity) -> float:
    """Whether a range shares an end, or dates a year."""
    match a.value, b.value:
        case Amount(), Amount():
            shared = {a.value.low, a.value.high} & {b.value.low, b.value.high} - {None}
            return 0.5 * bool(shared) + 0.25 * _near(a.value.low, b.value.low)
        case Period(), Period():
            return 0.5 * (a.value.start.year == b.value.start.year)
        case _:
            return 0.0


def _near(a: Decimal, b: Decimal) -> bool:
    return bool(a) and bool(b) and Decimal("0.2") < abs(a / b) < 5


def _scale(a: Amount, b: Amount) -> bool:
    """Whether the same digits stand at another power of ten."""
    if (a.high is None) != (b.high is None) or a.low == b.low:
        return False
    return _digits(a.low) == _digits(b.low) and (a.high is None or b.high is None or _digits(a.high) == _digits(b.high))


def _digits(number: Decimal) -> tuple[int, ...]:
    return number.normalize().as_tuple().digits


def _said_otherwise(a: Quantity, b: Quantity) -> Mismatch:
    if _same_value(a, b):
        if a.unit != b.unit:
            return Mismatch(Code.NUMBER_UNIT, a, b, not (_weak(a) or _weak(b)))
        loose = _LOOSE.get(a.modifier, a.modifier) is _LOOSE.get(b.modifier, b.modifier)
        return Mismatch(Code.NUMBER_MODIFIER, a, b, not loose)
    if isinstance(a.value, Amount) and isinstance(b.value, Amount) and _scale(a.value, b.value):
        return Mismatch(Code.NUMBER_SCALE, a, b)
    if isinstance(a.value, Period | Magnitude) or isinstance(b.value, Period | Magnitude):
        return Mismatch(Code.NUMBER_PERIOD, a, b)
    return Mismatch(Code.NUMBER_VALUE, a, b)


def _idle(quantity: Quantity) -> bool:
    """What one language may say in a word that is no number to the other: 两者, "both", 第一, "once"."""
    if quantity.ordinal or isinstance(quantity.value, Magnitude):
        return True
    return quantity.worded and isinstance(quantity.value, Amount)


def _grave(quantity: Quantity) -> bool:
    if not isinstance(quantity.value, Amount):
        return False
    return quantity.unit not in _WEAK or quantity.value.low > _FEW
