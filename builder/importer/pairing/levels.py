"""Headings whose counterpart stands at another level: the first document's level is the report's."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from builder.alignment.align import Unit, align
from builder.alignment.evidence import Tokens, Weights, weigh
from builder.importer.pairing.counterparts import Reading
from builder.importer.sheet import Kind, Note, Outline, Part

_LIKE = 0.5
_ENOUGH = 4.0
"""Weight of what two sections share, and how alike they must be, that one takes the level of the other."""
_DEEPEST = 6


def levelled(first: Outline, other: Outline) -> Outline:
    """`other` with its headings at the levels of their counterparts in `first`, as far as these are sure.

    The order of the text stays; a section becomes part of the one before it, or stands beside that."""
    ours, theirs = _flat(first.parts), _flat(other.parts)
    if [part.level for part in ours] == [part.level for part in theirs]:
        return other
    levels = [part.level for part in theirs]
    matched: dict[int, int] = {}
    for i, j in _sure(first, other):
        matched[j] = ours[i].level
    shift = 0
    changed: list[int] = []
    for j, part in enumerate(theirs):
        if j in matched:
            shift = matched[j] - part.level
        elif j and part.level <= theirs[j - 1].level:
            shift = _shift_above(theirs, levels, j)
        levels[j] = min(_DEEPEST, max(1, part.level + shift))
        if j in matched and levels[j] != part.level:
            changed.append(j)
    if not changed:
        return other
    what = f"a heading was set at the level that its counterpart in '{first.lang}' has"
    notes = tuple(Note(theirs[j].line, Kind.GUESSED, what) for j in changed)
    sheet = replace(other.sheet, notes=(*other.sheet.notes, *notes))
    return replace(other, sheet=sheet, parts=_tree(theirs, levels))


def _shift_above(parts: list[Part], levels: list[int], j: int) -> int:
    """How far the nearest section above `j`, as it was typed, was moved."""
    for k in range(j - 1, -1, -1):
        if parts[k].level < parts[j].level:
            return levels[k] - parts[k].level
    return 0


def _flat(parts: tuple[Part, ...]) -> list[Part]:
    return [found for part in parts for found in (part, *_flat(part.parts))]


def _sure(first: Outline, other: Outline) -> list[tuple[int, int]]:
    """Places of sections, all levels in one row, that are counterparts by what they say, or by what stands around."""
    left, right = Reading(first), Reading(other)
    weights = weigh(left.units(), right.units())
    titles = weigh(left.titles.values(), right.titles.values())
    rows = [_units(reading, weights, titles) for reading in (left, right)]
    pairs = align(*rows)
    found = {(-1, -1), (len(rows[0]), len(rows[1])), *pairs}
    between = {(i, j) for i, j in pairs if {(i - 1, j - 1), (i + 1, j + 1)} <= found}
    sure = [(i, j) for i, j in pairs if (i, j) in between or _is_sure(rows[0][i], rows[1][j])]
    levels = [[part.level for part in _flat(outline.parts)] for outline in (first, other)]
    partners = [{pair[side] for pair in pairs} for side in (0, 1)]
    return [pair for pair in sure if not _is_for_the_one_above(pair, levels, partners)]


def _is_for_the_one_above(pair: tuple[int, int], levels: list[list[int]], partners: list[set[int]]) -> bool:
    """Whether the deeper of two stands in a section without counterpart: that one is the other's, as a whole."""
    i, j = pair
    if levels[0][i] == levels[1][j]:
        return False
    side = 0 if levels[0][i] > levels[1][j] else 1
    place, own = pair[side], levels[side]
    above = next((k for k in range(place - 1, -1, -1) if own[k] < own[place]), None)
    return above is not None and own[above] == levels[1 - side][pair[1 - side]] and above not in partners[side]


def _units(reading: Reading, weights: Weights, titles: Weights) -> list[Unit]:
    units = []
    for path, title in reading.titles.items():
        tokens: Tokens = Counter()
        for found in reading.tokens[path]:
            tokens.update(found)
        units.append(Unit("", weights.vector(tokens), sum(reading.lengths[path]), titles.vector(title), {}))
    return units


def _is_sure(ours: Unit, theirs: Unit) -> bool:
    return _alike(ours.vector, theirs.vector) or _alike(ours.title, theirs.title)


def _alike(ours: Mapping[str, float], theirs: Mapping[str, float]) -> bool:
    product = sum(weight * theirs.get(token, 0.0) for token, weight in ours.items())
    norms = [math.sqrt(sum(weight * weight for weight in vector.values())) for vector in (ours, theirs)]
    return min(norms) >= _ENOUGH and product >= _LIKE * norms[0] * norms[1]


@dataclass(slots=True)
class _Open:
    part: Part
    level: int
    parts: list[_Open] = field(default_factory=list)

    def closed(self, level: int) -> Part:
        return replace(self.part, level=level, parts=tuple(part.closed(level + 1) for part in self.parts))


def _tree(parts: list[Part], levels: list[int]) -> tuple[Part, ...]:
    chapters: list[_Open] = []
    path: list[_Open] = []
    for part, level in zip(parts, levels, strict=True):
        while path and path[-1].level >= level:
            path.pop()
        opened = _Open(part, level)
        (path[-1].parts if path else chapters).append(opened)
        path.append(opened)
    return tuple(chapter.closed(1) for chapter in chapters)
