"""Bars, ranges and dots with the categories along the foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from builder.chart.drawing.bands import BROKEN_GAP, Segment, extent, floating, lanes, levels, runs, segments
from builder.chart.drawing.canvas import PITCH, Box, Canvas
from builder.chart.drawing.furniture import Scale, fitted, rule, ticks_shown
from builder.chart.drawing.inside import label_inside
from builder.chart.drawing.rows import RADIUS, label_dots
from builder.chart.drawing.signs import Sign, signs
from builder.chart.drawing.spots import ABOVE, BELOW, LEFT, RIGHT
from builder.measure import words
from builder.model import Plot, Shape

_HEIGHT: Final = 118.0
_STACKED_HEIGHT: Final = 150.0
"""Stacks hold labels; single columns say as much when they are low."""
_WIDEST_BAR: Final = 46.0
_MOST_LINES: Final = 3
_AWAY: Final = 2.5


@dataclass(frozen=True, slots=True)
class Slots:
    """Where the categories stand: left edges, the width of each, and the pitch and thickness of its lanes."""

    lefts: tuple[float, ...]
    width: float
    pitch: float
    thickness: float

    def middle(self, category: int) -> float:
        return self.lefts[category] + self.width / 2


def slots(canvas: Canvas, plot: Plot, aside: float = 0.0) -> Slots:
    """`aside`: room on the right for another axis."""
    count, breaks = len(plot.categories), [b for b in plot.breaks if b]
    axis = axis_room(canvas, plot)
    width = (canvas.width - axis - aside - BROKEN_GAP * len(breaks)) / count
    lefts = tuple(axis + i * width + BROKEN_GAP * sum(b <= i for b in breaks) for i in range(count))
    lane_count = len(lanes(plot))
    pitch = min(width * (0.62 if lane_count == 1 else 0.8) / lane_count, _WIDEST_BAR)
    return Slots(lefts, width, pitch, pitch if lane_count == 1 else pitch * 0.9)


def fits_columns(canvas: Canvas, plot: Plot) -> bool:
    """Whether all labels find room upright: categories on three lines, values over their columns."""
    place, found = slots(canvas, plot), segments(plot)
    room = place.width - 5
    for name in plot.categories:
        lines = canvas.ruler.wrap(name, canvas.size, room)
        if len(lines) > _MOST_LINES or any(
            canvas.text_width(word.rstrip(), canvas.size) > room for line in name.split("\n") for word in words(line)
        ):
            return False
    many = len(lanes(plot)) > 1
    if max(Counter(s.category for s in found if s.shape is Shape.POINT).values(), default=0) > 2:
        return False
    several = any(a.category == b.category for a, b in pairwise(found))
    low, high = extent(plot, found)
    for segment in found:
        wanted = canvas.text_width(segment.label, canvas.small if segment.stacked else canvas.size)
        if segment.shape is Shape.POINT and several and not many:
            wanted = 2 * wanted + 2 * RADIUS
        if (
            segment.stacked
            and segment.label
            and (segment.high - segment.low) / (high - low) * _STACKED_HEIGHT < canvas.small
        ):
            return False
        if wanted > (place.pitch - 1 if many else place.thickness if segment.stacked else room):
            return False
    return True


def draw_columns(canvas: Canvas, plot: Plot, top: float) -> float:
    """Draws the chart below `top`; returns its bottom."""
    found, place, looks = segments(plot), slots(canvas, plot), signs(plot, canvas.theme)
    low, high = extent(plot, found)
    top += 0.6 * canvas.small if plot.axis.shown else 0.0
    bottom = top + (_STACKED_HEIGHT if any(s.stacked for s in found) else _HEIGHT)
    scale = fitted(low, high, bottom, top, plot.axis.log, lambda s: _reach(canvas, found, s))
    if plot.axis.shown:
        _grid(canvas, plot, scale)
    boxes = [column_box(segment, scale, place, len(lanes(plot))) for segment in found]
    if plot.kind == "dumbbell":
        _bridges(canvas, found, boxes)
    _connectors(canvas, plot, scale, place)
    for segment, box in zip(found, boxes, strict=True):
        if segment.shape is Shape.POINT:
            canvas.dot(box.middle, RADIUS, segment.style, looks[segment.series].marker)
        else:
            canvas.bar(box, segment.style, looks[segment.series].pattern)
    if not plot.axis.log:
        base_line(canvas, plot, scale(low if plot.axis.shown and floating(found) else 0.0), place)
    deepest = bottom
    for index, name in enumerate(plot.categories):
        lines = canvas.ruler.wrap(name, canvas.size, place.width - 5)
        canvas.stack(place.middle(index), bottom + 4, lines, canvas.size, "center")
        deepest = max(deepest, bottom + 4 + len(lines) * PITCH * canvas.size)
        here = [(s, box) for s, box in zip(found, boxes, strict=True) if s.category == index]
        room = Box(place.lefts[index] - 2, top - 4, place.lefts[index] + place.width + 2, bottom + 2)
        _values(canvas, looks, here, room)
    return deepest


def axis_room(canvas: Canvas, plot: Plot) -> float:
    if not plot.axis.shown:
        return 0.0
    return canvas.widest((label for _, label in ticks_shown(plot.axis)), canvas.small) + 6


def _reach(canvas: Canvas, found: Sequence[Segment], scale: Scale) -> tuple[float, float]:
    """The lowest and the highest ordinate that marks and labels take (smaller is higher)."""
    line = 1.15 * canvas.size + _AWAY
    ends = [scale.end, scale.start]
    for segment in found:
        y0, y1 = scale(segment.low), scale(segment.high)
        if segment.stacked:
            continue
        if segment.shape is Shape.POINT:
            alone = all(s is segment or s.category != segment.category for s in found)
            ends += [y1 - RADIUS - line, y0 + RADIUS + (0.0 if alone else line)]
        elif segment.outward > 0:
            ends.append(y1 - line)
        else:
            ends.append(y0 + line)
    return min(ends), max(ends)


def column_box(segment: Segment, scale: Scale, place: Slots, count: int) -> Box:
    centre = place.middle(segment.category) + (segment.lane - (count - 1) / 2) * place.pitch
    top, bottom = scale(segment.high), scale(segment.low)
    if segment.shape is Shape.RANGE and bottom - top < 2.5:
        top, bottom = (top + bottom) / 2 - 1.25, (top + bottom) / 2 + 1.25
    gap = 0.5 if segment.stacked and bottom - top > 2 else 0.0
    return Box(centre - place.thickness / 2, top + gap, centre + place.thickness / 2, bottom - gap)


def _grid(canvas: Canvas, plot: Plot, scale: Scale) -> None:
    left = axis_room(canvas, plot)
    for value, label in ticks_shown(plot.axis):
        rule(canvas, left, scale(value), canvas.width, scale(value))
        canvas.centred(left - 5, scale(value), label, canvas.small, "right")


def _bridges(canvas: Canvas, found: Sequence[Segment], boxes: Sequence[Box]) -> None:
    for _, group in groupby(zip(found, boxes, strict=True), key=lambda pair: pair[0].category):
        centres = [box.middle for _, box in group]
        ys = [y for _, y in centres]
        if max(ys) > min(ys):
            canvas.line([(centres[0][0], min(ys)), (centres[0][0], max(ys))], canvas.theme.colours.grey, 1.8)


def _connectors(canvas: Canvas, plot: Plot, scale: Scale, place: Slots) -> None:
    """In a waterfall, from the end of each bar to where the next one begins."""
    half = place.thickness / 2
    for i, level in enumerate(levels(plot)[:-1]):
        if level is not None:
            y = scale(level)
            canvas.line([(place.middle(i) + half, y), (place.middle(i + 1) - half, y)], canvas.theme.colours.grey)


def base_line(canvas: Canvas, plot: Plot, y: float, place: Slots) -> None:
    """The line that columns grow from, interrupted where the category axis is broken."""
    for first, last in runs(plot.breaks, len(plot.categories)):
        left, right = place.lefts[first], place.lefts[last] + place.width
        canvas.line([(left, y), (right, y)], canvas.theme.colours.grey, 0.8)
        if first:
            middle = left - BROKEN_GAP / 2
            for x in (middle - 1.8, middle + 1.8):
                canvas.line([(x - 1.5, y + 4), (x + 1.5, y - 4)], canvas.theme.colours.grey, 0.8)


def _values(canvas: Canvas, looks: Sequence[Sign], here: Sequence[tuple[Segment, Box]], room: Box) -> None:
    taken: list[Box] = []
    for segment, box in here:
        if segment.stacked:
            label_inside(canvas, segment, box, taken, upright=True, patterned=looks[segment.series].pattern > 0)
        elif segment.shape is not Shape.POINT:
            away = _AWAY + 0.5 * canvas.size
            y = box.top - away if segment.outward > 0 else box.bottom + away
            canvas.label(box.middle[0], y, segment.label, "center")
    label_dots(canvas, [(s, b) for s, b in here if s.shape is Shape.POINT], room, (BELOW, ABOVE), (RIGHT, LEFT))
