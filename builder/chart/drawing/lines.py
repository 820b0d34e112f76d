"""Lines and areas over ordered categories, with a value axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from builder.chart.drawing.canvas import PITCH, Box, Canvas
from builder.chart.drawing.furniture import KNOT, STROKE, Scale, rule, ticks_shown
from builder.chart.drawing.signs import Sign, signs
from builder.chart.drawing.spots import ABOVE, BELOW, find, write
from builder.chart.drawing.textures import XY
from builder.chart.spacing import spread
from builder.model import Marks, Plot, Shape, Stacking

_HEIGHT: Final = 136.0
_MOST_DOTS: Final = 16
_FORECAST: Final = (5.4, 3.6)
"""Dashes of what is foretold, pt."""
_LEAD: Final = 13.0
"""From the end of a line to its name."""
_MOST_LINES: Final = 3
_FEW: Final = 8
"""Categories that had rather be wrapped than left out."""


@dataclass(frozen=True, slots=True)
class Field:
    """The area of the marks: a place for each category, a scale for the values, and the room that labels may take."""

    xs: tuple[float, ...]
    scale: Scale
    room: Box


def named_at_ends(canvas: Canvas, plot: Plot) -> bool:
    """Whether the series can be named where their lines end; else a legend names them."""
    if len(plot.marks) < 2 or any(marks.shape not in (Shape.LINE, Shape.AREA) for marks in plot.marks):
        return False
    ended = all(marks.values[-1] is not None for marks in plot.marks)
    pitch = 1.3 * canvas.size
    if not ended or len(plot.marks) * pitch > _HEIGHT or _ends_width(canvas, plot) > 0.3 * canvas.width:
        return False
    if plot.stacking is Stacking.NONE:
        return True
    span = plot.axis.maximum - plot.axis.minimum
    return all((marks.values[-1] or 0) / span * _HEIGHT >= pitch for marks in plot.marks)


def draw_lines(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws the chart below `top`; returns its bottom."""
    named = named_at_ends(canvas, plot)
    field = _field(canvas, plot, top, named)
    stacks = _stacks(plot)
    _grid(canvas, plot, field)
    _base_line(canvas, plot, field)
    bottom = draw_categories(canvas, plot, field)
    for marks, sign, (floor, ceiling) in zip(plot.marks, signs(plot, canvas.theme), stacks, strict=True):
        if marks.shape is Shape.AREA:
            _area(canvas, marks, sign, field, floor, ceiling)
        else:
            draw_line(canvas, marks, sign, field, alone=len(plot.marks) == 1)
    _values(canvas, plot, field, [ceiling for _, ceiling in stacks], named)
    if named:
        _name_ends(canvas, plot, field, stacks)
    return bottom


def _field(canvas: Canvas, plot: Plot, top: float, named: bool) -> Field:
    axis = canvas.widest((label for _, label in ticks_shown(plot.axis)), canvas.small) + 6
    area = plot.marks[0].shape is Shape.AREA
    last = max((canvas.text_width(marks.labels[-1], canvas.size) for marks in plot.marks), default=0.0)
    right = canvas.width - (_ends_width(canvas, plot) + _LEAD + 1 if named else max(last / 2 + 2, 6))
    count = len(plot.categories)
    first = canvas.widest((marks.labels[0] for marks in plot.marks), canvas.size) / 2 + 2
    inset = 0.0 if area else max(first, 8.0)
    left = axis + inset
    step = (right - inset * (not named) - left) / (count - 1) if count > 1 else 0.0
    start = left if count > 1 else (left + right) / 2
    edge, top = top, top + _headroom(canvas, plot, named)
    scale = Scale(plot.axis.minimum, plot.axis.maximum, top + _HEIGHT, top)
    return Field(tuple(start + i * step for i in range(count)), scale, Box(axis, edge, right, top + _HEIGHT))


def _headroom(canvas: Canvas, plot: Plot, named: bool) -> float:
    """Room over the scale, for half of its last tick's label and for labels over the highest points."""
    span = (plot.axis.maximum - plot.axis.minimum) or 1.0
    shown = (
        ceiling[i]
        for marks, (_, ceiling) in zip(plot.marks, _stacks(plot), strict=True)
        for i, label in enumerate(marks.labels)
        if label and marks.values[i] is not None and not (named and i == len(marks.labels) - 1)
    )
    under = min(((plot.axis.maximum - value) / span * _HEIGHT for value in shown), default=_HEIGHT)
    return max(0.75 * canvas.size, KNOT + 1.1 * canvas.size + 2 - under)


