"""Floating bars from low to high on a linear scale.

The two ends stand in the workbook; what is drawn is computed from them, so that an edit of an end moves its bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from builder.deck.charts.bars import AWAY, Frame, bar_axes, bar_chart, bar_frame, gap_width
from builder.deck.charts.ink import NO_FILL, Position, body, categories, label, labels, name, points, values
from builder.deck.charts.lines import line_chart
from builder.deck.charts.room import BREAK, Drawn, Room, base_style, corner, with_breaks
from builder.deck.charts.sheet import Cell, Column, Sheet, column_name, end_head
from builder.model import Plot, Shape, Style

TOP: Final[Position] = "t"
BOTTOM: Final[Position] = "b"


@dataclass(frozen=True, slots=True)
class Bar:
    """One floating bar; a single value is a bar from zero."""

    low: float
    high: float
    label: str
    style: Style

    @property
    def outward(self) -> int:
        """Side of the label: away from zero."""
        return -1 if self.high <= 0 and self.low < 0 else 1


@dataclass(frozen=True, slots=True)
class Stack:
    """Columns of one series: its ends, the invisible bar, and the visible ones over and under zero."""

    name: str
    bars: tuple[Bar | None, ...]
    low: int
    high: int
    base: int
    up: int
    down: int


def draw_ranges(plot: Plot, room: Room) -> Drawn:
    """A plot of RANGE marks, and BAR marks for single values. Several series take rows of their own in a category."""
    series = tuple(dict.fromkeys(marks.name for marks in plot.marks))
    rows = _rows(plot, series)
    names = tuple(_row_name(plot, series, row) for row in rows)
    frame = bar_frame(plot, room, names, outside=not plot.horizontal)
    columns = [Column(corner(plot, room), room.row_names(plot, names))]
    stacks = [_stack(plot, s, rows, columns, room) for s in series]
    if plot.horizontal:
        rows_of = [stack.bars for stack in stacks]
        frame = widened(plot, room, frame, [bar for bars in rows_of for bar in bars if bar])
        columns += [empty(columns[0], room), carriers(room, frame, rows_of)]
    sheet = Sheet(tuple(columns))
    bars = [xml for stack in stacks for xml in _series(plot, stack, sheet)]
    if plot.horizontal:
        shown = [label(i, b.label, room.size, room.lang, "inBase") for s in stacks for i, b in _labelled(s)]
        bars = [invisible(sheet, len(columns) - 2), *bars, invisible(sheet, len(columns) - 1, labels(shown))]
    lines = [] if plot.horizontal else [xml for stack in stacks for xml in _line_labels(stack, sheet, room)]
    drawn = [f'<c:ser><c:idx val="{i}"/><c:order val="{i}"/>{xml}</c:ser>' for i, xml in enumerate([*bars, *lines])]
    gap = gap_width(plot, frame, len(rows), 1) if len(series) == 1 else 15
    groups = bar_chart(plot, "".join(drawn[: len(bars)]), gap, stacked=True) + line_chart("".join(drawn[len(bars) :]))
    first = int(plot.horizontal)
    named = range(first + 1, first + 3 * len(stacks), 3)
    unnamed = tuple(i for i in range(len(drawn)) if i not in named)
    return Drawn(sheet, groups + bar_axes(plot, room, frame), frame.inner, unnamed)


Row = tuple[int | None, str]
"""Category and series; a row without series parts two categories, one without category is a break of the axis."""


def _rows(plot: Plot, series: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for at, i in enumerate(with_breaks(plot)):
        if at and len(series) > 1:
            rows.append((None, ""))
        rows += [(i, s) for s in series] if i is not None else [(None, series[0])]
    return rows


def _row_name(plot: Plot, series: Sequence[str], row: Row) -> str:
    category, owner = row
    if category is None:
        return BREAK if owner else ""
    return plot.categories[category] if series.index(owner) == (len(series) - 1) // 2 else ""


def _bar(plot: Plot, category: int, owner: str) -> Bar | None:
    for marks in plot.marks:
        value = marks.values[category]
        if marks.name != owner or value is None:
            continue
        low = marks.lows[category] if marks.shape is Shape.RANGE else 0.0
        ends = sorted((value if low is None else low, value))
        return Bar(ends[0], ends[1], marks.labels[category], marks.styles[category])
    return None


def _stack(plot: Plot, owner: str, rows: Sequence[Row], columns: list[Column], room: Room) -> Stack:
    """Adds the series' columns. Both ends are typed, the others are formulas of these."""
    bars = tuple(_bar(plot, i, owner) if i is not None and s == owner else None for i, s in rows)
    low, high = column_name(len(columns)), column_name(len(columns) + 1)
    first = len(columns)
    lows: list[Cell] = [b.low if b else None for b in bars]
    highs: list[Cell] = [b.high if b else None for b in bars]
    columns += [
        Column(end_head(owner, room.heads.low), tuple(lows)),
        Column(end_head(owner, room.heads.high), tuple(highs)),
    ]
    computed: tuple[tuple[str, str, Callable[[Bar], float]], ...] = (
        (room.heads.aid, "=MAX({l},0)+MIN({h},0)", lambda b: max(b.low, 0.0) + min(b.high, 0.0)),
        (owner, "=MAX({h},0)-MAX({l},0)", lambda b: max(b.high, 0.0) - max(b.low, 0.0)),
        (room.heads.below.format(name=owner), "=MIN({l},0)-MIN({h},0)", lambda b: min(b.low, 0.0) - min(b.high, 0.0)),
    )
    for heading, formula, result in computed:
        cells = tuple(None if b is None else result(b) for b in bars)
        formulas = tuple(formula.format(l=f"{low}{r}", h=f"{high}{r}") for r in range(2, len(bars) + 2))
        columns.append(Column(heading, cells, formulas))
    return Stack(owner, bars, *range(first, first + 5))


