"""Columns with lines over them, and an axis on each side where the lines have one of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from builder.chart.drawing.bands import segments
from builder.chart.drawing.canvas import Box, Canvas
from builder.chart.drawing.columns import Slots, axis_room, base_line, column_box, slots
from builder.chart.drawing.furniture import KNOT, Scale, rule, ticks_shown
from builder.chart.drawing.lines import Field, away_from_line, draw_categories, draw_line
from builder.chart.drawing.signs import Sign, signs
from builder.chart.drawing.spots import find, write
from builder.model import Axis, Plot, Shape

_HEIGHT: Final = 150.0
_BESIDE: Final = 5.0
"""From an axis to the labels of its ticks."""


def draw_combo(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws the chart below `top`; returns its bottom."""
    columns = replace(plot, marks=tuple(marks for marks in plot.marks if marks.shape is Shape.BAR))
    lines = replace(plot, marks=tuple(marks for marks in plot.marks if marks.shape is Shape.LINE))
    looks = signs(plot, canvas.theme)
    aside = _aside(canvas, plot.second)
    place = slots(canvas, columns, aside)
    top += 0.75 * canvas.size
    room = Box(axis_room(canvas, plot), top, canvas.width - aside, top + _HEIGHT)
    scale = _scale(plot.axis, room)
    over = Field(
        tuple(map(place.middle, range(len(plot.categories)))), _scale(plot.second, room) if plot.second else scale, room
    )
    _grid(canvas, plot, room, scale)
    bars = _bars(canvas, columns, scale, place, looks)
    base_line(canvas, plot, scale(0.0), place)
    over = _deepened(canvas, lines, over)
    bottom = draw_categories(canvas, plot, over)
    for marks, sign in zip(lines.marks, looks[len(columns.marks) :], strict=True):
        draw_line(canvas, marks, sign, over, alone=len(lines.marks) == 1)
    _values(canvas, lines, over, bars)
    return bottom


def _scale(axis: Axis, room: Box) -> Scale:
    return Scale(axis.minimum, axis.maximum, room.bottom, room.top)


def _aside(canvas: Canvas, axis: Axis | None) -> float:
    if axis is None:
        return 0.0
    return canvas.widest((label for _, label in ticks_shown(axis)), canvas.small) + _BESIDE + 1


def _grid(canvas: Canvas, plot: Plot, room: Box, scale: Scale) -> None:
    """Lines of the first axis alone: the ticks of the second stand at the same heights."""
    for value, label in ticks_shown(plot.axis):
        rule(canvas, room.left, scale(value), room.right, scale(value))
        canvas.centred(room.left - _BESIDE, scale(value), label, canvas.small, "right")
    for value, label in ticks_shown(plot.second) if plot.second else ():
        canvas.centred(canvas.width, _scale(plot.second or plot.axis, room)(value), label, canvas.small, "right")


def _bars(canvas: Canvas, columns: Plot, scale: Scale, place: Slots, looks: Sequence[Sign]) -> list[Box]:
    found = segments(columns)
    count = 1 if any(segment.stacked for segment in found) else len(columns.marks)
    boxes = [column_box(segment, scale, place, count) for segment in found]
    for segment, box in zip(found, boxes, strict=True):
        canvas.bar(box, segment.style, looks[segment.series].pattern)
    return boxes


def _values(canvas: Canvas, lines: Plot, field: Field, bars: Sequence[Box]) -> None:
    """Labels where they find room beside the columns or inside of one; the text alternative has the others."""
    dots = [(x, field.scale(v)) for m in lines.marks for x, v in zip(field.xs, m.values, strict=True) if v is not None]
    around = [Box(x - KNOT, y - KNOT, x + KNOT, y + KNOT) for x, y in dots]
    room = Box(field.room.left, field.room.top - canvas.size, field.room.right, field.room.bottom)
    taken: list[Box] = []
    for marks in lines.marks:
        for index, label in enumerate(marks.labels):
            value = marks.values[index]
            if not label or value is None:
                continue
            here = field.xs[index], field.scale(value)
            edges = [edge for bar in bars for edge in _edges(bar)]
            others = [*taken, *edges, *(b for b in around if b.middle != here)]
            spot = find(canvas, here, KNOT, label, others, away_from_line(marks, index), room)
            if spot:
                write(canvas, spot)
                taken.append(spot.box)


def _deepened(canvas: Canvas, lines: Plot, field: Field) -> Field:
    """With room for the labels under the lowest points."""
    labelled = [v for m in lines.marks for v, label in zip(m.values, m.labels, strict=True) if label and v is not None]
    lowest = field.scale(min(labelled)) + KNOT + 1.1 * canvas.size + 2 if labelled else field.room.bottom
    return replace(field, room=replace(field.room, bottom=max(field.room.bottom, lowest)))


def _edges(bar: Box) -> tuple[Box, ...]:
    """The outline of a column, which a label may not cross."""
    return (
        Box(bar.left - 1, bar.top, bar.left + 1, bar.bottom),
        Box(bar.right - 1, bar.top, bar.right + 1, bar.bottom),
        Box(bar.left, bar.top - 1, bar.right, bar.top + 1),
        Box(bar.left, bar.bottom - 1, bar.right, bar.bottom + 1),
    )
