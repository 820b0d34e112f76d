"""Labels inside of stacked segments."""

from __future__ import annotations

from builder.chart.drawing.bands import Segment
from builder.chart.drawing.canvas import Box, Canvas


def label_inside(canvas: Canvas, segment: Segment, box: Box, taken: list[Box], upright: bool) -> None:
    """The label in the middle of its segment; smaller, then beside the segment, where it is too narrow.

    `upright`: segments stand on each other. Where there is no room at all the label is left to the text alternative."""
    if not segment.label:
        return
    x, y = box.middle
    for size in (canvas.size, canvas.small):
        spot = canvas.text_box(x, y, segment.label, size, "center")
        if spot.width + 2 <= box.width and spot.height <= box.height + 1:
            _write(canvas, segment, spot, x, y, size)
            return
    size = canvas.small
    half = canvas.text_width(segment.label, size) / 2
    x, y = (box.right + 3 + half, y) if upright else (min(x, canvas.width - half), box.top - 0.5 * size)
    spot = canvas.text_box(x, y, segment.label, size, "center")
    if spot.right <= canvas.width and not any(spot.overlaps(other) for other in taken):
        taken.append(Box(spot.left - 2, spot.top, spot.right + 2, spot.bottom))
        canvas.centred(x, y, segment.label, size)


def _write(canvas: Canvas, segment: Segment, spot: Box, x: float, y: float, size: float) -> None:
    plain = not segment.style.hatched and not segment.style.hollow
    if segment.style.hatched:
        canvas.plate(Box(spot.left - 1.5, spot.top, spot.right + 1.5, spot.bottom), canvas.theme.colours.paper)
    ground = canvas.theme.colours.paint(segment.style.paint) if plain else canvas.theme.colours.paper
    canvas.centred(x, y, segment.label, size, colour=readable(canvas, ground))


def readable(canvas: Canvas, ground: str) -> str:
    """Ink or paper, whichever stands out more from the ground."""
    colours = canvas.theme.colours
    return max((colours.ink, colours.paper), key=lambda colour: contrast(colour, ground))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two hex colours (WCAG 2.2, relative luminance)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
