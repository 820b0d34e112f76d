"""Bars, ranges and dots with the categories down the side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from builder.chart.drawing.bands import Segment, extent, floating, lanes, levels, runs, segments, starts
from builder.chart.drawing.canvas import PITCH, Box, Canvas
from builder.chart.drawing.furniture import Scale, fitted, rule, ticks_shown
from builder.chart.drawing.inside import label_inside
from builder.chart.drawing.signs import Sign, signs
from builder.chart.drawing.spots import ABOVE, BELOW, LEFT, RIGHT, find, write
from builder.model import Plot, Shape

RADIUS: Final = 3.8
_AWAY: Final = 4.0
_MOST_LINES: Final = 3
_EDGE: Final = 0.6
"""Room left of the widest label: what is measured without kerning is set with it."""
_COMFORT: Final = 480.0
"""Height, pt, from which rows close up."""


def draw_rows(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws the chart below `top`; returns its bottom."""
    found, looks = segments(plot), signs(plot, canvas.theme)
    names, column = _category_labels(canvas, plot)
    pitch, thickness, gap = _lane(plot)
    taken = [sorted({s.lane for s in found if s.category == i}) for i in range(len(names))]
    sizes = [_row_height(canvas, i, names[i], pitch * max(1, len(taken[i])), gap, found) for i in range(len(names))]
    if all(s.shape is Shape.POINT for s in found):
        sizes = [max(sizes)] * len(sizes)
    tops = starts(plot, sizes, top)
    bottom = tops[-1] + sizes[-1]
    low, high = extent(plot, found)
    left = column + 9.0 if column else 1.0
    scale = fitted(low, high, left, canvas.width - 1, plot.axis.log, lambda s: _reach(canvas, found, s))
    _grid(canvas, plot, scale, top, bottom)
    boxes = [
        _box(s, scale, tops[s.category] + sizes[s.category] / 2, taken[s.category], pitch, thickness) for s in found
    ]
    dots_alone = all(s.shape is Shape.POINT for s in found)
    if dots_alone and low < 0 < high:
        rule(canvas, scale(0.0), top, scale(0.0), bottom, 0.8)
    if dots_alone:
        _guides(canvas, plot, left, max(scale.start, scale.end), boxes)
    if plot.kind == "dumbbell":
        _bridges(canvas, found, boxes)
    _connectors(canvas, plot, scale, boxes)
    for segment, box in zip(found, boxes, strict=True):
        if segment.shape is Shape.POINT:
            canvas.dot(box.middle, RADIUS, segment.style, looks[segment.series].marker)
        else:
            canvas.bar(box, segment.style, looks[segment.series].pattern)
    if not plot.axis.log and not dots_alone:
        _base_line(canvas, plot, scale, tops, sizes, plot.axis.shown and floating(found))
    _texts(canvas, looks, names, column, tops, sizes, found, boxes)
    return bottom + (_tick_labels(canvas, plot, scale, bottom) if plot.axis.shown else 0.0)


def _category_labels(canvas: Canvas, plot: Plot) -> tuple[list[Sequence[str]], float]:
    """The wrapped labels and the width of their column: a third of the chart, half where three lines are too few."""
    lines: list[Sequence[str]] = []
    for share in (0.33, 0.42, 0.5):
        lines = [canvas.ruler.wrap(name, canvas.size, share * canvas.width) for name in plot.categories]
        tall = sum(map(len, lines)) * PITCH * canvas.size > _COMFORT
        if not tall and all(len(wrapped) <= _MOST_LINES for wrapped in lines):
            break
    widest = max((canvas.widest(wrapped, canvas.size) for wrapped in lines), default=0.0)
    return lines, widest + _EDGE if widest else 0.0


