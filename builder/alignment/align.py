"""Two rows of units laid side by side: counterparts in the same order, and what has none."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_CELLS = 100_000
"""Pairs that are compared one by one; longer rows are first cut at counterparts that are sure."""
_BAND = 250_000
"""Pairs that are compared where nothing sure cuts long rows."""
_POSTINGS = 2_500
"""A token that so many pairs share says nothing about any of them."""
_SURE = 0.55
_FULL = 9.0
"""Weight of shared tokens from which on their agreement, or the lack of it, is fully believed."""
_NONE = -1e9


@dataclass(frozen=True, slots=True)
class Unit:
    """A section or block: `shape` must be equal in counterparts, `parts` should be.

    `vector` and `title` are weighted tokens; `size` is a length; `parts` counts kinds of what it holds."""

    shape: str
    vector: Mapping[str, float]
    size: float
    title: Mapping[str, float]
    parts: Mapping[str, int]


Pair = tuple[int, int]


def align(left: Sequence[Unit], right: Sequence[Unit]) -> list[Pair]:
    """The places of counterparts, ascending on both sides."""
    if not left or not right:
        return []
    table = _Table(left, right)
    pairs: list[Pair] = []
    for begin, end in _segments(table):
        pairs += _segment(table, begin, end)
    return pairs


class _Table:
    """Scores of pairs, as they are asked for."""

    def __init__(self, left: Sequence[Unit], right: Sequence[Unit]) -> None:
        self.left, self.right = left, right
        self.shapes = [unit.shape for unit in left], [unit.shape for unit in right]
        self.logs = _logs(left), _logs(right)
        self.norms = [_norm(unit.vector) for unit in left], [_norm(unit.vector) for unit in right]
        self.titles = [_norm(unit.title) for unit in left], [_norm(unit.title) for unit in right]
        self.common = _common([unit.vector for unit in left], [unit.vector for unit in right])
        self.named = _common([unit.title for unit in left], [unit.title for unit in right])
        self.deep = any(unit.title or unit.parts for unit in (*left, *right))

    def likeness(self, i: int, j: int) -> float:
        """The cosine of the tokens of two units, 0 to 1."""
        product = self.common[i].get(j, 0.0)
        return product / (self.norms[0][i] * self.norms[1][j]) if product else 0.0

    def scores(self, i: int, begin: int, end: int) -> list[float]:
        """Of the unit `i` with those from `begin` to `end`: above 0 where they are rather counterparts than not."""
        shape, size, norm, place = self.shapes[0][i], self.logs[0][i], self.norms[0][i], i / len(self.left)
        shapes, logs, norms, step = self.shapes[1], self.logs[1], self.norms[1], 1 / len(self.right)
        common, deep = self.common[i], self.deep
        row = []
        for j in range(begin, end):
            if shapes[j] != shape:
                row.append(_NONE)
                continue
            score = 0.6 / (1 + abs(size - logs[j])) - 0.2 * abs(place - j * step)
            other = norms[j]
            if least := other if other < norm else norm:
                product = common.get(j, 0.0)
                like = product / (norm * other) if product else 0.0
                score += (3.0 / _FULL if least < _FULL else 3.0 / least) * least * (like - 0.3)
            row.append(score + self._deep_score(i, j) if deep else score)
        return row

    def _deep_score(self, i: int, j: int) -> float:
        """What the headings and the kinds of blocks of two sections say."""
        score = 0.0
        if title := min(self.titles[0][i], self.titles[1][j]):
            like = self.named[i].get(j, 0.0) / (self.titles[0][i] * self.titles[1][j])
            score += 2.5 * min(1.0, 2 * title / _FULL) * (like - 0.25)
        if self.left[i].parts or self.right[j].parts:
            score += 0.8 * (_agreement(self.left[i].parts, self.right[j].parts) - 0.4)
        return score


def _logs(units: Sequence[Unit]) -> list[float]:
    """Lengths on a scale in which the two languages are equally long."""
    total = sum(unit.size for unit in units) or 1.0
    return [math.log((unit.size + 10.0) / (total + 10.0 * len(units))) for unit in units]


def _norm(vector: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))


def _common(left: Sequence[Mapping[str, float]], right: Sequence[Mapping[str, float]]) -> list[dict[int, float]]:
    """For each unit, products of its vector with those that share a token with it which is not everywhere."""
    postings: dict[str, list[int]] = {}
    for j, vector in enumerate(right):
        for token in vector:
            postings.setdefault(token, []).append(j)
    counts = Counter(token for vector in left for token in vector)
    limit = _POSTINGS if len(left) * len(right) > _CELLS else _CELLS
    rows = []
    for vector in left:
        products: dict[int, float] = {}
        for token, weight in vector.items():
            places = postings.get(token, ())
            if len(places) * counts[token] <= limit:
                for j in places:
                    products[j] = products.get(j, 0.0) + weight * right[j][token]
        rows.append(products)
    return rows


def _agreement(left: Mapping[str, int], right: Mapping[str, int]) -> float:
    """How much of what two sections hold is of the same kinds, 0 to 1."""
    both = sum(min(count, right.get(kind, 0)) for kind, count in left.items())
    return both / max(1, sum(left.values()) + sum(right.values()) - both)


# --- long rows -----------------------------------------------------------------------------------------------------


def _segments(table: _Table) -> list[tuple[Pair, Pair]]:
    """Rectangles to be compared: all, or what lies between counterparts that are each other's likest."""
    rows, columns = len(table.left), len(table.right)
    if rows * columns <= _CELLS:
        return [((0, 0), (rows, columns))]
    segments = []
    i = j = 0
    for k, m in _ascending(_mutual(table)):
        segments += [((i, j), (k, m)), ((k, m), (k + 1, m + 1))]
        i, j = k + 1, m + 1
    return [*segments, ((i, j), (rows, columns))]


