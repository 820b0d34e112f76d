"""Lines of a layered process, along the flow (u) and across it (v), in points.

A line leaves a node at its end and enters the next at its start; a decision's second and third way out leave from its
sides; an edge that runs back goes round outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Final, TypeAlias

from builder.diagram.layers import Lattice
from builder.diagram.placement import Point

Extent: TypeAlias = tuple[float, float, float, float]
"""u0, u1, v0, v1."""

Port: TypeAlias = str
"""Where a line meets a node: "start", "end" (along the flow), "before", "after" (across it)."""

ROUTE_TRIES: Final = 5
"""Up to so many bundles of lines between two layers, every order of them is tried."""


@dataclass(frozen=True, slots=True)
class Route:
    points: tuple[Point, ...]
    source: Port
    target: Port


@dataclass(frozen=True, slots=True)
class Bend:
    """A line that changes v between two layers; lines of one bundle share their bend."""

    edge: int
    channel: int
    bundle: tuple[str, int]
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Stage:
    """Slots with their extents; `branching` are decisions, whose sides may be left."""

    grid: Lattice
    extents: Mapping[int, Extent]
    branching: frozenset[int]
    spacing: float

    def middle(self, slot: int) -> float:
        return (self.extents[slot][2] + self.extents[slot][3]) / 2

    def lowest(self) -> float:
        return max(e[3] for e in self.extents.values())


def side_exits(grid: Lattice, middle: Mapping[int, float], branching: frozenset[int]) -> dict[int, Port]:
    """Edges that leave a decision from its side: not the straight one, and nothing between node and lane."""
    layer_of = grid.layer_of()
    exits: dict[int, Port] = {}
    for node in sorted(branching):
        ways = [i for i, c in enumerate(grid.chains) if c[0] == node and i not in grid.backward]
        if len(ways) < 2:
            continue
        here = middle[node]
        straight = min(ways, key=lambda i: (abs(middle[grid.chains[i][1]] - here), i))
        for i in ways:
            there = middle[grid.chains[i][1]]
            others = [middle[s] for s in grid.layers[layer_of[node]] if s != node and not _joined(grid, s, i)]
            port = "after" if there > here else "before"
            blocked = any((v - here) * (there - here) > 0 for v in others)
            taken = any(e != i and grid.chains[e][0] == node and p == port for e, p in exits.items())
            if i != straight and there != here and not blocked and not taken:
                exits[i] = port
    return exits


def _joined(grid: Lattice, slot: int, edge: int) -> bool:
    """Whether the slot is a bend of a line to the same target: the edge runs into it rather than across it."""
    target = grid.chains[edge][-1]
    return any(slot in chain[1:-1] and chain[-1] == target for chain in grid.chains)


def bends(grid: Lattice, middle: Mapping[int, float], exits: Mapping[int, Port]) -> tuple[Bend, ...]:
    """Every change of v of every line that runs forward, with the bundle it is drawn in."""
    layer_of = grid.layer_of()
    leaving: dict[int, set[int]] = {}
    for i, chain in enumerate(grid.chains):
        if i not in grid.backward:
            for a, b in pairwise(chain):
                leaving.setdefault(a, set()).add(b)
    found = []
    for i, chain in enumerate(grid.chains):
        if i in grid.backward:
            continue
        for k, (a, b) in enumerate(pairwise(chain)):
            if abs(middle[a] - middle[b]) < 0.05 or (k == 0 and i in exits):
                continue
            bundle = ("source", a) if len(leaving[a]) > 1 else ("target", b)
            found.append(Bend(i, layer_of[a], bundle, middle[a], middle[b]))
    return tuple(found)


def tracks(found: Sequence[Bend], channel: int) -> dict[tuple[str, int], int]:
    """A track for each bundle in one channel: few crossings, and no two unlike lines on one another."""
    here = [b for b in found if b.channel == channel]
    bundles = list(dict.fromkeys(b.bundle for b in here))
    orders = [tuple(bundles), tuple(reversed(bundles))] if len(bundles) > ROUTE_TRIES else list(permutations(bundles))
    best = min(orders, key=lambda order: _conflicts(here, {b: i for i, b in enumerate(order)}), default=())
    return {bundle: i for i, bundle in enumerate(best)}


def _conflicts(here: Sequence[Bend], order: Mapping[tuple[str, int], int]) -> int:
    """Crossings, and ten for every stretch that two unlike lines share."""
    total = 0
    for a in here:
        for b in here:
            if order[a.bundle] >= order[b.bundle]:
                continue
            low, high = sorted((a.start, a.end))
            total += low < b.start < high
            low, high = sorted((b.start, b.end))
            total += low < a.end < high
            total += 10 * (abs(a.end - b.start) < 0.5)
    return total


def forward_route(stage: Stage, edge: int, at: Mapping[int, float], exits: Mapping[int, Port]) -> Route:
    """`at`: u of the edge's bend by channel."""
    chain = stage.grid.chains[edge]
    layer_of = stage.grid.layer_of()
    u0, u1, v0, v1 = stage.extents[chain[0]]
    here = stage.middle(chain[0])
    port = exits.get(edge, "end")
    if port == "end":
        points: list[Point] = [(u1, here)]
    else:
        points = [((u0 + u1) / 2, v1 if port == "after" else v0), ((u0 + u1) / 2, stage.middle(chain[1]))]
        here = stage.middle(chain[1])
    for slot in chain[1:]:
        there = stage.middle(slot)
        channel = layer_of[slot] - 1
        if channel in at and abs(there - here) >= 0.05:
            points += [(at[channel], here), (at[channel], there)]
        here = there
    points.append((stage.extents[chain[-1]][0], stage.middle(chain[-1])))
    return Route(_straightened(points), port, "start")


