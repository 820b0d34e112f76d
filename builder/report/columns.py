"""Widths of columns from what the cells need: as few lines of text as may be."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, permutations
from typing import Final, TypeAlias

_STEPS: Final = (48.0, 24.0, 12.0, 6.0)
"""What columns exchange, pt."""

_SAMPLE: Final = 60
"""So many rows stand for the whole table."""

_MANY: Final = 8
"""Columns; those of a wider table get one number of lines for all, because exchanges grow with the square."""

_MANY_PIECES: Final = 100
_FOLDS: Final = 7
_PRECISE: Final = 0.5
"""Least widths are found for so many folds of texts of so many pieces, so exactly (pt)."""

_BREAKABLE: Final = 0.4
"""A word that takes more than this share of the table is broken anyway."""

_LOSS: Final = 1.12
"""A text over several lines needs so much more than its length."""

_SHAPE: Final = 1.15
_MOST_EM: Final = 9.0
"""A column is wide enough for its longest text where its lines grow with the root of that text, or at so many ems."""

_WORD_EM: Final = 14.0
"""A longer word is a sum or key that nobody reads, and is broken anywhere."""

_LEAST_LINES: Final = 2
_MOST_LINES: Final = 1 << 12


@dataclass(frozen=True, slots=True)
class Need:
    """What a cell asks of its column, pt: all on one line (`natural`), its longest word (`word`); and, where they are
    known, the least widths for two lines, for three and so on (`folds`).

    A cell may span columns, with a gutter between them, and `rows` that share its lines."""

    column: int
    natural: float
    word: float
    folds: tuple[float, ...] = ()
    span: int = 1
    gutter: float = 0.0
    rows: int = 1

    def depth(self, given: Sequence[float]) -> int:
        """Lines that each of its rows has to hold, in columns of these widths."""
        if self.span == self.rows == 1:
            return self.lines(given[self.column])
        width = sum(given[self.column : self.column + self.span]) + (self.span - 1) * self.gutter
        return -(-self.lines(width) // self.rows)

    def lines(self, width: float) -> int:
        """Lines in a column of that width; where it is estimated, a little is lost at every line's end."""
        if self.natural <= width:
            return 1
        for lines, least in enumerate(self.folds, 2):
            if least <= width:
                return lines
        return max(math.ceil(self.natural * _LOSS / width), len(self.folds) + 2 if self.folds else 1)

    def least(self, lines: int) -> float:
        """The width in which it takes so many lines."""
        if lines == 1:
            return self.natural
        known = self.folds[lines - 2] if lines - 2 < len(self.folds) else self.natural * _LOSS / lines
        return known


Piece: TypeAlias = tuple[float, float]
"""Width of a text that stays on one line, pt: with the space behind it, and without."""


def folds(pieces: Sequence[Piece]) -> tuple[float, ...]:
    """The least widths in which the pieces take two lines, three and so on; none for a text of very many."""
    if not 1 < len(pieces) <= _MANY_PIECES:
        return ()
    longest, whole = max(bare for _, bare in pieces), sum(full for full, _ in pieces)
    return tuple(_least(pieces, lines, longest, whole) for lines in range(2, _FOLDS + 2))


def _least(pieces: Sequence[Piece], lines: int, low: float, high: float) -> float:
    if _lines(pieces, low) <= lines:
        return low
    while high - low > _PRECISE:
        middle = (low + high) / 2
        if _lines(pieces, middle) <= lines:
            high = middle
        else:
            low = middle
    return high


def _lines(pieces: Sequence[Piece], width: float) -> int:
    lines, used = 1, 0.0
    for full, bare in pieces:
        if used and used + bare > width:
            lines, used = lines + 1, 0.0
        used += full
    return lines


Needs: TypeAlias = tuple[tuple[Need, ...], ...]


@lru_cache(maxsize=256)
def widths(needs: Needs, columns: int, room: float, least: float) -> tuple[float, ...]:
    """Widths of the columns that fill `room` with as few lines of text as may be, pt; gutters are no part of either.

    No column falls below its longest word or `least`; where the room is too small for that, the widest give way."""
    natural, word = _wanted(needs, columns, room)
    whole = [max(least, min(longest, room * _BREAKABLE)) if columns > 1 else longest for longest in word]
    floor = _levelled([min(pair) for pair in zip(natural, whole, strict=True)], room)
    sample = needs[:_SAMPLE]
    if columns > _MANY:
        return tuple(_filled(_evened(needs, natural, floor, room), natural, room))
    begun = [_filled(_shrunk(sample, natural, floor, room, price), natural, room) for price in (_per_line, _cheapest)]
    tried = [_settled(sample, given, floor) for given in (*begun, _filled(list(floor), natural, room))]
    return min(map(tuple, tried), key=lambda given: _crowding(sample, given))


