"""Waterfalls as stacked columns on an invisible one, which every program draws.

Typed are the levels and the changes; where a column begins and in which role it is drawn is computed from them, so
that an edit moves all that follows, and a change that turns its sign turns its colour. Lines only run across, so that
between rows there are rows of their own for the connectors: bars as thin as a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final, NamedTuple, TypeVar

from builder.deck.charts.bars import Frame, bar_axes, bar_chart, bar_frame, gap_width, upright
from builder.deck.charts.ink import body, categories, label, labels, line, name, points, values
from builder.deck.charts.lines import line_chart
from builder.deck.charts.ranges import Bar as Floating
from builder.deck.charts.ranges import carriers, empty, invisible, widened
from builder.deck.charts.room import Drawn, Room, base_style, corner
from builder.deck.charts.sheet import Column, Sheet
from builder.deck.palette import scheme
from builder.model import Marks, Paint, Plot, Shape, Style

T = TypeVar("T")

_BASE: Final = 3
"""The column of the invisible bars, behind names, typed values (B) and what they have come to (C)."""
_MOST_LINES: Final = 8
"""Of a category, where there is no room for rows either."""
_JOIN: Final = 9_525
_THIN: Final = 0.75
"""Thickness of a connector, EMU and pt."""
_NOTHING: Final = ""
"""What a formula gives where nothing is drawn: of a bar of no height some programs draw the edge."""
_STRANDS: Final = 3
"""Lines that hold all connectors, each with a gap between two of its own."""
_UNSEEN: Final = '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>'


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` as typed, from `start`; drawn in the role of `marks`, a level where these have no bases."""

    value: float
    start: float
    label: str
    style: Style
    marks: Marks

    @property
    def ends(self) -> tuple[float, float]:
        return min(self.start, self.start + self.value), max(self.start, self.start + self.value)

    @property
    def level(self) -> float:
        """What it leads to."""
        return self.start + self.value

    @property
    def side(self) -> int:
        """Of the label: away from zero."""
        low, high = self.ends
        return -1 if high <= 0 and low < 0 else 1


class Computed(NamedTuple):
    """Results and formulas, one a bar."""

    cells: tuple[float, ...]
    formulas: tuple[str, ...]


def draw_waterfall(plot: Plot, room: Room) -> Drawn:
    """A plot of BAR marks, one a role, of which some have `bases`. Every category has its bar."""
    bars = [_bar(plot, i) for i in range(len(plot.categories))]
    columns = _typed(plot, bars, room)
    under = [True] if any(bar.ends[0] < 0 for bar in bars) else []
    roles = [(marks, below) for below in (False, *under) for marks in plot.marks]
    columns += [_role(plot, bars, marks, below, room) for marks, below in roles]
    pads = len(roles) - len(plot.marks) if plot.horizontal else 0
    columns += [empty(columns[0], room)] * min(pads, 1)
    draw = _in_rows if plot.horizontal else _in_columns
    frame, sheet, thick, thin = draw(plot, bars, columns, room)
    solid = [*[invisible(sheet, len(columns) - 1)] * pads, invisible(sheet, _BASE)]
    solid += [_seen(plot, bars, m, sheet, _BASE + 1 + i) for i, (m, _) in enumerate(roles)] + thick
    series = [f'<c:ser><c:idx val="{i}"/><c:order val="{i}"/>{xml}</c:ser>' for i, xml in enumerate([*solid, *thin])]
    gap = 0 if plot.horizontal else gap_width(plot, frame, len(bars), 1)
    groups = bar_chart(plot, "".join(series[: len(solid)]), gap, stacked=True)
    groups += line_chart("".join(series[len(solid) :]))
    unnamed = tuple(i for i in range(len(series)) if not 1 + pads <= i <= len(plot.marks) + pads)
    return Drawn(sheet, groups + bar_axes(plot, room, frame, whole=plot.horizontal), frame.inner, unnamed)


Layout = tuple[Frame, Sheet, list[str], list[str]]
"""The frame, the workbook, and what is drawn beside the bars of the roles: further bars, and lines."""


