"""Quantities that are no number with a unit: orders of magnitude, phases, ordinals, fractions, "half"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from builder.locales.quantity import Quantity
from builder.locales.reading_grammar import Grammar
from builder.locales.reading_numbers import noun, read_suffix
from builder.locales.reading_words import numeral_value
from builder.model import Amount, Magnitude, Modifier


def with_digits(text: str, grammar: Grammar) -> str:
    """二〇二六年 with its digits: the places stay."""
    digits = grammar.locale.reading.numerals.digits
    return grammar.spelled.sub(lambda year: "".join(str(digits[word]) for word in year[0]), text)


_NUMBER_BEFORE: Final = re.compile(r"\d[\s-]?\Z")


def _phases(grammar: Grammar, text: str) -> Iterator[Quantity]:
    for match in grammar.phase.finditer(text):
        low, high = _roman(match["low"]), _roman(match["high"]) if match["high"] else None
        place = (match.start(), match.start() + len(match[0].rstrip()))
        number = (match.start("low"), match.end("high" if match["high"] else "low"))
        value = Amount(Decimal(low), None if high is None else Decimal(high))
        yield Quantity(*place, value, "phase", Modifier.NONE, place, number)


def _durations(grammar: Grammar, text: str) -> Iterator[Quantity]:
    """Durations that stand for their order of magnitude: 数月至数年, "days to weeks"."""
    known = grammar.duration_words
    for match in grammar.durations.finditer(text):
        if _NUMBER_BEFORE.search(text, max(0, match.start() - 4), match.start()):
            continue
        place = match.span()
        ends = [known[match[end].casefold()] for end in ("alone", "low", "high") if match[end]]
        yield Quantity(*place, Magnitude(*ends), "count", Modifier.NONE, place, place, worded=True)


def _orders(grammar: Grammar, text: str) -> Iterator[Quantity]:
    """Powers of ten in words: 数百万, "millions of"."""
    words = grammar.order_words
    for match in grammar.orders.finditer(text):
        if _follows_number(match.start(), grammar, text):  # the plural of a word of scale: 3 millions
            continue
        value = Magnitude(words.meaning(match["low"]) or "", words.meaning(match["high"]))
        unit, end = read_suffix(grammar, text, match.end())
        name, place = unit.unit if unit else "count", (match.start(), end)
        yield Quantity(*place, value, name, Modifier.NONE, place, match.span(), worded=True)


def _ordinals(grammar: Grammar, text: str) -> Iterator[Quantity]:
    lexicon = grammar.locale.reading
    for match in grammar.ordinals.finditer(text):
        said = next(value for value in match.groups() if value)
        value = lexicon.ordinal_words.get(said.casefold())
        number = (
            numeral_value(said, lexicon.numerals) if value is None and not said.isdigit() else Decimal(value or said)
        )
        if number is not None and not (_is_fraction(match, grammar, text) or _is_unit(match, grammar, text)):
            place = match.span()
            after = noun(text, match.end())
            worded = not said.isdigit()
            amount = Amount(number)
            yield Quantity(*place, amount, "count", Modifier.NONE, place, place, after, ordinal=True, worded=worded)


def _is_fraction(match: re.Match[str], grammar: Grammar, text: str) -> bool:
    """A third is no third place."""
    around = grammar.fraction.finditer(text, max(0, match.start() - 20), match.end())
    return any(found.end() == match.end() for found in around)


def _is_unit(match: re.Match[str], grammar: Grammar, text: str) -> bool:
    """A second is a time, too: "per second", "one second", "2-second"."""
    around = grammar.rate.finditer(text, max(0, match.start() - 8), match.end())
    if any(found.end() == match.end() for found in around):
        return True
    return _follows_number(match.start(), grammar, text)


def _follows_number(at: int, grammar: Grammar, text: str) -> bool:
    before = text[max(0, at - 24) : at]
    return bool(_NUMBER_BEFORE.search(before) or re.search(rf"{grammar.numerals.pattern}[\s-]\Z", before))


SPECIAL: Final[tuple[Callable[[Grammar, str], Iterator[Quantity]], ...]] = (_phases, _durations, _orders, _ordinals)
"""Each is read in what those before it have left."""


def read_said(grammar: Grammar, text: str, match: re.Match[str]) -> Quantity | None:
    """Words that say a quantity by themselves: half, a dozen."""
    word = grammar.said.meaning(match["said"])
    if word is None:
        return None
    place = match.span("said")
    start = match.start("modifier") if match["modifier"] else place[0]
    modifier, end = _modifier(grammar, text, match, place[1])
    return Quantity(start, end, Amount(word.factor), word.unit, modifier, place, place, worded=True)


def read_fraction(grammar: Grammar, text: str, match: re.Match[str]) -> Quantity | None:
    """Two thirds are 66.7 %: editions may say either."""
    lexicon, begin = grammar.locale.reading, match.end()
    found = grammar.fraction.match(text, begin)
    if found is None or match["prefix"]:
        return None
    bottom = lexicon.fractions.names.get(found["d"].casefold())
    top, under = _part(found["n"], grammar), Decimal(bottom) if bottom else _part(found["d"], grammar)
    if top is None or not under or (bottom and top >= under):  # the four quarters of a year are no share
        return None
    start = match.start("modifier") if match["modifier"] else begin
    modifier, end = _modifier(grammar, text, match, found.end())
    share = Amount(Decimal(100) * top / under)
    return Quantity(start, end, share, "%", modifier, found.span(), found.span(), worded=True)


def _modifier(grammar: Grammar, text: str, match: re.Match[str], end: int) -> tuple[Modifier, int]:
    """What stands behind such words, or else before them, and where it ends: 三分之一以上, "about half"."""
    if found := grammar.after.match(text, end):
        return grammar.after_words.meaning(found[0].strip()) or Modifier.NONE, found.end()
    return grammar.before_words.meaning(match["modifier"]) or Modifier.NONE, end


def _part(text: str, grammar: Grammar) -> Decimal | None:
    lexicon = grammar.locale.reading
    if text.casefold() in lexicon.fractions.articles:
        return Decimal(1)
    return Decimal(text) if text.isdigit() else numeral_value(text, lexicon.numerals)


def _roman(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for letter, after in zip(text, [*text[1:], ""], strict=True):
        value = values[letter]
        total += -value if values.get(after, 0) > value else value
    return total