def backward_routes(stage: Stage, exits: Mapping[int, Port]) -> dict[int, Route]:
    """Edges that run back, each target's in a lane of its own under everything; short ones inside long ones."""
    grid, layer_of = stage.grid, stage.grid.layer_of()
    targets = {grid.chains[i][1] for i in grid.backward}

    def reach(target: int) -> int:
        sources = [grid.chains[i][0] for i in grid.backward if grid.chains[i][1] == target]
        return max(layer_of[s] for s in sources) - layer_of[target]

    lanes = {target: i for i, target in enumerate(sorted(targets, key=lambda t: (reach(t), t)))}
    sources = {grid.chains[i][0] for i in grid.backward}
    leaving_below = {grid.chains[i][0] for i, port in exits.items() if port == "after"}
    routes = {}
    for i in sorted(grid.backward):
        source, target = grid.chains[i]
        lane = stage.lowest() + stage.spacing * (lanes[target] + 1.25)
        both = source in targets or (source == target)
        out, leave = _leave(stage, source, lane, shift=both, taken=source in leaving_below)
        enter, arrive = _enter(stage, target, lane, shift=target in sources | leaving_below)
        routes[i] = Route(_straightened([*out, *enter]), leave, arrive)
    return routes


def _leave(stage: Stage, slot: int, lane: float, shift: bool, taken: bool) -> tuple[list[Point], Port]:
    u0, u1, _, v1 = stage.extents[slot]
    if _open_below(stage, slot) and not taken:
        u = (u0 + u1) / 2 + ((u1 - u0) / 5 if shift else 0.0)
        return [(u, v1), (u, lane)], "after"
    u = u1 + stage.spacing * 0.5
    return [(u1, stage.middle(slot)), (u, stage.middle(slot)), (u, lane)], "end"


def _enter(stage: Stage, slot: int, lane: float, shift: bool) -> tuple[list[Point], Port]:
    u0, u1, _, v1 = stage.extents[slot]
    if _open_below(stage, slot):
        u = (u0 + u1) / 2 - ((u1 - u0) / 5 if shift else 0.0)
        return [(u, lane), (u, v1)], "after"
    u = u0 - stage.spacing * 0.7
    return [(u, lane), (u, stage.middle(slot)), (u0, stage.middle(slot))], "start"


def _open_below(stage: Stage, slot: int) -> bool:
    """Whether a line may go down from the slot: a line that passes below may be crossed, a node may not."""
    layer = next(layer for layer in stage.grid.layers if slot in layer)
    return not any(s < stage.grid.nodes and stage.middle(s) > stage.middle(slot) for s in layer)


def _straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without repeated points and without points inside a straight stretch."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1][0] - point[0]) < 0.05 and abs(kept[-1][1] - point[1]) < 0.05:
            continue
        if len(kept) > 1 and any(abs(kept[-2][k] - kept[-1][k]) < 0.05 > abs(kept[-1][k] - point[k]) for k in (0, 1)):
            kept[-1] = point
            continue
        kept.append(point)
    return tuple(kept)
