"""A quantity as it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Modifier, Value


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity and its place in the text, 0-based, `end` exclusive.

    `core` is the place without modifier and rate, `number` that of the number (with its scale) or range alone. `unit`
    is a known unit or "count"; for a date "", or "fiscal" for a fiscal year. A date whose year is not said has year 0.
    `counter` is the measure word between number and unit, `noun` the word after a count. `worded`: not in digits."""

    start: int
    end: int
    value: Value
    unit: str
    modifier: Modifier
    core: tuple[int, int]
    number: tuple[int, int]
    noun: str = ""
    counter: str = ""
    ordinal: bool = False
    worded: bool = False
