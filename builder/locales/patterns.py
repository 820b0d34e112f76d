"""Names in braces: a pattern that forgets one would drop a number silently, so each is checked when it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import Final

from builder.diagnostics import Code
from builder.locales.locale import Locale, LocaleError

# Where, what must stand there, and what may; elsewhere there are no names. The first two names stand as they are.
_RULES: Final = (
    ("words.figure", "n", ""),
    ("words.table", "n", ""),
    ("words.equation", "n", ""),
    ("mathematics.fraction", "top bottom", ""),
    ("mathematics.long_fraction", "top bottom", ""),
    ("mathematics.binomial", "top bottom", ""),
    ("mathematics.root", "body", ""),
    ("mathematics.root_of_degree", "degree body", ""),
    ("mathematics.squared", "base", ""),
    ("mathematics.cubed", "base", ""),
    ("mathematics.power", "base power", ""),
    ("mathematics.raised", "base mark", ""),
    ("mathematics.transposed", "base", ""),
    ("mathematics.index", "base index", ""),
    ("mathematics.from_to", "operator low high", ""),
    ("mathematics.over", "operator low", ""),
    ("mathematics.up_to", "operator high", ""),
    ("mathematics.limit", "operator low", ""),
    ("mathematics.absolute", "body", ""),
    ("mathematics.norm", "body", ""),
    ("mathematics.floor", "body", ""),
    ("mathematics.ceiling", "body", ""),
    ("mathematics.hat", "body", ""),
    ("mathematics.tilde", "body", ""),
    ("mathematics.bar", "body", ""),
    ("mathematics.vector", "body", ""),
    ("mathematics.dot", "body", ""),
    ("mathematics.double_dot", "body", ""),
    ("mathematics.crossed", "body", ""),
    ("mathematics.above", "base mark", ""),
    ("mathematics.below", "base mark", ""),
    ("mathematics.matrix", "body", "rows columns"),
    ("mathematics.determinant", "body", "rows columns"),
    ("mathematics.row", "cells", "n"),
    ("mathematics.cases", "body", ""),
    ("words.section", "n", ""),
    ("words.part", "n m", ""),
    ("words.on_page", "n", ""),
    ("indexing.range", "low high", ""),
    ("words.alt_series", "series points", ""),
    ("words.alt_point", "category value", ""),
    ("words.alt_forecast", "value", ""),
    ("words.alt_pair", "x value", ""),
    ("words.alt_extract", "n points", ""),
    ("words.chart.second", "series", ""),
    ("words.data.of_figure", "name", ""),
    ("words.data.below", "name", ""),
    ("typed.figure.*", "n", ""),
    ("typed.table.*", "n", ""),
    ("typed.exhibit.*", "n", ""),
    ("typed.figures.*", "n", ""),
    ("typed.tables.*", "n", ""),
    ("typed.equation.*", "n", ""),
    ("typed.several.*", "n", ""),
    ("typed.headings.*", "n", ""),
    ("typed.sections.*", "n", ""),
    ("deck.rows", "n m", ""),
    ("deck.columns", "n m", ""),
    ("deck.lines", "n m", ""),
    ("deck.more", "n", ""),
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
    ("reading.modifiers.*", "", "q n"),
    ("reading.units.*", "n", ""),
    ("reading.multiples.*.words", "n", ""),
    ("reading.rates.*", "q", ""),
    ("reading.fractions.pattern", "n d", ""),
    ("reading.between.*", "low high", ""),
    ("reading.ordinals.*", "n", ""),
    ("reading.labels.*", "n", ""),
    ("reading.dates.month.*", "year month", ""),
    ("reading.dates.day.*", "year month day", ""),
    ("reading.dates.quarter.*", "year quarter", ""),
    ("reading.dates.month_alone.*", "month", ""),
    ("reading.dates.day_of_month.*", "month day", ""),
    ("reading.dates.fiscal.*", "year", ""),
    ("reading.dates.decade.*", "", "year century tens"),
    ("dates.year", "year", ""),
    ("dates.quarter", "year quarter", ""),
    ("dates.month", "year month", ""),
    ("dates.day", "year month day", ""),
    ("dates.day_of_month", "month day", ""),
    ("dates.month_alone", "month", ""),
    ("dates.first_day", "day", ""),
    ("dates.span_quarters", "low high year", ""),
    ("dates.span_months", "low high year", ""),
    ("dates.span_days", "low high year month", ""),
    ("dates.span_dates", "low high year", ""),
    ("dates.span", "low high", ""),
    ("dates.span_years", "low high", ""),
    ("dates.span_months_alone", "low high", ""),
)


def _entry(where: str) -> str:
    """The entry of a table that a place is in: its first two names."""
    return ".".join(where.split(".", 2)[:2])


_BY_ENTRY: Final = {
    entry: tuple(rule for rule in _RULES if _entry(rule[0]) == entry) for entry in (_entry(rule[0]) for rule in _RULES)
}

_NAME: Final = re.compile(r"\{(\w*)\}")


def check_patterns(locale: Locale) -> None:
    """Raises `LocaleError` where a pattern lacks a name or has one that nothing fills, or scales are out of order."""
    for where, text in _texts(locale, ""):
        rules = _BY_ENTRY.get(_entry(where), ())
        if where.startswith("prose.rules.") or not (rules or "{" in text):
            continue
        names = _NAME.findall(text)
        needed, allowed = next(((need, may) for rule, need, may in rules if fnmatchcase(where, rule)), ("", ""))
        if missing := set(needed.split()) - set(names):
            raise LocaleError(f"'{where}' lacks {{{'}, {'.join(sorted(missing))}}}: {text!r}")
        if unknown := set(names) - set(needed.split()) - set(allowed.split()):
            raise LocaleError(f"'{where}' has nothing for {{{'}, {'.join(sorted(unknown))}}}: {text!r}")
        if where.startswith(("numbers.prose.", "numbers.table.", "reading.modifiers.")):
            _exactly_one(where, names)
    _check_rules(locale)
    for scales in (locale.numbers.scales, locale.numbers.letters):
        if any(high.power <= low.power for low, high in pairwise(scales)):
            raise LocaleError("the words of scale must be in ascending order")


def _check_rules(locale: Locale) -> None:
    for rule in locale.prose.rules:
        if rule.code not in list(Code):
            raise LocaleError(f"[[prose.rules]] has no code '{rule.code}'")


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
