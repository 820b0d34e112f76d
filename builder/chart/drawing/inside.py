"""Labels inside of stacked segments."""

from __future__ import annotations

from builder.chart.drawing.bands import Segment
from builder.chart.drawing.canvas import Box, Canvas
from builder.chart.drawing.tones import contrast


def label_inside(canvas: Canvas, segment: Segment, box: Box, taken: list[Box], upright: bool, patterned: bool) -> None:
    """The label in the middle of its segment; smaller, then beside the segment, where it is too narrow.

    `upright`: segments stand on each other. Where there is no room at all the label is left to the text alternative."""
    if not segment.label:
        return
    x, y = box.middle
    for size in (canvas.size, canvas.small):
        spot = canvas.text_box(x, y, segment.label, size, "center")
        if spot.width + 2 <= box.width and spot.height <= box.height + 1:
            _write(canvas, segment, spot, x, y, size, patterned)
            return
    size = canvas.small
    half = canvas.text_width(segment.label, size) / 2
    x, y = (box.right + 3 + half, y) if upright else (min(x, canvas.width - half), box.top - 0.5 * size)
    spot = canvas.text_box(x, y, segment.label, size, "center")
    if spot.right <= canvas.width and not any(spot.overlaps(other) for other in taken):
        taken.append(Box(spot.left - 2, spot.top, spot.right + 2, spot.bottom))
        canvas.centred(x, y, segment.label, size)


def _write(canvas: Canvas, segment: Segment, spot: Box, x: float, y: float, size: float, patterned: bool) -> None:
    plain = not segment.style.hatched and not segment.style.hollow
    ground = canvas.theme.colours.paint(segment.style.paint) if plain else canvas.theme.colours.paper
    if segment.style.hatched or patterned:
        canvas.plate(Box(spot.left - 1.5, spot.top, spot.right + 1.5, spot.bottom), ground)
    canvas.centred(x, y, segment.label, size, colour=readable(canvas, ground))


def readable(canvas: Canvas, ground: str) -> str:
    """Ink or paper, whichever stands out more from the ground."""
    colours = canvas.theme.colours
    return max((colours.ink, colours.paper), key=lambda colour: contrast(colour, ground))
