"""What a drawn process is: boxes, lines and labels with their places, in points, y downwards."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final, TypeAlias

from builder.model import NodeShape

Point: TypeAlias = tuple[float, float]

LINE_PITCH: Final = 1.35
"""Distance of two base lines of a label, as a factor of its size: the pitch of the deck's East Asian font."""

EDGE_LABEL: Final = 0.92
"""Size of an edge's label as a factor of the nodes' size."""

SLANT: Final = 0.2
"""A decision is a hexagon whose slants take this share of its width on either side, as `flowChartPreparation` has it
(ECMA-376-1 §20.1.10.56): it holds a line of text where a diamond of that height holds none."""


class Side(IntEnum):
    """Side of a node that a line meets in its middle; the number is the connection site of OOXML's preset shapes."""

    TOP = 0
    LEFT = 1
    BOTTOM = 2
    RIGHT = 3


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    w: float
    h: float

    def meets(self, other: Box, margin: float = 0.0) -> bool:
        """Whether the two come nearer than `margin`."""
        return (
            self.x < other.x + other.w + margin
            and other.x < self.x + self.w + margin
            and self.y < other.y + other.h + margin
            and other.y < self.y + self.h + margin
        )


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """`lines` are `text` as it was wrapped."""

    id: str
    shape: NodeShape
    box: Box
    text: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedEdge:
    """An orthogonal line with its arrow at the last point. `label_box` is None where there is no label."""

    source: str
    target: str
    points: tuple[Point, ...]
    source_side: Side
    target_side: Side
    label: str
    label_box: Box | None


@dataclass(frozen=True, slots=True)
class Placement:
    """`size` is the size of the nodes' labels, pt; `torn` says that a short word had to be broken."""

    width: float
    height: float
    size: float
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]
    torn: bool = False

    def fits(self, width: float, height: float | None) -> bool:
        return self.width <= width + 0.01 and (height is None or self.height <= height + 0.01)


def collisions(placement: Placement) -> tuple[str, ...]:
    """What lies on what, for tests and for the choice between layouts: nodes on nodes, lines through nodes, labels on
    either. Empty in a good placement."""
    found = []
    nodes = placement.nodes
    for i, node in enumerate(nodes):
        found += [f"{node.id} on {other.id}" for other in nodes[i + 1 :] if node.box.meets(other.box)]
    labels = [(e, e.label_box) for e in placement.edges if e.label_box]
    for edge in placement.edges:
        for node in nodes:
            if any(strip.meets(node.box, -0.5) for strip in strips(edge.points)):
                found.append(f"{edge.source}->{edge.target} through {node.id}")
    for i, (edge, box) in enumerate(labels):
        found += [f"label {edge.label} on {n.id}" for n in nodes if box.meets(n.box)]
        found += [f"label {edge.label} on label {o.label}" for o, other in labels[i + 1 :] if box.meets(other)]
    return tuple(found)


@lru_cache(maxsize=1 << 10)
def strips(points: tuple[Point, ...]) -> tuple[Box, ...]:
    """The segments of a line as boxes without thickness."""
    return tuple(
        Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1])) for a, b in itertools.pairwise(points)
    )
