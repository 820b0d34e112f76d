"""Which facts are one thing at several dates: told by `about`, or by an id with a year in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from builder.model import Fact, Measure

_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTS = re.compile(r"[.\-_]")
_MEASURES = {measure.value: measure for measure in Measure} | {"arr": Measure.REVENUE}


def parts_of(fact: Fact) -> tuple[str, ...]:
    return tuple(_PARTS.split(fact.id))


def year_of(fact: Fact) -> int | None:
    """The year of its id, else that of `as_of`."""
    years = [part for part in parts_of(fact) if _YEAR.fullmatch(part)]
    found = years[-1:] or _YEAR.findall(fact.as_of)[-1:]
    return int(found[0]) if found else None


def years_of(text: str) -> frozenset[int]:
    """Years that a text or `as_of` names; 2023—2026 are four."""
    years = {int(year) for year in _YEAR.findall(text)}
    for low, high in re.findall(r"((?:19|20)\d\d)\s*[—–~～-]\s*((?:19|20)\d\d)", text):
        if 0 < int(high) - int(low) < 30:
            years.update(range(int(low), int(high)))
    return frozenset(years)


def stem_of(fact: Fact) -> str:
    """What the fact is about: `about`, or the first part of its id."""
    return fact.ties.about or parts_of(fact)[0]


def series_name(fact: Fact) -> str:
    """The id without its year; `about` says it, too."""
    if fact.ties.about:
        return fact.ties.about
    return ".".join(part for part in parts_of(fact) if not _YEAR.fullmatch(part))


def measure_of(fact: Fact) -> Measure | None:
    """As said, or as a part of the id says it."""
    if fact.ties.measure:
        return fact.ties.measure
    return next((_MEASURES[part] for part in reversed(parts_of(fact)) if part in _MEASURES), None)


def series(facts: Mapping[str, Fact]) -> dict[str, list[Fact]]:
    """Facts of one name and unit in the order of their years, two at least."""
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts.values():
        named = bool(fact.ties.about) or any(_YEAR.fullmatch(part) for part in parts_of(fact))
        if named and year_of(fact) is not None and measure_of(fact) not in (Measure.GROWTH, Measure.CAGR):
            found[series_name(fact), fact.unit].append(fact)
    return {
        name: sorted(members, key=lambda fact: (year_of(fact) or 0, fact.as_of))
        for (name, _), members in found.items()
        if len({year_of(fact) for fact in members}) > 1
    }
