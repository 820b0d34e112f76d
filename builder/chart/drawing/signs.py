"""What tells series apart where colours are printed in grey: a pattern, dashes or the form of a marker.

A colour alone serves as long as its lightness does: the first pattern is none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Final

from builder.chart.drawing.canvas import Marker
from builder.chart.drawing.tones import lightness
from builder.model import Paint, Plot, Shape
from builder.theme import Theme

CLEAR_STEP: Final = 15.0
"""Distance in lightness (CIE L*, 0 to 100) from which two fills are told apart in grey, in a key as well."""
_WHOLE: Final = 101.0
"""More than there is: forecasts and bounds are outlines and fine lines, whose lightness says little."""

_MARKERS: Final = (Marker.CIRCLE, Marker.DIAMOND, Marker.TRIANGLE, Marker.SQUARE, Marker.DASH, Marker.POINTER)
_DASHES: Final = ((), (6.5, 2.2), (1.8, 1.6), (6.5, 1.8, 1.6, 1.8), (3.6, 1.8), (6.5, 1.8, 1.6, 1.8, 1.6, 1.8))


@dataclass(frozen=True, slots=True)
class Sign:
    """How a series looks beside its colour. `pattern`: 0 is plain; `dashes` are lengths of ink and gaps, pt."""

    pattern: int = 0
    marker: Marker = Marker.CIRCLE
    dashes: tuple[float, ...] = ()


def signs(plot: Plot, theme: Theme) -> tuple[Sign, ...]:
    """The sign of each series, in their order. A single series and a highlighted one are plain.

    Dashes also mark forecasts: where there are any, lines are told apart by their markers."""
    paints = [key.style.paint for key in plot.legend]
    if len(paints) < 2:
        return (Sign(),) * len(series_names(plot))
    places = _places(paints)
    foretold = any(style.hatched for marks in plot.marks for style in marks.styles)
    shades = [lightness(theme.colours.paint(paint)) for paint in paints]
    outlined = foretold or any(
        style.hollow for marks in plot.marks if marks.shape in (Shape.BAR, Shape.RANGE) for style in marks.styles
    )
    patterns = _patterns(places, shades, _WHOLE if outlined else CLEAR_STEP)
    dotted = plot.kind == "dumbbell"
    lines = {marks.name for marks in plot.marks if marks.shape is Shape.LINE}
    ranks = _places([key.style.paint for key in plot.legend if key.name in lines])
    dashes = dict(zip((key.name for key in plot.legend if key.name in lines), ranks, strict=True))
    return tuple(
        Sign(
            pattern,
            _MARKERS[(pattern if dotted else place) % len(_MARKERS)],
            _DASHES[dashes[key.name] % len(_DASHES)] if key.name in lines and not foretold else (),
        )
        for key, pattern, place in zip(plot.legend, patterns, places, strict=True)
    )


def series_names(plot: Plot) -> tuple[str, ...]:
    return tuple(dict.fromkeys(marks.name for marks in plot.marks))


def _places(paints: list[Paint]) -> list[int]:
    """The rank of each series: the highlighted one comes first."""
    order = sorted(range(len(paints)), key=lambda i: paints[i] is not Paint.ACCENT)
    return [order.index(i) for i in range(len(paints))]


def _patterns(places: list[int], shades: list[float], step: float) -> list[int]:
    """The least pattern of each series that no earlier one of about its lightness has."""
    found: dict[int, int] = {}
    for i in sorted(range(len(places)), key=places.__getitem__):
        like = {pattern for j, pattern in found.items() if abs(shades[i] - shades[j]) < step}
        found[i] = next(pattern for pattern in count() if pattern not in like)
    return [found[i] for i in range(len(places))]
