"""Where every slot of a lattice stands across the flow, in points.

Least squares with the order kept (isotonic regression), then lines made straight where there is room."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from builder.diagram.layers import Lattice, Link


def coordinates(grid: Lattice, extent: dict[int, float], gap: float, straight: frozenset[int]) -> dict[int, float]:
    """Centre of every slot across the flow: near its neighbours, no nearer than `gap` to the next; `straight` at 0."""
    links = grid.links()
    near: dict[int, list[tuple[int, float]]] = {slot: [] for layer in grid.layers for slot in layer}
    for a, b in links:
        weight = 6.0 if a >= grid.nodes and b >= grid.nodes else 1.0
        near[a].append((b, weight))
        near[b].append((a, weight))
    place: dict[int, float] = {}
    for layer in grid.layers:
        place.update(_packed(layer, dict.fromkeys(layer, 0.0), {}, extent, gap))
    before: dict[int, float] = {}
    for sweep in range(24):
        if sweep % 2 == 0:
            if place == before:
                break  # nothing moves any more
            before = dict(place)
        for layer in grid.layers if sweep % 2 == 0 else reversed(grid.layers):
            wish, weights = {}, {}
            for slot in layer:
                total = sum(w for _, w in near[slot])
                wish[slot] = sum(place[b] * w for b, w in near[slot]) / total if total else place[slot]
                weights[slot] = total or 0.1
                if slot in straight:
                    wish[slot], weights[slot] = 0.0, 1e6
            place.update(_packed(layer, wish, weights, extent, gap))
    return aligned(grid, {slot: round(v, 3) for slot, v in place.items()}, extent, gap, straight)


def _packed(
    layer: Sequence[int], wish: dict[int, float], weights: dict[int, float], extent: dict[int, float], gap: float
) -> dict[int, float]:
    """The places nearest to the wishes that keep order and distance: isotonic regression by pooling violators."""
    offsets, reach = {}, 0.0
    for i, slot in enumerate(layer):
        if i:
            reach += (extent[layer[i - 1]] + extent[slot]) / 2 + gap
        offsets[slot] = reach
    pools: list[tuple[float, float, list[int]]] = []
    for slot in layer:
        weight = weights.get(slot, 1.0)
        pool = ((wish[slot] - offsets[slot]) * weight, weight, [slot])
        while pools and pools[-1][0] / pools[-1][1] > pool[0] / pool[1]:
            last = pools.pop()
            pool = (last[0] + pool[0], last[1] + pool[1], last[2] + pool[2])
        pools.append(pool)
    return {slot: total / weight + offsets[slot] for total, weight, slots in pools for slot in slots}


def aligned(
    grid: Lattice, place: dict[int, float], extent: dict[int, float], gap: float, straight: frozenset[int]
) -> dict[int, float]:
    """The same without small steps: what a line joins is brought level wherever nothing stands in the way."""
    place = dict(place)
    links = grid.links()
    out = {a: sum(1 for x, _ in links if x == a) for a, _ in links}
    into = {b: sum(1 for _, y in links if y == b) for _, b in links}
    blocks = {slot: frozenset((slot,)) for slot in place}

    def plain(link: Link) -> bool:
        a, b = link
        bend = a >= grid.nodes or (b >= grid.nodes and out[a] == 1)
        return bend or (out[a] == 1 and into[b] == 1) or abs(place[a] - place[b]) < gap / 2

    for a, b in sorted(filter(plain, links), key=lambda link: link[0] < grid.nodes):
        block = blocks[a] | blocks[b]
        levels = sorted({place[a], place[b]}, key=abs, reverse=True)
        for level in [0.0] if block & straight else levels:
            trial = place | dict.fromkeys(block, level)
            if _apart(grid, trial, extent, gap):
                place = trial
                blocks |= dict.fromkeys(block, block)
                break
    return place


def _apart(grid: Lattice, place: dict[int, float], extent: dict[int, float], gap: float) -> bool:
    return all(
        place[b] - place[a] >= (extent[a] + extent[b]) / 2 + gap - 0.01
        for layer in grid.layers
        for a, b in itertools.pairwise(layer)
    )