def _in_columns(plot: Plot, bars: Sequence[Bar], columns: Sequence[Column], room: Room) -> Layout:
    """With connectors, and labels over the ends."""
    spans = _spans(plot, bars)
    frame = bar_frame(spans, room, plot.categories, outside=True, tallest=_MOST_LINES)
    strands = list(_strands(bars, room))
    sides = [side for side in (1, -1) if any(bar.side == side for bar in bars)]
    sheet = Sheet((*columns, *strands, *(_end(plot, bars, side, room) for side in sides)))
    first = len(columns)
    thin = [_connector(sheet, first + i) for i in range(len(strands))]
    thin += [_line_labels(spans, bars, s, sheet, first + len(strands) + i, room) for i, s in enumerate(sides)]
    return frame, sheet, [], thin


def _in_rows(plot: Plot, bars: Sequence[Bar], columns: Sequence[Column], room: Room) -> Layout:
    """With labels on invisible bars beyond the others, and connectors in the rows between them."""
    floating = [Floating(*bar.ends, bar.label, bar.style) for bar in bars]
    frame = bar_frame(_spans(plot, bars), room, plot.categories, outside=False)
    frame = widened(plot, room, frame, floating)
    beyond = carriers(room, frame, [floating]).cells
    width = _THIN * ((frame.high or 0.0) - (frame.low or 0.0)) / frame.inner.width
    joins = tuple(width if bar.level >= 0 else -width for bar in bars)
    signed = tuple(f"=IF(C{_row(plot, i)}<0,-1,1)*{width:.6g}" for i in range(len(bars)))
    typed = tuple(f"={cell:.15g}" if isinstance(cell, float) else "" for cell in beyond)
    aid = Column(room.heads.aid, _laid(plot, beyond, joins), _laid(plot, typed, signed))
    sheet = Sheet((*columns, aid))
    look = body(Style(Paint.GREY))
    shown = "".join(
        f'<c:dPt><c:idx val="{2 * i + 1}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{look}</c:dPt>'
        for i in range(len(bars) - 1)
    )
    shown += labels(
        [label(2 * i, bar.label, room.size, room.lang, "inBase") for i, bar in enumerate(bars) if bar.label]
    )
    return frame, sheet, [invisible(sheet, len(columns), shown)], []


def _row(plot: Plot, index: int) -> int:
    """The row of a bar in the workbook, under the headings."""
    return (2 * index if plot.horizontal else index) + 2


def _laid(plot: Plot, cells: Sequence[T], between: Sequence[T]) -> tuple[T, ...]:
    """Of each bar; in rows with what stands between it and the next, `between` being of each or of all of these."""
    if not plot.horizontal:
        return tuple(cells)
    gaps = [*between] * (len(cells) if len(between) == 1 else 1)
    return tuple(cell for pair in zip_longest(cells, gaps[: len(cells) - 1]) for cell in pair)[:-1]


def _bar(plot: Plot, index: int) -> Bar:
    found = ((marks, marks.values[index]) for marks in plot.marks)
    marks, value = next((marks, value) for marks, value in found if value is not None)
    start = (marks.bases[index] if marks.bases else None) or 0.0
    return Bar(value, start, marks.labels[index], marks.styles[index], marks)


def _spans(plot: Plot, bars: Sequence[Bar]) -> Plot:
    """The bars as ranges, which is how they take their room."""
    lows, highs = zip(*(bar.ends for bar in bars), strict=True)
    looks, texts = tuple(bar.style for bar in bars), tuple(bar.label for bar in bars)
    return replace(plot, marks=(Marks(Shape.RANGE, "", highs, texts, looks, lows),))


def _typed(plot: Plot, bars: Sequence[Bar], room: Room) -> list[Column]:
    """Names, values, what they have come to, and what lifts each bar, or connector, to where it begins."""
    rows = [_row(plot, i) for i in range(len(bars))]
    sums = tuple(
        f"=B{row}" if not bar.marks.bases or not i else f"=C{rows[i - 1]}+B{row}"
        for i, (row, bar) in enumerate(zip(rows, bars, strict=True))
    )
    names, values = room.row_names(plot, plot.categories), tuple(bar.value for bar in bars)
    levels = tuple(bar.level for bar in bars)
    base = _computed(plot, bars, "MAX({low},0)+MIN({high},0)", lambda low, high: max(low, 0.0) + min(high, 0.0))
    return [
        Column(corner(plot, room), _laid(plot, names, ("",))),
        Column(room.heads.value, _laid(plot, values, (None,))),
        Column(room.heads.level, _laid(plot, levels, (None,)), _laid(plot, sums, ("",))),
        Column(
            room.heads.aid,
            _laid(plot, base.cells, levels),
            _laid(plot, base.formulas, tuple(f"=C{row}" for row in rows)),
        ),
    ]


