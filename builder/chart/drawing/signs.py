"""What tells series apart where colours are printed in grey: a pattern, dashes or the form of a marker.

A colour alone serves as long as its lightness does: the first pattern is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.chart.drawing.canvas import Marker
from builder.chart.likeness import patterns, places
from builder.model import Plot, Shape
from builder.theme import Theme

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
    foretold = any(style.hatched for marks in plot.marks for style in marks.styles)
    dotted = plot.kind == "dumbbell"
    lines = {marks.name for marks in plot.marks if marks.shape is Shape.LINE}
    ranks = places([key.style.paint for key in plot.legend if key.name in lines])
    dashes = dict(zip((key.name for key in plot.legend if key.name in lines), ranks, strict=True))
    return tuple(
        Sign(
            pattern,
            _MARKERS[(pattern if dotted else place) % len(_MARKERS)],
            _DASHES[dashes[key.name] % len(_DASHES)] if key.name in lines and not foretold else (),
        )
        for key, pattern, place in zip(plot.legend, patterns(plot, theme), places(paints), strict=True)
    )


def series_names(plot: Plot) -> tuple[str, ...]:
    return tuple(dict.fromkeys(marks.name for marks in plot.marks))
