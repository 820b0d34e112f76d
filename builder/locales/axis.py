"""Units of axes: values are scaled per language and the unit is said once, in words ("亿美元", "US$ billion")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from builder.locales.locale import Locale
from builder.locales.numerals import MINUS, localised
from builder.locales.spacing import autospace, fill
from builder.locales.units import UNSCALED, Unwordable, known_units
from builder.model import UnitWords

_NEAR: Final = Decimal("0.8")
"""An axis whose greatest value comes so near the next scale would end on it: 10000 万."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Values are divided by `divisor`; `unit_caption` says what they then count."""

    divisor: Decimal
    unit_caption: str


def axis_scale(maximum: Decimal, unit: str, locale: Locale, units: Mapping[str, UnitWords] | None = None) -> Scale:
    """The scale of an axis that reaches `maximum`. Raises `Unwordable` for a unit that is not known."""
    words = (units or {}).get(unit)
    if words is None and unit not in known_units():
        raise Unwordable(f"unknown unit '{unit}'")
    scales = locale.numbers.scales
    chosen = None
    if unit not in UNSCALED or words is not None:
        for index, scale in enumerate(scales):
            threshold = Decimal(10) ** scale.power * (_NEAR if index else 1)
            chosen = scale if maximum.copy_abs() >= threshold else chosen
    name = chosen.name if chosen else ""
    if words is not None:
        caption = fill((chosen and words.scaled) or words.other, n=name).strip()
    else:
        own = locale.numbers.captions[unit]
        caption = fill(own.scaled if chosen else own.plain, scale=name)
    return Scale(Decimal(10) ** (chosen.power if chosen else 0), autospace(caption, locale))


def axis_number(value: Decimal, locale: Locale, places: int = 0) -> str:
    """A tick's label: no unit, no digit more than the value needs, or so many `places` as the other ticks have."""
    value = value.quantize(Decimal(1).scaleb(-places)) if places and value else value.normalize()
    return (MINUS if value < 0 else "") + localised(value.copy_abs(), locale)
