"""The relation words of a locale as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from builder.locales import Locale
from builder.locales.reading_words import UNFOLLOWED, UNPRECEDED, is_latin

_NEVER = "(?!)"


def words(known: Iterable[str]) -> str:
    """Words in Latin letters stand alone, others anywhere; the longest first."""
    found = sorted(known, key=lambda word: (-len(word), word))
    latin = [re.escape(word) for word in found if is_latin(word[:1])]
    others = [re.escape(word) for word in found if not is_latin(word[:1])]
    alone = [rf"(?-i:{UNPRECEDED})(?:{'|'.join(latin)})(?-i:{UNFOLLOWED})"] if latin else []
    return f"(?:{'|'.join([*alone, *others])})" if found else _NEVER


def _but(marks: str, also: str = "") -> str:
    """Any character but those. A set that holds Chinese marks would take longer to compile than all that is around."""
    return f"(?:{''.join(f'(?!{re.escape(mark)})' for mark in marks)}{also}[\\s\\S])"


_DIGIT = r"(?!\d)"
_CLAUSE, _PLAIN_CLAUSE = _but(",，。；;"), _but(",，。；;", _DIGIT)
_NEAR, _PLAIN_NEAR = _but(",，。；;."), _but(",，。；;.", _DIGIT)
"""What clauses are made of, and clauses that stop at an abbreviation, too; plain ones have no digits."""


@dataclass(frozen=True, slots=True)
class Cues:
    """`behind` patterns end at the number that they belong to."""

    locale: Locale
    change: re.Pattern[str]
    change_last: re.Pattern[str]
    rise: re.Pattern[str]
    fall: re.Pattern[str]
    beyond: re.Pattern[str]
    start: re.Pattern[str]
    starts: re.Pattern[str]
    end: re.Pattern[str]
    total: re.Pattern[str]
    summed: re.Pattern[str]
    totals: re.Pattern[str]
    subtotals: re.Pattern[str]
    among: re.Pattern[str]
    rest: re.Pattern[str]
    within: re.Pattern[str]
    shares: re.Pattern[str]
    ratios: re.Pattern[str]
    changes: re.Pattern[str]
    points: re.Pattern[str]
    rate_rise: re.Pattern[str]
    gaps: re.Pattern[str]
    exceeds: re.Pattern[str]
    more: re.Pattern[str]
    equals: re.Pattern[str]
    foretold: re.Pattern[str]
    until: re.Pattern[str]
    partial: re.Pattern[str]
    copulas: re.Pattern[str]
    dropped: re.Pattern[str]
    link: re.Pattern[str]
    joins: re.Pattern[str]
    listed: re.Pattern[str]


def cues(locale: Locale) -> Cues:
    said = locale.relations
    change = words((*said.rise, *said.fall))
    rates = words(said.rates)

    def find(source: str) -> re.Pattern[str]:
        return re.compile(source, re.IGNORECASE)

    gap = _but(",，。；;.:：") + "{0,6}"
    return Cues(
        locale,
        find(change),
        find(rf"{change}\W*$"),
        find(words(said.rise)),
        find(words(said.fall)),
        find(rf"^\s*{words((*said.above, *said.below))}{_PLAIN_NEAR}{{0,16}}$"),
        find(words(said.start)),
        find(rf"{words(said.start)}{_CLAUSE}{{0,14}}$"),
        find(rf"{words(said.end)}{_CLAUSE}{{0,12}}$"),
        find(rf"{words(said.total)}{_PLAIN_CLAUSE}{{0,12}}$"),
        find(rf"^{_PLAIN_CLAUSE}{{0,16}}?{words(said.summed)}"),
        find(rf"^\W*(?:{words((*said.total,))})"),
        find(words(said.subtotal)),
        find(words(said.among)),
        find(words(said.rest)),
        find(words(said.within)),
        find(words(said.shares)),
        find(words(said.ratios)),
        find(words(said.changes)),
        find(words(said.points)),
        find(rf"{rates}{gap}{change}(?!\s*{words((*said.end, *said.start))}){_PLAIN_NEAR}{{0,8}}$"),
        find(rf"{words(said.gaps)}{_NEAR}{{0,24}}$"),
        find(rf"{words(said.exceeds)}{_PLAIN_NEAR}{{0,6}}$"),
        find(rf"^\s*{words(said.exceeds)}"),
        find(rf"^\s*{words(said.equals)}"),
        find(words(said.foretold)),
        find(rf"{words(said.until)}{_PLAIN_CLAUSE}{{0,12}}$"),
        find(words(said.partial)),
        find(rf"\s*{words(said.copulas)}\s*$"),
        find(words(said.dropped)),
        find(words((*said.start, *said.end, *said.dropped, *said.copulas, *said.within, *said.joins))),
        find(rf"\s*(?:[,，、]\s*{words(said.joins)}?|{words(said.joins)})\s*"),
        find(rf"\s*(?:、|{words(said.joins)})\s*"),
    )
