"""Bars and columns from zero: side by side, or on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from builder.deck.charts.axes import CATEGORY, VALUE, category_axis, own_format, step, value_axis
from builder.deck.charts.ink import body, categories, label, labels, name, points, values
from builder.deck.charts.room import BREAK, PITCH, Drawn, Inner, Room, base_style, corner, taken, texts_of, with_breaks
from builder.deck.charts.sheet import Column, Sheet
from builder.deck.charts.stacks import stack_labels
from builder.model import Marks, Plot, Stacking

WIDEST_BAR: Final = 54.0
"""Thickness that few bars do not exceed, pt."""

AWAY: Final = 8.0
"""What a label beyond a bar's end takes beyond its own width, pt."""

_BETWEEN: Final = 3.0
"""Between labels over neighbouring columns, pt."""

_GAP: Final = 0.4
"""Least gap between the columns of two categories, in widths of a column."""

AXES: Final = f'<c:axId val="{CATEGORY}"/><c:axId val="{VALUE}"/>'


@dataclass(frozen=True, slots=True)
class Frame:
    """The inner frame, and the ends of the value scale; None leaves an end to the program, so that edits may grow."""

    inner: Inner
    low: float | None
    high: float | None

    def length(self, plot: Plot) -> float:
        """Extent of the value scale, pt."""
        return self.inner.width if plot.horizontal else self.inner.height


def draw_bars(plot: Plot, room: Room) -> Drawn:
    """A plot of BAR marks alone."""
    order = with_breaks(plot)
    names = tuple(BREAK if i is None else plot.categories[i] for i in order)
    stacked = plot.stacking is not Stacking.NONE
    frame = bar_frame(plot, room, names, outside=not stacked)
    gap = gap_width(plot, frame, len(order), 1 if stacked else len(plot.marks))
    columns = (
        Column(corner(plot, room), room.row_names(plot, names)),
        *(Column(m.name, taken(m.values, order)) for m in plot.marks),
    )
    sheet = Sheet(columns)
    said = (
        stack_labels(plot, order, room, frame.inner, gap)
        if stacked
        else [_labels(plot, m, order, room) for m in plot.marks]
    )
    series = "".join(
        f'<c:ser><c:idx val="{i}"/><c:order val="{i}"/>{name(sheet, i + 1)}{look(plot, marks, order, stacked)}'
        f"{labels(said[i], leaders=False if stacked else None)}{categories(sheet)}{values(sheet, i + 1)}</c:ser>"
        for i, marks in enumerate(plot.marks)
    )
    return Drawn(sheet, bar_chart(plot, series, gap, stacked) + bar_axes(plot, room, frame), frame.inner)


def bar_chart(plot: Plot, series: str, gap: int, stacked: bool) -> str:
    return (
        f'<c:barChart><c:barDir val="{"bar" if plot.horizontal else "col"}"/>'
        f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="{100 if stacked else 0}"/>{AXES}</c:barChart>'
    )


def bar_axes(plot: Plot, room: Room, frame: Frame, whole: bool = False) -> str:
    """`whole`: every category is named, however near they stand."""
    form = own_format(plot.axis)
    names = category_axis("l" if plot.horizontal else "b", room.size, room.lang, reverse=plot.horizontal, whole=whole)
    return names + value_axis(
        "b" if plot.horizontal else "l",
        frame.low,
        frame.high,
        room.small,
        room.lang,
        shown=plot.axis.shown,
        format_code=form.code if form else "General",
        unit=step(plot.axis) if plot.axis.shown else None,
        crosses="max" if plot.horizontal else "autoZero",
    )


def gap_width(plot: Plot, frame: Frame, rows: int, side: int) -> int:
    """Gap between categories in percent of a bar, so that few bars do not become blocks."""
    pitch = (frame.inner.height if plot.horizontal else frame.inner.width) / max(rows, 1)
    least = 45 if side == 1 else 40
    return round(min(max((pitch / WIDEST_BAR - side) * 100, least), 500))


