"""What can be asked of a quantity's wording, and the words for modifiers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from builder.locales.locale import Locale, Plural
from builder.locales.spacing import fill
from builder.model import Modifier


class Form(StrEnum):
    """Where a quantity stands. `axis` keeps only the % of its unit, `bare` not even that; `letter` is 3B and 256K."""

    PROSE = "prose"
    TABLE = "table"
    AXIS = "axis"
    BARE = "bare"
    LETTER = "letter"
    WORDS = "words"
    MONTH = "month"


UNITLESS: Final = frozenset({Form.AXIS, Form.BARE, Form.LETTER})
IN_PROSE: Final = frozenset({Form.PROSE, Form.WORDS, Form.MONTH})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked beside the value. `noun` is the pattern of the unit, `rate` that of a rate ("{q} per day");
    `declared`: the unit is worded by the project."""

    unit: str
    noun: Plural
    rate: str
    modifier: Modifier
    form: Form
    locale: Locale
    signed: bool
    digits: int | None
    counter: str
    declared: bool


def modifier_pattern(asked: Asked) -> str:
    if asked.modifier is Modifier.NONE:
        return "{q}"
    words = asked.locale.numbers.prose if asked.form in IN_PROSE else asked.locale.numbers.table
    return str(getattr(words, asked.modifier.name.lower()))


def modified(quantity: str, asked: Asked) -> str:
    """The quantity with its modifier, if that stands around the whole of it."""
    pattern = modifier_pattern(asked)
    return quantity if "{n}" in pattern else fill(pattern, q=quantity)