def _computed(plot: Plot, bars: Sequence[Bar], formula: str, result: Callable[[float, float], float]) -> Computed:
    """What is computed from the ends of each bar, which the formula names `{low}` and `{high}`."""
    formulas = []
    for i, bar in enumerate(bars):
        row = _row(plot, i)
        ends = f"{f'C{_row(plot, i - 1)}' if bar.marks.bases and i else 0},C{row}"
        formulas.append(f"={formula.format(low=f'MIN({ends})', high=f'MAX({ends})', row=row)}")
    return Computed(tuple(result(*bar.ends) for bar in bars), tuple(formulas))


def _role(plot: Plot, bars: Sequence[Bar], marks: Marks, below: bool, room: Room) -> Column:
    """The bars of one role over or under zero; where changes go both ways, their sign decides."""
    body_ = "MIN({low},0)-MIN({high},0)" if below else "MAX({high},0)-MAX({low},0)"
    both = sum(bool(one.bases) for one in plot.marks) > 1
    down = any(value is not None and value < 0 for value in marks.values)
    asked = f"IF(B{{row}}{'<' if down else '>='}0,{body_},0)" if both and marks.bases else body_
    head = room.heads.below.format(name=marks.name) if below else marks.name
    every = _computed(
        plot,
        bars,
        asked,
        (lambda low, high: min(low, 0.0) - min(high, 0.0))
        if below
        else (lambda low, high: max(high, 0.0) - max(low, 0.0)),
    )
    mine = [bool(bar.marks.bases) == bool(marks.bases) for bar in bars]
    cells = tuple(
        (cell or _NOTHING if bar.marks is marks else _NOTHING) if own else None
        for cell, bar, own in zip(every.cells, bars, mine, strict=True)
    )
    return Column(head, _laid(plot, cells, (None,)), _laid(plot, every.formulas, ("",)))


def _strands(bars: Sequence[Bar], room: Room) -> Iterator[Column]:
    """Each connector stands in two rows; between two of a strand a row is free, so that they are not joined."""
    count = len(bars)
    for strand in range(min(_STRANDS, count - 1)):
        starts = [i - (i - strand) % _STRANDS for i in range(count)]
        shown = [start >= 0 and i - start < 2 and start + 1 < count for i, start in enumerate(starts)]
        ends = [bars[start].level for start in starts]
        cells = tuple(end if seen else None for end, seen in zip(ends, shown, strict=True))
        yield Column(room.heads.aid, cells, tuple(f"=C{start + 2}" for start in starts))


def _end(plot: Plot, bars: Sequence[Bar], side: int, room: Room) -> Column:
    head = room.heads.high if side > 0 else room.heads.low
    return Column(
        head, *_computed(plot, bars, "{high}" if side > 0 else "{low}", lambda low, high: high if side > 0 else low)
    )


def _seen(plot: Plot, bars: Sequence[Bar], marks: Marks, sheet: Sheet, column: int) -> str:
    """Bars of one role; where the others stand, the look of the role, so that an edit may bring them here."""
    base = base_style(plot, marks.name, [bar.style for bar in bars if bar.marks is marks])
    every = _laid(plot, [bar.style if bar.marks is marks else base for bar in bars], (base,))
    drawn = f'{body(base)}<c:invertIfNegative val="0"/>{points(every, base, {s: body(s) for s in every}, bar=True)}'
    return f"{name(sheet, column)}{drawn}{categories(sheet)}{values(sheet, column)}"


def _connector(sheet: Sheet, column: int) -> str:
    stroke = f"<c:spPr>{line(scheme(Paint.GREY), _JOIN)}</c:spPr>"
    drawn = f'{stroke}<c:marker><c:symbol val="none"/></c:marker>'
    return f'{name(sheet, column)}{drawn}{categories(sheet)}{values(sheet, column)}<c:smooth val="0"/>'


def _line_labels(spans: Plot, bars: Sequence[Bar], side: int, sheet: Sheet, column: int, room: Room) -> str:
    """An invisible line along the ends: stacked columns cannot have labels beyond them."""
    turned = upright(spans, room)
    shown = [
        label(i, bar.label, room.size, room.lang, "t" if side > 0 else "b", upright=turned)
        for i, bar in enumerate(bars)
        if bar.label and bar.side == side
    ]
    return f'{name(sheet, column)}{_UNSEEN}{labels(shown)}{categories(sheet)}{values(sheet, column)}<c:smooth val="0"/>'