def _series(plot: Plot, stack: Stack, sheet: Sheet) -> list[str]:
    """The invisible bar, and the visible ones over and under zero."""
    styles = [bar.style for bar in stack.bars if bar]
    if not styles:
        styles = [marks.styles[0] for marks in plot.marks if marks.name == stack.name]
    base = base_style(plot, stack.name, styles)
    every = [bar.style if bar else base for bar in stack.bars]
    look = f'{body(base)}<c:invertIfNegative val="0"/>{points(every, base, {s: body(s) for s in every}, bar=True)}'
    visible = [f"{name(sheet, c)}{look}{categories(sheet)}{values(sheet, c)}" for c in (stack.up, stack.down)]
    return [invisible(sheet, stack.base), *visible]


def invisible(sheet: Sheet, column: int, shown: str = "") -> str:
    """Bars that carry others, or labels."""
    return (
        f'{name(sheet, column)}{NO_FILL}<c:invertIfNegative val="0"/>{shown}{categories(sheet)}{values(sheet, column)}'
    )


def empty(like: Column, room: Room) -> Column:
    """What an invisible series before the others shows: of rows LibreOffice counts a legend's entries from the end,
    so that as many must be left out before those that it names as after them."""
    return Column(room.heads.aid, (None,) * len(like.cells))


def _labelled(stack: Stack) -> list[tuple[int, Bar]]:
    return [(i, bar) for i, bar in enumerate(stack.bars) if bar and bar.label]


def _line_labels(stack: Stack, sheet: Sheet, room: Room) -> list[str]:
    """Invisible lines along the ends: stacked bars cannot have labels beyond their ends."""
    found = []
    for outward, column, side in ((1, stack.high, TOP), (-1, stack.low, BOTTOM)):
        mine = [(i, bar) for i, bar in _labelled(stack) if bar.outward == outward]
        if mine:
            shown = labels([label(i, bar.label, room.size, room.lang, side) for i, bar in mine])
            look = '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>'
            ends = f"{categories(sheet)}{values(sheet, column)}"
            found.append(f'{name(sheet, column)}{look}{shown}{ends}<c:smooth val="0"/>')
    return found


def widened(plot: Plot, room: Room, frame: Frame, bars: Sequence[Bar]) -> Frame:
    """With the scale so long that labels find room after the bars."""
    first = plot.axis.minimum if plot.axis.shown else 0.0
    last = plot.axis.maximum if plot.axis.shown else 0.0
    ends = [end for bar in bars for end in (bar.low, bar.high)]
    low, high = min([first, *ends]), max([last, *ends])
    shares = [(bar, min((room.text(bar.label) + AWAY) / frame.inner.width, 0.4)) for bar in bars]
    for _ in range(24):
        span = high - low
        high = max([high, *(bar.high + share * span for bar, share in shares if bar.outward > 0)])
        low = min([low, *(bar.low - share * span for bar, share in shares if bar.outward < 0)])
    return Frame(frame.inner, low, high if high > low else low + 1.0)


def carriers(room: Room, frame: Frame, series: Sequence[Sequence[Bar | None]]) -> Column:
    """Invisible bars beyond the others, as long as their labels."""
    scale = ((frame.high or 0.0) - (frame.low or 0.0)) / frame.inner.width
    cells: list[Cell] = [None] * len(series[0])
    for bars in series:
        for i, bar in enumerate(bars):
            if bar and bar.label:
                cells[i] = round(bar.outward * (room.text(bar.label) + AWAY) * scale, 6)
    return Column(room.heads.aid, tuple(cells))
