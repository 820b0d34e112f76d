"""Textures: fine lines or dots over a shape. They are lines that the shape clips, and scale without seams.

Slanted lines mark forecasts; patterns that tell series apart have none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, cos, floor, radians, sin
from typing import Final

XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Texture:
    """Lines under each of the `angles` (degrees, clockwise), `pitch` pt apart and `width` pt wide.

    `period`: dots so far apart instead of lines, every other row between those of the last; 0 is lines."""

    angles: tuple[float, ...]
    pitch: float
    width: float
    period: float = 0.0


PATTERNS: Final = (
    Texture((0,), 2.3, 1.15, 4.0),
    Texture((0,), 2.6, 0.6),
    Texture((90,), 2.6, 0.6),
    Texture((0, 90), 3.6, 0.5),
)
"""Of series, from the second: paper on the colour, or, where bars are hollow, the colour on paper."""

FORECASTS: Final = (
    Texture((-45,), 2.9, 0.8),
    Texture((45,), 2.9, 0.8),
    Texture((-45, 45), 3.6, 0.6),
    Texture((-45,), 5.0, 0.8),
    Texture((45,), 5.0, 0.8),
)
"""Of forecasts, by series: the colour on paper."""


def strokes(left: float, top: float, right: float, bottom: float, texture: Texture) -> Iterator[tuple[XY, XY]]:
    """Lines that cover the rectangle (y downwards), as if they went through its middle."""
    middle = (left + right) / 2, (top + bottom) / 2
    for angle in texture.angles:
        along = cos(radians(angle)), sin(radians(angle))
        reach = (abs(along[0]) * (right - left) + abs(along[1]) * (bottom - top)) / 2
        depth = (abs(along[1]) * (right - left) + abs(along[0]) * (bottom - top)) / 2
        for number in range(ceil(-depth / texture.pitch), floor(depth / texture.pitch) + 1):
            away = number * texture.pitch
            foot = middle[0] - along[1] * away, middle[1] + along[0] * away
            periods = ceil(reach / texture.period) if texture.period else 0
            start = periods * texture.period + (number % 2) * texture.period / 2 if periods else reach
            yield (
                (foot[0] - along[0] * start, foot[1] - along[1] * start),
                (foot[0] + along[0] * (reach + texture.period), foot[1] + along[1] * (reach + texture.period)),
            )
