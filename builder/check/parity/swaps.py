"""Neighbours of words alone that fit better the other way round."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.check.parity.lexicon import Lexicon, Words, words_of
from builder.check.parity.said import Anchors, Side, shared, size_of
from builder.check.parity.tree import Node, leaves_below

_MANY: Final = 40
_BETTER: Final = 0.25
"""How much better two parts must fit crossed than straight."""
_SURE: Final = 0.45
_POOR: Final = 0.1
_LONGER: Final = math.log(1.7)
"""A mean fit by which they are surely counterparts, and one by which they are surely none."""


_NO_MORE: Final = 0.5
"""How well two parts fit that say nothing that their neighbours do not say."""
_SIGN: Final = re.compile(r"[^\w\s\ufffc.,:;!?，。：；！？、()（）\[\]“”‘’\"'「」《》/-]")
"""A sign that both languages write: ✅, —, ★."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two parts that follow each other, and their counterparts."""

    ours: tuple[Node, Node]
    theirs: tuple[Node, Node]


def swaps(
    source: Side, other: Side, found: Sequence[Neighbours], lexicon: Lexicon, places: Mapping[int, int]
) -> dict[int, bool]:
    """The second of two parts that are swapped, of the other language and by identity, and whether that is sure.

    `places`: of the texts by identity, where they stand in the lexicon; what they taught it does not count here."""
    swapped: dict[int, bool] = {}
    taken: set[int] = set()
    for pair in found:
        if {id(node) for node in pair.ours} & taken or _told(source, other, pair):
            continue
        ours = _apart(_words(source, pair.ours[0]), _words(source, pair.ours[1]))
        theirs = _apart(_words(other, pair.theirs[0]), _words(other, pair.theirs[1]))
        if not all(len(words) <= _MANY for words in (*ours, *theirs)) or not any(ours) or not any(theirs):
            continue
        own = frozenset(places[id(leaf)] for node in pair.ours for leaf in leaves_below(node) if id(leaf) in places)
        straight, crossed = (
            (_fit(lexicon, ours[0], theirs[a], own) + _fit(lexicon, ours[1], theirs[1 - a], own)) / 2 for a in (0, 1)
        )
        if crossed - straight >= (0.0 if _shaped(source, other, pair) else _BETTER):
            taken |= {id(node) for node in pair.ours}
            swapped[id(pair.theirs[1])] = crossed >= _SURE and straight <= _POOR
    return swapped


def _shaped(source: Side, other: Side, pair: Neighbours) -> bool:
    """Whether length or emphasis says that two parts are crossed: the long one stands where the short one should."""
    ours, theirs = ([leaf for node in nodes for leaf in leaves_below(node)] for nodes in (pair.ours, pair.theirs))
    if len(ours) != 2 or len(theirs) != 2:
        return False
    said = [source.said(leaf) for leaf in ours], [other.said(leaf) for leaf in theirs]
    marks = [[one.marks for one in side] for side in said]
    if marks[0][0] != marks[0][1] and marks[0] == marks[1][::-1]:
        return True
    first, second = (math.log((size_of(a.text) + 4) / (size_of(b.text) + 4)) for a, b in said)
    return first * second < 0 and min(abs(first), abs(second)) > _LONGER


def _fit(lexicon: Lexicon, ours: Words, theirs: Words, own: frozenset[int]) -> float:
    """Where one part says what its neighbour says and more, so should their counterparts."""
    return lexicon.fit(ours, theirs, own) if ours or theirs else _NO_MORE


def _apart(first: Words, second: Words) -> tuple[Words, Words]:
    """What only one of two parts says."""
    return tuple(w for w in first if w not in second), tuple(w for w in second if w not in first)


def _told(source: Side, other: Side, pair: Neighbours) -> bool:
    """Whether numbers, names or references tell the two apart, and have been compared."""
    first = _anchors(source, pair.ours[0])
    return first != _anchors(source, pair.ours[1]) and first == _anchors(other, pair.theirs[0])


def _anchors(side: Side, node: Node) -> list[Anchors]:
    return [side.anchors(leaf) for leaf in leaves_below(node)]


def _words(side: Side, node: Node) -> Words:
    """What a part says, and what it shares with its counterpart whatever the language."""
    found: dict[str, None] = {}
    for leaf in leaves_below(node):
        said = side.said(leaf)
        found.update(dict.fromkeys((*shared(said), *said.marks)))
        found.update(dict.fromkeys(_SIGN.findall(said.text)))
        found.update(dict.fromkeys(words_of(said.text, side.locale)))
    return tuple(found)
