"""Wording of numbers and ranges with their unit, sign and modifier."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from builder.locales.forms import Asked, Form, modified, modifier_pattern
from builder.locales.numerals import Numeral, numeral, roman
from builder.locales.spacing import fill
from builder.locales.units import COUNTED, CURRENCIES, UNSCALED, Unwordable
from builder.model import Amount, Modifier

_UNWORDED: Final = CURRENCIES | {"%", "TB", "GB"}
_SMALLEST, _GREATEST = -15, 300
_MOST_DIGITS: Final = 30


def amount(value: Amount, asked: Asked) -> str:
    _refuse(value, asked)
    return fill(asked.rate, q=modified(_quantity(value, asked), asked))


def _refuse(value: Amount, asked: Asked) -> None:
    for number in (value.low, value.high):
        if number is not None and not (number.is_finite() and _SMALLEST <= number.adjusted() <= _GREATEST):
            raise Unwordable(f"{number} is out of range")
    digits = _digits(value, asked)
    if digits is not None and not 1 <= digits <= _MOST_DIGITS:
        raise Unwordable(f"{digits} digits cannot be shown: 1 to {_MOST_DIGITS}")
    if asked.form is Form.MONTH:
        raise Unwordable("an amount has no month")
    if value.high is not None and asked.modifier not in (Modifier.NONE, Modifier.ABOUT):
        raise Unwordable(f"a range cannot be '{asked.modifier}': it states its own bounds")
    if asked.declared:
        return
    if asked.form is Form.LETTER and asked.unit not in COUNTED:
        raise Unwordable(f"the unit '{asked.unit}' has no letter form")
    if asked.form is Form.WORDS and asked.unit in _UNWORDED:
        raise Unwordable(f"the unit '{asked.unit}' is not written in words")
    if asked.counter and asked.unit not in COUNTED:
        raise Unwordable(f"the unit '{asked.unit}' takes no measure word")


def _quantity(value: Amount, asked: Asked) -> str:
    low = _numeral(value.low, asked, _digits(value, asked))
    if value.high is None:
        return _with_unit(low, low.scaled, asked)
    high = _numeral(value.high, asked, _digits(value, asked))
    return _range(low, high, asked)


def _range(low: Numeral, high: Numeral, asked: Asked) -> str:
    """Both ends in one pattern; what they share (sign, scale, unit) is said once or twice as the locale has it."""
    ranges, numbers = asked.locale.numbers.ranges, asked.locale.numbers
    apart = low.scale != high.scale or bool(low.sign or high.sign)
    if not apart and low.category != high.category:
        high = replace(high, category="other")
    unit = asked.noun.pick(high.noun)
    worded = {low.digits, high.digits} <= set(numbers.cardinals)
    pattern = ranges.apart if apart else ranges.words if worded else ranges.near
    if (apart and _leads(unit)) or (_is_symbol(unit) and (apart or ranges.repeat_symbol)):
        return fill(pattern, low=_with_unit(low, low.scaled, asked), high=_with_unit(high, high.scaled, asked))
    if apart or ranges.repeat_scale or asked.form is Form.LETTER:
        ends = fill(pattern, low=low.sign + low.scaled, high=high.sign + high.scaled)
        return _with_unit(replace(high, sign=""), ends, asked)
    both = replace(high, digits=fill(pattern, low=low.digits, high=high.digits))
    return _with_unit(both, both.scaled, asked)


def _numeral(value: Decimal, asked: Asked, digits: int | None) -> Numeral:
    numbers = asked.locale.numbers
    if asked.unit == "phase" and not asked.declared:
        return Numeral("", roman(value), None, "other")
    unscaled = asked.unit in UNSCALED and not asked.declared
    scales = numbers.letters if asked.form is Form.LETTER else () if unscaled else numbers.scales
    result = numeral(value, scales, asked.locale, signed=asked.signed, digits=digits)
    if asked.form is Form.WORDS and not result.sign and value in range(len(numbers.cardinals)):
        return replace(result, digits=numbers.cardinals[int(value)])
    return result


def _digits(value: Amount, asked: Asked) -> int | None:
    return value.digits if asked.digits is None else asked.digits


def _with_unit(counted: Numeral, number: str, asked: Asked) -> str:
    """`number` with the measure word and the unit that `counted` takes, and with a modifier that stands between them:
    "350+ TB", but after a symbol: "90%+"."""
    pattern, modifier = asked.noun.pick(counted.noun), modifier_pattern(asked)
    inner = modifier if "{n}" in modifier else "{n}"
    closed = _is_symbol(pattern)
    if not closed:
        number = fill(inner, n=number)
    if asked.locale.numbers.measure_words:
        number += asked.counter
    if "{sign}" not in pattern:
        number = counted.sign + number
    text = fill(pattern, n=number, sign=counted.sign)
    return fill(inner, n=text) if closed else text


def _leads(pattern: str) -> bool:
    """Whether a unit stands before its number: US$5."""
    return not pattern.startswith("{n}")


def _is_symbol(pattern: str) -> bool:
    """Whether a unit is a sign closed up to the number before it (5%) rather than a word."""
    after = pattern.partition("{n}")[2][:1]
    return bool(after) and not after.isalpha() and not after.isspace()
