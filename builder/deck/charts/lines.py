"""Lines and areas over ordered categories, with a shown scale."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from builder.deck.charts.axes import category_axis, nearest_format, step, value_axis
from builder.deck.charts.bars import AXES
from builder.deck.charts.ink import Position, body, categories, label, labels, line, name, values
from builder.deck.charts.marker import dot
from builder.deck.charts.room import BREAK, PITCH, Drawn, Inner, Room, base_style, corner, taken, with_breaks
from builder.deck.charts.sheet import Column, Sheet
from builder.deck.palette import scheme
from builder.model import Marks, Plot, Shape, Stacking, Style

STROKE: Final = 28_575
MOST_DOTS: Final = 16
_DOT: Final = 6
_FOOT: Final = 0.08
"""Share of the scale at its low end where a label would stand on those of the categories."""
MOST_WRAPPED: Final = 12
"""Categories up to which labels are wrapped rather than skipped."""


def draw_lines(plot: Plot, room: Room) -> Drawn:
    """A plot of LINE and AREA marks."""
    order = with_breaks(plot)
    names = tuple(BREAK if i is None else plot.categories[i] for i in order)
    form = nearest_format(plot.axis)
    divisor = form.divisor

    def cells(marks: Marks) -> tuple[float | None, ...]:
        return tuple(None if v is None else v / divisor for v in taken(marks.values, order))

    sheet = Sheet((Column(corner(plot, room), names), *(Column(m.name, cells(m)) for m in plot.marks)))
    inner = _inner(plot, room, names)
    areas = [(i, m) for i, m in enumerate(plot.marks) if m.shape is Shape.AREA]
    lines = [(i, m) for i, m in enumerate(plot.marks) if m.shape is not Shape.AREA]
    groups = ""
    unnamed: tuple[int, ...] = ()
    if areas:
        grouping = "standard" if plot.stacking is Stacking.NONE else "stacked"
        series = "".join(_area(plot, i, marks, sheet) for i, marks in areas)
        groups += f'<c:areaChart><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}{AXES}</c:areaChart>'
    if len(areas) == 1 and not lines:
        top = draw_line(plot, 1, plot.marks[0], sheet, order, room, column=1, dots=False)
        groups += line_chart(top)
        unnamed = (1,)
    dots = len(order) <= MOST_DOTS
    groups += line_chart("".join(draw_line(plot, i, m, sheet, order, room, i + 1, dots) for i, m in lines))
    axes = category_axis("b", room.size, room.lang, every=every(names, inner, room)) + value_axis(
        "l",
        plot.axis.minimum / divisor,
        plot.axis.maximum / divisor,
        room.small,
        room.lang,
        shown=plot.axis.shown,
        format_code=form.code,
        unit=(step(plot.axis) or 0) / divisor or None,
        between="midCat" if areas and len(order) > 1 else "between",
    )
    return Drawn(sheet, groups + axes, inner, unnamed)


def _inner(plot: Plot, room: Room, names: Sequence[str]) -> Inner:
    left = room.widest([tick.label for tick in plot.axis.ticks], room.small) + 12
    ends = room.widest([marks.labels[-1] for marks in plot.marks if marks.labels])
    right = ends + 12 if len(plot.marks) > 1 and ends else ends / 2 + 8
    right = max(right, room.text(names[-1]) / 2 + 4 if names else 0.0)
    top = room.head(plot) + room.size * PITCH
    slot = (room.width - left - right) / max(len(names), 1)
    bottom = room.lines(names, slot - 4, 3 if len(names) <= MOST_WRAPPED else 1) * room.size * PITCH + 8
    return Inner(left, top, room.width - left - right, room.height - top - bottom)


def every(names: Sequence[str], inner: Inner, room: Room) -> int:
    """Every how many categories a label finds room on one line; few categories are all named, on several lines."""
    if len(names) <= MOST_WRAPPED:
        return 1
    return max(ceil((room.widest(names) + 8) * len(names) / inner.width), 1)


def line_chart(series: str, axes: str = AXES) -> str:
    """Nothing where there is no series."""
    start = '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
    return f'{start}{series}<c:marker val="1"/>{axes}</c:lineChart>' if series else ""


def _area(plot: Plot, index: int, marks: Marks, sheet: Sheet) -> str:
    look = body(base_style(plot, marks.name, marks.styles), edge=plot.stacking is not Stacking.NONE)
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{name(sheet, index + 1)}{look}'
        f"{categories(sheet)}{values(sheet, index + 1)}</c:ser>"
    )


def draw_line(
    plot: Plot, index: int, marks: Marks, sheet: Sheet, order: Sequence[int | None], room: Room, column: int, dots: bool
) -> str:
    base = base_style(plot, marks.name, marks.styles)
    styles = [base if i is None else marks.styles[i] for i in order]
    pointed = "".join(_point(at, style, dots) for at, style in enumerate(styles) if style != base)
    alone = len(plot.marks) == 1 and marks.shape is Shape.LINE
    shown = [
        label(at, marks.labels[i], room.size, room.lang, _side(plot, marks, i), ground=alone)
        for at, i in enumerate(order)
        if i is not None and marks.labels[i] and marks.values[i] is not None
    ]
    stroke = line(scheme(base.paint), STROKE, "sysDash" if base.hatched else "", "rnd")
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{name(sheet, column)}<c:spPr>{stroke}</c:spPr>'
        f"{dot(base, _DOT if dots else 0)}{pointed}{labels(shown)}"
        f'{categories(sheet)}{values(sheet, column)}<c:smooth val="0"/></c:ser>'
    )


def _point(at: int, style: Style, dots: bool) -> str:
    """A point unlike its series; the line that leads to a forecast is dashed."""
    stroke = line(scheme(style.paint), STROKE, "sysDash" if style.hatched else "", "rnd")
    look = dot(style, _DOT if dots or style.hollow else 0)
    return f'<c:dPt><c:idx val="{at}"/>{look}<c:bubble3D val="0"/><c:spPr>{stroke}</c:spPr></c:dPt>'


def _side(plot: Plot, marks: Marks, i: int) -> Position:
    """Labels stand over the line, under it at its lows but for those at the foot, and after its end where there are
    several."""
    if len(plot.marks) > 1 and i == len(marks.values) - 1:
        return "r"
    before = next((v for v in reversed(marks.values[:i]) if v is not None), None)
    after = next((v for v in marks.values[i + 1 :] if v is not None), None)
    here = marks.values[i] or 0.0
    axis = plot.second if marks.second and plot.second else plot.axis
    foot = (here - axis.minimum) / (axis.maximum - axis.minimum) < _FOOT
    low = before is not None and after is not None and here < before and here <= after
    return "b" if low and not foot else "t"