def bar_frame(plot: Plot, room: Room, names: Sequence[str], outside: bool, tallest: int = 3) -> Frame:
    """Room for the category labels, on `tallest` lines under columns, and `outside` the bars for their own labels."""
    top = room.head(plot)
    named = room.named(plot)
    texts = [text for marks in plot.marks for text in (texts_of(plot, marks) if named else marks.labels)]
    below = [
        texts_of(plot, marks)[i] if named else marks.labels[i]
        for marks in plot.marks
        for i, v in enumerate(marks.values)
        if v is not None and min(v, (marks.lows[i] if marks.lows else None) or 0.0) < 0
    ]
    if plot.horizontal:
        left = room.widest([line for text in room.row_names(plot, names) for line in text.split("\n")]) + 12
        beyond = room.widest(texts) + AWAY if outside else 6.0
        bottom = room.small * PITCH + 6 if plot.axis.shown else 4.0
        inner = Inner(left, top, room.width - left - beyond, room.height - top - bottom)
        aside = (room.widest(below) + AWAY) / inner.width
    else:
        left = ticks_width(plot, room) if plot.axis.shown else 4.0
        beyond = (room.widest(texts) + 6 if upright(plot, room) else room.size * PITCH + 4) if outside else 4.0
        lines = room.lines(names, (room.width - left) / max(len(names), 1) - 4, tallest)
        bottom = lines * room.size * PITCH + 8
        inner = Inner(left, top + beyond, room.width - left - 4, room.height - top - beyond - bottom)
        aside = beyond / inner.height
    low: float | None = 0.0
    if below:
        least, most = _reach(plot)
        low = least - (1.5 * aside * (most - least) if outside else 0.0)
    if plot.axis.shown:
        return Frame(inner, plot.axis.minimum, plot.axis.maximum)
    return Frame(inner, low, plot.axis.maximum if plot.stacking is Stacking.PERCENT else None)


def upright(plot: Plot, room: Room) -> bool:
    """Whether labels over columns must run upwards, because they are wider than the columns stand apart."""
    if plot.horizontal or plot.stacking is not Stacking.NONE:
        return False
    lanes = 1 if any(marks.bases for marks in plot.marks) else len({marks.name for marks in plot.marks})
    widest = room.widest([text for marks in plot.marks for text in marks.labels])
    across = room.width - (ticks_width(plot, room) if plot.axis.shown else 0.0)
    return widest + _BETWEEN > across / max(len(with_breaks(plot)), 1) / (lanes + (_GAP if lanes > 1 else 0.0))


def _reach(plot: Plot) -> tuple[float, float]:
    """How far the bars reach, each on its own or as stacks; zero is always among them."""
    rows = list(zip(*(marks.values for marks in plot.marks), strict=True))
    cells = [[v for v in row if v is not None] for row in rows]
    if plot.stacking is Stacking.NONE:
        ends = [v for row in cells for v in row]
        ends += [v for marks in plot.marks for v in marks.lows if v is not None]
    else:
        ends = [sum(v for v in row if v * sign > 0) for row in cells for sign in (1, -1)]
    return min([0.0, *ends]), max([0.0, *ends])


def ticks_width(plot: Plot, room: Room) -> float:
    return room.widest([tick.label for tick in plot.axis.ticks], room.small) + 10


def look(plot: Plot, marks: Marks, order: Sequence[int | None], edge: bool) -> str:
    """`c:spPr` and `c:dPt` of a series."""
    base = base_style(plot, marks.name, marks.styles)
    styles = [base if i is None else marks.styles[i] for i in order]
    drawn = {style: body(style, edge) for style in styles}
    return f'{body(base, edge)}<c:invertIfNegative val="0"/>{points(styles, base, drawn, bar=True)}'


def _labels(plot: Plot, marks: Marks, order: Sequence[int | None], room: Room) -> list[str]:
    turned = upright(plot, room)
    texts = texts_of(plot, marks) if room.named(plot) else marks.labels
    return [
        label(at, texts[i], room.size, room.lang, "outEnd", upright=turned)
        for at, i in enumerate(order)
        if i is not None and marks.labels[i] and marks.values[i] is not None
    ]
