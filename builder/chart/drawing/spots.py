"""Where the label of a dot finds room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from builder.chart.drawing.canvas import PITCH, Box, Canvas
from builder.chart.drawing.textures import XY

RIGHT: Final = "right"
LEFT: Final = "left"
ABOVE: Final = "above"
BELOW: Final = "below"
_AROUND: Final = (ABOVE, BELOW, RIGHT, LEFT)
_WIDEST: Final = 0.3
"""Share of the chart's width from which a label is wrapped."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Lines of text around `middle`, aligned at `x`."""

    x: float
    middle: float
    align: str
    lines: tuple[str, ...]
    box: Box


def find(
    canvas: Canvas, centre: XY, radius: float, text: str, taken: Sequence[Box], first: Sequence[str], room: Box
) -> Spot | None:
    """The first free spot inside `room`: the wished sides, then the others, then askew; None where there is none."""
    lines = canvas.ruler.wrap(text, canvas.size, _WIDEST * canvas.width)
    sides = [*first, *(side for side in _AROUND if side not in first)]
    tries = [(side, 0.0) for side in sides] + [(side, shift) for side in (ABOVE, BELOW) for shift in (-0.35, 0.35)]
    for side, shift in tries:
        found = _spot(canvas, centre, radius, lines, side, shift)
        if found.box.within(room) and not any(found.box.overlaps(box) for box in taken):
            return found
    return None


def write(canvas: Canvas, spot: Spot) -> None:
    top = spot.middle - len(spot.lines) * PITCH * canvas.size / 2
    for i, line in enumerate(spot.lines):
        canvas.label(spot.x, top + (i + 0.5) * PITCH * canvas.size, line, spot.align)


def _spot(canvas: Canvas, centre: XY, radius: float, lines: tuple[str, ...], side: str, shift: float) -> Spot:
    """The label at one side of a dot; `shift` moves labels above and below along the line, in widths of the label."""
    x, y = centre
    width = canvas.widest(lines, canvas.size)
    half = (len(lines) - 1) * PITCH * canvas.size / 2 + 0.55 * canvas.size
    if side in (ABOVE, BELOW):
        x, align = x + shift * width, "center"
        y += (radius + half + 1) * (1 if side == BELOW else -1)
        left = x - width / 2
    else:
        x, align = (x + radius + 3.5, "left") if side == RIGHT else (x - radius - 3.5, "right")
        left = x if side == RIGHT else x - width
    return Spot(x, y, align, lines, Box(left, y - half, left + width, y + half))
