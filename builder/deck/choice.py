"""How long a deck is, and which slides it keeps when the report offers more: the weightiest, fairly spread.

The choice is made once for all languages, on the names of slides."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final, TypeVar

T = TypeVar("T")


class Length(StrEnum):
    """How much of a report its deck shows."""

    BRIEF = "brief"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Budget:
    """Slides up to the closing one, those after it, and lines of the agenda. `openers`: chapters may have one each;
    `authored`: slides that an author wrote are kept whatever their number."""

    main: int
    appendix: int
    agenda: int
    openers: bool
    authored: bool


BUDGETS: Final = {Length.BRIEF: Budget(15, 0, 12, False, False), Length.FULL: Budget(60, 40, 24, True, True)}
OPENERS_SHARE: Final = 4
"""Openers are at most one slide of so many."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft by name. `cost` is how many slides it takes; one of endless `worth` is kept whatever it costs."""

    key: str
    chapter: str
    section: str
    worth: float
    cost: int = 1


def chosen(candidates: Sequence[Candidate], room: int) -> frozenset[str]:
    """Names of the drafts that are kept, of `room` slides together where that can be.

    Every chapter has its weightiest, as far as there is room; then each further slide of a group of chapters, of a
    chapter and of a section counts for less than the one before it."""
    kept = {one.key for one in candidates if one.worth == float("inf")}
    room -= sum(one.cost for one in candidates if one.key in kept)
    free = [one for one in candidates if one.key not in kept]
    if sum(one.cost for one in free) <= room:
        return frozenset(one.key for one in candidates)
    chapters = list(dict.fromkeys(one.chapter for one in candidates))
    group_of = {name: n for n, names in enumerate(grouped(chapters, max(room, 1))) for name in names}
    spread = _Spread(group_of)
    if len(chapters) <= room:
        for best in _best_of_each(free):
            if best.cost <= room:
                kept.add(best.key)
                spread.take(best)
                room -= best.cost
    kept |= set(spread.taken([one for one in free if one.key not in kept], room))
    return frozenset(kept)


def grouped(items: Sequence[T], most: int) -> Iterator[tuple[T, ...]]:
    """The items in at most `most` runs, as even as they come."""
    count = min(len(items), most)
    bounds = [round(len(items) * n / count) for n in range(count + 1)] if count else [0]
    for start, end in pairwise(bounds):
        yield tuple(items[start:end])


def _best_of_each(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    best: dict[str, Candidate] = {}
    for one in candidates:
        if one.chapter not in best or one.worth > best[one.chapter].worth:
            best[one.chapter] = one
    return tuple(best.values())


class _Spread:
    """Counts what was taken; the weight of a candidate falls with it."""

    def __init__(self, group_of: dict[str, int]) -> None:
        self._group_of = group_of
        self._counts: Counter[tuple[str, str]] = Counter()

    def take(self, one: Candidate) -> None:
        self._counts.update(self._places(one))

    def taken(self, candidates: Sequence[Candidate], room: int) -> Iterator[str]:
        """Weights only fall, so that one that is no longer current is looked at again when its turn comes."""
        queue = [(-self._weight(one), place) for place, one in enumerate(candidates)]
        heapq.heapify(queue)
        while queue and room > 0:
            weight, place = heapq.heappop(queue)
            one = candidates[place]
            if -weight > self._weight(one):
                heapq.heappush(queue, (-self._weight(one), place))
            elif one.cost <= room:
                self.take(one)
                room -= one.cost
                yield one.key

    def _places(self, one: Candidate) -> tuple[tuple[str, str], ...]:
        group = str(self._group_of[one.chapter])
        return (("group", group), ("chapter", one.chapter), ("section", one.section))

    def _weight(self, one: Candidate) -> float:
        weight = one.worth
        for place in self._places(one):
            weight /= 1 + self._counts[place]
        return weight
