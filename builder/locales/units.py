"""The units that every locale words, and what is true of them in any language."""

from __future__ import annotations

from typing import Final

RATES: Final = frozenset({"per-second", "per-minute", "per-day", "per-month", "per-year"})
CURRENCIES: Final = frozenset({"USD", "CNY", "EUR"})
NOUNS: Final = CURRENCIES | {
    *("count", "%", "pp", "times", "token", "parameter", "TB", "GB", "year", "month", "day", "point", "phase"),
}
MEASURES: Final = frozenset(
    {
        *("second", "minute", "hour", "week", "per-1000", "per-100000"),
        *("watt", "watt-hour", "volt", "tonne", "metre", "square-metre", "cubic-metre"),
    }
)
"""What is read in texts, each in one unit of its own, and never composed: facts have units of terms.yaml for it."""
UNSCALED: Final = frozenset({"%", "pp", "TB", "GB", "point", "phase"})
"""Units that no word of scale stands before: 12,000%, never 1.2 万%."""

DURATIONS: Final = ("millisecond", "second", "minute", "hour", "day", "week", "month", "year")

COUNTED: Final = RATES | {"count", "token", "parameter"}
"""Units of things that are counted: they may take a measure word, and a letter of scale (480B)."""


class Unwordable(ValueError):  # noqa: N818
    """A quantity that cannot be worded as asked; the text is the reason, in the author's terms."""


def known_units() -> frozenset[str]:
    """Units that need no declaration in terms.yaml."""
    return NOUNS | RATES
