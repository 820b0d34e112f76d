"""What authors type for quantities beside what the composer writes: the words that the number reader knows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Multiple:
    """A pattern with `{n}` for `factor` of a unit: "{n}成" is ten percent each. `factor` is a decimal."""

    words: str
    unit: str
    factor: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """Words that say a quantity by themselves: "half" is 50 %. `value` is a decimal."""

    words: tuple[str, ...]
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Numerals:
    """Numbers in words. `digits` are words from zero to ninety; `steps` (十, hundred) multiply what stands before them,
    `sections` (万, thousand) all since the last of them, by a power of ten. `joins` may stand between the words of a
    number; `point` is the decimal point as a word. `counted`: a word that is one digit is a number only before a unit
    or a counter (三个 is three, 三亚 is a town); `one` are words for 1 that are numbers only before a unit. `alone`:
    steps and sections that are numbers with nothing before them (cent, mille). Words of several parts have hyphens."""

    digits: dict[str, int]
    steps: dict[str, int]
    sections: dict[str, int]
    joins: tuple[str, ...]
    point: str
    counted: bool
    one: tuple[str, ...]
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fractions:
    """`pattern` has `{n}` over `{d}`; `names` are words for `{d}` ("third" is 3), where numerals do not say it;
    `articles` stand for the numerator 1. `half_after` adds a half behind a unit (三年半), "" where nothing does."""

    pattern: str
    names: dict[str, int]
    articles: tuple[str, ...]
    half_after: str


@dataclass(frozen=True, slots=True)
class DateWords:
    """Patterns of dates as in `Dates`; in `quarter`, `{quarter}` may be a word of `quarters`.

    `fiscal` has `{year}`; `decade` has `{year}`, or `{century}` and `{tens}`. `month_alone` has `{month}`, and
    `day_of_month` `{day}`, too: dates that leave the year to be understood."""

    month: tuple[str, ...]
    day: tuple[str, ...]
    quarter: tuple[str, ...]
    quarters: dict[str, int]
    fiscal: tuple[str, ...]
    decade: tuple[str, ...]
    month_alone: tuple[str, ...]
    day_of_month: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`modifiers` (by `Modifier`), `units` and `rates` (by unit) are patterns as in `NumberStyle`; `scales` are further
    words of scale and their powers of ten; `counters` stand between a number and what is counted.

    `marks` join the ends of a range; `between` are patterns with `{low}` and `{high}` for one; after one of `away`
    ("from") two numbers are a change and no range. `recent` are modifiers that before a duration mean the last of it
    (近三年). `ordinals` have `{n}`; `ordinal_words` are whole. `labels` are patterns of names with a number (Step {n}).
    `prefixes` may be joined to a number by a hyphen (mid-2025). `not_before` and `not_after`: a word is none of ours
    where one of these characters follows or stands before it (约 in 节约). `durations` are words of
    `Magnitudes.durations` that say an order of magnitude even where they stand alone."""

    modifiers: dict[str, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    multiples: tuple[Multiple, ...]
    fixed: tuple[Fixed, ...]
    rates: dict[str, tuple[str, ...]]
    scales: dict[str, int]
    counters: tuple[str, ...]
    numerals: Numerals
    fractions: Fractions
    marks: tuple[str, ...]
    between: tuple[str, ...]
    away: tuple[str, ...]
    recent: tuple[str, ...]
    ordinals: tuple[str, ...]
    ordinal_words: dict[str, int]
    labels: tuple[str, ...]
    prefixes: tuple[str, ...]
    not_before: dict[str, str]
    not_after: dict[str, str]
    durations: tuple[str, ...]
    dates: DateWords
