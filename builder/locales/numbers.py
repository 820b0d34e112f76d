"""Wording of quantities: one value, any language, any place in the document. All wording stands in the locale."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, assert_never

from builder.locales.amounts import amount
from builder.locales.axis import Scale, axis_number, axis_scale
from builder.locales.dates import month, period, years
from builder.locales.forms import IN_PROSE, UNITLESS, Asked, Form, modified
from builder.locales.locale import Locale, Plural
from builder.locales.magnitudes import duration, is_duration, magnitude
from builder.locales.spacing import NBSP, autospace, fill
from builder.locales.units import RATES, Unwordable, known_units
from builder.model import Amount, Magnitude, Modifier, Period, UnitWords, Value

__all__ = ["Form", "Scale", "Unwordable", "axis_number", "axis_scale", "compose", "known_units"]

_NO_UNITS: Final[Mapping[str, UnitWords]] = MappingProxyType({})


def compose(
    value: Value,
    unit: str,
    modifier: Modifier,
    form: Form,
    locale: Locale,
    *,
    signed: bool = False,
    digits: int | None = None,
    counter: str = "",
    units: Mapping[str, UnitWords] = _NO_UNITS,
) -> str:
    """The quantity in words of `locale`; U+00A0 holds a number to its scale or unit.

    `signed` marks positive numbers with +; `digits` overrides the significant digits; `counter` is the measure word,
    left out where the language has none; `units` are those of the language's terms.yaml, and come before Builder's own.
    The unit of a date is not read. Raises `Unwordable` where the combination makes no sense."""
    timely = isinstance(value, Period) or (isinstance(value, Magnitude) and is_duration(value))
    noun, rate = (Plural("{n}"), "{q}") if timely else _wording(unit, form, locale, units)
    asked = Asked(unit, noun, rate, modifier, form, locale, signed, digits, counter, declared=unit in units)
    match value:
        case Amount():
            text = amount(value, asked)
        case Period():
            text = _period(value, asked)
        case Magnitude():
            text = _magnitude(value, asked)
        case _:
            assert_never(value)
    return autospace(text, locale)


def _wording(unit: str, form: Form, locale: Locale, units: Mapping[str, UnitWords]) -> tuple[Plural, str]:
    """The patterns of the unit and of the rate that it is."""
    noun, rate = Plural("{n}"), "{q}"
    if own := units.get(unit):
        noun = _declared(unit, own)
    elif unit in RATES:
        rate = locale.numbers.rates[unit]
    elif unit in locale.numbers.units:
        noun = locale.numbers.units[unit]
        if form not in IN_PROSE:
            noun = locale.numbers.table_units.get(unit, noun)
    else:
        raise Unwordable(f"unknown unit '{unit}'")
    if form in UNITLESS and not (form is Form.AXIS and unit == "%"):
        return Plural("{n}"), "{q}"
    return noun, rate


def _declared(unit: str, words: UnitWords) -> Plural:
    if "{n}" not in words.one or "{n}" not in words.other:
        raise Unwordable(f"the wording of the unit '{unit}' lacks {{n}}")
    one, other = (text.replace("{n} ", f"{{n}}{NBSP}") for text in (words.one, words.other))
    return Plural(other, one=one, scaled=words.scaled or words.other)


def _period(value: Period, asked: Asked) -> str:
    _allow(asked, "a date", (Modifier.NONE, Modifier.ABOUT), (Form.LETTER, Form.WORDS))
    if asked.form is Form.MONTH:
        return modified(month(value, asked.locale), asked)
    text = years(value, asked.locale) if asked.form in UNITLESS else None
    return modified(text or period(value, asked.locale), asked)


def _magnitude(value: Magnitude, asked: Asked) -> str:
    _allow(asked, "an order of magnitude", (Modifier.NONE,), (Form.LETTER, Form.WORDS, Form.MONTH))
    if is_duration(value):
        if asked.unit not in ("", "count"):
            raise Unwordable(f"a duration cannot have the unit '{asked.unit}'")
        return duration(value, asked.locale, table=asked.form is not Form.PROSE)
    text = magnitude(value, asked.unit, None if asked.noun.other == "{n}" else asked.noun, asked.locale)
    counter = asked.counter if asked.locale.numbers.measure_words else ""
    return fill(asked.rate, q=text + counter)


def _allow(asked: Asked, what: str, modifiers: tuple[Modifier, ...], no_forms: tuple[Form, ...]) -> None:
    if asked.modifier not in modifiers:
        raise Unwordable(f"{what} cannot be '{asked.modifier}'")
    if asked.form in no_forms:
        raise Unwordable(f"{what} has no {asked.form} form")
    if asked.signed:
        raise Unwordable(f"{what} has no sign")
    if asked.digits is not None:
        raise Unwordable(f"{what} has no digits to choose")
