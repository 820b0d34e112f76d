"""Paragraphs as points: the sentences that stand alone on a slide, as the report words them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from builder.deck.prose import leading, printed, settled
from builder.locales.locale import Locale
from builder.model import Inlines

_LONGEST: Final = 3.2
"""A sentence longer than this many lines of a slide's title is taken only where there is no other."""
_READ: Final = 8
"""Sentences of a paragraph that are looked at."""
_MOST_OF_ONE: Final = 4
_STOPS: Final = ("。", "！", "？", ".", "!", "?", "”", "）", ")", "」", "…")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """`alone`: it needs neither the sentence before it nor what stands beside it on the page."""

    place: tuple[int, int]
    children: Inlines
    alone: bool
    leans: bool


@dataclass(frozen=True, slots=True)
class Condenser:
    locale: Locale

    def told(self, paragraphs: Sequence[Inlines], most: int) -> tuple[Inlines, ...]:
        """At most `most` sentences in reading order, spread over the paragraphs. Those that only point to something, or
        announce it, are left out; those that lean on another follow it, or come where nothing else does."""
        texts = (settled(paragraph, self.locale.words) for paragraph in paragraphs)
        read = [found for n, text in enumerate(texts) if (found := tuple(self._sentences(n, text)))]
        sound = [found for found in read if any(one.alone for one in found)]
        if not sound:
            return tuple(one.children for found in read[:1] for one in found[:1])
        chosen: dict[tuple[int, int], Inlines] = {}
        spread = _spread(sound, most)
        for _ in range(_MOST_OF_ONE):
            for found in spread:
                after = (one for one in found if one.place not in chosen and _may_follow(one, chosen))
                if len(chosen) < most and (taken := next(after, None)):
                    chosen[taken.place] = taken.children
        return tuple(chosen[place] for place in sorted(chosen))

    def points(self, text: str) -> bool:
        """Whether a sentence points to what stands beside it on the page."""
        return _patterns(self.locale)[0].search(text) is not None

    def _sentences(self, number: int, text: Inlines) -> Iterator[_Sentence]:
        pointing, leaning, naming = _patterns(self.locale)
        longest = _LONGEST * self.locale.limits.slide_title
        for place, sentence in enumerate(islice(leading(text, _READ), _READ)):
            said = printed(sentence).strip()
            if not said or said.endswith((":", "：")) or pointing.search(said):
                continue
            leans = bool(place) and leaning.match(said) is not None
            alone = not leans and len(said) <= longest and said.endswith(_STOPS) and not naming.search(said)
            yield _Sentence((number, place), sentence, alone, leans)


def _may_follow(one: _Sentence, chosen: dict[tuple[int, int], Inlines]) -> bool:
    paragraph, place = one.place
    return one.alone or (one.leans and (paragraph, place - 1) in chosen)


def _spread(read: list[tuple[_Sentence, ...]], most: int) -> list[tuple[_Sentence, ...]]:
    """At most `most` of them, the first among them, at even distances."""
    if len(read) <= most:
        return read
    return [read[round(n * (len(read) - 1) / max(most - 1, 1))] for n in range(most)]


@lru_cache(maxsize=8)
def _compiled(
    pointing: tuple[str, ...], leaning: tuple[str, ...], labels: tuple[str, ...]
) -> tuple[re.Pattern[str], ...]:
    naming = [re.escape(before.strip()) + r"\s*\d" for label in labels if (before := label.split("{")[0]).strip()]
    patterns = (pointing, leaning, tuple(naming))
    return tuple(re.compile("|".join(f"(?:{one})" for one in some) or r"(?!)", re.IGNORECASE) for some in patterns)


def _patterns(locale: Locale) -> tuple[re.Pattern[str], ...]:
    """What points, what leans, and the labels of figures and tables."""
    words = locale.words
    return _compiled(locale.deck.pointing, locale.deck.leaning, (words.figure, words.table))