def _ends_width(canvas: Canvas, plot: Plot) -> float:
    return canvas.widest(map(_end_text, plot.marks), canvas.size)


def _end_text(marks: Marks) -> str:
    return f"{marks.name}\u00a0 {marks.labels[-1]}".strip() if marks.labels[-1] else marks.name


def _stacks(plot: Plot) -> list[tuple[list[float], list[float]]]:
    """Floor and ceiling of each series, by category."""
    below = [0.0] * len(plot.categories)
    found = []
    for marks in plot.marks:
        stacked = plot.stacking is not Stacking.NONE
        ceiling = [
            (floor if stacked else 0.0) + (value or 0.0) for floor, value in zip(below, marks.values, strict=True)
        ]
        found.append((below, ceiling))
        below = ceiling if stacked else below
    return found


def _area(
    canvas: Canvas, marks: Marks, sign: Sign, field: Field, floor: Sequence[float], ceiling: Sequence[float]
) -> None:
    upper = [(x, field.scale(value)) for x, value in zip(field.xs, ceiling, strict=True)]
    lower = [(x, field.scale(value)) for x, value in zip(field.xs, floor, strict=True)]
    if len(upper) == 1:
        (x, y), (_, y0) = upper[0], lower[0]
        upper, lower = [(x - 12, y), (x + 12, y)], [(x - 12, y0), (x + 12, y0)]
    canvas.area([*upper, *reversed(lower)], marks.styles[0], sign.pattern)
    canvas.line(upper, canvas.theme.colours.paper, 0.8)


