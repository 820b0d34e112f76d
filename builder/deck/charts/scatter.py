"""Points by two numbers, with two shown scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.deck.charts.axes import CATEGORY, VALUE, Format, nearest_format, step, value_axis
from builder.deck.charts.ink import Position, label, labels, name, values
from builder.deck.charts.marker import SYMBOLS, dot
from builder.deck.charts.room import PITCH, Drawn, Inner, Room, base_style
from builder.deck.charts.sheet import Column, Sheet
from builder.diagram.placement import Box
from builder.model import Axis, Marks, Plot

_DOT: Final = 8
_WIDTH: Final = 3
"""Columns of a series: names of its points, x values, y values."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """The points of a mark that share a style: a series of their own, so that every program colours them alike."""

    marks: Marks
    look: str
    points: tuple[int, ...]
    named: bool


def draw_scatter(plot: Plot, room: Room) -> Drawn:
    """A plot whose marks have `xs`."""
    across = plot.x_axis or plot.axis
    x_form, y_form = nearest_format(across), nearest_format(plot.axis)
    clouds = _clouds(plot)
    sheet = Sheet(tuple(c for cloud in clouds for c in _columns(cloud, across, x_form, y_form, room)))
    inner = _inner(plot, across, room)
    sides = _sides(plot, across, inner, room)
    series = "".join(_series(i, cloud, sheet, sides, room) for i, cloud in enumerate(clouds))
    groups = (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        f'<c:axId val="{CATEGORY}"/><c:axId val="{VALUE}"/></c:scatterChart>'
    )
    axes = _axis("b", across, x_form, room, CATEGORY, VALUE) + _axis("l", plot.axis, y_form, room, VALUE, CATEGORY)
    unnamed = tuple(i for i, cloud in enumerate(clouds) if not cloud.named)
    return Drawn(sheet, groups + axes, inner, unnamed)


def _clouds(plot: Plot) -> list[Cloud]:
    found = []
    for rank, marks in enumerate(plot.marks):
        base = base_style(plot, marks.name, marks.styles)
        present = [i for i, value in enumerate(marks.values) if value is not None]
        styles = dict.fromkeys([base, *(marks.styles[i] for i in present)])
        for style in styles:
            mine = tuple(i for i in present if marks.styles[i] == style)
            if mine:
                look = dot(style, _DOT, SYMBOLS[rank % len(SYMBOLS)])
                found.append(Cloud(marks, look, mine, style == base))
    return found


def _columns(cloud: Cloud, across: Axis, x_form: Format, y_form: Format, room: Room) -> Sequence[Column]:
    marks = cloud.marks
    return (
        Column(room.heads.category, tuple(marks.labels[i] for i in cloud.points)),
        Column(across.title or room.heads.across, tuple(marks.xs[i] / x_form.divisor for i in cloud.points)),
        Column(marks.name, tuple((marks.values[i] or 0.0) / y_form.divisor for i in cloud.points)),
    )


def _series(index: int, cloud: Cloud, sheet: Sheet, sides: Mapping[tuple[str, int], Position], room: Room) -> str:
    shown = [
        label(at, cloud.marks.labels[i], room.size, room.lang, sides[cloud.marks.name, i])
        for at, i in enumerate(cloud.points)
        if (cloud.marks.name, i) in sides
    ]
    first = index * _WIDTH
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{name(sheet, first + 2)}'
        f'<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>{cloud.look}{labels(shown)}'
        f'{values(sheet, first + 1, "xVal")}{values(sheet, first + 2, "yVal")}<c:smooth val="0"/></c:ser>'
    )


def _sides(plot: Plot, across: Axis, inner: Inner, room: Room) -> dict[tuple[str, int], Position]:
    """Where each label stands beside its dot; one that finds no free place is left out."""

    def spot(x: float, y: float) -> tuple[float, float]:
        right = (x - across.minimum) / ((across.maximum - across.minimum) or 1.0)
        up = (y - plot.axis.minimum) / ((plot.axis.maximum - plot.axis.minimum) or 1.0)
        return inner.left + right * inner.width, inner.top + (1 - up) * inner.height

    spots = {
        (marks.name, i): (*spot(x, y), marks.labels[i])
        for marks in plot.marks
        for i, (x, y) in enumerate(zip(marks.xs, marks.values, strict=True))
        if y is not None
    }
    taken = [Box(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT) for x, y, _ in spots.values()]
    frame = Box(inner.left, 0, room.width - inner.left, inner.top + inner.height)
    found: dict[tuple[str, int], Position] = {}
    for key, (x, y, text) in spots.items():
        for side, box in _around(x, y, room.text(text) + 4, room.size * 1.2) if text else ():
            inside = box.x >= frame.x and box.x + box.w <= room.width and box.y + box.h <= frame.h
            if inside and not any(box.meets(other) for other in taken):
                found[key] = side
                taken.append(box)
                break
    return found


def _around(x: float, y: float, width: float, height: float) -> tuple[tuple[Position, Box], ...]:
    reach = _DOT / 2 + 1
    return (
        ("r", Box(x + reach, y - height / 2, width, height)),
        ("l", Box(x - reach - width, y - height / 2, width, height)),
        ("t", Box(x - width / 2, y - reach - height, width, height)),
        ("b", Box(x - width / 2, y + reach, width, height)),
    )


def _axis(place: str, axis: Axis, form: Format, room: Room, own: int, other: int) -> str:
    return value_axis(
        place,
        axis.minimum / form.divisor,
        axis.maximum / form.divisor,
        room.small,
        room.lang,
        shown=axis.shown,
        format_code=form.code,
        unit=(step(axis) or 0) / form.divisor or None,
        title=axis.title,
        own=own,
        other=other,
        between="midCat",
        rule=place == "b",
        grid=place == "l",
    )


def _inner(plot: Plot, across: Axis, room: Room) -> Inner:
    line = room.small * PITCH
    left = room.widest([t.label for t in plot.axis.ticks], room.small) + 10 + (line + 8 if plot.axis.title else 0)
    bottom = line + 10 + (line + 4 if across.title else 0)
    top = room.head(plot) + 6
    return Inner(left, top, room.width - left - 24, room.height - top - bottom)
