"""The print backend: a `Plot` as SVG, its text real text, its size the size in print."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import matplotlib
from matplotlib.font_manager import fontManager

from builder.chart.drawing.canvas import POINTS_PER_MM, WESTERN, Canvas
from builder.chart.drawing.columns import draw_columns, fits_columns
from builder.chart.drawing.combo import draw_combo
from builder.chart.drawing.donut import draw_donut
from builder.chart.drawing.furniture import foot, head
from builder.chart.drawing.lines import draw_lines, named_at_ends
from builder.chart.drawing.rows import draw_rows
from builder.chart.drawing.scatter import draw_scatter
from builder.chart.drawing.sheet import Sheet
from builder.chart.drawing.tiles import draw_tiles
from builder.locales import Locale
from builder.measure import Ruler
from builder.model import Plot
from builder.theme import Theme

_ONE_AT_A_TIME: Final = threading.Lock()
"""The drawing library keeps its settings in one global mapping."""


def draw_svg(plot: Plot, theme: Theme, locale: Locale, width_mm: float) -> bytes:
    """The chart as wide as `width_mm` and as tall as it needs; the same plot gives the same bytes."""
    with (
        _ONE_AT_A_TIME,
        matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "builder", "path.sketch": None}),
    ):
        return draw_figure(plot, theme, locale, width_mm).svg()


def draw_figure(plot: Plot, theme: Theme, locale: Locale, width_mm: float) -> Sheet:
    """The drawing before it is written; one unit of its display space is one point."""
    families = locale.type.heading
    for family in (*families, WESTERN):
        _register(theme.fonts, family)
    canvas = Canvas(width_mm * POINTS_PER_MM, theme, _ruler(theme.fonts, families), families)
    top = head(canvas, plot, keys=not named_at_ends(canvas, plot))
    return canvas.finish(foot(canvas, plot, _layout(canvas, plot)(canvas, plot, top)))


def _layout(canvas: Canvas, plot: Plot) -> Callable[[Canvas, Plot, float], float]:
    if own := _LAYOUTS.get(plot.kind):
        return own
    return draw_rows if plot.horizontal or not fits_columns(canvas, plot) else draw_columns


_LAYOUTS: Final[Mapping[str, Callable[[Canvas, Plot, float], float]]] = MappingProxyType(
    {
        "line": draw_lines,
        "area": draw_lines,
        "scatter": draw_scatter,
        "donut": draw_donut,
        "tiles": draw_tiles,
        "combo": draw_combo,
    }
)
"""Kinds with a layout of their own; the others are bands, in rows or columns."""


def _ruler(fonts: Path, families: tuple[str, ...]) -> Ruler:
    """Measures with the first family, and with the last one what the first has not."""
    latin, east_asian = families[0], families[-1]
    return Ruler(
        _font_file(fonts, latin, "Regular"),
        _font_file(fonts, east_asian, "Regular"),
        _font_file(fonts, latin, "Bold"),
        _font_file(fonts, east_asian, "Bold"),
    )


@cache
def _register(fonts: Path, family: str) -> None:
    for weight in ("Regular", "Bold"):
        fontManager.addfont(_font_file(fonts, family, weight))


def _font_file(fonts: Path, family: str, weight: str) -> Path:
    return fonts / f"{family.replace(' ', '')}-{weight}.ttf"
