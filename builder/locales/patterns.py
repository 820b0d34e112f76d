"""Names in braces: a pattern that forgets one would drop a number silently, so each is checked when it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import Final

from builder.locales.locale import Locale, LocaleError

# Where, what must stand there, and what may; elsewhere there are no names.
_RULES: Final = (
    ("words.figure", "n", ""),
    ("words.table", "n", ""),
    ("words.section", "n", ""),
    ("words.part", "n m", ""),
    ("words.alt_series", "series points", ""),
    ("words.alt_point", "category value", ""),
    ("numbers.scales.*.words.*", "n", ""),
    ("numbers.letters.*.words.*", "n", ""),
    ("numbers.ranges.*", "low high", ""),
    ("numbers.prose.*", "", "q n"),
    ("numbers.table.*", "", "q n"),
    ("numbers.units.*", "n", "sign"),
    ("numbers.table_units.*", "n", "sign"),
    ("numbers.rates.*", "q", ""),
    ("numbers.captions.*.scaled", "", "scale"),
    ("magnitudes.range", "low high", ""),
    ("magnitudes.of", "n", ""),
    ("magnitudes.nouns.*", "n", ""),
    ("dates.year", "year", ""),
    ("dates.quarter", "year quarter", ""),
    ("dates.month", "year month", ""),
    ("dates.day", "year month day", ""),
    ("dates.day_of_month", "month day", ""),
    ("dates.month_alone", "month", ""),
    ("dates.span_quarters", "low high year", ""),
    ("dates.span_months", "low high year", ""),
    ("dates.span_days", "low high year month", ""),
    ("dates.span_dates", "low high year", ""),
    ("dates.span*", "low high", ""),
)


def check_patterns(locale: Locale) -> None:
    """Raises `LocaleError` where a pattern lacks a name or has one that nothing fills, or scales are out of order."""
    for where, text in _texts(locale, ""):
        names = re.findall(r"\{(\w*)\}", text)
        needed, allowed = next(((need, may) for rule, need, may in _RULES if fnmatchcase(where, rule)), ("", ""))
        if missing := set(needed.split()) - set(names):
            raise LocaleError(f"'{where}' lacks {{{'}, {'.join(sorted(missing))}}}: {text!r}")
        if unknown := set(names) - set(needed.split()) - set(allowed.split()):
            raise LocaleError(f"'{where}' has nothing for {{{'}, {'.join(sorted(unknown))}}}: {text!r}")
        if fnmatchcase(where, "numbers.prose.*") or fnmatchcase(where, "numbers.table.*"):
            _exactly_one(where, names)
    for scales in (locale.numbers.scales, locale.numbers.letters):
        if any(high.power <= low.power for low, high in pairwise(scales)):
            raise LocaleError("the words of scale must be in ascending order")


def _exactly_one(where: str, names: list[str]) -> None:
    if len(names) != 1:
        raise LocaleError(f"'{where}' must hold either {{q}} or {{n}}")


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Every text that is not empty, with its dotted place."""
    if isinstance(value, str):
        if value:
            yield where, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), f"{where}.{field.name}".lstrip("."))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{where}.{key}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, f"{where}.{index}")
