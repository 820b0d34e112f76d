"""Which words of two languages go together, learned from texts that stand beside each other."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from builder.locales import Locale

_RUN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff]+|[^\\W\\d_\u2e80-\U0010ffff]+")
_STEM: Final = 6
"""Signs by which a word is known, whatever its ending."""
_SHORT: Final = 6.0
"""Words of a text from which on, that two words stand in it says less."""
_KNOWN: Final = 0.3
_OFTEN: Final = 400
"""A word that stands in so many texts says nothing of any of them."""
_ENOUGH: Final = 24
"""Texts in which a word's counterpart is looked for."""

Words = tuple[str, ...]
_NOWHERE: Final[frozenset[int]] = frozenset()


def words_of(text: str, locale: Locale) -> Words:
    """Words that say something: stems, and of Han, pairs of signs."""
    found: dict[str, None] = {}
    for run in _RUN.findall(text):
        if run[0] >= "\u3400":
            found.update(dict.fromkeys((a + b for a, b in pairwise(run)) if len(run) > 1 else run))
        elif (word := run.casefold()) not in locale.prose.common and len(word) > 1:
            found[word[:_STEM]] = None
    return tuple(found)


class Lexicon:
    """Pairs of texts, by their words. `sure` ones say what their words mean by themselves."""

    def __init__(self, pairs: Iterable[tuple[Words, Words]], sure: Iterable[tuple[Words, Words]]) -> None:
        self._says: list[float] = []
        self._texts: list[Words] = []
        self._named: dict[str, str] = {}
        self._linked: dict[tuple[str, str], tuple[frozenset[int], float]] = {}
        self._places: tuple[defaultdict[str, set[int]], ...] = (defaultdict(set), defaultdict(set))
        for certain, some in ((False, pairs), (True, sure)):
            for ours, theirs in some:
                place = len(self._says)
                self._texts.append(theirs)
                size = 1.0 if certain else max(1.0, len(theirs) / _SHORT, len(ours) / _SHORT)
                self._says.append((2.0 if certain else 0.8) / size)
                for words, places in zip((ours, theirs), self._places, strict=True):
                    for word in words:
                        places[word].add(place)

    def link(self, ours: str, theirs: str, without: frozenset[int] = frozenset()) -> float:
        """How surely one word says the other, 0 to 1: how seldom one stands without the other, and how often both do.

        `without`: pairs that are themselves in question."""
        left, right = self._places[0].get(ours), self._places[1].get(theirs)
        if not left or not right or left.isdisjoint(right) or min(len(left), len(right)) > _OFTEN:
            return float(ours == theirs)
        both, weight = self._together(ours, theirs)
        left_out = [place for place in without if place in both]
        count = len(both) - len(left_out)
        if not count:
            return float(ours == theirs)
        apart = len(left) + len(right) - sum((place in left) + (place in right) for place in without)
        weight -= sum(self._says[place] for place in left_out)
        return max(2 * count / apart * (1 - math.exp(-weight)), float(ours == theirs))

    def _together(self, ours: str, theirs: str) -> tuple[frozenset[int], float]:
        """The pairs that say both words, and what these say of them; of words that stand in many, asked for often."""
        if (ours, theirs) not in self._linked:
            both = frozenset(self._places[0][ours] & self._places[1][theirs])
            self._linked[ours, theirs] = both, sum(self._says[place] for place in both)
        return self._linked[ours, theirs]

    def fit(self, ours: Sequence[str], theirs: Sequence[str], without: frozenset[int] = frozenset()) -> float:
        """How well two texts say the same: the mean over their words of what each is best known by, 0 to 1."""
        if not ours or not theirs:
            return 0.0
        known = [(b, self._places[1].get(b)) for b in theirs]
        rows = []
        for a in ours:
            left = self._places[0].get(a) or _NOWHERE
            rows.append(
                [
                    self.link(a, b, without) if right and not left.isdisjoint(right) else float(a == b)
                    for b, right in known
                ]
            )
        best = [max(row) for row in rows] + [max(column) for column in zip(*rows, strict=True)]
        return sum(best) / len(best)

    def concepts(self, words: Sequence[str], side: int) -> list[str]:
        """Words as tokens that both languages share: each as the word of the second that says it best."""
        if side:
            return [f"word {word}" for word in words]
        return [f"word {best}" for word in words if (best := self._best(word))]

    def _best(self, word: str) -> str:
        if word not in self._named:
            places = sorted(self._places[0].get(word, ()))[:_ENOUGH]
            near = dict.fromkeys(other for place in places for other in self._texts[place])
            score, best = max(((self.link(word, other), other) for other in near), default=(0.0, ""))
            self._named[word] = best if score >= _KNOWN else ""
        return self._named[word]
