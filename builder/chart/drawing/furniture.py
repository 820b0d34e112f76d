"""What stands around the marks: legend and unit above, notes below, value scales."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from builder.chart.drawing.canvas import HAIRLINE, Box, Canvas
from builder.chart.drawing.signs import Sign, signs
from builder.model import Axis, Key, Plot, Shape, Style

STROKE: Final = 1.8
KNOT: Final = 2.4
"""Width of the lines of a chart, and radius of the points on them, pt."""

_GAP = 14.0


def head(canvas: Canvas, plot: Plot, keys: bool) -> float:
    """Draws the legend (where `keys`) and the unit's caption, or those of two axes over each; returns their height."""
    top = _legend(canvas, plot) if keys and plot.legend else 0.0
    titles = (plot.axis.title, plot.second.title) if plot.second else (plot.unit, "")
    room = canvas.width / 2 - _GAP if plot.second else canvas.width
    left, right = (canvas.ruler.wrap(title, canvas.small, room) if title else () for title in titles)
    lines = max(len(left), len(right))
    top += 3 if top and lines else 0
    canvas.stack(0, top, left, canvas.small)
    canvas.stack(canvas.width, top, right, canvas.small, "right")
    top += lines * canvas.small * 1.25
    return top + 5 if top else 2.0


def foot(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws the notes in a row, in as many rows as they need; returns the bottom of the chart."""
    if not plot.notes:
        return top + 1
    x, middle = 0.0, top + 10
    for note in plot.notes:
        width = canvas.text_width(note, canvas.small)
        if x and x + width > canvas.width:
            x, middle = 0.0, middle + canvas.small * 1.35
        for line in canvas.ruler.wrap(note, canvas.small, canvas.width):
            canvas.centred(x, middle, line, canvas.small, "left")
            middle += canvas.small * 1.35
        middle -= canvas.small * 1.35
        x += width + _GAP
    return middle + canvas.small * 0.8


def _legend(canvas: Canvas, plot: Plot) -> float:
    """Keys in a row from the left, in as many rows as they need."""
    drawn_as_lines = {marks.name for marks in plot.marks if marks.shape is Shape.LINE}
    pitch = canvas.size * 1.5
    x, middle = 0.0, pitch / 2
    for key, sign in zip(plot.legend, signs(plot, canvas.theme), strict=True):
        swatch = 22.0 if key.name in drawn_as_lines else 9.0
        lines = canvas.ruler.wrap(key.name, canvas.size, canvas.width - swatch - 4)
        width = swatch + 4 + canvas.widest(lines, canvas.size)
        if x and x + width > canvas.width:
            x, middle = 0.0, middle + pitch
        _swatch(canvas, plot, key, sign, Box(x, middle - 4, x + swatch, middle + 4))
        for line in lines:
            canvas.centred(x + swatch + 4, middle, line, canvas.size, "left")
            middle += pitch
        middle -= pitch
        x += width + _GAP
    return middle + pitch / 2


def _swatch(canvas: Canvas, plot: Plot, key: Key, sign: Sign, box: Box) -> None:
    """The mark that the series has; hatched where all of it is foretold, hollow where all of it is bounds."""
    shape = next((marks.shape for marks in plot.marks if marks.name == key.name), Shape.BAR)
    styles = _styles(plot, key.name)
    foretold, bounds = all(style.hatched for style in styles), all(style.hollow for style in styles)
    style = replace(key.style, hatched=foretold, hollow=bounds or key.style.hollow)
    x, y = box.middle
    if shape is Shape.LINE:
        canvas.line([(box.left, y), (box.right, y)], canvas.theme.colours.paint(key.style.paint), STROKE, sign.dashes)
        canvas.dot((x, y), KNOT, style, sign.marker)
    elif shape is Shape.POINT:
        canvas.dot((x, y), 3.4, style, sign.marker)
    else:
        canvas.bar(Box(box.left + 0.5, box.top, box.right - 0.5, box.bottom), style, sign.pattern)


def _styles(plot: Plot, name: str) -> list[Style]:
    return [
        style
        for marks in plot.marks
        if marks.name == name
        for value, style in zip(marks.values, marks.styles, strict=True)
        if value is not None
    ]


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to points. `start` and `end` are where `low` and `high` stand; `end` may lie before `start`."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        low, high = self.low, self.high
        if self.log:
            low, high, value = math.log10(low), math.log10(high), math.log10(value)
        share = (value - low) / (high - low) if high > low else 0.0
        return self.start + share * (self.end - self.start)


def fitted(
    low: float, high: float, start: float, end: float, log: bool, reach: Callable[[Scale], tuple[float, float]]
) -> Scale:
    """The widest scale between `start` and `end` whose labels stay inside too.

    `reach` gives the outermost coordinates drawn with a scale. Margins only grow, so a few rounds settle it."""
    first, last = min(start, end), max(start, end)
    before = after = 0.0
    scale = Scale(low, high, start, end, log)
    for _ in range(12):
        lowest, highest = reach(scale)
        before, after = before + max(first - lowest, 0), after + max(highest - last, 0)
        inner = (first + before, max(last - after, first + before + 10))
        scale = Scale(low, high, *(inner if start < end else inner[::-1]), log)
    return scale


def ticks_shown(axis: Axis) -> Sequence[tuple[float, str]]:
    return [(tick.value, tick.label) for tick in axis.ticks if axis.minimum <= tick.value <= axis.maximum]


def rule(canvas: Canvas, x0: float, y0: float, x1: float, y1: float, width: float = HAIRLINE) -> None:
    canvas.line([(x0, y0), (x1, y1)], canvas.theme.colours.rule, width)