def breaks_words(needs: Needs, columns: int, room: float) -> bool:
    """Whether the room is too small for the longest words of all columns."""
    return sum(min(longest, room * _BREAKABLE) for longest in _wanted(needs, columns, room)[1]) > room


def comforts(needs: Needs, columns: int, size: float) -> tuple[float, ...]:
    """The widths below which columns of type of `size` pt are hard to read: of their longest words, or too many lines.

    They do not depend on a room, so that columns can be parted into groups by them."""
    natural, word = _wanted(needs, columns, math.inf)
    shaped = (min(_SHAPE * math.sqrt(one * size), _MOST_EM * size, one) for one in natural)
    return tuple(max(min(longest, _WORD_EM * size), one) for longest, one in zip(word, shaped, strict=True))


def _evened(needs: Needs, natural: list[float], floor: list[float], room: float) -> list[float]:
    """The widths in which no cell has more lines than another table of that room would need for its longest."""

    def given(lines: int) -> list[float]:
        widths_ = list(floor)
        for need in chain.from_iterable(needs):
            if need.span == 1:
                widths_[need.column] = max(widths_[need.column], need.least(lines))
        return [min(pair) for pair in zip(widths_, natural, strict=True)]

    if sum(natural) <= room:
        return natural
    low, high = _LEAST_LINES - 1, _LEAST_LINES
    while sum(given(high)) > room and high < _MOST_LINES:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if sum(given(middle)) <= room else (middle, high)
    found = given(high)
    return found if sum(found) <= room else floor


def _wanted(needs: Needs, columns: int, room: float) -> tuple[list[float], list[float]]:
    """What every column needs for all its texts on one line, and for its longest word.

    A cell that spans columns asks of each of them an equal share of what they lack together."""
    natural, word = [0.0] * columns, [0.0] * columns
    for need in chain.from_iterable(needs):
        if need.span == 1:
            natural[need.column] = max(natural[need.column], need.natural)
            word[need.column] = max(word[need.column], need.word)
    for need in chain.from_iterable(needs):
        if 1 < need.span < columns:
            wanted = ((natural, need.natural if need.natural <= room < math.inf else 0.0), (word, min(need.word, room)))
            for widths_, length in wanted:
                own = range(need.column, min(need.column + need.span, columns))
                lack = length - sum(widths_[at] for at in own) - (len(own) - 1) * need.gutter
                for at in own:
                    widths_[at] += max(lack, 0.0) / len(own)
    return natural, word


def _levelled(wanted: list[float], room: float) -> list[float]:
    """What is wanted, cut at one level where the sum of it exceeds the room."""
    if sum(wanted) <= room:
        return wanted
    left, level = room, 0.0
    for count, one in zip(range(len(wanted), 0, -1), sorted(wanted), strict=True):
        level = left / count
        if one > level:
            break
        left -= one
    return [min(one, level) for one in wanted]


Price: TypeAlias = Callable[[float, int], float]
"""What speaks for a step that frees so many pt and costs so many lines."""


def _per_line(freed: float, lines: int) -> float:
    return freed / (1 + lines)


def _cheapest(freed: float, lines: int) -> float:
    return freed - lines * 1e6


def _shrunk(needs: Needs, natural: list[float], floor: list[float], room: float, price: Price) -> list[float]:
    """Every column begins with all its texts on one line; as long as that is too much, the best one gives way."""
    given = [min(one, room) for one in natural]
    depth = [max(1, int(one * _LOSS / room)) for one in natural]
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
    """The widths after every exchange between two columns that saves a line, of the table or of a cell at least."""
    if len(given) > _MANY:
        return given
    lines = _crowding(needs, given)
    exchanges = [(step, take, give) for step in _STEPS for take, give in permutations(range(len(given)), 2)]
    better = True
    while better:
        better = False
        for step, take, give in exchanges:
            if given[take] - step < floor[take]:
                continue
            tried = _with(_with(given, (take, given[take] - step)), (give, given[give] + step))
            if (found := _crowding(needs, tried)) < lines:
                given, lines, better = tried, found, True
    return given


def _crowding(needs: Needs, given: Sequence[float]) -> tuple[int, int]:
    """Lines of the table, and of all its cells: exchanges that save no line yet lead to one that does."""
    return total_lines(needs, given), sum(need.depth(given) for need in chain.from_iterable(needs))


def total_lines(needs: Needs, given: Sequence[float]) -> int:
    """Lines of text of the whole table."""
    return sum(max((need.depth(given) for need in row), default=1) for row in needs)
