"""Points over two value axes."""

from __future__ import annotations

from typing import Final

from builder.chart.drawing.canvas import Box, Canvas
from builder.chart.drawing.furniture import Scale, rule, ticks_shown
from builder.chart.drawing.signs import signs
from builder.chart.drawing.spots import ABOVE, LEFT, RIGHT, find, write
from builder.model import Plot

_HEIGHT: Final = 165.0
_RADIUS: Final = 3.2


def draw_scatter(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws the chart below `top`; returns its bottom. `plot.x_axis` must be there."""
    assert plot.x_axis is not None
    left = canvas.widest((label for _, label in ticks_shown(plot.axis)), canvas.small) + 6
    last = ticks_shown(plot.x_axis)[-1][1]
    top, right = top + 4, canvas.width - canvas.text_width(last, canvas.small) / 2 - 1
    bottom = top + _HEIGHT
    across = Scale(plot.x_axis.minimum, plot.x_axis.maximum, left, right)
    up = Scale(plot.axis.minimum, plot.axis.maximum, bottom, top)
    for value, label in ticks_shown(plot.axis):
        rule(canvas, left, up(value), right, up(value))
        canvas.centred(left - 5, up(value), label, canvas.small, "right")
    for value, label in ticks_shown(plot.x_axis):
        rule(canvas, across(value), bottom, across(value), bottom + 3)
        canvas.centred(across(value), bottom + 4 + 0.6 * canvas.small, label, canvas.small)
    canvas.line([(left, bottom), (right, bottom)], canvas.theme.colours.grey, 0.8)
    _points(canvas, plot, across, up, Box(left, top - 6, canvas.width, bottom + 2))
    below = bottom + 5 + 1.2 * canvas.small
    if plot.x_axis.title:
        canvas.centred(right, below + 0.7 * canvas.small, plot.x_axis.title, canvas.small, "right")
        below += 1.4 * canvas.small
    return below


def _points(canvas: Canvas, plot: Plot, across: Scale, up: Scale, room: Box) -> None:
    taken: list[Box] = []
    wanted = []
    for marks, sign in zip(plot.marks, signs(plot, canvas.theme), strict=True):
        for x, y, label, style in zip(marks.xs, marks.values, marks.labels, marks.styles, strict=True):
            if y is None:
                continue
            centre = across(x), up(y)
            canvas.dot(centre, _RADIUS, style, sign.marker)
            taken.append(Box(centre[0] - _RADIUS, centre[1] - _RADIUS, centre[0] + _RADIUS, centre[1] + _RADIUS))
            wanted.append((centre, label))
    for centre, label in wanted:
        own = Box(centre[0] - _RADIUS, centre[1] - _RADIUS, centre[0] + _RADIUS, centre[1] + _RADIUS)
        place = find(canvas, centre, _RADIUS, label, [b for b in taken if b != own], (RIGHT, LEFT, ABOVE), room)
        if label and place:
            write(canvas, place)
            taken.append(place.box)
