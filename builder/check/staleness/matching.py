"""Texts as they were laid beside texts as they are: what is the same, what was moved, and what was edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePosixPath
from typing import Final

from builder.model import Unit, UnitKind

_ALIKE: Final = 0.3
"""How alike two texts are, 0 to 1, that one may be the other edited, where their number differs."""

_MANY: Final = 2_500
"""Pairs of texts that are compared one by one; in longer rows, texts are paired in their order."""

Was = tuple[str, UnitKind, str]
"""File, kind and text as it was."""

Key = tuple[UnitKind, str]


@dataclass(frozen=True, slots=True)
class Match:
    unit: Unit
    edited: bool


def match(was: Sequence[Was], units: Sequence[Unit]) -> list[Match | None]:
    """What became of each text; None for one that is gone. White space and the breaking of lines do not count."""
    now = [unit for unit in units if not unit.alone]
    found: list[Match | None] = [None] * len(was)
    free = _Free(was, now, found)
    old, new = _files([name for name, _, _ in was]), _files([PurePosixPath(unit.file).name for unit in now])
    edited: list[tuple[list[int], list[int]]] = []
    for name, places in old.items():
        edited += free.same(places, new.get(name, []))
    free.moved()
    for left, right in edited:
        free.pair(left, right)
    return found


def _files(names: Sequence[str]) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        places[name].append(place)
    return places


class _Free:
    """What has no counterpart yet."""

    def __init__(self, was: Sequence[Was], now: Sequence[Unit], found: list[Match | None]) -> None:
        self.found, self.now = found, now
        self.old: list[Key] = [(kind, _bare(text)) for _, kind, text in was]
        self.new: list[Key] = [(unit.kind, _bare(unit.text)) for unit in now]
        self.taken = [False] * len(now)

    def take(self, old: int, new: int) -> None:
        self.found[old] = Match(self.now[new], self.old[old] != self.new[new])
        self.taken[new] = True

    def same(self, old: list[int], new: list[int]) -> list[tuple[list[int], list[int]]]:
        """Takes what is the same in the same order; the rest, as what stands at the same place."""
        head = 0
        while head < min(len(old), len(new)) and self.old[old[head]] == self.new[new[head]]:
            self.take(old[head], new[head])
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and self.old[old[-1 - tail]] == self.new[new[-1 - tail]]:
            self.take(old[-1 - tail], new[-1 - tail])
            tail += 1
        old, new = old[head : len(old) - tail], new[head : len(new) - tail]
        rest: list[tuple[list[int], list[int]]] = []
        keys = [self.old[i] for i in old], [self.new[j] for j in new]
        for tag, a, a_end, b, b_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
            if tag == "equal":
                for i, j in zip(old[a:a_end], new[b:b_end], strict=True):
                    self.take(i, j)
            else:
                rest.append((old[a:a_end], new[b:b_end]))
        return rest

    def moved(self) -> None:
        """What is the same elsewhere."""
        left: defaultdict[Key, list[int]] = defaultdict(list)
        for new, key in enumerate(self.new):
            if not self.taken[new]:
                left[key].append(new)
        for old, key in enumerate(self.old):
            if self.found[old] is None and left.get(key):
                self.take(old, left[key].pop(0))

    def pair(self, old: list[int], new: list[int]) -> None:
        """Edited texts, of one kind and in their order; as many as there were are the same ones."""
        old = [i for i in old if self.found[i] is None]
        new = [j for j in new if not self.taken[j]]
        kinds = [self.old[i][0] for i in old] == [self.new[j][0] for j in new]
        if kinds or len(old) * len(new) > _MANY:
            pairs = [(i, j) for i, j in zip(old, new, strict=False) if self.old[i][0] == self.new[j][0]]
        else:
            pairs = self._alike(old, new)
        for i, j in pairs:
            self.take(i, j)

    def _alike(self, old: list[int], new: list[int]) -> list[tuple[int, int]]:
        """The pairs, ascending on both sides, that are most alike in their sum."""
        best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
        like = [[self._likeness(i, j) for j in new] for i in old]
        for a in range(len(old) - 1, -1, -1):
            for b in range(len(new) - 1, -1, -1):
                paired = like[a][b] + best[a + 1][b + 1] if like[a][b] >= _ALIKE else 0.0
                best[a][b] = max(best[a + 1][b], best[a][b + 1], paired)
        pairs: list[tuple[int, int]] = []
        a = b = 0
        while a < len(old) and b < len(new):
            if like[a][b] >= _ALIKE and best[a][b] == like[a][b] + best[a + 1][b + 1]:
                pairs.append((old[a], new[b]))
                a, b = a + 1, b + 1
            elif best[a][b] == best[a + 1][b]:
                a += 1
            else:
                b += 1
        return pairs

    def _likeness(self, old: int, new: int) -> float:
        (kind, before), (other, after) = self.old[old], self.new[new]
        if kind != other:
            return 0.0
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


def _bare(text: str) -> str:
    return "".join(text.split())
