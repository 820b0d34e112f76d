"""Dates in free text: the composer's patterns read backwards, and those that authors type besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import babel
from babel.dates import get_month_names

from builder.locales.locale import Locale
from builder.locales.reading_words import WALL, canonical, normal
from builder.model import Moment, Period

FISCAL: Final = "fiscal"
_UNSAID: Final = 0
"""The year of a date that leaves it to be understood ("in August")."""

_YEARLESS: Final = frozenset({"fiscal", "decade", "month_alone", "day_alone", "span_months_alone"})
_YEAR: Final = r"(?:19|20)\d\d"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])(?!\d)"
_HAS_DIGIT: Final = re.compile(r"\d")
_HAS_YEAR: Final = re.compile(_YEAR)
_WORD: Final = r"[^\W\d_]{3,12}"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"


@dataclass(frozen=True, slots=True)
class Date:
    """A date and its place. `unit` is "fiscal" for a fiscal year, else ""."""

    start: int
    end: int
    period: Period
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    """`word`: what stands in every text with such a date, so that most rules are never tried."""

    source: str
    word: str
    grain: str
    named: bool
    counted: bool


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """`rules`: all; those of texts with digits and no year; those of texts without digits. `counted`: what follows a
    number that is no date."""

    rules: tuple[tuple[_Rule, ...], ...]
    joint: re.Pattern[str]
    counted: tuple[re.Pattern[str], ...]
    months: dict[str, int]
    quarters: dict[str, int]
    alone: re.Pattern[str]


def date_grammar(locale: Locale, joint: str, *counted: re.Pattern[str]) -> DateGrammar:
    """`joint` is the regular expression of what stands between the ends of a range, `counted` those of what follows a
    number that is no date: 2025.6 万."""
    own, read = locale.dates, locale.reading.dates
    months = _months(locale.tag) if own.month_names else {}
    names = "|".join(re.escape(month) for month in sorted(months, key=lambda month: (-len(month), month)))
    # whether a word is a month is seen later, where few words can stand
    named = _WORD if months and all(re.fullmatch(_WORD, month) for month in months) else names
    quarters = "|".join(re.escape(word) for word in sorted(read.quarters, key=len, reverse=True))
    first = tuple(map(re.escape, own.first_day.split("{day}")))
    reader = _Sources(names, named, rf"|(?i:{quarters})" if quarters else "", joint, (first[0], first[1]))
    found: list[_Rule] = []

    def add(grain: str, patterns: Iterable[str], low: str = "", high: str = "") -> None:
        for pattern in dict.fromkeys(patterns):
            if pattern != "{year}":  # what a bare year is, the numbers around it say
                source = reader.source(pattern, grain, low, high)
                counts = pattern.endswith("}") and _is_numeric(pattern)
                found.append(_Rule(source, _word(pattern), grain, bool(months), counts))

    add("span_dates", [own.span_dates], *(reader.part(own.day_of_month, end) for end in ("low", "high")))
    for grain, one in (("span_days", "day"), ("span_months", "month"), ("span_quarters", "quarter")):
        add(grain, [getattr(own, grain)], *(reader.group(one, end) for end in ("low", "high")))
    add("span_years", [own.span_years], *(reader.group("year", end) for end in ("low", "high")))
    add("day", [own.day, *read.day])
    add("quarter", [own.quarter, *read.quarter])
    add("month", [own.month, *read.month])
    add("fiscal", read.fiscal)
    add("decade", read.decade)
    add("year", [own.year])
    add("span_months_alone", [own.span_months_alone], *(reader.group("month", end) for end in ("low", "high")))
    add("day_alone", [own.day_of_month, *read.day_of_month])
    add("month_alone", [own.month_alone, *read.month_alone])
    known = {canonical(word): number for word, number in read.quarters.items()}
    sentence_start = re.compile(r"(?:^|[.!?:;。！？：；]\s*)$")
    yearless = tuple(rule for rule in found if rule.grain in _YEARLESS)
    rules = tuple(found), yearless, tuple(rule for rule in yearless if "month" in rule.grain)
    return DateGrammar(rules, re.compile(joint), counted, months, known, sentence_start)


def _word(pattern: str) -> str:
    """The longest word that a pattern has as it is; the mark of a span may be any."""
    literal = re.sub(r"\{low\}.*\{high\}|\{\w+\}", " ", normal(pattern))
    return max(re.findall(r"[!-~]+|[^\x00-\x7f\s]+", literal), key=len, default="")


def _is_numeric(pattern: str) -> bool:
    """2025-06, 2025/6/1: its parts are digits alone; a hyphen between the ends of a span says nothing of them."""
    return re.search(r"(?<!\{low)\}[-/.]\{", pattern) is not None


@dataclass(frozen=True, slots=True)
class _Sources:
    """`months` are their names, `named` what may be one beside a number; `quarters` are other words for them. `first`
    may stand around the first of a month."""

    months: str
    named: str
    quarters: str
    joint: str
    first: tuple[str, str]

    def group(self, part: str, name: str = "", numeric: bool = False, alone: bool = False) -> str:
        """`alone`: no number stands beside it, by which it is found."""
        names = self.months if alone else self.named
        sources = {
            "year": _YEAR,
            "month": _MONTH if numeric or not names else rf"(?:{names})(?![a-z])",
            "day": _DAY,
            "quarter": f"(?:[1-4]{self.quarters})",
        }
        group = f"(?P<{name or part}>{sources[part]})"
        before, behind = self.first if part == "day" else ("", "")
        return f"(?:{before})?{group}(?:{behind})?" if before or behind else group

    def part(self, pattern: str, end: str) -> str:
        """A whole date as an end of a span; its month and day are groups of that end."""
        return self._source(pattern, {"month": self.group("month", f"{end}_month"), "day": self.group("day", end)})

    def source(self, pattern: str, grain: str, low: str, high: str) -> str:
        numeric, alone = _is_numeric(pattern), grain == "month_alone"
        groups = {part: self.group(part, "", numeric, alone) for part in ("year", "month", "day", "quarter")}
        if grain == "fiscal":
            groups["year"] = rf"(?P<year>{_YEAR}|\d\d)(?!\d)"
        if grain == "decade":
            groups["year"] = r"(?P<year>(?:19|20)\d0)"
            groups["century"], groups["tens"] = r"(?P<century>\d\d)", r"(?P<tens>\d0)"
        source = self._source(pattern, {**groups, "low": low, "high": high})
        first = r"(?<!€)(?<![\w.,$£¥-])" if pattern.startswith("{") else r"(?<![A-Za-z0-9])"
        if pattern.endswith("}"):
            source += r"(?![0-9A-Za-z%])(?![.,]\d)"
        return first + source

    def _source(self, pattern: str, groups: dict[str, str]) -> str:
        """Spaces may be one or two; beside Han there may be one or none; a dash of a span may be any mark of ranges."""
        found, parts = "", [part for part in re.split(r"(\{\w+\})", normal(pattern)) if part]
        for place, part in enumerate(parts):
            if part[:1] == "{":
                found += groups[part[1:-1]]
            elif "{low}" in parts[:place] and "{high}" in parts[place:]:
                found += self.joint
            else:
                source = re.sub(r"(?:\\ )+", r"\\s{1,2}", re.escape(part))
                source = re.sub(r"(?<=[^\x00-\x7f])(?=[A-Za-z0-9])", r"\\s?", source)
                before = r"\s?" if place and not part[0].isascii() else ""
                after = r"\s?" if not part[-1].isascii() and place + 1 < len(parts) else ""
                found += before + source + after
        return found


def read_dates(text: str, grammar: DateGrammar) -> tuple[list[Date], str]:
    """The dates, in order, and the text with a wall where they stand. Two that a mark joins are one span."""
    found: list[Date] = []
    kind = 0 if _HAS_YEAR.search(text) else 1 if _HAS_DIGIT.search(text) else 2
    for rule in grammar.rules[kind]:
        if rule.word not in text:
            continue
        for match in _compiled(rule.source).finditer(text):
            date = _date(match, rule, grammar, text)
            if date is not None:
                found.append(date)
                text = text[: date.start] + WALL * (date.end - date.start) + text[date.end :]
    return list(_joined(sorted(found, key=lambda date: date.start), text, grammar)), text


_compiled = cache(re.compile)
"""Rules are many, and few of them needed."""


def _joined(dates: list[Date], text: str, grammar: DateGrammar) -> Iterator[Date]:
    waiting: Date | None = None
    for date in dates:
        if (
            waiting
            and grammar.joint.fullmatch(text, waiting.end, date.start)
            and waiting.period.end is None
            and date.period.end is None
            and waiting.unit == date.unit
            and _order(waiting.period.start) <= _order(date.period.start)
        ):
            waiting = Date(waiting.start, date.end, Period(waiting.period.start, date.period.start), date.unit)
            continue
        if waiting:
            yield waiting
        waiting = date
    if waiting:
        yield waiting


def _order(moment: Moment) -> tuple[int, int, int, int]:
    return moment.year, moment.quarter or 0, moment.month or 0, moment.day or 0


def _date(match: re.Match[str], rule: _Rule, grammar: DateGrammar, text: str) -> Date | None:
    said = match.groupdict()
    months = [said[name] for name in ("month", "low_month", "high_month") if said.get(name)]
    if rule.grain.startswith("span_months"):
        months += [said["low"], said["high"]]
    if any(not month.isdigit() and month not in grammar.months for month in months):
        return None
    if rule.counted and any(pattern.match(text, match.end()) for pattern in grammar.counted):
        return None
    period = _period(match, rule, grammar)
    if period is None:
        return None
    if rule.grain == "month_alone" and rule.named and grammar.alone.search(text[: match.start()]):
        whole = not text[: match.start()].strip() and not text[match.end() :].strip()
        if not whole and re.match(r"\s[a-z]", text[match.end() :]):
            return None  # "May also", "March on"
    return Date(match.start(), match.end(), period, FISCAL if rule.grain == "fiscal" else "")


def _period(match: re.Match[str], rule: _Rule, grammar: DateGrammar) -> Period | None:
    said = match.groupdict()
    year = int(said["year"]) if said.get("year") else _UNSAID
    year += 2000 if 0 < year < 100 else 0
    month = _month(said.get("month"), grammar)
    day = int(said["day"]) if said.get("day") else None
    match rule.grain:
        case "span_years":
            return _span(Moment(int(said["low"])), Moment(int(said["high"])))
        case "span_quarters":
            low, high = (_quarter(said[end], grammar) for end in ("low", "high"))
            return _span(Moment(year, quarter=low), Moment(year, quarter=high))
        case "span_months" | "span_months_alone":
            return _span(Moment(year, _month(said["low"], grammar)), Moment(year, _month(said["high"], grammar)))
        case "span_days":
            return _span(Moment(year, month, int(said["low"])), Moment(year, month, int(said["high"])))
        case "span_dates":
            ends = [Moment(year, _month(said[f"{e}_month"], grammar), int(said[e])) for e in ("low", "high")]
            return _span(*ends)
        case "decade":
            year = year or (int(said["century"]) - 1) * 100 + int(said["tens"])
            return Period(Moment(year), Moment(year + 9))
        case "quarter":
            return Period(Moment(year, quarter=_quarter(said["quarter"], grammar)))
        case _:
            return Period(Moment(year, month, day))


def _span(low: Moment, high: Moment) -> Period | None:
    return Period(low, high) if _order(low) <= _order(high) else None


def _month(text: str | None, grammar: DateGrammar) -> int | None:
    return None if text is None else int(text) if text.isdigit() else grammar.months[text]


def _quarter(text: str, grammar: DateGrammar) -> int:
    return int(text) if text.isdigit() else grammar.quarters[canonical(text)]


@cache
def _months(tag: str) -> dict[str, int]:
    locale = babel.Locale.parse(tag, sep="-")
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in get_month_names(width, context="format", locale=locale).items():
            names[name] = number
    if "Sep" in names:
        names["Sept"] = 9
    return names
