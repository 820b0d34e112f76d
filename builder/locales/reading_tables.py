"""The words beside a number, of the composer's own patterns and of the lexicon, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from builder.locales.locale import Locale, Plural
from builder.locales.reading_words import normal
from builder.model import Modifier


@dataclass(frozen=True, slots=True)
class UnitWord:
    """What a word says of the number beside it: so many times `factor` of `unit`."""

    unit: str
    factor: Decimal = Decimal(1)


def _variants(words: Plural) -> Iterator[str]:
    yield from dict.fromkeys(text for field in fields(words) if (text := getattr(words, field.name)))


def unit_words(locale: Locale) -> tuple[dict[str, UnitWord], dict[str, UnitWord]]:
    """The words before and after a number, with their space."""
    numbers, read = locale.numbers, locale.reading
    patterns: list[tuple[str, UnitWord]] = []
    for own in (numbers.units, numbers.table_units):
        patterns += [(p, UnitWord(unit)) for unit, words in own.items() if unit != "phase" for p in _variants(words)]
    patterns += [(p, UnitWord(unit)) for unit, words in read.units.items() for p in words]
    patterns += [(p, UnitWord(unit)) for unit, p in locale.magnitudes.nouns.items()]
    patterns += [(m.words, UnitWord(m.unit, Decimal(m.factor))) for m in read.multiples]
    before: dict[str, UnitWord] = {}
    after: dict[str, UnitWord] = {}
    for pattern, unit in patterns:
        head, _, tail = normal(pattern).replace("{sign}", "").partition("{n}")
        if head.strip():
            before.setdefault(head, unit)
        if tail.strip():
            after.setdefault(tail, unit)
    return before, after


def modifier_words(locale: Locale) -> tuple[dict[str, Modifier], dict[str, Modifier], dict[str, Modifier]]:
    """Words before the quantity, between number and unit, and after the quantity."""
    before: dict[str, Modifier] = {}
    inner: dict[str, Modifier] = {}
    after: dict[str, Modifier] = {}
    numbers = locale.numbers
    patterns = [
        *(
            (Modifier(f.name.replace("_", "-")), getattr(m, f.name))
            for m in (numbers.prose, numbers.table)
            for f in fields(m)
        ),
        *((Modifier(name), p) for name, words in locale.reading.modifiers.items() for p in words),
    ]
    for modifier, pattern in patterns:
        place = "{n}" if "{n}" in pattern else "{q}"
        head, _, tail = normal(pattern).partition(place)
        if head.strip():
            before.setdefault(head.strip(), modifier)
        if tail.strip():
            (inner if place == "{n}" else after).setdefault(tail.strip(), modifier)
    return before, inner, {**inner, **after}


def rate_words(locale: Locale) -> tuple[dict[str, str], dict[str, str]]:
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    patterns = [(unit, p) for unit, p in locale.numbers.rates.items()]
    patterns += [(unit, p) for unit, words in locale.reading.rates.items() for p in words]
    for unit, pattern in patterns:
        head, _, tail = normal(pattern).partition("{q}")
        if head.strip():
            before.setdefault(head.strip(), unit)
        if tail.strip():
            after.setdefault(tail, unit)
    return before, after


def scale_words(locale: Locale) -> dict[str, int]:
    """Words of scale with their space: a letter is closed up to its number (3B), a word is not."""
    found: dict[str, int] = {}
    for scale in locale.numbers.scales:
        for words in _variants(scale.words):
            found.setdefault(normal(words).partition("{n}")[2], scale.power)
    for scale in locale.numbers.letters:
        for words in _variants(scale.words):
            found.setdefault(normal(words).partition("{n}")[2], scale.power)
    for more in (locale.reading.numerals.sections, locale.reading.numerals.steps, locale.reading.scales):
        for word, power in more.items():
            spaced = word.isascii() and len(word) > 1
            if word not in found and f" {word}" not in found:
                found[f" {word}" if spaced else word] = power
    return found
