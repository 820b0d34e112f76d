"""Sentences of two texts laid side by side: one that nothing on the other side says."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from builder.check.parity.said import Said, size_of

_STOP: Final = re.compile(
    r"[。！？!?][”’」』）】)\"']*|(?<![A-Z])(?<!\.[a-z])(?<!vs)(?<!No)(?<!cf)\.[”’)\"']*(?=\s|$|\ufffc)|\n"
)
_NAME: Final = re.compile(r"(?<![A-Za-z0-9_.])(?=[a-z0-9.+#-]*[A-Z])[A-Za-z][A-Za-z0-9_.+#-]*[A-Za-z0-9+#]")
_MOST: Final = 600
"""Pairs of sentences; longer texts are not laid side by side."""
_SPREAD: Final = 0.16
_FEW_SIGNS: Final = 2.0
"""How far the length of a sentence's translation spreads, as a logarithm: of long ones, and more of short ones."""
_TAIL: Final = 10.0
"""Degrees of freedom: lengths stray farther than a normal distribution lets them."""
_GROUPS: Final = (
    (1, 1, 0.0),
    (1, 2, 1.2),
    (2, 1, 1.2),
    (1, 3, 2.6),
    (3, 1, 2.6),
    (2, 2, 2.7),
    (1, 4, 4.1),
    (4, 1, 4.1),
)
"""How many sentences say what how many others say, and what that costs beyond one for one."""
_ALONE: Final = 3.5
"""What a sentence without counterpart costs."""
_ASTRAY: Final = 2.0
"""What it costs that a number, reference or name stands in a sentence that is no counterpart of the other's."""
_SURE: Final = -0.7
"""By how much a text with a sentence left alone must be likelier than without; free translations lie below."""
_NEVER: Final = 1e9


@dataclass(frozen=True, slots=True)
class Sentence:
    """`size` is a length in signs; `anchors` stand in both texts, once."""

    start: int
    end: int
    size: float
    anchors: frozenset[Hashable]


def sentences_of(said: Said) -> list[Sentence]:
    found = [(q.start, (q.value, q.ordinal)) for q in said.quantities if not q.worded]
    anchors: list[tuple[int, Hashable]] = [*found]
    anchors += [(place, (ref.kind, ref.key)) for ref, place in zip(said.refs, said.places, strict=True)]
    anchors += [(match.start(), match[0]) for match in _NAME.finditer(said.text)]
    result = []
    start = 0
    for end in (*(match.end() for match in _STOP.finditer(said.text)), len(said.text)):
        if words := said.text[start:end].strip():
            own = frozenset(anchor for place, anchor in anchors if start <= place < end)
            result.append(Sentence(start, end, size_of(words) + 2.0, own))
            start = end
    return result


def alone(ours: Sequence[Sentence], theirs: Sequence[Sentence], usual: float) -> tuple[int, Sentence] | None:
    """The sentence that has no counterpart, and whether it is of the first text (0) or the other (1).

    By dynamic programming over lengths, as Gale and Church do, and over what both texts name. `usual` is the logarithm
    of how much longer the other language is. None where all of it may well be a free translation."""
    if not len(ours) + len(theirs) >= 3 or len(ours) * len(theirs) > _MOST or not ours or not theirs:
        return None
    counts = [Counter(a for one in side for a in one.anchors) for side in (ours, theirs)]
    shared = {anchor for anchor, count in counts[0].items() if count == counts[1][anchor] == 1}
    mine, yours = ([replace(one, anchors=one.anchors & shared) for one in side] for side in (ours, theirs))
    table = _Table(mine, yours, usual)
    if (without := table.best()) <= _ALONE + _SURE:
        return None
    best: tuple[float, int, int] = (_NEVER, 0, 0)
    for side, sentences in enumerate((ours, theirs)):
        for place in range(len(sentences)):
            best = min(best, (table.lacking(side, place), side, place))
    cost, side, place = best
    return (side, (ours, theirs)[side][place]) if cost < _NEVER and without - cost > _SURE else None


class _Table:
    """What it costs at least to lay the first sentences of two texts side by side, and the last ones."""

    def __init__(self, ours: Sequence[Sentence], theirs: Sequence[Sentence], usual: float) -> None:
        self.ours, self.theirs, self.usual = ours, theirs, usual
        self.rows, self.columns = len(ours), len(theirs)
        self.sums = tuple(_sums(side) for side in (ours, theirs))
        self.before = self._before()
        self.behind: list[list[float]] | None = None

    def best(self) -> float:
        return self.before[self.rows][self.columns]

    def lacking(self, side: int, place: int) -> float:
        """What it costs when one sentence has no counterpart."""
        if self.behind is None:
            self.behind = self._behind()
        mine = (self.ours, self.theirs)[side][place]
        cost = _ALONE + _ASTRAY * len(mine.anchors)
        if side == 0:
            return cost + min(a + b for a, b in zip(self.before[place], self.behind[place + 1], strict=True))
        return cost + min(row[place] + other[place + 1] for row, other in zip(self.before, self.behind, strict=True))

    def _before(self) -> list[list[float]]:
        best = [[_NEVER] * (self.columns + 1) for _ in range(self.rows + 1)]
        best[0][0] = 0.0
        for i in range(1, self.rows + 1):
            for j in range(1, self.columns + 1):
                best[i][j] = min(
                    (
                        best[i - a][j - b] + self._cost(i - a, i, j - b, j) + extra
                        for a, b, extra in _GROUPS
                        if a <= i and b <= j and best[i - a][j - b] < _NEVER
                    ),
                    default=_NEVER,
                )
        return best

    def _behind(self) -> list[list[float]]:
        best = [[_NEVER] * (self.columns + 1) for _ in range(self.rows + 1)]
        best[self.rows][self.columns] = 0.0
        for i in range(self.rows - 1, -1, -1):
            for j in range(self.columns - 1, -1, -1):
                best[i][j] = min(
                    (
                        best[i + a][j + b] + self._cost(i, i + a, j, j + b) + extra
                        for a, b, extra in _GROUPS
                        if i + a <= self.rows and j + b <= self.columns and best[i + a][j + b] < _NEVER
                    ),
                    default=_NEVER,
                )
        return best

    def _cost(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """Of taking sentences for counterparts: how unlikely their lengths are, and what else they name."""
        mine, yours = (
            sums[end] - sums[begin] for sums, begin, end in zip(self.sums, (i, j), (i_end, j_end), strict=True)
        )
        far = (math.log(yours / mine) - self.usual) ** 2 / (_SPREAD * _SPREAD + _FEW_SIGNS / min(mine, yours))
        cost = (_TAIL + 1) / 2 * math.log1p(far / _TAIL)
        here = frozenset[Hashable]().union(*(one.anchors for one in self.ours[i:i_end]))
        there = frozenset[Hashable]().union(*(one.anchors for one in self.theirs[j:j_end]))
        return cost + _ASTRAY * len(here ^ there)


def _sums(sentences: Sequence[Sentence]) -> list[float]:
    sums = [0.0]
    for sentence in sentences:
        sums.append(sums[-1] + sentence.size)
    return sums
