"""The order of a process: which edges run back, and which layer and place within it each node takes.

Layers by longest path, few crossings by the barycentre method (Sugiyama, Tagawa, Toda 1981)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

Link = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lattice:
    """Slots in layers: nodes are 0 … n-1; higher numbers are bends of lines that pass a layer.

    Lines to one target share their bends. `chains` holds the slots of every edge from source to target; of an edge that
    runs back only its ends."""

    nodes: int
    layers: tuple[tuple[int, ...], ...]
    chains: tuple[tuple[int, ...], ...]
    backward: frozenset[int]

    def layer_of(self) -> dict[int, int]:
        return {slot: i for i, layer in enumerate(self.layers) for slot in layer}

    def links(self) -> tuple[Link, ...]:
        """Pairs of slots in neighbouring layers, each once."""
        pairs = [
            pair for i, chain in enumerate(self.chains) if i not in self.backward for pair in itertools.pairwise(chain)
        ]
        return tuple(dict.fromkeys(pairs))

    def is_chain(self) -> bool:
        """Whether the process is one path, apart from edges that run back."""
        return all(len(layer) == 1 and layer[0] < self.nodes for layer in self.layers)


@lru_cache(maxsize=1 << 6)
def lattice(nodes: int, edges: tuple[Link, ...]) -> Lattice:
    backward = _backward(nodes, edges)
    forward = [edge for i, edge in enumerate(edges) if i not in backward]
    depth = _depths(nodes, forward)
    rows: list[list[int]] = [[] for _ in range(max(depth, default=-1) + 1)]
    for node in range(nodes):
        rows[depth[node]].append(node)
    bends: dict[Link, int] = {}
    chains: list[tuple[int, ...]] = []
    for i, (source, target) in enumerate(edges):
        if i in backward:
            chains.append((source, target))
            continue
        chain = [source]
        for layer in range(depth[source] + 1, depth[target]):
            if (target, layer) not in bends:
                bends[target, layer] = nodes + len(bends)
                rows[layer].append(bends[target, layer])
            chain.append(bends[target, layer])
        chains.append((*chain, target))
    return _ordered(Lattice(nodes, tuple(map(tuple, rows)), tuple(chains), backward))


def _backward(nodes: int, edges: Sequence[Link]) -> frozenset[int]:
    """Edges that close a cycle when the process is walked in reading order from its beginnings."""
    outgoing: dict[int, list[int]] = {node: [] for node in range(nodes)}
    for i, (source, _) in enumerate(edges):
        outgoing[source].append(i)
    entered = {target for source, target in edges if source != target}
    starts = [n for n in range(nodes) if n not in entered] + list(range(nodes))
    done: set[int] = set()
    open_: set[int] = set()
    back: set[int] = set()

    def walk(node: int) -> None:
        open_.add(node)
        for i in outgoing[node]:
            target = edges[i][1]
            if target in open_:
                back.add(i)
            elif target not in done:
                walk(target)
        open_.discard(node)
        done.add(node)

    for start in starts:
        if start not in done:
            walk(start)
    return frozenset(back)


def _depths(nodes: int, forward: Sequence[Link]) -> list[int]:
    depth = [0] * nodes
    for _ in range(nodes):
        for source, target in forward:
            depth[target] = max(depth[target], depth[source] + 1)
    for node in range(nodes):
        after = [depth[target] for source, target in forward if source == node]
        before = [source for source, target in forward if target == node]
        if after and not before:
            depth[node] = min(after) - 1
    return depth


def _ordered(raw: Lattice) -> Lattice:
    links = raw.links()
    best = current = [list(layer) for layer in raw.layers]
    fewest = crossings(current, links)
    for sweep in range(8):
        if fewest == 0:
            break
        current = _swept(current, links, down=sweep % 2 == 0)
        if (count := crossings(current, links)) < fewest:
            best, fewest = current, count
    return Lattice(raw.nodes, tuple(map(tuple, best)), raw.chains, raw.backward)


def _swept(layers: list[list[int]], links: Sequence[Link], down: bool) -> list[list[int]]:
    layers = [list(layer) for layer in layers]
    indexes = range(1, len(layers)) if down else range(len(layers) - 2, -1, -1)
    for i in indexes:
        fixed = {slot: place for place, slot in enumerate(layers[i - 1 if down else i + 1])}

        def centre(slot: int, fixed: dict[int, int] = fixed, here: list[int] = layers[i]) -> float:
            near = [fixed[a] for a, b in links if b == slot and a in fixed]
            near += [fixed[b] for a, b in links if a == slot and b in fixed]
            return sum(near) / len(near) if near else float(here.index(slot))

        keys = {slot: centre(slot) for slot in layers[i]}
        layers[i] = sorted(layers[i], key=keys.__getitem__)
    return layers


def crossings(layers: Sequence[Sequence[int]], links: Sequence[Link]) -> int:
    place = {slot: (i, k) for i, layer in enumerate(layers) for k, slot in enumerate(layer)}
    spans = [(place[a][0], place[a][1], place[b][1]) for a, b in links]
    return sum(
        1
        for i, (layer, a, b) in enumerate(spans)
        for other, c, d in spans[i + 1 :]
        if layer == other and (a - c) * (b - d) < 0
    )


def spine(grid: Lattice) -> frozenset[int]:
    """The slots of one longest path, by the edges written first: what is drawn as a straight line."""
    after: dict[int, list[int]] = {}
    for a, b in grid.links():
        after.setdefault(a, []).append(b)
    length: dict[int, int] = {}
    for layer in reversed(grid.layers):
        for slot in layer:
            length[slot] = 1 + max((length[b] for b in after.get(slot, [])), default=0)
    if not length:
        return frozenset()
    slot = max(grid.layers[0], key=lambda s: (length[s], -s))
    path = [slot]
    while after.get(slot):
        ways = after[slot]
        slot = max(ways, key=lambda s: (length[s], s < grid.nodes, -ways.index(s)))
        path.append(slot)
    return frozenset(path)
