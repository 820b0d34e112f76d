"""How a fact must be called for so that it says what the author typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from builder.locales import Locale
from builder.locales.numbers import Form, Unwordable, compose
from builder.locales.quantity import Quantity
from builder.locales.reading import read_quantities
from builder.locales.units import RATES
from builder.model import Amount, Modifier

_DASHES = re.compile(r"\s*[–—～~-]\s*(?=[\d$€¥U−])")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a fact would say: a value as it is typed in facts.yaml, its unit and its modifier."""

    value: Amount
    unit: str
    modifier: Modifier


@dataclass(frozen=True, slots=True)
class Call:
    """The role's options, and the place in the text that it takes.

    `lead` stands before the role: a dollar sign, escaped, because before a brace it would open a formula."""

    start: int
    end: int
    options: str
    lead: str = ""


def call(claim: Claim, text: str, quantity: Quantity, locale: Locale) -> Call | None:
    """The shortest call whose wording is the typed one, spaces and the dash of a range aside; None where none is.

    A modifier or unit that the composer would word otherwise stays as it is typed, outside of the role."""
    if any(joint in text[slice(*quantity.number)] for joint in _between(locale)):
        return None
    for (start, end), modifier, form in _places(quantity):
        typed, dollar = text[start:end], text[:start].endswith("$")
        signed = typed.startswith("+")
        if text[:start].rstrip().endswith("$") and not dollar:
            continue
        for digits in (None, *_digits(quantity)):
            try:
                counter = _counter(quantity, form, typed)
                said = compose(
                    claim.value, claim.unit, modifier, form, locale, signed=signed, digits=digits, counter=counter
                )
            except Unwordable:
                continue
            if _alike(said, typed) or _reads_alike(said, typed, quantity, modifier, form, locale):
                options = _options(claim, modifier, form, digits, counter) + " signed" * signed
                return Call(start - dollar, end, options, "\\$" * dollar)
    return None


def _places(quantity: Quantity) -> Iterator[tuple[tuple[int, int], Modifier, Form]]:
    """Spans from the whole to the number alone, with what a role there may say."""
    whole, none = (quantity.start, quantity.end), Modifier.NONE
    forms = (Form.PROSE, Form.TABLE, Form.LETTER)
    for form in forms:
        yield whole, quantity.modifier, form
    if quantity.modifier is not none and quantity.unit not in RATES:
        for form in forms:
            yield quantity.core, none, form
    for form in (Form.BARE, Form.LETTER):
        yield quantity.number, none, form


def _digits(quantity: Quantity) -> tuple[int, ...]:
    value = quantity.value
    assert isinstance(value, Amount)
    return tuple(dict.fromkeys(len(end.as_tuple().digits) for end in (value.low, value.high) if end))


def _counter(quantity: Quantity, form: Form, typed: str) -> str:
    counter = quantity.counter
    return counter if counter and counter in typed and form not in (Form.BARE, Form.LETTER) else ""


def _options(claim: Claim, modifier: Modifier, form: Form, digits: int | None, counter: str) -> str:
    found = [] if form is Form.PROSE else [form.value]
    found += [f"modifier={modifier.value}"] if modifier is not claim.modifier else []
    found += [f"digits={digits}"] if digits else []
    found += [f"counter={counter}"] if counter else []
    return "".join(f" {option}" for option in found)


def _alike(said: str, typed: str) -> bool:
    return _plain(said) == _plain(typed)


def _plain(text: str) -> str:
    """Without spaces and groups of thousands, full-width digits as half-width ones, one dash for all."""
    text = re.sub(r"[\s\u00a0\u202f]+", "", text).translate(_WIDE)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return _DASHES.sub("–", text)


_WIDE = str.maketrans(
    {chr(0xFF10 + i): str(i) for i in range(10)} | {"％": "%", "＋": "+", "．": ".", "＜": "<", "＞": ">", "−": "-"}
)


def _reads_alike(said: str, typed: str, quantity: Quantity, modifier: Modifier, form: Form, locale: Locale) -> bool:
    """The ends of a range may share scale and sign, or each have its own: 40—74 亿, 40 亿～74 亿."""
    value = quantity.value
    if not isinstance(value, Amount) or value.high is None or form not in (Form.PROSE, Form.TABLE):
        return False
    if modifier is not Modifier.NONE or re.search(r"[A-Za-z]{2,}", _joint(typed)):
        return False
    both = [read_quantities(text, locale) for text in (said, typed)]
    if any(len(found) != 1 for found in both):
        return False
    ours, theirs = (
        replace(found[0], start=0, end=0, core=(0, 0), number=(0, 0), noun="", counter="") for found in both
    )
    return ours == theirs and _figures(ours) == _figures(theirs)


def _figures(quantity: Quantity) -> list[tuple[int, ...]]:
    value = quantity.value
    assert isinstance(value, Amount)
    return [end.as_tuple().digits for end in (value.low, value.high) if end is not None]


def _joint(typed: str) -> str:
    match = re.search(r"\d([^\d]*)\d(?!.*\d[^\d.,]+\d)", typed)
    return match[1] if match else ""


def _between(locale: Locale) -> tuple[str, ...]:
    """Words between the ends of a range that need the word before it: between … and …"""
    return tuple(f" {p.partition('{low}')[2].partition('{high}')[0].strip()} " for p in locale.reading.between)


def as_typed(value: Decimal) -> str:
    """A number for facts.yaml: no digit more or less than it has. 4.0e9, 71.7, 360000."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    if exponent <= 0:
        return format(value, "f")
    figures = "".join(map(str, digits))
    if value.adjusted() < 6 and not figures.endswith("0"):
        return format(value, "f")
    mantissa = figures[0] + (f".{figures[1:]}" if len(figures) > 1 else "")
    return f"{'-' if sign else ''}{mantissa}e{value.adjusted()}"