def _lane(plot: Plot) -> tuple[float, float, float]:
    """Pitch of the lanes of a category, the thickness of a bar in it, and the gap between categories."""
    count, rows = len(lanes(plot)), len(plot.categories)
    if count > 1:
        pitch, thickness, most = 11.0, 9.5, 9.0
    elif any(segment.stacked for segment in segments(plot)):
        pitch, thickness, most = 17.0, 14.0, 11.0
    else:
        pitch, thickness, most = 13.0, 12.0, 9.0
    gap = min(max(_COMFORT / rows - count * pitch, 2.0), most)
    return pitch, thickness, gap


def _row_height(
    canvas: Canvas, index: int, name: Sequence[str], bars: float, gap: float, found: Sequence[Segment]
) -> float:
    """Room for its bars, a lane for each series that has a value; for its name; and for labels around many dots."""
    points = sum(segment.shape is Shape.POINT for segment in found if segment.category == index)
    around = 2 * (RADIUS + 1.25 * canvas.size)
    height = around if points > 2 else bars + gap
    return max(height, len(name) * PITCH * canvas.size + min(gap, 5.0))


def _reach(canvas: Canvas, found: Sequence[Segment], scale: Scale) -> tuple[float, float]:
    lowest, highest = scale.start, scale.end
    for segment in found:
        x0, x1 = scale(segment.low), scale(segment.high)
        edge = RADIUS if segment.shape is Shape.POINT else 0.0
        width = canvas.text_width(segment.label, canvas.size) + _AWAY + edge if segment.label else edge
        if segment.stacked:
            continue
        if segment.shape is Shape.POINT:
            lowest, highest = min(lowest, x0 - _left_room(found, segment, width, edge)), max(highest, x1 + width)
        elif segment.outward > 0:
            highest = max(highest, x1 + width)
        else:
            lowest = min(lowest, x0 - width)
    return lowest, highest


def _left_room(found: Sequence[Segment], segment: Segment, width: float, edge: float) -> float:
    """Dots have labels on the left only where others of the category stand to their right."""
    return width if any(s.category == segment.category and s is not segment for s in found) else edge


def _box(segment: Segment, scale: Scale, middle: float, taken: Sequence[int], pitch: float, thickness: float) -> Box:
    centre = middle + (taken.index(segment.lane) - (len(taken) - 1) / 2) * pitch
    x0, x1 = scale(segment.low), scale(segment.high)
    if segment.shape is Shape.RANGE and x1 - x0 < 2.5:
        x0, x1 = (x0 + x1) / 2 - 1.25, (x0 + x1) / 2 + 1.25
    gap = 0.5 if segment.stacked and x1 - x0 > 2 else 0.0
    return Box(x0 + gap, centre - thickness / 2, x1 - gap, centre + thickness / 2)


def _grid(canvas: Canvas, plot: Plot, scale: Scale, top: float, bottom: float) -> None:
    if plot.axis.shown:
        for value, _ in ticks_shown(plot.axis):
            rule(canvas, scale(value), top, scale(value), bottom)


def _tick_labels(canvas: Canvas, plot: Plot, scale: Scale, bottom: float) -> float:
    for value, label in ticks_shown(plot.axis):
        width = canvas.text_width(label, canvas.small)
        x = min(max(scale(value), width / 2), canvas.width - width / 2)
        canvas.centred(x, bottom + 1.1 * canvas.small, label, canvas.small)
    return 1.8 * canvas.small


def _bridges(canvas: Canvas, found: Sequence[Segment], boxes: Sequence[Box]) -> None:
    """The line between the outer dots of a category."""
    pairs = sorted(zip(found, boxes, strict=True), key=lambda pair: pair[0].category)
    for _, group in groupby(pairs, key=lambda pair: pair[0].category):
        centres = [box.middle for _, box in group]
        (x0, y), (x1, _) = min(centres), max(centres)
        if x1 > x0:
            canvas.line([(x0, y), (x1, y)], canvas.theme.colours.grey, 1.8)


