"""Key figures in a row: a rule, the number large, its name small."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from builder.chart.drawing.canvas import PITCH, Canvas
from builder.model import Paint, Plot

_GAP: Final = 16.0
_MOST_A_ROW: Final = 4
_SPARE: Final = 2.0
_LEAST: Final = 60.0
"""Width of a tile, pt, below which its name would break after every word."""
_LARGE: Final = (24.0, 22.0, 20.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0)


def draw_tiles(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws the tiles below `top`; returns their bottom."""
    count = len(plot.categories)
    rows = -(-count // _MOST_A_ROW)
    across = -(-count // rows)
    size, widths = _fitted(canvas, plot.marks[0].labels, plot.categories, across)
    lefts = [0.0, *accumulate(width + _GAP for width in widths)]
    for first in range(0, count, across):
        indexes = range(first, min(first + across, count))
        bottoms = [_tile(canvas, plot, i, lefts[i - first], top, widths[i - first], size) for i in indexes]
        top = max(bottoms) + 12
    return top - 12


def _shared(canvas: Canvas, names: Sequence[str], needs: list[float], spare: float) -> list[float]:
    """The spare width goes, step by step, to the column whose name is deepest; what is left, to all alike."""
    widths, step = list(needs), 6.0
    across = len(widths)
    while spare >= step:
        depths = [
            max(len(canvas.ruler.wrap(name, canvas.size, widths[column])) for name in names[column::across])
            for column in range(across)
        ]
        if max(depths) == 1:
            break
        widths[depths.index(max(depths))] += step
        spare -= step
    return [width + spare / across for width in widths]


def _fitted(canvas: Canvas, labels: Sequence[str], names: Sequence[str], across: int) -> tuple[float, list[float]]:
    """The largest size at which no number is broken, and the widths of the columns: even ones if they serve."""
    room = canvas.width - _GAP * (across - 1)
    even = [room / across if across > 1 else canvas.width / 2] * across
    for size in _LARGE:
        wanted = [canvas.text_width(label, size, bold=True) + _SPARE for label in labels]
        if max(wanted) <= even[0]:
            return size, even
        needs = [max(_LEAST, *wanted[column::across]) for column in range(across)]
        if sum(needs) <= room:
            return size, _shared(canvas, names, needs, room - sum(needs))
    return _LARGE[-1], even


def _tile(canvas: Canvas, plot: Plot, index: int, x: float, top: float, width: float, size: float) -> float:
    """Draws one tile; returns its bottom."""
    colours, marks = canvas.theme.colours, plot.marks[0]
    canvas.line([(x, top + 0.6), (x + width, top + 0.6)], colours.ink, 0.9)
    colour = colours.accent if marks.styles[index].paint is Paint.ACCENT else colours.ink
    figure = canvas.ruler.wrap(marks.labels[index], size, width, bold=True)
    for number, line in enumerate(figure):
        canvas.centred(x, top + 8 + (number + 0.5) * 1.15 * size, line, size, "left", colour, bold=True)
    foot = top + 11 + len(figure) * 1.15 * size
    name = canvas.ruler.wrap(plot.categories[index], canvas.size, width)
    canvas.stack(x, foot, name, canvas.size)
    return foot + len(name) * PITCH * canvas.size
