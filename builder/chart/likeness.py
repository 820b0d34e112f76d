"""Which series look alike where colours are printed in grey: each backend gives these other signs, both the same."""

from __future__ import annotations

from itertools import count
from typing import Final

from builder.chart.drawing.tones import lightness
from builder.model import Paint, Plot, Shape
from builder.theme import Theme

CLEAR_STEP: Final = 15.0
"""Distance in lightness (CIE L*, 0 to 100) from which two fills are told apart in grey, in a key as well."""
_WHOLE: Final = 101.0
"""More than there is: forecasts and bounds are outlines and fine lines, whose lightness says little."""


def places(paints: list[Paint]) -> list[int]:
    """The rank of each series: the highlighted one comes first."""
    order = sorted(range(len(paints)), key=lambda i: paints[i] is not Paint.ACCENT)
    return [order.index(i) for i in range(len(paints))]


def patterns(plot: Plot, theme: Theme) -> list[int]:
    """The least sign of each series of the legend that no earlier one of about its lightness has."""
    paints = [key.style.paint for key in plot.legend]
    shades = [lightness(theme.colours.paint(paint)) for paint in paints]
    foretold = any(style.hatched for marks in plot.marks for style in marks.styles)
    outlined = foretold or any(
        style.hollow for marks in plot.marks if marks.shape in (Shape.BAR, Shape.RANGE) for style in marks.styles
    )
    step = _WHOLE if outlined else CLEAR_STEP
    ranks = places(paints)
    found: dict[int, int] = {}
    for i in sorted(range(len(ranks)), key=ranks.__getitem__):
        like = {pattern for j, pattern in found.items() if abs(shades[i] - shades[j]) < step}
        found[i] = next(pattern for pattern in count() if pattern not in like)
    return [found[i] for i in range(len(ranks))]
