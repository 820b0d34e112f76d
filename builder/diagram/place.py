"""A process → boxes and lines in a given room: along a row where that fits, folded into rows, or down a column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Final

from builder.diagram.assemble import assembled
from builder.diagram.coordinates import coordinates
from builder.diagram.fold import folded
from builder.diagram.layers import Lattice, lattice, spine
from builder.diagram.placement import Box, Placement, Side, collisions
from builder.diagram.route import (
    Extent,
    Route,
    Stage,
    backward_routes,
    bends,
    forward_route,
    side_exits,
    tracks,
)
from builder.diagram.sizes import Sized, Tag, levelled, narrowest, tag, wrapped_at
from builder.measure import Ruler
from builder.model import Flow, NodeShape

WRAPS: Final = (13.0, 10.0, 8.0, 6.5, 5.2, 4.2)
"""Widths of a node's label that are tried, in ems: wide ones first, because few lines read best."""

MOST_LINES: Final = 3

AIR: Final = 1.1
"""Ems above and below a label together."""

MORE_AIR: Final = (3.4, 2.8, 2.2, 1.6)

ENOUGH: Final = 0.85
"""Nodes grow until the process takes this share of the height that there is."""

SHORT: Final = 6.2
"""Ems up to which a label of Han alone is kept on one line if any layout allows it."""

ACROSS: Final = {"start": Side.LEFT, "end": Side.RIGHT, "before": Side.TOP, "after": Side.BOTTOM}
DOWN: Final = {"start": Side.TOP, "end": Side.BOTTOM, "before": Side.LEFT, "after": Side.RIGHT}


def place(flow: Flow, ruler: Ruler, size_pt: float, width_pt: float, height_pt: float | None) -> Placement:
    """The process with labels of `size_pt` in the given room.

    Where no layout fits, the one that must be reduced least: ask `Placement.fits`, and try a smaller size."""
    return _best(flow, ruler, size_pt, width_pt, height_pt)[1]


def place_filling(flow: Flow, ruler: Ruler, size_pt: float, width_pt: float, height_pt: float) -> Placement:
    """As `place`, with nodes grown and rows moved apart until the process fills the height, within reason."""
    index, best = _best(flow, ruler, size_pt, width_pt, height_pt)
    if not flow.nodes or not best.fits(width_pt, height_pt):
        return best
    for air in MORE_AIR:
        roomy = next(islice(_candidates(flow, ruler, size_pt, air), index, None))()
        if roomy.fits(width_pt, height_pt * ENOUGH) and not collisions(roomy):
            return roomy
    return best


def _best(flow: Flow, ruler: Ruler, size: float, width: float, height: float | None) -> tuple[int, Placement]:
    """The first layout that fits and is clean, with its number; else the one that needs the least reduction."""
    best, worth = (0, Placement(0.0, 0.0, size, (), ())), -1.0
    for i, make in enumerate(_candidates(flow, ruler, size, AIR) if flow.nodes else ()):
        candidate = make()
        share = min(1.0, width / candidate.width, height / candidate.height if height is not None else 1.0)
        if share > worth + 1e-9:
            share -= 0.5 * bool(collisions(candidate))
        if share > worth + 1e-9:
            best, worth = (i, candidate), share
        if worth >= 1.0:
            break
    return best


