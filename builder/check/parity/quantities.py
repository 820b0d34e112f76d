"""The quantities of two texts, matched: what one says and the other does not, or says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.check.parity.same import (
    WEAK,
    alike,
    equal,
    is_weak,
    is_year,
    loosely,
    nearly,
    plain_ends,
    plain_value,
    same_value,
    single_value,
)
from builder.diagnostics import Code
from builder.locales.quantity import Quantity
from builder.model import Amount, Magnitude, Modifier, Moment, Period

_LIMITED = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "GB", "TB"})
"""Units of time and room, whose amount alone may say the limit."""
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
    for same in (equal, alike, nearly):
        _cancel(ours, theirs, same)
    _parted(ours, theirs)
    _parted(theirs, ours)
    _based(ours, theirs)
    _based(theirs, ours)
    yield from _paired(ours, theirs)
    said = [
        {plain for quantity in side for plain in (plain_value(quantity), *plain_ends(quantity))}
        for side in (source, other)
    ]
    for quantity in ours:
        if not _idle(quantity) and plain_value(quantity) not in said[1]:
            yield Mismatch(Code.NUMBER_MISSING, quantity, None, _grave(quantity))
    for quantity in theirs:
        if not _idle(quantity) and plain_value(quantity) not in said[0]:
            yield Mismatch(Code.NUMBER_MISSING, None, quantity, _grave(quantity))


def _cancel(ours: list[Quantity], theirs: list[Quantity], same: Callable[[Quantity, Quantity], bool]) -> None:
    for quantity in tuple(ours):
        for counterpart in theirs:
            if same(quantity, counterpart):
                ours.remove(quantity)
                theirs.remove(counterpart)
                break


def _parted(ranges: list[Quantity], singles: list[Quantity]) -> None:
    """A range that the other language says as two numbers: 从 5% 到 9%, and "5–9%"."""
    for quantity in tuple(ranges):
        ends = _ends(quantity)
        if not ends:
            continue
        found: list[Quantity] = []
        for end in ends:
            for single in singles:
                if single not in found and single_value(single) == end:
                    found.append(single)
                    break
        if len(found) == 2 and all(q.unit == quantity.unit or q.unit in ("count", "") for q in found):
            ranges.remove(quantity)
            for single in found:
                singles.remove(single)


_BASES = {"per-1000": 1000, "per-100000": 100_000}


def _based(rates: list[Quantity], singles: list[Quantity]) -> None:
    """A rate that the other language says as two numbers: "4 per 1,000", and 每 1000 名受检者发现 4 例."""
    for quantity in tuple(rates):
        base = next((s for s in singles if s.unit == "count" and single_value(s) == _BASES.get(quantity.unit)), None)
        number = next((s for s in singles if s.unit == "count" and same_value(s, quantity)), None)
        if base is not None and number is not None:
            rates.remove(quantity)
            singles.remove(base)
            singles.remove(number)


def _ends(quantity: Quantity) -> tuple[object, ...]:
    match quantity.value:
        case Amount(low, high) if high is not None:
            return low, high
        case Period(start, end) if end is not None:
            return start, end
        case _:
            return ()


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
    if _mistyped(a, b) or _mistyped(b, a):
        return 1.0
    if type(a.value) is not type(b.value) and not (is_year(a) and is_year(b)):
        return None
    if a.ordinal != b.ordinal:
        return None
    if same_value(a, b):
        return 4.0 + (a.unit == b.unit)
    if a.unit != b.unit and not (a.unit == "count" or b.unit == "count"):
        return None
    if isinstance(a.value, Amount) and isinstance(b.value, Amount) and _scale(a.value, b.value):
        return 3.0 + (a.unit == b.unit)
    if a.unit != b.unit:
        return None
    return 2.0 + _overlap(a, b)


def _mistyped(year: Quantity, number: Quantity) -> bool:
    """Whether a number without unit is a year, or years, but for one digit: 2025, and "5025"."""
    if not isinstance(number.value, Amount) or number.unit not in ("", "count"):
        return False
    match year.value:
        case Period(start, end) if year.value == Period(Moment(start.year), end and Moment(end.year)):
            ends = (start.year, end.year if end else None)
        case _:
            return False
    apart = [
        sum(a != b for a, b in zip(str(typed), str(found), strict=True)) if len(str(typed)) == len(str(found)) else 4
        for typed, found in zip(ends, (number.value.low, number.value.high), strict=True)
    ]
    return sum(apart) == 1


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
    if same_value(a, b):
        if a.unit != b.unit:
            return Mismatch(Code.NUMBER_UNIT, a, b, not (is_weak(a) or is_weak(b)))
        loose = loosely(a.modifier) is loosely(b.modifier)
        return Mismatch(Code.NUMBER_MODIFIER, a, b, not (loose or _said_freely(a, b)))
    if isinstance(a.value, Amount) and isinstance(b.value, Amount) and _scale(a.value, b.value):
        return Mismatch(Code.NUMBER_SCALE, a, b)
    if isinstance(a.value, Period | Magnitude) or isinstance(b.value, Period | Magnitude):
        return Mismatch(Code.NUMBER_PERIOD, a, b)
    return Mismatch(Code.NUMBER_VALUE, a, b)


def _said_freely(a: Quantity, b: Quantity) -> bool:
    """Whether languages may well differ: "in 30 days" is 30 天内, "within 24 GB" 24 GB, and "the above two" are two."""
    if Modifier.NONE not in (a.modifier, b.modifier):
        return False
    bound = a.unit == b.unit and a.unit in _LIMITED and Modifier.UP_TO in (a.modifier, b.modifier)
    few = all(q.worded and isinstance(q.value, Amount) and q.value.low <= _FEW and q.unit == "count" for q in (a, b))
    return bound or few


def _idle(quantity: Quantity) -> bool:
    """What one language may say in a word that is no number to the other: 两者, "both", 第一, "once"."""
    if quantity.ordinal or isinstance(quantity.value, Magnitude):
        return True
    return quantity.worded and isinstance(quantity.value, Amount)


def _grave(quantity: Quantity) -> bool:
    if not isinstance(quantity.value, Amount):
        return False
    return quantity.unit not in WEAK or quantity.value.low > _FEW
