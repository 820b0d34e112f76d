"""Wording of dates as far as they are known, and of spans of them."""

from __future__ import annotations

from functools import cache

import babel
from babel.dates import get_month_names

from builder.locales.locale import Dates, Locale
from builder.locales.spacing import autospace, fill
from builder.locales.units import Unwordable
from builder.model import Moment, Period


def period(value: Period, locale: Locale) -> str:
    """The date, or the span with what both ends share said once."""
    low, high = value.start, value.end
    if high is None or high == low:
        return moment(low, locale)
    return autospace(fill(_span_pattern(low, high, locale.dates), **_span_parts(low, high, locale)), locale)


def moment(value: Moment, locale: Locale) -> str:
    pattern = str(getattr(locale.dates, _grain(value)))
    return autospace(fill(pattern, **_parts(value, locale)), locale)


def month(value: Period, locale: Locale) -> str:
    """The months alone: "August", "8 月". Raises `Unwordable` where one is not known."""
    ends = [value.start] if value.end is None else [value.start, value.end]
    for end in ends:
        if end.month is None:
            raise Unwordable(f"the date {end.year} names no month")
    names = [_parts(end, locale)["month"] for end in ends]
    if len({(end.year, end.month) for end in ends}) == 1:
        return autospace(fill(locale.dates.month_alone, month=names[0]), locale)
    return autospace(fill(locale.dates.span_months_alone, low=names[0], high=names[1]), locale)


def years(value: Period, locale: Locale) -> str | None:
    """The years alone, for an axis; None where more is known than the year."""
    ends = [value.start] if value.end is None or value.end == value.start else [value.start, value.end]
    if any(_grain(end) != "year" for end in ends):
        return None
    return (
        str(ends[0].year) if len(ends) == 1 else fill(locale.dates.span, low=str(ends[0].year), high=str(ends[1].year))
    )


def _span_pattern(low: Moment, high: Moment, dates: Dates) -> str:
    grain = _grain(low)
    if grain != _grain(high):
        return dates.span
    if grain == "year":
        return dates.span_years
    if low.year != high.year:
        return dates.span
    if grain == "day":
        return dates.span_days if low.month == high.month else dates.span_dates
    return dates.span_quarters if grain == "quarter" else dates.span_months


def _span_parts(low: Moment, high: Moment, locale: Locale) -> dict[str, str]:
    """The parts that differ, of two dates of one grain; else both dates whole."""
    pattern, dates = _span_pattern(low, high, locale.dates), locale.dates
    if pattern == dates.span:
        return {"low": moment(low, locale), "high": moment(high, locale)}
    shared = _parts(low, locale)
    if pattern == dates.span_dates:
        ends = [fill(dates.day_of_month, **_parts(end, locale)) for end in (low, high)]
    else:
        ends = [_parts(end, locale)[_grain(end)] for end in (low, high)]
    return shared | {"low": ends[0], "high": ends[1]}


def _parts(value: Moment, locale: Locale) -> dict[str, str]:
    day = fill(locale.dates.first_day, day="1") if value.day == 1 else str(value.day)
    parts = {"year": str(value.year), "quarter": str(value.quarter), "day": day}
    if value.month is not None:
        parts["month"] = _names(locale.tag)[value.month - 1] if locale.dates.month_names else str(value.month)
    return parts


def _grain(value: Moment) -> str:
    if value.quarter is not None:
        return "quarter"
    return "day" if value.day is not None else "month" if value.month is not None else "year"


@cache
def _names(tag: str) -> tuple[str, ...]:
    names = get_month_names("wide", context="format", locale=babel.Locale.parse(tag, sep="-"))
    return tuple(names[number] for number in range(1, 13))
