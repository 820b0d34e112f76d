"""Free text → quantities: what the composer writes, and what authors type by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from builder.locales.locale import Locale
from builder.locales.quantity import Quantity
from builder.locales.reading_dates import read_dates
from builder.locales.reading_grammar import Grammar, grammar
from builder.locales.reading_masks import masked, without_addresses
from builder.locales.reading_numbers import End, inherited, noun, read_end
from builder.locales.reading_special import SPECIAL, read_fraction, read_said, with_digits
from builder.locales.reading_tables import UnitWord
from builder.locales.reading_words import WALL, normal
from builder.model import Amount, Modifier, Moment, Period

__all__ = ["Quantity", "read_quantities"]


def read_quantities(text: str, locale: Locale) -> tuple[Quantity, ...]:
    """The quantities of `text` in order. Names with digits in them (Qwen3-235B, ISO 9001, v1.2.3) are none."""
    known = _grammar(locale)
    return _Reader(known, text).quantities() if known.may_count(text) else ()


_GRAMMARS: dict[int, tuple[Locale, Grammar]] = {}
"""By identity: a locale holds mappings and has no hash. The locale is kept, so that its identity stays its own."""


def _grammar(locale: Locale) -> Grammar:
    if id(locale) not in _GRAMMARS:
        _GRAMMARS[id(locale)] = (locale, grammar(locale))
    return _GRAMMARS[id(locale)][1]


_REACH = 60
"""Characters before a number in which the words stand that belong to it."""


@dataclass(slots=True)
class _Reader:
    grammar: Grammar
    source: str
    text: str = ""
    found: list[Quantity] = field(default_factory=list)

    def quantities(self) -> tuple[Quantity, ...]:
        grammar, lexicon = self.grammar, self.grammar.locale.reading
        text = without_addresses(with_digits(normal(self.source), grammar))
        dates, text = read_dates(text, grammar.dates)
        for date in dates:
            place = (date.start, date.end)
            self.found.append(Quantity(*place, date.period, date.unit, Modifier.NONE, place, place))
        self.text = masked(text, grammar.labels, lexicon.prefixes, grammar.glued)
        for read in SPECIAL:
            found = list(read(grammar, self.text))
            self.found += found
            for quantity in found:
                size = quantity.end - quantity.start
                self.text = self.text[: quantity.start] + WALL * size + self.text[quantity.end :]
        self._scan()
        return tuple(sorted(self.found, key=lambda quantity: quantity.start))

    def _scan(self) -> None:
        position = 0
        while start := self.grammar.starts.search(self.text, position):
            match = self.grammar.head.search(self.text, max(position, start.start() - _REACH))
            if match is None:
                break
            quantity = (
                read_said(self.grammar, self.text, match)
                or read_fraction(self.grammar, self.text, match)
                or self._quantity(match)
            )
            if quantity is not None:
                self.found.append(quantity)
                position = max(quantity.end, match.end())
            else:
                digits = self.grammar.digits.match(self.text, match.end())
                position = max(digits.end() if digits else match.end() + 1, match.start() + 1)

    def _quantity(self, match: re.Match[str]) -> Quantity | None:
        low = read_end(self.grammar, self.text, match)
        if low is None:
            return None
        high = self._high(low, match)
        last = high or low
        unit = low.unit or (high.unit if high else None)
        sign = -1 if low.negative else 1
        first = inherited(low.number, high.number) if high else low.number.value
        factor = unit.factor if unit else Decimal(1)
        value = Amount(sign * first * factor if factor != 1 else sign * first)
        if high:
            second = (-1 if high.negative else 1) * high.number.value * factor
            value = Amount(value.low, second)
        core = (low.start, last.end)
        number = (low.number_start, last.number.end)
        modifier, start, end = self._modifier(match, core, last, unit)
        name = unit.unit if unit else "count"
        name, start, end = self._rate(match, name, start, end)
        worded = low.number.worded or last.number.worded
        result = Quantity(start, end, value, name, modifier, core, number, "", last.counter, worded=worded)
        if name != "count":
            return result
        bare = match["prefix"] is None and not low.counter and not last.counter
        if bare and modifier in (Modifier.NONE, Modifier.ABOUT) and (years := _years(low, high)):
            return replace(result, value=years, unit="")
        if (worded and not self._certain(low, last, unit)) or (bare and not match["modifier"] and self._names(low)):
            return None
        return replace(result, noun=noun(self.text, end))

    def _high(self, low: End, match: re.Match[str]) -> End | None:
        """The other end of a range, if these two are one."""
        grammar = self.grammar
        joint = (grammar.between if match["between"] else grammar.joint).match(self.text, low.end)
        if joint is None or (match["away"] and joint[0].strip().isalpha()) or (low.inner and not low.unit):
            return None
        head = grammar.head.match(self.text, joint.end())
        if head is None or head["modifier"] or head["away"] or head["rate"] or head["said"]:
            return None
        high = read_end(grammar, self.text, head)
        if high is None or high.number.worded != low.number.worded:
            return None
        if (
            low.unit
            and (high.unit is None or high.unit.unit != low.unit.unit)
            and not (low.prefixed and high.unit is None)
        ):
            return None
        if high.unit is None and low.unit is not None:
            high = replace(high, unit=low.unit)
        first = (-1 if low.negative else 1) * inherited(low.number, high.number)
        second = (-1 if high.negative else 1) * high.number.value
        return high if first <= second else None

    def _modifier(
        self, match: re.Match[str], core: tuple[int, int], last: End, unit: UnitWord | None
    ) -> tuple[Modifier, int, int]:
        grammar, (start, end) = self.grammar, core
        modifier = Modifier.NONE
        if word := match["modifier"]:
            recent = (
                word in grammar.locale.reading.recent and unit is not None and unit.unit in ("year", "month", "day")
            )
            if not recent:
                modifier, start = grammar.before_words.meaning(word) or Modifier.NONE, match.start("modifier")
        if last.inner:
            return last.inner, start, end
        for at in self._behind(end):
            found = grammar.after.match(self.text, at)
            if found and not re.match(r"\s?[\d$€¥]", self.text[found.end() :]):  # "in 2025 and over 3 million"
                return grammar.after_words.meaning(found[0].strip()) or modifier, start, found.end()
        return modifier, start, end

    def _behind(self, end: int) -> tuple[int, ...]:
        """Where the words that follow a quantity may begin: behind its number, or behind a measure word (30 个以上)."""
        counter = self.grammar.counter.match(self.text, end)
        return (end, counter.end()) if counter and counter.end() > end else (end,)

    def _rate(self, match: re.Match[str], unit: str, start: int, end: int) -> tuple[str, int, int]:
        """A rate is the unit of a count; money a year stays money."""
        grammar = self.grammar
        if unit != "count":
            return unit, start, end
        if rate := grammar.rate_before.meaning(match["rate"]):
            return rate, match.start("rate"), end
        for at in self._behind(end):
            if found := grammar.rate.match(self.text, at):
                return grammar.rate_after.meaning(found[0]) or unit, start, found.end()
        return unit, start, end

    def _certain(self, low: End, last: End, unit: UnitWord | None) -> bool:
        """Whether words are a number: 三个, 三十, five; but not 三亚, one."""
        numerals = self.grammar.locale.reading.numerals
        word = low.number.single
        if unit is not None:
            return True
        if word in numerals.one:
            return False
        if numerals.counted and len(word) == 1:
            return bool(last.counter)
        return True

    def _names(self, low: End) -> bool:
        """A short number behind a capitalised word is part of a name: Opus 4.5, Llama 3."""
        if low.number.power or low.unit or low.negative or low.number.typed >= 1000 or low.number.worded:
            return False
        before = re.search(
            r"(?P<start>^|[.!?。！？：:|\n]\s*)?(?<![\w-])[A-Z][A-Za-z]+\s$",
            self.text[max(0, low.start - 40) : low.start],
        )
        if before is None:
            return False
        return before["start"] is None or not re.match(r"\s?[a-z]", self.text[low.end :])


def _years(low: End, high: End | None) -> Period | None:
    ends = [low] if high is None else [low, high]
    if all(e.number.plain and 1900 <= e.number.typed <= 2099 and not e.negative and e.unit is None for e in ends):
        years = [Moment(int(e.number.typed)) for e in ends]
        return Period(years[0], years[1] if high else None)
    return None
