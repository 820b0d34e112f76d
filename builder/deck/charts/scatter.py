"""Points by two numbers, with two shown scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.deck.charts.axes import CATEGORY, VALUE, Format, nearest_format, step, value_axis
from builder.deck.charts.ink import label, labels, name, values
from builder.deck.charts.marker import SYMBOLS, dot
from builder.deck.charts.placing import Place, Spot, placed
from builder.deck.charts.room import PITCH, Drawn, Inner, Room, base_style
from builder.deck.charts.sheet import Column, Sheet
from builder.diagram.placement import Box
from builder.model import Axis, Marks, Paint, Plot

_DOT: Final = 8
_PITCH: Final = 1.2
"""Height of a label on its plate, in sizes."""
_WIDEST: Final = 0.3
"""Share of the width from which a label is wrapped."""
_UNDER: Final = 0.4
"""How far labels may reach under the scale, in sizes."""
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
    places = _places(plot, across, inner, room)
    series = "".join(_series(i, cloud, sheet, places, room) for i, cloud in enumerate(clouds))
    groups = (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        f'<c:axId val="{CATEGORY}"/><c:axId val="{VALUE}"/></c:scatterChart>'
    )
    every = room.stride([tick.label for tick in across.ticks], inner.width)
    axes = _axis("b", across, x_form, room, CATEGORY, VALUE, every)
    axes += _axis("l", plot.axis, y_form, room, VALUE, CATEGORY)
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


def _series(index: int, cloud: Cloud, sheet: Sheet, places: Mapping[tuple[str, int], Place], room: Room) -> str:
    shown = [
        label(
            at,
            _wrapped(cloud.marks.labels[i], room),
            room.size,
            _langs(cloud.marks.labels[i], room),
            place.side,
            ground=True,
            moved=place.moved(room),
        )
        for at, i in enumerate(cloud.points)
        if (place := places.get((cloud.marks.name, i)))
    ]
    first = index * _WIDTH
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{name(sheet, first + 2)}'
        f'<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>{cloud.look}{labels(shown, False)}'
        f'{values(sheet, first + 1, "xVal")}{values(sheet, first + 2, "yVal")}<c:smooth val="0"/></c:ser>'
    )


def _places(plot: Plot, across: Axis, inner: Inner, room: Room) -> dict[tuple[str, int], Place]:
    """Where each label stands beside its dot, the highlighted first; one that finds no free place is left out."""

    def spot(x: float, y: float) -> tuple[float, float]:
        right = (x - across.minimum) / ((across.maximum - across.minimum) or 1.0)
        up = (y - plot.axis.minimum) / ((plot.axis.maximum - plot.axis.minimum) or 1.0)
        return inner.left + right * inner.width, inner.top + (1 - up) * inner.height

    found = [
        (marks.styles[i].paint is not Paint.ACCENT, Spot((marks.name, i), *spot(x, y), _wrapped(marks.labels[i], room)))
        for marks in plot.marks
        for i, (x, y) in enumerate(zip(marks.xs, marks.values, strict=True))
        if y is not None
    ]
    spots = [spot for _, spot in sorted(found, key=lambda pair: pair[0])]
    bottom = inner.top + inner.height + _UNDER * room.size
    return placed(spots, _DOT, Box(inner.left, 0, room.width - inner.left, bottom), room, pitch=_PITCH)


def count_named(plot: Plot, room: Room) -> int:
    """How many points have room for their names."""
    across = plot.x_axis or plot.axis
    return len(_places(plot, across, _inner(plot, across, room), room))


def _langs(text: str, room: Room) -> list[str]:
    """The language of each line of a name, which stands under itself in a second one."""
    first, *others = (_wrapped(part, room).count("\n") + 1 for part in text.split("\n"))
    return [room.lang] * first + [room.second or room.lang] * sum(others)


def _wrapped(text: str, room: Room) -> str:
    return "\n".join(room.ruler.wrap(text, room.size, _WIDEST * room.width))


def _axis(place: str, axis: Axis, form: Format, room: Room, own: int, other: int, every: int = 1) -> str:
    return value_axis(
        place,
        axis.minimum / form.divisor,
        axis.maximum / form.divisor,
        room.small,
        room.lang,
        shown=axis.shown,
        format_code=form.code,
        unit=every * (step(axis) or 0) / form.divisor or None,
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
