"""Texts that say the same in two languages: one under the other, or beside it on the line."""

from __future__ import annotations

import re
from typing import Final

from builder.deck.prose import printed, stripped
from builder.locales.locale import Locale
from builder.locales.reading import read_quantities
from builder.model import Break, Inlines, Status, Text

JOIN: Final = " / "
"""Between what is said in two languages where a program shows it as one string."""
BESIDE: Final = "\u2002"
"""The same where the first is seen to end."""
_WORDLESS: Final = re.compile(r"[\W_]+")


def under(first: Inlines, second: Inlines, lang: str) -> Inlines:
    """The second on lines of its own, where it says something else; a sign that begins both stands once."""
    signed = bool(second) and isinstance(second[0], Status) and first[:1] == second[:1]
    words = stripped(second[1:]) if signed else second
    return first if alike(first, second) else (*first, Break(), Text("", lang=lang), *words)


def beside(first: Inlines, second: Inlines, lang: str) -> Inlines:
    """The second on the same line, where it says something else."""
    return first if alike(first, second) else (*first, Text(BESIDE), Text("", lang=lang), *second)


def alike(first: Inlines, second: Inlines) -> bool:
    """Whether the second adds nothing: they read the same, or there is none."""
    one, other = (_WORDLESS.sub("", printed(text)).casefold() for text in (first, second))
    return not other or one == other


def is_quantity(text: str, locale: Locale) -> bool:
    """Whether the text is a number in digits with its unit, or a date, and has no other words."""
    rest, found = list(text), read_quantities(text, locale)
    for quantity in found:
        rest[quantity.start : quantity.end] = " " * (quantity.end - quantity.start)
    return any(char.isdigit() for char in text) and not any(char.isalnum() for char in rest)
