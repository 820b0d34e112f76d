"""A ring of slices with names and values outside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from builder.chart.drawing.canvas import PITCH, Canvas
from builder.chart.drawing.textures import XY
from builder.model import Plot

_OUTER: Final = 58.0
_THICKNESS: Final = 25.0
_ELBOW: Final = 9.0


@dataclass(frozen=True, slots=True)
class _Label:
    """The lines beside a slice; `angle` in turns, clockwise from twelve o'clock."""

    lines: tuple[str, ...]
    angle: float

    @property
    def right(self) -> bool:
        return self.angle < 0.5


def draw_donut(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws the ring below `top`; returns its bottom."""
    labels = _labels(canvas, plot)
    sides = [sorted((label for label in labels if label.right is right), key=_lift) for right in (True, False)]
    placed = [pair for side in sides for pair in zip(side, _places(canvas, side), strict=True)]
    above = max([_OUTER + 2, *(_height(canvas, label) / 2 - y for label, y in placed)])
    below = max([_OUTER + 2, *(_height(canvas, label) / 2 + y for label, y in placed)])
    centre = canvas.width / 2, top + above
    _ring(canvas, plot, centre)
    for label, y in placed:
        _beside(canvas, centre, label, centre[1] + y)
    return centre[1] + below


def _turns(plot: Plot) -> list[tuple[float, float]]:
    """Where each slice begins and ends, in turns; a gap takes no room."""
    values = [value or 0.0 for value in plot.marks[0].values]
    ends = list(accumulate(values, initial=0.0))
    return [(start / ends[-1], end / ends[-1]) for start, end in pairwise(ends)]


def _labels(canvas: Canvas, plot: Plot) -> list[_Label]:
    marks, room = plot.marks[0], canvas.width / 2 - _OUTER - _ELBOW - 16
    found = []
    for name, value, label, (start, end) in zip(plot.categories, marks.values, marks.labels, _turns(plot), strict=True):
        if value is not None and (name or label):
            text = f"{name}\u00a0 {label}" if name else label
            found.append(_Label(canvas.ruler.wrap(text, canvas.size, room), (start + end) / 2))
    return found


def _ring(canvas: Canvas, plot: Plot, centre: XY) -> None:
    """The slices, parted by gaps of paper."""
    turns = _turns(plot)
    for (start, end), style in zip(turns, plot.marks[0].styles, strict=True):
        if end > start:
            canvas.wedge(centre, _OUTER, _THICKNESS, start, end, style)
    starts = [start for start, end in turns if end > start]
    for turn in starts if len(starts) > 1 else ():
        x, y = math.sin(2 * math.pi * turn), -math.cos(2 * math.pi * turn)
        ends = [(centre[0] + x * radius, centre[1] + y * radius) for radius in (_OUTER - _THICKNESS - 1, _OUTER + 1)]
        canvas.line(ends, canvas.theme.colours.paper, 1.4)


def _lift(label: _Label) -> float:
    """Height of the middle of the slice, downwards."""
    return -math.cos(2 * math.pi * label.angle)


def _height(canvas: Canvas, label: _Label) -> float:
    return len(label.lines) * PITCH * canvas.size + 3


def _places(canvas: Canvas, side: Sequence[_Label]) -> list[float]:
    """Where the labels of one side stand, from the middle of the ring downwards, none on another.

    Labels of the upper half only move up and those of the lower half only down: no line then crosses the ring."""
    wanted = [_lift(label) * (_OUTER + _ELBOW) for label in side]
    pitches = [(_height(canvas, a) + _height(canvas, b)) / 2 for a, b in pairwise(side)]
    places = list(wanted)
    upper = sum(y < 0 for y in wanted)
    for i in reversed(range(upper - 1)):
        places[i] = min(wanted[i], places[i + 1] - pitches[i])
    for i in range(max(upper, 1), len(wanted)):
        places[i] = max(wanted[i], places[i - 1] + pitches[i - 1])
    return places


def _beside(canvas: Canvas, centre: XY, label: _Label, y: float) -> None:
    """A label led to its slice by a line."""
    sign = 1 if label.right else -1
    out = math.sin(2 * math.pi * label.angle), -math.cos(2 * math.pi * label.angle)
    start = centre[0] + out[0] * (_OUTER + 2), centre[1] + out[1] * (_OUTER + 2)
    edge = centre[0] + sign * (_OUTER + _ELBOW)
    canvas.line([start, (edge, y), (edge + sign * 4, y)], canvas.theme.colours.grey, 0.7)
    height = len(label.lines) * PITCH * canvas.size
    canvas.stack(edge + sign * 7, y - height / 2, label.lines, canvas.size, "left" if label.right else "right")
