"""Which slides of two decks are one, in the order of both: those of the same name. What one deck alone has stays where
it stands in that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from builder.deck.identity import distinct
from builder.deck.slides import Deck, DeckSection, DeckSlide
from builder.deck.tongues import JOIN

Join: TypeAlias = Callable[[DeckSlide, DeckSlide], DeckSlide]
Named: TypeAlias = dict[str, DeckSlide]


def merged(decks: tuple[Deck, Deck], join: Join, second: str) -> Deck:
    """The first deck with its slides joined with those of the other; `second` is the language of the other."""
    first, other = decks
    groups, others = _groups(first), _groups(other)
    slides: list[DeckSlide] = []
    sections: list[DeckSection] = []
    for key in in_order(tuple(groups), tuple(others)):
        one, two = groups.get(key), others.get(key)
        own = tuple(_slides(one[1] if one else {}, two[1] if two else {}, join, second))
        names = dict.fromkeys(found[0].name for found in (one, two) if found)
        slides += own
        sections.append(DeckSection(JOIN.join(names), len(own), key))
    return replace(first, slides=tuple(slides), sections=tuple(sections))


def in_order(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the first, and those that only the second has behind what they follow there."""
    out, known, place = list(first), frozenset(first), 0
    for name in second:
        if name in known:
            place = out.index(name) + 1
        else:
            out.insert(place, name)
            place += 1
    return tuple(out)


def _groups(deck: Deck) -> dict[str, tuple[DeckSection, Named]]:
    """Sections by their keys, with their slides by names that are distinct in the deck."""
    named = iter(zip(distinct(slide.head.name for slide in deck.slides), deck.slides, strict=True))
    keys = distinct(section.key for section in deck.sections)
    return {
        key: (section, dict(next(named) for _ in range(section.count)))
        for key, section in zip(keys, deck.sections, strict=True)
    }


def _slides(first: Named, second: Named, join: Join, lang: str) -> Iterator[DeckSlide]:
    for name in in_order(tuple(first), tuple(second)):
        if name in first and name in second:
            yield join(first[name], second[name])
        elif name in first:
            yield first[name]
        else:
            yield replace(second[name], head=replace(second[name].head, lang=lang))
