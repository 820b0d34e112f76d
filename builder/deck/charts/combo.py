"""Columns with lines over them; where these count something else, with a scale of their own on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from builder.deck.charts.axes import (
    CATEGORY,
    SECOND_CATEGORY,
    SECOND_VALUE,
    VALUE,
    Format,
    category_axis,
    nearest_format,
    step,
    value_axis,
)
from builder.deck.charts.bars import AXES, Frame, bar_chart, gap_width, look, ticks_width
from builder.deck.charts.ink import categories, name, values
from builder.deck.charts.lines import MOST_DOTS, draw_strands, every, line_chart, name_lines, strands_of, unnamed
from builder.deck.charts.room import BREAK, PITCH, Drawn, Inner, Room, corner, taken, with_breaks
from builder.deck.charts.sheet import Column, Sheet
from builder.model import Axis, Marks, Plot, Shape, Stacking

_SECOND: Final = f'<c:axId val="{SECOND_CATEGORY}"/><c:axId val="{SECOND_VALUE}"/>'
_TITLE_INSET: Final = 14.0
"""What a title takes beyond its text, pt."""


def draw_combo(plot: Plot, room: Room) -> Drawn:
    """A plot of BAR marks, then LINE marks."""
    order = with_breaks(plot)
    names = tuple(BREAK if i is None else plot.categories[i] for i in order)
    form, over = nearest_format(plot.axis), nearest_format(plot.second or plot.axis)
    columns = [Column(corner(plot, room), names)]
    columns += [_column(marks, order, over if marks.second else form) for marks in plot.marks]
    lines = [(i + 1, marks) for i, marks in enumerate(plot.marks) if marks.shape is Shape.LINE]
    strands = strands_of(plot, lines, order, columns, room)
    sheet = Sheet(tuple(columns))
    inner = _inner(plot, room, names)
    bars = tuple(marks for marks in plot.marks if marks.shape is Shape.BAR)
    series = "".join(_bar(plot, i, marks, order, sheet) for i, marks in enumerate(bars))
    drawn = draw_strands(plot, strands, len(bars), sheet, order, room, len(order) <= MOST_DOTS, {})
    stacked = plot.stacking is not Stacking.NONE
    gap = gap_width(plot, Frame(inner, None, None), len(order), 1 if stacked else len(bars))
    groups = bar_chart(plot, series, gap, stacked) + line_chart(drawn, _SECOND if plot.second else AXES)
    return Drawn(sheet, groups + _axes(plot, room, inner, names, form, over), inner, unnamed(strands, len(bars)))


def _column(marks: Marks, order: Sequence[int | None], form: Format) -> Column:
    return Column(marks.name, tuple(None if v is None else v / form.divisor for v in taken(marks.values, order)))


def _bar(plot: Plot, index: int, marks: Marks, order: Sequence[int | None], sheet: Sheet) -> str:
    drawn = look(plot, marks, order, plot.stacking is not Stacking.NONE)
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{name(sheet, index + 1)}{drawn}'
        f"{categories(sheet)}{values(sheet, index + 1)}</c:ser>"
    )


def _inner(plot: Plot, room: Room, names: Sequence[str]) -> Inner:
    left = ticks_width(plot, room)
    right = ticks_width(replace(plot, axis=plot.second), room) if plot.second else 8.0
    top = room.head(plot) + (room.small * PITCH + 4 if plot.second else 0) + room.size * PITCH
    bottom = name_lines(names, room.width - left - right, room) * room.size * PITCH + 8
    return Inner(left, top, room.width - left - right, room.height - top - bottom)


def _axes(plot: Plot, room: Room, inner: Inner, names: Sequence[str], form: Format, over: Format) -> str:
    first = category_axis("b", room.size, room.lang, every=every(names, inner, room))
    first += _scale(plot, plot.axis, form, room)
    if plot.second is None:
        return first
    across = category_axis("b", room.size, room.lang, own=SECOND_CATEGORY, other=SECOND_VALUE, shown=False)
    return first + _scale(plot, plot.second, over, room) + across


def _scale(plot: Plot, axis: Axis, form: Format, room: Room) -> str:
    """The scale with its unit over it, where names that stand for one find room; grid lines are the first one's, whose
    ticks stand at the second's heights."""
    second = axis is plot.second
    fits = plot.second is not None and room.text(axis.title, room.small) < room.width / 2 - _TITLE_INSET
    beside = max(room.width - room.text(axis.title, room.small) - _TITLE_INSET, 0) if second else 0.0
    return value_axis(
        "r" if second else "l",
        axis.minimum / form.divisor,
        axis.maximum / form.divisor,
        room.small,
        room.lang,
        shown=True,
        format_code=form.code,
        unit=(step(axis) or 0) / form.divisor or None,
        title=axis.title if fits else "",
        grid=not second,
        crosses="max" if second else "autoZero",
        corner=(beside / room.width, room.head(plot) / room.height),
        own=SECOND_VALUE if second else VALUE,
        other=SECOND_CATEGORY if second else CATEGORY,
    )