def _connectors(canvas: Canvas, plot: Plot, scale: Scale, boxes: Sequence[Box]) -> None:
    """In a waterfall, from the end of each bar down to where the next one begins."""
    for level, (box, after) in zip(levels(plot), pairwise(boxes), strict=False):
        if level is not None:
            x = scale(level)
            canvas.line([(x, box.bottom), (x, after.top)], canvas.theme.colours.grey)


def _guides(canvas: Canvas, plot: Plot, left: float, right: float, boxes: Sequence[Box]) -> None:
    """A hairline a row leads the eye from the label to the last dot; through the whole grid where there is one."""
    ends: dict[float, float] = {}
    for x, y in (box.middle for box in boxes):
        ends[y] = right if plot.axis.shown else max(x, ends.get(y, left))
    for y, end in ends.items():
        rule(canvas, left, y, end, y)


def _base_line(
    canvas: Canvas, plot: Plot, scale: Scale, tops: Sequence[float], sizes: Sequence[float], afloat: bool
) -> None:
    """The line that bars grow from, interrupted where the category axis is broken."""
    x = scale(scale.low if afloat else 0.0)
    for first, last in runs(plot.breaks, len(tops)):
        top, bottom = tops[first] + 1, tops[last] + sizes[last] - 1
        canvas.line([(x, top), (x, bottom)], canvas.theme.colours.grey, 0.8)
        if first:
            previous = tops[first - 1] + sizes[first - 1] - 1
            middle = (previous + top) / 2
            for y in (middle - 1.8, middle + 1.8):
                canvas.line([(x - 4, y + 1.5), (x + 4, y - 1.5)], canvas.theme.colours.grey, 0.8)


def _texts(
    canvas: Canvas,
    looks: Sequence[Sign],
    names: Sequence[Sequence[str]],
    column: float,
    tops: Sequence[float],
    sizes: Sequence[float],
    found: Sequence[Segment],
    boxes: Sequence[Box],
) -> None:
    for index, name in enumerate(names):
        height = len(name) * PITCH * canvas.size
        canvas.stack(column, tops[index] + (sizes[index] - height) / 2, name, canvas.size, "right")
        here = [(s, box) for s, box in zip(found, boxes, strict=True) if s.category == index]
        room = Box(column, tops[index] - 2, canvas.width, tops[index] + sizes[index] + 2)
        _row_values(canvas, looks, here, room)


def _row_values(canvas: Canvas, looks: Sequence[Sign], here: Sequence[tuple[Segment, Box]], room: Box) -> None:
    taken: list[Box] = []
    for segment, box in here:
        if segment.stacked:
            label_inside(canvas, segment, box, taken, upright=False, patterned=looks[segment.series].pattern > 0)
        elif segment.shape is not Shape.POINT and segment.label:
            x, align = (box.right + _AWAY, "left") if segment.outward > 0 else (box.left - _AWAY, "right")
            canvas.label(x, box.middle[1], segment.label, align)
    label_dots(canvas, [(s, box) for s, box in here if s.shape is Shape.POINT], room, (LEFT, RIGHT), (ABOVE, BELOW))


def label_dots(
    canvas: Canvas,
    dots: Sequence[tuple[Segment, Box]],
    room: Box,
    ends: tuple[str, str],
    between: Sequence[str],
) -> None:
    """Labels of the dots of a category: the outer ones outside, those between them aside, none on another."""
    if not dots:
        return
    order = sorted(dots, key=lambda pair: (pair[0].high, pair[0].series))
    around = [Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in (box.middle for _, box in order)]
    texts: list[Box] = []
    last = len(order) - 1
    for rank in [last, *range(last)]:
        segment, box = order[rank]
        wished = (ends[1],) if rank == last else (ends[0],) if rank == 0 else tuple(between)
        others = [*texts, *(b for i, b in enumerate(around) if i != rank and b != around[rank])]
        place = find(canvas, box.middle, RADIUS, segment.label, others, wished, room)
        if segment.label and place:
            write(canvas, place)
            texts.append(place.box)
