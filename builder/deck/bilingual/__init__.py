"""The bilingual deck: the slides of two decks, each once, with the texts of both languages.

The decks were planned together and have the same slides, so that each pair is one slide: its texts in the first
language, and in what room they leave those of the second, smaller and quieter under them; what finds no room stands in
the notes, which are in both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from builder.deck.bilingual.merging import merged
from builder.deck.bilingual.stage import bilingual
from builder.deck.bilingual.twofold import Twofold
from builder.deck.frames import DATE
from builder.deck.gauge import Gauge
from builder.deck.pptx import write as write_deck
from builder.deck.slides import Deck
from builder.locales.locale import Locale
from builder.measure import deck_ruler
from builder.model import Edition
from builder.theme import Theme


def write(
    decks: tuple[Deck, Deck], editions: tuple[Edition, Edition], theme: Theme, locales: Mapping[str, Locale]
) -> bytes:
    """The two decks as one PPTX package, the texts of the first before those of the second; the same bytes for the same
    decks."""
    first, second = (locales[edition.lang] for edition in editions)
    deck = joined(decks, theme, (first, second))
    return write_deck(deck, theme, first, {**editions[1].assets, **editions[0].assets}, second)


def joined(decks: tuple[Deck, Deck], theme: Theme, locales: tuple[Locale, Locale]) -> Deck:
    """One deck with the texts of both."""
    master = bilingual(decks[0].master)
    dressed = master.dressed(theme)
    gauge = Gauge(deck_ruler(dressed), dressed.deck, master)
    twofold = Twofold(gauge, dressed, locales)
    deck = merged(decks, twofold.slide, locales[1].code)
    other = replace(
        decks[1],
        footer=twofold.edge(deck.footer, decks[1].footer, gauge.stage.foot),
        date=twofold.edge(deck.date, decks[1].date, DATE),
    )
    return replace(deck, master=master, second=other)