def _mutual(table: _Table) -> list[Pair]:
    best: tuple[dict[int, tuple[float, int]], dict[int, tuple[float, int]]] = ({}, {})
    for i, row in enumerate(table.common):
        for j in row:
            if table.shapes[0][i] == table.shapes[1][j] and (like := table.likeness(i, j)) >= _SURE:
                best[0][i] = max(best[0].get(i, (0.0, 0)), (like, -j))
                best[1][j] = max(best[1].get(j, (0.0, 0)), (like, -i))
    pairs = [(i, -j) for i, (_, j) in best[0].items() if -best[1][-j][1] == i]
    return sorted((i, j) for i, j in pairs if min(table.norms[0][i], table.norms[1][j]) >= _FULL / 2)


def _ascending(pairs: list[Pair]) -> list[Pair]:
    """The longest row of pairs that ascends on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [place]
    row = []
    place = ends[-1] if ends else -1
    while place >= 0:
        row.append(pairs[place])
        place = before[place]
    return row[::-1]


# --- one rectangle -------------------------------------------------------------------------------------------------


def _segment(table: _Table, begin: Pair, end: Pair) -> list[Pair]:
    """The counterparts with the highest sum of scores, by dynamic programming in a band around the diagonal."""
    rows, columns = end[0] - begin[0], end[1] - begin[1]
    if not rows or not columns:
        return []
    half = max(2, columns // rows + 1, _BAND // (2 * rows))
    edges = [_edges(i, rows, columns, half) for i in range(rows + 1)]
    moves: list[bytearray] = []
    above = [0.0] * (edges[0][1] + 1)
    for i in range(1, rows + 1):
        (low, high), (first, last) = edges[i], edges[i - 1]
        scores = table.scores(begin[0] + i - 1, begin[1] + max(0, low - 1), begin[1] + high)
        move = bytearray(high - low + 1)
        row: list[float] = []
        best = _NONE
        for j in range(low, high + 1):
            step = _LEFT
            if j <= last and above[j - first] >= best:
                best, step = above[j - first], _UP
            if first < j <= last + 1 and (pair := above[j - 1 - first] + scores[j - max(1, low)]) > best:
                best, step = pair, _PAIR
            row.append(best)
            move[j - low] = step
        moves.append(move)
        above = row
    return _traced(moves, edges, begin, rows, columns)


_UP, _LEFT, _PAIR = 0, 1, 2


def _edges(i: int, rows: int, columns: int, half: int) -> Pair:
    centre = i * columns // rows
    low = 0 if i == 0 else max(0, centre - half)
    return low, columns if i == rows else min(columns, centre + half)


def _traced(moves: list[bytearray], edges: list[Pair], begin: Pair, rows: int, columns: int) -> list[Pair]:
    pairs: list[Pair] = []
    i, j = rows, columns
    while i and j:
        step = moves[i - 1][j - edges[i][0]]
        if step == _PAIR:
            i, j = i - 1, j - 1
            pairs.append((begin[0] + i, begin[1] + j))
        elif step == _UP:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]
