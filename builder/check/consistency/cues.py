"""The relation words of a locale as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from builder.locales import Locale

_NEVER = "(?!)"


def words(known: Iterable[str]) -> str:
    """Words in Latin letters stand alone, others anywhere; the longest first."""
    found = [
        rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" if word[:1].isascii() and word[:1].isalpha() else re.escape(word)
        for word in sorted(known, key=lambda word: (-len(word), word))
    ]
    return f"(?:{'|'.join(found)})" if found else _NEVER


@dataclass(frozen=True, slots=True)
class Cues:
    """`behind` patterns end at the number that they belong to."""

    locale: Locale
    change: re.Pattern[str]
    start: re.Pattern[str]
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

    gap = r"[^,，。；;.:：]{0,6}"
    return Cues(
        locale,
        find(change),
        find(rf"{words(said.start)}[^,，。；;]{{0,14}}$"),
        find(rf"{words(said.end)}[^,，。；;]{{0,12}}$"),
        find(rf"{words(said.total)}[^,，。；;\d]{{0,12}}$"),
        find(rf"^[^,，。；;\d]{{0,16}}?{words(said.summed)}"),
        find(rf"^\W*(?:{words((*said.total,))})"),
        find(words(said.subtotal)),
        find(words(said.among)),
        find(words(said.rest)),
        find(words(said.within)),
        find(words(said.shares)),
        find(words(said.ratios)),
        find(words(said.changes)),
        find(words(said.points)),
        find(rf"{rates}{gap}{change}(?!{words(said.end)})[^,，。；;.\d]{{0,8}}$"),
        find(rf"{words(said.gaps)}[^,，。；;.]{{0,24}}$"),
        find(rf"{words(said.exceeds)}[^,，。；;.\d]{{0,6}}$"),
        find(rf"^\s*{words(said.exceeds)}"),
        find(rf"^\s*{words(said.equals)}"),
        find(words(said.foretold)),
        find(rf"{words(said.until)}[^,，。；;\d]{{0,12}}$"),
        find(words(said.partial)),
        find(rf"\s*{words(said.copulas)}\s*$"),
        find(words(said.dropped)),
        find(words((*said.start, *said.end, *said.dropped, *said.copulas, *said.within, *said.joins))),
        find(rf"\s*(?:[,，、]\s*{words(said.joins)}?|{words(said.joins)})\s*"),
        find(rf"\s*(?:、|{words(said.joins)})\s*"),
    )
