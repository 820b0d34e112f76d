"""Widths of columns from what the cells need: as few lines of text as may be."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, permutations
from typing import Final, TypeAlias

_STEPS: Final = (48.0, 24.0, 12.0, 6.0)
"""What columns exchange, pt."""

_SAMPLE: Final = 60
"""So many rows stand for the whole table."""

_MANY: Final = 12
"""Columns; a table of more is not settled, because pairs grow with the square."""

_LOSS: Final = 1.12
"""A text over several lines needs so much more than its length."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a cell asks of its column, pt: all on one line (`natural`), its longest word (`word`)."""

    column: int
    natural: float
    word: float

    def lines(self, width: float) -> int:
        """Lines in a column of that width; a little is lost at every line's end."""
        return 1 if self.natural <= width else math.ceil(self.natural * _LOSS / width)


Needs: TypeAlias = tuple[tuple[Need, ...], ...]


def widths(needs: Needs, columns: int, room: float, least: float) -> tuple[float, ...]:
    """Widths of the columns that fill `room` with as few lines of text as may be, pt; gutters are no part of either.

    No column falls below its longest word or `least`, unless the room is too small for that."""
    natural, word = [0.0] * columns, [0.0] * columns
    for need in chain.from_iterable(needs):
        natural[need.column] = max(natural[need.column], need.natural)
        word[need.column] = max(word[need.column], need.word)
    floor = [min(one, max(longest, least)) for one, longest in zip(natural, word, strict=True)]
    sample = needs[:_SAMPLE]
    tried = [
        _settled(sample, _filled(_shrunk(sample, natural, floor, room, price), natural, room), floor)
        for price in (_per_line, _cheapest)
    ]
    return min(map(tuple, tried), key=lambda given: total_lines(sample, given))


Price: TypeAlias = Callable[[float, int], float]
"""What speaks for a step that frees so many pt and costs so many lines."""


def _per_line(freed: float, lines: int) -> float:
    return freed / (1 + lines)


def _cheapest(freed: float, lines: int) -> float:
    return freed - lines * 1e6


def _shrunk(needs: Needs, natural: list[float], floor: list[float], room: float, price: Price) -> list[float]:
    """Every column begins with all its texts on one line; as long as that is too much, the best one gives way."""
    given, depth = list(natural), [1] * len(natural)
    while sum(given) > room:
        before = total_lines(needs, given)
        steps = []
        for at, one in enumerate(given):
            width = max(floor[at], natural[at] * _LOSS / (depth[at] + 1))
            if width < one:
                cost = total_lines(needs, _with(given, (at, width))) - before
                steps.append((price(one - width, cost), at, width))
        if not steps:
            break
        _, at, given[at] = max(steps)
        depth[at] += 1
    return given


def _with(given: Sequence[float], choice: tuple[int, float]) -> list[float]:
    return [choice[1] if at == choice[0] else one for at, one in enumerate(given)]


def _filled(given: list[float], natural: list[float], content: float) -> list[float]:
    """The widths stretched to fill `content`: what is lacking first, then an equal share; or shrunk to it."""
    spare = content - sum(given)
    if spare <= 0:
        return [one * content / sum(given) for one in given]
    lack = [need - one for need, one in zip(natural, given, strict=True)]
    if (total := sum(lack)) > spare:
        return [one + spare * missing / total for one, missing in zip(given, lack, strict=True)]
    return [need + (spare - total) / len(given) for need in natural]


def _settled(needs: Needs, given: list[float], floor: list[float]) -> list[float]:
    """The widths after every exchange between two columns that saves a line."""
    if len(given) > _MANY:
        return given
    lines = total_lines(needs, given)
    exchanges = [(step, take, give) for step in _STEPS for take, give in permutations(range(len(given)), 2)]
    better = True
    while better:
        better = False
        for step, take, give in exchanges:
            if given[take] - step < floor[take]:
                continue
            tried = _with(_with(given, (take, given[take] - step)), (give, given[give] + step))
            if (found := total_lines(needs, tried)) < lines:
                given, lines, better = tried, found, True
    return given


def total_lines(needs: Needs, given: Sequence[float]) -> int:
    """Lines of text of the whole table."""
    return sum(max((need.lines(given[need.column]) for need in row), default=1) for row in needs)