def draw_line(canvas: Canvas, marks: Marks, sign: Sign, field: Field, alone: bool) -> None:
    """The line in pieces: gaps part it, and what leads to a forecast is dashed. Of many points some bear the marker
    of their series, and none where it is alone."""
    style = marks.styles[0]
    colour = canvas.theme.colours.paint(style.paint)
    points = [None if v is None else (x, field.scale(v)) for x, v in zip(field.xs, marks.values, strict=True)]
    for piece, dashed in _pieces(points, [s.hatched for s in marks.styles]):
        canvas.line(piece, colour, STROKE, _FORECAST if dashed else sign.dashes)
    stride = -(-len(points) // _MOST_DOTS)
    for index, point in enumerate(points):
        before, after = points[max(index - 1, 0) : index], points[index + 1 : index + 2]
        lonely = not any((*before, *after))
        if point and (lonely or (index % stride == stride // 2 and not (alone and stride > 1))):
            canvas.dot(point, KNOT, marks.styles[index], sign.marker)


def _pieces(points: Sequence[XY | None], forecast: Sequence[bool]) -> list[tuple[list[XY], bool]]:
    pieces: list[tuple[list[XY], bool]] = []
    for index in range(1, len(points)):
        start, end = points[index - 1], points[index]
        if start is None or end is None:
            continue
        if pieces and pieces[-1][0][-1] == start and pieces[-1][1] == forecast[index]:
            pieces[-1][0].append(end)
        else:
            pieces.append(([start, end], forecast[index]))
    return pieces


def _grid(canvas: Canvas, plot: Plot, field: Field) -> None:
    for value, label in ticks_shown(plot.axis):
        y = field.scale(value)
        rule(canvas, field.room.left, y, field.room.right, y)
        canvas.centred(field.room.left - 5, y, label, canvas.small, "right")


def _base_line(canvas: Canvas, plot: Plot, field: Field) -> None:
    y = field.scale(min(max(0.0, plot.axis.minimum), plot.axis.maximum))
    canvas.line([(field.room.left, y), (field.room.right, y)], canvas.theme.colours.grey, 0.8)
    for index in plot.breaks:
        middle = (field.xs[index - 1] + field.xs[index]) / 2
        canvas.plate(Box(middle - 2.5, y - 2, middle + 2.5, y + 2), canvas.theme.colours.paper)
        for x in (middle - 2.5, middle + 2.5):
            canvas.line([(x - 1.5, y + 4), (x + 1.5, y - 4)], canvas.theme.colours.grey, 0.8)


def draw_categories(canvas: Canvas, plot: Plot, field: Field) -> float:
    """Labels under the axis; returns their bottom."""
    step = field.xs[1] - field.xs[0] if len(field.xs) > 1 else canvas.width
    labels = _thinned(canvas, plot, field, step)
    top = field.room.bottom + 5
    for i, (left, right, lines) in labels.items():
        half = canvas.widest(lines, canvas.size) / 2
        x = min(max(field.xs[i], left + half), right - half)
        canvas.stack(x, top, lines, canvas.size, "center")
        rule(canvas, field.xs[i], field.room.bottom, field.xs[i], field.room.bottom + 3)
    return top + max(len(lines) for _, _, lines in labels.values()) * PITCH * canvas.size


Labels = dict[int, tuple[float, float, tuple[str, ...]]]


def _thinned(canvas: Canvas, plot: Plot, field: Field, step: float) -> Labels:
    """The labels that find room, by category, with the bounds of each: few on several lines, of many every nth.

    The last one is always among them."""
    count = len(plot.categories)
    strides = range(1, count + 1)
    tries = [(1, 1)]
    if count <= _FEW:
        tries += [(1, lines) for lines in range(2, 2 * _MOST_LINES)]
    tries += [(stride, 1) for stride in strides if count / stride >= 3]
    tries += [(stride, _MOST_LINES) for stride in strides]
    for stride, most in tries:
        room = stride * step - 6
        shown: Labels = {}
        for i in range((count - 1) % stride, count, stride):
            left, right = max(field.xs[i] - room / 2, 0), min(field.xs[i] + room / 2, canvas.width)
            shown[i] = left, right, canvas.ruler.wrap(plot.categories[i], canvas.size, max(right - left, 1))
        if all(len(lines) <= most for _, _, lines in shown.values()):
            return shown
    last = count - 1
    return {last: (0.0, canvas.width, canvas.ruler.wrap(plot.categories[last], canvas.size, canvas.width))}


def _values(canvas: Canvas, plot: Plot, field: Field, ceilings: Sequence[Sequence[float]], named: bool) -> None:
    taken: list[Box] = []
    for marks, ceiling in zip(plot.marks, ceilings, strict=True):
        for index, label in enumerate(marks.labels):
            if not label or marks.values[index] is None or (named and index == len(marks.labels) - 1):
                continue
            centre = (
                field.xs[index],
                field.scale(ceiling[index] if marks.shape is Shape.AREA else marks.values[index] or 0),
            )
            room = Box(field.room.left, field.room.top, canvas.width, field.room.bottom)
            place = find(canvas, centre, KNOT, label, taken, away_from_line(marks, index), room)
            if place:
                write(canvas, place)
                taken.append(place.box)


def away_from_line(marks: Marks, index: int) -> tuple[str, ...]:
    """Below a valley, above everything else."""
    here = marks.values[index] or 0.0
    beside = [
        v for v in (*marks.values[max(index - 1, 0) : index], *marks.values[index + 1 : index + 2]) if v is not None
    ]
    valley = bool(beside) and all(v > here for v in beside) and marks.shape is Shape.LINE
    return (BELOW, ABOVE) if valley else (ABOVE, BELOW)


def _name_ends(canvas: Canvas, plot: Plot, field: Field, stacks: Sequence[tuple[list[float], list[float]]]) -> None:
    """Names beside the ends of the lines, moved apart where they would touch; a hairline joins what moved."""
    ends = []
    for marks, (floor, ceiling) in zip(plot.marks, stacks, strict=True):
        value = (floor[-1] + ceiling[-1]) / 2 if marks.shape is Shape.AREA else marks.values[-1] or 0.0
        ends.append(field.scale(value))
    order = sorted(range(len(ends)), key=lambda i: (ends[i], i))
    places = spread([ends[i] for i in order], 1.25 * canvas.size, field.room.top + 0.6 * canvas.size, field.room.bottom)
    x = field.xs[-1]
    for y, i in zip(places, order, strict=True):
        if abs(y - ends[i]) > 1:
            paint = canvas.theme.colours.paint(plot.marks[i].styles[0].paint)
            canvas.line([(x + 4, ends[i]), (x + _LEAD - 2, y)], paint)
        canvas.label(x + _LEAD, y, _end_text(plot.marks[i]), "left")
