"""Parts of two editions laid side by side: counterparts, what stands elsewhere, and what has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Final

from builder.alignment.align import Unit, align
from builder.alignment.evidence import Tokens, Weights, weigh
from builder.check.parity.lexicon import Lexicon, words_of
from builder.check.parity.said import Side
from builder.check.parity.tree import Leaf, Node, leaves_below
from builder.model import NOWHERE

SHORT: Final = frozenset({"cell", "row", "item", "entry", "step"})
"""Parts that are short, and stand beside others of their kind, so that two are easily swapped."""
_ALIKE = 0.5
_ENOUGH = 1.0
"""Weight of what two parts share, and how alike they must be, that one is taken for the other moved."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Places in the source and in the other language. `moved` are counterparts out of order."""

    pairs: tuple[tuple[int, int], ...]
    moved: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]


def lay(
    source: Side, other: Side, ours: Sequence[Node], theirs: Sequence[Node], lexicon: Lexicon | None = None
) -> Laid:
    """By structure, numbers and anchors; what is left at the same place on both sides is paired in its order."""
    in_place = len(ours) == 1 or all(node.kind == "cell" for node in (*ours, *theirs))
    if len(ours) == len(theirs) and (in_place or _alike(source, other, ours, theirs)):
        return Laid(tuple((i, i) for i in range(len(ours))), (), (), ())
    bags = [source.tokens(node) for node in ours], [other.tokens(node) for node in theirs]
    if lexicon:
        for side, nodes, found in ((0, ours, bags[0]), (1, theirs, bags[1])):
            texts = (" ".join((source, other)[side].said(leaf).text for leaf in leaves_below(node)) for node in nodes)
            locale = (source, other)[side].locale
            found[:] = [
                bag + Counter(lexicon.concepts(words_of(t, locale), side)) for bag, t in zip(found, texts, strict=True)
            ]
    weights = weigh(*bags)
    units = (
        [_unit(source, node, bag, weights) for node, bag in zip(ours, bags[0], strict=True)],
        [_unit(other, node, bag, weights) for node, bag in zip(theirs, bags[1], strict=True)],
    )
    pairs = align(*units)
    left, right = ({i for i, _ in pairs}, {j for _, j in pairs})
    gone = [i for i in range(len(ours)) if i not in left]
    new = [j for j in range(len(theirs)) if j not in right]
    moved = _moved(units, gone, new)
    gone = [i for i in gone if i not in {m for m, _ in moved}]
    new = [j for j in new if j not in {m for _, m in moved}]
    filled = _filled(pairs, gone, new, (len(ours), len(theirs)))
    if len(ours) == len(theirs):
        filled = list(zip(gone, new, strict=True))  # nothing is missing on either side
        crossed = [(i, j) for i, j in filled if ours[i].kind in SHORT and any((i < k) != (j < m) for k, m in pairs)]
        moved += crossed
        filled = [pair for pair in filled if pair not in crossed]
        gone, new = (
            [place for place in places if place not in {pair[side] for pair in crossed}]
            for side, places in ((0, gone), (1, new))
        )
    taken = {i for i, _ in filled}, {j for _, j in filled}
    return Laid(
        tuple(sorted([*pairs, *filled])),
        tuple(moved),
        tuple(i for i in gone if i not in taken[0]),
        tuple(j for j in new if j not in taken[1]),
    )


def _unit(side: Side, node: Node, tokens: Tokens, weights: Weights) -> Unit:
    return Unit(node.kind, weights.vector(tokens), side.size(node), {}, side.parts(node))


def _alike(source: Side, other: Side, ours: Sequence[Node], theirs: Sequence[Node]) -> bool:
    """Whether parts of the same kinds stand in the same order, and say the same wherever it can be told."""
    return all(
        a.kind == b.kind
        and len(a.nodes) == len(b.nodes)
        and all(
            source.anchors(mine) == other.anchors(yours)
            for mine, yours in zip_longest(leaves_below(a), leaves_below(b), fillvalue=_NO_LEAF)
        )
        for a, b in zip(ours, theirs, strict=True)
    )


_NO_LEAF = Leaf("", (), NOWHERE)


def _moved(units: tuple[list[Unit], list[Unit]], gone: Iterable[int], new: Iterable[int]) -> list[tuple[int, int]]:
    free = list(new)
    found = []
    for i in gone:
        likes = [(_like(units[0][i], units[1][j]), -j) for j in free if units[0][i].shape == units[1][j].shape]
        if likes and max(likes)[0] >= _ALIKE:
            j = -max(likes)[1]
            free.remove(j)
            found.append((i, j))
    return found


def _like(a: Unit, b: Unit) -> float:
    """The cosine of the tokens; 0 where there are too few to tell."""
    shared = sum(weight * b.vector.get(token, 0.0) for token, weight in a.vector.items())
    norms = [sum(weight * weight for weight in unit.vector.values()) ** 0.5 for unit in (a, b)]
    return shared / (norms[0] * norms[1]) if min(norms) >= _ENOUGH else 0.0


def _filled(
    pairs: Sequence[tuple[int, int]], gone: Sequence[int], new: Sequence[int], ends: tuple[int, int]
) -> list[tuple[int, int]]:
    """As many left on both sides between the same neighbours are counterparts that say something else."""
    result: list[tuple[int, int]] = []
    for (i, j), (k, m) in pairwise([(-1, -1), *pairs, ends]):
        here, there = [g for g in gone if i < g < k], [n for n in new if j < n < m]
        if len(here) == len(there):
            result += zip(here, there, strict=True)
    return result
