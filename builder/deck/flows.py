"""How large a process stands on a slide, and what stands for one that no slide can hold."""

from __future__ import annotations

from typing import Final

from builder.deck.frames import Frame
from builder.deck.gauge import Gauge, steps
from builder.deck.prose import printed
from builder.deck.slides import Marker, Point
from builder.diagram.place import place, place_filling
from builder.diagram.placement import EDGE_LABEL, Placement
from builder.model import Flow, Text

_ARROW: Final = "→ "


def fit_flow(flow: Flow, gauge: Gauge, width_pt: float, height_pt: float) -> Placement:
    """The process at the largest size of labels, from somewhat above body text down to the floor of labels, that fits
    the room; where none fits, at the floor: `Placement.fits` says so."""
    sizes = steps(gauge.sizes.body + 2, _floor(flow, gauge), 1)
    torn: Placement | None = None
    for size in sizes:
        placement = place_filling(flow, gauge.ruler, size, width_pt, height_pt)
        if placement.fits(width_pt, height_pt):
            if not placement.torn:
                return placement
            torn = torn or placement
    return torn or placement


def has_room(flow: Flow, gauge: Gauge, frame: Frame) -> bool:
    """Whether the process fits the frame with labels no smaller than their floor."""
    smallest = place(flow, gauge.ruler, _floor(flow, gauge), frame.width, frame.height)
    return smallest.fits(frame.width, frame.height)


def _floor(flow: Flow, gauge: Gauge) -> float:
    """The size of nodes at which labels of edges, which are smaller, reach their floor."""
    labelled = any(edge.label for edge in flow.edges)
    return gauge.sizes.label_floor / (EDGE_LABEL if labelled else 1)


def steps_of(flow: Flow) -> tuple[Point, ...]:
    """The process as a numbered list: under a step that does not simply lead to the next, where it leads."""
    number_of = {node.id: n for n, node in enumerate(flow.nodes)}
    out: list[Point] = []
    for number, node in enumerate(flow.nodes, start=1):
        out.append(Point(node.children, 0, Marker.NUMBER, number))
        edges = [edge for edge in flow.edges if edge.source == node.id and edge.target in number_of]
        simple = len(edges) == 1 and number_of[edges[0].target] == number and not printed(edges[0].label)
        for edge in () if simple else edges:
            label = (*edge.label, Text(" ")) if printed(edge.label) else ()
            target = flow.nodes[number_of[edge.target]]
            out.append(Point((*label, Text(f"{_ARROW}{number_of[edge.target] + 1}. "), *target.children), 1))
    return tuple(out)
