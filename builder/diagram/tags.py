"""Where an edge's label stands: beside its line, clear of nodes, other labels and other lines."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

from builder.diagram.placement import Box, Point, strips
from builder.diagram.sizes import Tag


def tag_boxes(
    lines: Sequence[tuple[Point, ...]], tags: Sequence[Tag], nodes: Sequence[Box], size: float
) -> tuple[Box | None, ...]:
    """A box for every label, in the order of the lines; None where a line has none."""
    placed: list[Box | None] = []
    for i, (points, tag) in enumerate(zip(lines, tags, strict=True)):
        if not tag.text:
            placed.append(None)
            continue
        others = [s for k, line in enumerate(lines) if k != i for s in strips(line)]
        solid = [*nodes, *(box for box in placed if box)]
        placed.append(_least(_candidates(points, tag, others, size), solid, [*others, *strips(points)]))
    return tuple(placed)


def _least(candidates: Iterable[tuple[float, Box]], solid: Sequence[Box], thin: Sequence[Box]) -> Box | None:
    """The box that costs least, what it lies on added; the first of several. The cheapest are looked at first, and none
    that costs more by itself than another does with all."""
    least, place, best = math.inf, 0, None
    for i, (cost, box) in sorted(enumerate(candidates), key=lambda one: one[1][0]):
        if cost > least:
            break
        met = sum(100 for other in solid if box.meets(other, 1.0)) + sum(10 for one in thin if box.meets(one, 0.5))
        whole = met + cost
        if (whole, i) < (least, place):
            least, place, best = whole, i, box
    return best


def _candidates(points: tuple[Point, ...], tag: Tag, others: Sequence[Box], size: float) -> Iterator[tuple[float, Box]]:
    """Boxes with how much each is to be avoided for its own sake: late segments, off the middle, shared with others."""
    gap = size * 0.22
    for rank, (a, b) in enumerate(itertools.pairwise(points)):
        flat = abs(a[1] - b[1]) < 0.05
        length = abs(a[0] - b[0]) + abs(a[1] - b[1])
        room = tag.w if flat else tag.h
        strip = strips((a, b))[0]
        shared = sum(4 for other in others if strip.meets(other, 0.1) and (other.h < 0.05) == flat)
        arrow = size * 0.6 if rank == len(points) - 2 else 0.0
        for share, off in ((0.5, 0.0), (0.35, 0.5), (0.65, 0.5), (0.2, 1.0), (0.8, 1.0)):
            reach = max(length - arrow, 0.0) / length if length else 0.0
            x = a[0] + (b[0] - a[0]) * share * reach
            y = a[1] + (b[1] - a[1]) * share * reach
            cost = rank * 1.0 + off + shared + (6 if room > length else 0)
            if flat:
                yield cost, Box(x - tag.w / 2, y - tag.h - gap * 0.3, tag.w, tag.h)
                yield cost + 0.3, Box(x - tag.w / 2, y + gap, tag.w, tag.h)
            else:
                yield cost, Box(x + gap, y - tag.h / 2, tag.w, tag.h)
                yield cost + 0.3, Box(x - gap - tag.w, y - tag.h / 2, tag.w, tag.h)
