"""Digits: rounding, the word of scale, grouping. A numeral keeps the digits that were typed, no fewer and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from itertools import pairwise
from typing import Final

import babel
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from builder.locales.locale import Locale, ScaleWord
from builder.locales.spacing import NBSP, fill
from builder.locales.units import Unwordable

MINUS: Final = "\N{MINUS SIGN}"
_PLAIN: Final = 16
"""Numbers of more integer digits than this are written as a power of ten."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number ready to be worded: `sign`, localised digits without scale, the word of scale, and the plural category
    that a noun after it takes."""

    sign: str
    digits: str
    scale: ScaleWord | None
    category: str

    @property
    def scaled(self) -> str:
        """The digits with their word of scale."""
        return self.digits if self.scale is None else fill(self.scale.words.pick(self.category), n=self.digits)

    @property
    def noun(self) -> str:
        """The key of `Plural` for the noun that follows."""
        return self.category if self.scale is None else "scaled"


def numeral(
    value: Decimal, scales: Sequence[ScaleWord], locale: Locale, *, signed: bool, digits: int | None
) -> Numeral:
    """`value`, rounded before its scale is chosen, so that 99,999,999 to three digits is 1.00 亿 and never 10000 万."""
    value = as_typed(value) if digits is None else rounded(value, digits)
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    value = value.copy_abs()
    scale = _scale(value, scales, locale.numbers.fraction_limit)
    shown = shifted(value, -scale.power if scale else 0)
    if scale is not None and scale is scales[-1] and shown >= _room(scales):
        shown, scale = value, None
    return Numeral(sign, localised(shown, locale), scale, _babel(locale.tag).plural_form(shown))


def as_typed(value: Decimal) -> Decimal:
    """The value with the precision of its typing: 4.0e9 has two digits, 99.0 three, and the zeros of 360000 none."""
    sign, digits, exponent = value.as_tuple()
    if not value:
        return value if value.adjusted() < 0 else Decimal(0)
    if exponent != 0:
        return value
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return Decimal((sign, digits[: len(digits) - zeros], zeros))


def rounded(value: Decimal, digits: int) -> Decimal:
    """`value` to `digits` significant digits, halves away from zero."""
    if not value:
        return value
    context = Context(prec=digits, rounding=ROUND_HALF_UP)
    value = context.plus(value)
    missing = digits - len(value.as_tuple().digits)
    sign, figures, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    return Decimal((sign, figures + (0,) * missing, exponent - missing))


def shifted(value: Decimal, power: int) -> Decimal:
    """`value` times a power of ten, exactly (`Decimal.scaleb` rounds to the context)."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    return Decimal((sign, digits, exponent + power))


def localised(value: Decimal, locale: Locale) -> str:
    """A number that is not negative, with the locale's digits, groups and decimal mark; beyond all words as 2.1 × 10^25
    (raised digits are missing in most Chinese fonts)."""
    if (power := value.adjusted()) >= _PLAIN:
        return f"{localised(shifted(value, -power), locale)}{NBSP}×{NBSP}10^{power}"
    whole, _, fraction = f"{value:f}".partition(".")
    grouped = len(whole) >= locale.numbers.grouping
    text = str(format_decimal(Decimal(whole), locale=_babel(locale.tag), group_separator=grouped))
    return text + decimal_mark(locale) + fraction if fraction else text


def decimal_mark(locale: Locale) -> str:
    return str(get_decimal_symbol(_babel(locale.tag)))


def group_mark(locale: Locale) -> str:
    """What stands between groups of digits: a comma, U+202F."""
    return str(get_group_symbol(_babel(locale.tag)))


def roman(value: Decimal) -> str:
    if value != value.to_integral_value() or not 1 <= value <= 3999:
        raise Unwordable(f"{value} has no Roman numeral: a phase is a whole number from 1")
    rest, text = int(value), ""
    for number, letters in _ROMAN:
        text += letters * (rest // number)
        rest %= number
    return text


def _scale(value: Decimal, scales: Sequence[ScaleWord], limit: int) -> ScaleWord | None:
    """The greatest scale that leaves one digit before the point, unless too many would then stand after it."""
    fitting = [scale for scale in scales if value.adjusted() >= scale.power and value]
    if not fitting:
        return None
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return fitting[-1] if fitting[-1].power - exponent <= limit else None


def _room(scales: Sequence[ScaleWord]) -> int:
    """What no number before the greatest scale may reach: the step from the scale below it."""
    steps = [high.power - low.power for low, high in pairwise(scales)] or [4]
    return int(10 ** steps[-1])


@cache
def _babel(tag: str) -> babel.Locale:
    return babel.Locale.parse(tag, sep="-")


_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