def _candidates(flow: Flow, ruler: Ruler, size: float, air: float) -> Iterator[Callable[[], Placement]]:
    """Layouts to be made, the most readable first; the order depends on the words alone, not on `air`."""
    number = {node.id: i for i, node in enumerate(flow.nodes)}
    known = [e for e in flow.edges if e.source in number and e.target in number]
    tags = [tag(edge, ruler, size) for edge in known]
    grid = lattice(len(flow.nodes), tuple((number[e.source], number[e.target]) for e in known))
    whole, torn = _node_sizes(flow, ruler, size, air)

    def made(draw: Callable[..., Placement], nodes: Sequence[Sized], broken: bool, way: int) -> Placement:
        return replace(draw(nodes, grid, tags, size, air, way), torn=broken)

    for some, broken in ((whole, False), (torn, True)):
        yield from (partial(made, _layered, nodes, broken, True) for nodes in some)
        if grid.is_chain():
            for rows in range(2, len(flow.nodes) // 2 + 1):
                yield from (partial(made, folded, nodes, broken, rows) for nodes in some)
    for some, broken in ((whole, False), (torn, True)):
        yield from (partial(made, _layered, nodes, broken, False) for nodes in some)


def _node_sizes(
    flow: Flow, ruler: Ruler, size: float, air: float
) -> tuple[list[tuple[Sized, ...]], list[tuple[Sized, ...]]]:
    """Every way to wrap the labels: those that break no short word, and the others."""
    least = narrowest(flow, ruler, size)
    found: list[tuple[Sized, ...]] = []
    wrapped = [wrapped_at(flow, ruler, size, ems, air) for ems in dict.fromkeys(max(ems, least) for ems in WRAPS)]
    for alike in (True, False):
        for own in wrapped:
            nodes = levelled(own, alike)
            if max(len(node.lines) for node in nodes) <= MOST_LINES and nodes not in found:
                found.append(nodes)
    found = found or [levelled(wrapped[0], True)]
    whole = [nodes for nodes in found if not any(_torn(node, ruler) for node in nodes)]
    return whole, [nodes for nodes in found if nodes not in whole]


def _torn(node: Sized, ruler: Ruler) -> bool:
    """Whether a short label without spaces is broken: Han text may break anywhere, yet a word of it should not."""
    return len(node.lines) > 1 + node.text.count("\n") and " " not in node.text and ruler.width(node.text, 1.0) <= SHORT


def _layered(
    nodes: Sequence[Sized], grid: Lattice, tags: Sequence[Tag], size: float, air: float, across: bool
) -> Placement:
    along = {i: n.w if across else n.h for i, n in enumerate(nodes)}
    beside = {i: n.h if across else n.w for i, n in enumerate(nodes)}
    branching = frozenset(i for i, n in enumerate(nodes) if n.shape is NodeShape.DECISION)
    deepest = max((t.h if across else t.w for t in tags), default=0.0)
    extent = {slot: beside.get(slot, 0.0) for layer in grid.layers for slot in layer}
    straight = spine(grid) if branching else frozenset()
    middle = coordinates(grid, extent, size * (0.75 + air / 2) + deepest, straight)
    exits = side_exits(grid, middle, branching)
    turns = bends(grid, middle, exits)
    extents: dict[int, Extent] = {}
    where: dict[int, Mapping[tuple[str, int], float]] = {}
    reach = 0.0
    for channel, layer in enumerate(grid.layers):
        width = max(along.get(slot, 0.0) for slot in layer)
        for slot in layer:
            own, v = along.get(slot, width), middle[slot]
            half = (width - own) / 2
            extents[slot] = (reach + half, reach + half + own, v - extent[slot] / 2, v + extent[slot] / 2)
        reach += width
        order = tracks(turns, channel)
        lead = _lead(grid, tags, exits, channel, across)
        stub = size * 0.8
        where[channel] = {bundle: reach + stub + i * size * 0.8 for bundle, i in order.items()}
        reach += max(size * (2.3 if across else 1.9), lead + size * 1.3) + size * 0.8 * len(order)
    stage = Stage(grid, extents, branching, size * (0.55 + air / 2) + (deepest if across else deepest * 0.6))
    returning = backward_routes(stage, exits)
    routes = []
    for i in range(len(grid.chains)):
        at = {turn.channel: where[turn.channel][turn.bundle] for turn in turns if turn.edge == i}
        routes.append(returning[i] if i in returning else forward_route(stage, i, at, exits))
    return _placement(nodes, extents, grid, routes, tags, size, across)


def _lead(grid: Lattice, tags: Sequence[Tag], exits: Mapping[int, str], channel: int, across: bool) -> float:
    """Room along the flow that labels need between a layer and the next."""
    layer_of = grid.layer_of()
    here = [
        t.w if across else t.h
        for i, t in enumerate(tags)
        if i not in grid.backward and i not in exits and layer_of[grid.chains[i][0]] == channel
    ]
    return max(here, default=0.0)


def _placement(
    nodes: Sequence[Sized],
    extents: Mapping[int, Extent],
    grid: Lattice,
    routes: Sequence[Route],
    tags: Sequence[Tag],
    size: float,
    across: bool,
) -> Placement:
    """Turned to the page and moved to the origin."""
    sides = ACROSS if across else DOWN
    lines = [tuple(p if across else (p[1], p[0]) for p in route.points) for route in routes]
    boxes = []
    for i in range(len(nodes)):
        u0, u1, v0, v1 = extents[i]
        boxes.append(Box(u0, v0, u1 - u0, v1 - v0) if across else Box(v0, u0, v1 - v0, u1 - u0))
    ends = [(grid.chains[i][0], grid.chains[i][1 if i in grid.backward else -1]) for i in range(len(routes))]
    ways = [(sides[route.source], sides[route.target]) for route in routes]
    return assembled(nodes, boxes, ends, lines, ways, tags, size)
