"""Key figures in a row: a rule, the number large, its name small."""

from __future__ import annotations

from typing import Final

from builder.chart.drawing.canvas import PITCH, Canvas
from builder.model import Paint, Plot

_GAP: Final = 16.0
_MOST_A_ROW: Final = 4
_LARGE: Final = (24.0, 22.0, 20.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0)


def draw_tiles(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws the tiles below `top`; returns their bottom."""
    count = len(plot.categories)
    rows = -(-count // _MOST_A_ROW)
    across = -(-count // rows)
    width = (canvas.width - _GAP * (across - 1)) / across if across > 1 else canvas.width / 2
    marks = plot.marks[0]
    size = next(
        (s for s in _LARGE if all(canvas.text_width(t, s, bold=True) <= width for t in marks.labels)), _LARGE[-1]
    )
    for first in range(0, count, across):
        indexes = range(first, min(first + across, count))
        figures = {i: canvas.ruler.wrap(marks.labels[i], size, width, bold=True) for i in indexes}
        deep = max(map(len, figures.values())) * 1.15 * size
        bottom = top
        for i in indexes:
            x = (i - first) * (width + _GAP)
            canvas.line([(x, top + 0.6), (x + width, top + 0.6)], canvas.theme.colours.ink, 0.9)
            accent = marks.styles[i].paint is Paint.ACCENT
            colour = canvas.theme.colours.accent if accent else canvas.theme.colours.ink
            for number, line in enumerate(figures[i]):
                middle = top + 8 + (number + 0.5) * 1.15 * size
                canvas.centred(x, middle, line, size, "left", colour, bold=True)
            lines = canvas.ruler.wrap(plot.categories[i], canvas.size, width)
            canvas.stack(x, top + 11 + deep, lines, canvas.size)
            bottom = max(bottom, top + 11 + deep + len(lines) * PITCH * canvas.size)
        top = bottom + 12
    return top - 12
