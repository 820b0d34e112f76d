"""Wording of orders of magnitude: "milliseconds", "months to years", "millions of US dollars"."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from builder.locales.locale import Locale, Plural
from builder.locales.spacing import fill
from builder.locales.units import Unwordable
from builder.model import Magnitude


def magnitude(value: Magnitude, unit: str, noun: Plural | None, locale: Locale) -> str:
    """Orders of ten with their unit; `noun` is its wording, None for bare numbers ("millions")."""
    order = _order(value.low, locale)
    if value.high is not None:
        order = fill(locale.magnitudes.range, low=order, high=_order(value.high, locale))
    if noun is None:
        return order
    if unit in ("%", "phase"):
        raise Unwordable(f"an order of magnitude cannot have the unit '{unit}'")
    pattern = locale.magnitudes.nouns.get(unit) or noun.pick("scaled")
    return fill(pattern, n=fill(locale.magnitudes.of, n=order), sign="")


def is_duration(value: Magnitude) -> bool:
    return value.low.isalpha()


def duration(value: Magnitude, locale: Locale, *, table: bool) -> str:
    known = locale.magnitudes.durations
    for name in (value.low, value.high):
        if name is not None and name not in known:
            raise Unwordable(f"no duration '{name}': known are {', '.join(known)}")
    low = known[value.low]
    if value.high is None:
        return low.alone
    high = known[value.high]
    ends = (low.table, high.table) if table else (low.prose, high.prose)
    return fill(locale.magnitudes.range, low=ends[0], high=ends[1])


def _order(text: str, locale: Locale) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Unwordable(f"'{text}' is no power of ten") from None
    orders = locale.magnitudes.orders
    power = number.adjusted()
    if number <= 0 or number.normalize().as_tuple().digits != (1,) or not 1 <= power <= len(orders):
        raise Unwordable(f"'{text}' has no order of magnitude: a power of ten from 10 to 1e{len(orders)}")
    return orders[power - 1]
