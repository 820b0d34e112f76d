"""A chain too long for one row: rows that turn at their ends, so that every arrow joins neighbours.

A loop of two rows closes by itself: its last node stands under its first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from builder.diagram.assemble import assembled
from builder.diagram.layers import Lattice
from builder.diagram.placement import Box, Placement, Point, Side
from builder.diagram.sizes import Sized, Tag


@dataclass(frozen=True, slots=True)
class Cells:
    """Row and column of every node; odd rows run from right to left."""

    at: dict[int, tuple[int, int]]
    last: int

    def turns(self, a: int, b: int) -> bool:
        return self.at[a][1] == self.at[b][1]


def folded(nodes: Sequence[Sized], grid: Lattice, tags: Sequence[Tag], size: float, air: float, rows: int) -> Placement:
    """The chain `grid` in so many rows of equal length (the last may be shorter)."""
    order = [layer[0] for layer in grid.layers]
    columns = ceil(len(order) / rows)
    at = {}
    for i, node in enumerate(order):
        row, column = divmod(i, columns)
        at[node] = (row, column if row % 2 == 0 else columns - 1 - column)
    cells = Cells(at, order[-1])
    boxes = _boxes(nodes, grid, tags, size, size * (1.45 + air / 2), cells, columns)
    lines, ways = [], []
    for i, chain in enumerate(grid.chains):
        a, b = chain[0], chain[-1]
        if i in grid.backward:
            line, way = _returning(boxes, cells, a, b, size, sorted(grid.backward).index(i))
        else:
            line, way = _direct(boxes, cells, a, b)
        lines.append(line)
        ways.append(way)
    ends = [(chain[0], chain[-1]) for chain in grid.chains]
    return assembled(nodes, boxes, ends, lines, ways, tags, size)


def _boxes(
    nodes: Sequence[Sized], grid: Lattice, tags: Sequence[Tag], size: float, apart: float, cells: Cells, columns: int
) -> list[Box]:
    count = 1 + max(row for row, _ in cells.at.values())
    widths = [
        max((nodes[n].w for n, (_, c) in cells.at.items() if c == column), default=0) for column in range(columns)
    ]
    heights = [max(nodes[n].h for n, (r, _) in cells.at.items() if r == row) for row in range(count)]
    beside, below = [size * 2.3] * columns, [apart] * count
    for i, chain in enumerate(grid.chains):
        (row, column), (other, neighbour) = cells.at[chain[0]], cells.at[chain[-1]]
        if i in grid.backward:
            below[row] += size * 0.9
            below[max(other - 1, 0)] += size * 0.9
        elif row == other:
            gap = min(column, neighbour)
            beside[gap] = max(beside[gap], tags[i].w + size * 1.3)
        else:
            below[row] = max(below[row], tags[i].h + size * 1.3)
    lefts = [0.0, *accumulate(w + g for w, g in zip(widths, beside, strict=True))]
    tops = [0.0, *accumulate(h + g for h, g in zip(heights, below, strict=True))]
    boxes = []
    for i, node in enumerate(nodes):
        row, column = cells.at[i]
        x = lefts[column] + (widths[column] - node.w) / 2
        boxes.append(Box(x, tops[row] + (heights[row] - node.h) / 2, node.w, node.h))
    return boxes


def _direct(boxes: Sequence[Box], cells: Cells, a: int, b: int) -> tuple[tuple[Point, ...], tuple[Side, Side]]:
    if cells.turns(a, b):
        return (_port(boxes[a], Side.BOTTOM), _port(boxes[b], Side.TOP)), (Side.BOTTOM, Side.TOP)
    if cells.at[a][1] < cells.at[b][1]:
        return (_port(boxes[a], Side.RIGHT), _port(boxes[b], Side.LEFT)), (Side.RIGHT, Side.LEFT)
    return (_port(boxes[a], Side.LEFT), _port(boxes[b], Side.RIGHT)), (Side.LEFT, Side.RIGHT)


def _returning(
    boxes: Sequence[Box], cells: Cells, a: int, b: int, size: float, index: int
) -> tuple[tuple[Point, ...], tuple[Side, Side]]:
    (row, column), (other, goal) = cells.at[a], cells.at[b]
    if a == cells.last and row == other + 1 and column == goal:
        return (_port(boxes[a], Side.TOP), _port(boxes[b], Side.BOTTOM)), (Side.TOP, Side.BOTTOM)
    ahead = goal < column if row % 2 else goal > column
    if a == cells.last and row == other + 1 and ahead:
        side = Side.LEFT if row % 2 else Side.RIGHT
        end = _port(boxes[b], Side.BOTTOM)
        start = _port(boxes[a], side)
        return (start, (end[0], start[1]), end), (side, Side.BOTTOM)
    step = size * 0.8
    outer = min(box.x for box in boxes) - step * (index + 1.5)
    start, low = _port(boxes[a], Side.BOTTOM), boxes[a].y + boxes[a].h + step * (index + 1.2)
    if goal == 0:
        end = _port(boxes[b], Side.LEFT)
        return (start, (start[0], low), (outer, low), (outer, end[1]), end), (Side.BOTTOM, Side.LEFT)
    end, high = _port(boxes[b], Side.TOP), boxes[b].y - step * (index + 1.2)
    return (
        (start, (start[0], low), (outer, low), (outer, high), (end[0], high), end),
        (Side.BOTTOM, Side.TOP),
    )


def _port(box: Box, side: Side) -> Point:
    match side:
        case Side.TOP:
            return box.x + box.w / 2, box.y
        case Side.LEFT:
            return box.x, box.y + box.h / 2
        case Side.BOTTOM:
            return box.x + box.w / 2, box.y + box.h
        case Side.RIGHT:
            return box.x + box.w, box.y + box.h / 2
