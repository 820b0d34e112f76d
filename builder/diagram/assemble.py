"""Boxes and lines with their labels → a placement whose corner is the origin."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagram.placement import Box, PlacedEdge, PlacedNode, Placement, Point, Side
from builder.diagram.sizes import Sized, Tag
from builder.diagram.tags import tag_boxes


def assembled(
    nodes: Sequence[Sized],
    boxes: Sequence[Box],
    ends: Sequence[tuple[int, int]],
    lines: Sequence[tuple[Point, ...]],
    ways: Sequence[tuple[Side, Side]],
    tags: Sequence[Tag],
    size: float,
) -> Placement:
    labels = tag_boxes(lines, tags, boxes, size)
    every = [*boxes, *(box for box in labels if box), *(Box(x, y, 0, 0) for line in lines for x, y in line)]
    left, top = min(b.x for b in every) - 1, min(b.y for b in every) - 1

    def moved(box: Box) -> Box:
        return Box(round(box.x - left, 2), round(box.y - top, 2), round(box.w, 2), round(box.h, 2))

    return Placement(
        width=max(b.x + b.w for b in every) + 1 - left,
        height=max(b.y + b.h for b in every) + 1 - top,
        size=size,
        nodes=tuple(PlacedNode(n.id, n.shape, moved(b), n.text, n.lines) for n, b in zip(nodes, boxes, strict=True)),
        edges=tuple(
            PlacedEdge(
                source=nodes[a].id,
                target=nodes[b].id,
                points=tuple((round(x - left, 2), round(y - top, 2)) for x, y in line),
                source_side=way[0],
                target_side=way[1],
                label=t.text,
                label_box=moved(box) if box else None,
            )
            for (a, b), line, way, t, box in zip(ends, lines, ways, tags, labels, strict=True)
        ),
    )
