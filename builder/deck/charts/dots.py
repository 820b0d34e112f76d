"""Dots, joined dots and ranges on a scale of any kind: XY charts, whose categories are labels of an invisible series.

No native chart has dots beside category names down its side. Rows stand at 0.5, 1.5, … of the second axis; lines are
pairs of points with a gap after each, computed in the workbook from the ends that stand in it. The longest series
comes first: LibreOffice drops a first series that is shorter than another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from builder.chart.likeness import patterns
from builder.deck.charts.axes import CATEGORY, VALUE, Format, log_base, own_format, step, value_axis
from builder.deck.charts.ink import Position, label, labels, line, name, values
from builder.deck.charts.marker import SYMBOLS, dot
from builder.deck.charts.placing import Place, Spot, placed
from builder.deck.charts.room import Drawn, Room, base_style, corner
from builder.deck.charts.rows import DOT, LOW, PLACE, Grid, Xy, grid_of, invisible, row_name
from builder.deck.charts.sheet import Column, Sheet, column_name, end_head
from builder.deck.charts.strokes import guides, joined, ranges
from builder.deck.palette import scheme
from builder.diagram.placement import Box
from builder.model import Marks, Paint, Plot, Shape, Tick

_HAIRLINE: Final = 9_525
_BESIDE: Final = 4.0
"""From a name to the axis, pt."""
_AIR: Final = "\u00a0"
"""Keeps a name from the axis."""


def draw_dots(plot: Plot, room: Room) -> Drawn:
    """A plot of POINT and RANGE marks over categories."""
    grid = grid_of(plot, room)
    grid.add(Column(corner(plot, room), tuple(row_name(plot, row) for row in grid.rows)))
    grid.add(Column(room.heads.aid, tuple(row.at for row in grid.rows)))
    grid.add(Column(room.heads.aid, tuple(grid.low for _ in grid.rows)))
    typed = {id(marks): _typed(marks, grid, room) for marks in plot.marks}
    series: list[Xy] = []
    if plot.kind == "dumbbell":
        series += joined(plot, grid, room, [typed[id(marks)][0] for marks in plot.marks])
    dots = [marks for marks in plot.marks if marks.shape is Shape.POINT]
    guided = plot.horizontal and len(dots) == len(plot.marks)
    if guided:
        series.append(guides(plot, grid, room, [typed[id(marks)][0] for marks in dots]))
    places = _places(plot, dots, grid, room)
    for marks in plot.marks:
        if marks.shape is Shape.RANGE:
            series += ranges(plot, marks, grid, room, typed[id(marks)])
        else:
            series += _dots(plot, marks, grid, room, typed[id(marks)], places, guided)
    series += [*_ticks(plot, grid, room), *_zero(plot, grid, room), _names(plot, grid, room)]
    sheet = Sheet(tuple(grid.columns))
    longest = _longest(series, sheet)
    series.sort(key=lambda s: s is not longest)
    xml = "".join(_series(i, s, sheet, plot) for i, s in enumerate(series))
    groups = (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{xml}'
        f'<c:axId val="{CATEGORY}"/><c:axId val="{VALUE}"/></c:scatterChart>'
    )
    unnamed = tuple(i for i, s in enumerate(series) if not s.named)
    return Drawn(sheet, groups + _axes(plot, room, grid), grid.inner, unnamed)


def _longest(series: Sequence[Xy], sheet: Sheet) -> Xy:
    return max(series, key=lambda s: len(sheet.columns[s.value].cells))


def _series(index: int, s: Xy, sheet: Sheet, plot: Plot) -> str:
    across, upright = (s.value, s.place) if plot.horizontal else (s.place, s.value)
    stroke = s.stroke or '<a:ln w="19050"><a:noFill/></a:ln>'
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{name(sheet, s.heading)}<c:spPr>{stroke}</c:spPr>'
        f"{s.look}{s.labels}{values(sheet, across, 'xVal')}{values(sheet, upright, 'yVal')}"
        '<c:smooth val="0"/></c:ser>'
    )


def _typed(marks: Marks, grid: Grid, room: Room) -> tuple[int, int]:
    """The columns that an editor changes: values, or both ends of ranges."""
    highs = tuple(row.of(marks.values) for row in grid.rows)
    if marks.shape is not Shape.RANGE:
        column = grid.add(Column(marks.name, highs))
        return column, column
    lows = tuple(row.of(marks.lows) for row in grid.rows)
    low, high = (end_head(marks.name, end) for end in (room.heads.low, room.heads.high))
    return grid.add(Column(low, lows)), grid.add(Column(high, highs))


def _names(plot: Plot, grid: Grid, room: Room) -> Xy:
    """The categories: labels before the low end of the scale."""
    side: Position = "l" if plot.horizontal else "b"
    end = _AIR if plot.horizontal else ""
    lines = ("\n".join(line + end for line in text.split("\n")) for text in grid.lines)
    shown = [label(i, text, room.size, room.lang, side) for i, text in enumerate(lines)]
    return Xy(PLACE, LOW, PLACE, invisible(), labels(shown))


def _ticks(plot: Plot, grid: Grid, room: Room) -> list[Xy]:
    """Labels of a scale that no number format can print, or has no room for all of."""
    if not plot.axis.shown or _format(plot, grid, room):
        return []
    ticks = _all_ticks(plot, grid)[:: _stride(plot, grid, room)]
    value = grid.add(Column(room.heads.aid, tuple(tick.value for tick in ticks)))
    place = grid.add(Column(room.heads.aid, tuple(0.0 for _ in ticks)))
    side: Position = "b" if plot.horizontal else "l"
    shown = [label(i, tick.label, room.small, room.lang, side) for i, tick in enumerate(ticks)]
    return [Xy(value, value, place, invisible(), labels(shown))]


def _format(plot: Plot, grid: Grid, room: Room) -> Format | None:
    """Of the scale's labels, where one prints those of the plot and no other: not below a logarithmic scale's end."""
    others = plot.axis.log and grid.low < plot.axis.minimum
    return None if others or _stride(plot, grid, room) > 1 else own_format(plot.axis)


def _all_ticks(plot: Plot, grid: Grid) -> list[Tick]:
    return [tick for tick in plot.axis.ticks if grid.low <= tick.value <= grid.high]


def _stride(plot: Plot, grid: Grid, room: Room) -> int:
    """Every how many ticks a label finds room."""
    texts = [tick.label for tick in _all_ticks(plot, grid)]
    return room.stride(texts, grid.inner.width) if plot.horizontal else 1


def _zero(plot: Plot, grid: Grid, room: Room) -> list[Xy]:
    """A line where the scale passes zero."""
    found = [v for marks in plot.marks for v in marks.values if v is not None]
    if not found or not min(found) < 0 < max(found):
        return []
    value = grid.add(Column(room.heads.aid, (0.0, 0.0)))
    place = grid.add(Column(room.heads.aid, (0.0, float(len(grid.rows)))))
    return [Xy(value, value, place, invisible(), stroke=line(scheme(Paint.GREY), _HAIRLINE))]


Places = Mapping[tuple[str, int], Place]
"""Of the labels, by series and category."""


def _dots(
    plot: Plot, marks: Marks, grid: Grid, room: Room, typed: tuple[int, int], places: Places, guided: bool
) -> list[Xy]:
    """One series a style: not every program draws single dots of a series in colours of their own. What stands before
    a dot is on a plate of paper, where a line leads to the dot."""
    base = base_style(plot, marks.name, marks.styles)
    present = [i for i, v in enumerate(marks.values) if v is not None]
    styles = dict.fromkeys(marks.styles[i] for i in present) or {base: None}
    symbol = SYMBOLS[_rank(plot, marks, room) % len(SYMBOLS)]
    series = []
    for style in sorted(styles, key=lambda style: style != base):
        mine = [row.category in present and marks.styles[row.category or 0] == style for row in grid.rows]
        column = typed[0] if len(styles) == 1 else grid.add(_chosen(marks, grid, typed[0], mine))
        shown = [
            label(
                i,
                marks.labels[row.category],
                room.size,
                room.lang,
                place.side,
                ground=guided and place.side == "l",
                moved=place.moved(room),
            )
            for i, row in enumerate(grid.rows)
            if row.category is not None and mine[i] and (place := places.get((marks.name, row.category)))
        ]
        series.append(Xy(column, column, PLACE, dot(style, DOT, symbol), labels(shown, False), named=style == base))
    return series


def _chosen(marks: Marks, grid: Grid, typed: int, mine: Sequence[bool]) -> Column:
    """The typed values of some rows."""
    cells = tuple(row.of(marks.values) if own else None for row, own in zip(grid.rows, mine, strict=True))
    return Column(marks.name, cells, tuple(f"={column_name(typed)}{i + 2}" for i in range(len(cells))))


def _rank(plot: Plot, marks: Marks, room: Room) -> int:
    """Of the series among the signs; joined dots are circles where their colours are told apart in grey."""
    if plot.kind != "dumbbell":
        return list(dict.fromkeys(m.name for m in plot.marks)).index(marks.name)
    signs = zip(plot.legend, patterns(plot, room.theme), strict=True)
    return next((sign for key, sign in signs if key.name == marks.name and len(plot.legend) > 1), 0)


def _places(plot: Plot, dots: Sequence[Marks], grid: Grid, room: Room) -> Places:
    """Outer dots of a category bear their labels outside, those between them across the scale, if there is room."""
    first: Position = "l" if plot.horizontal else "b"
    last: Position = "r" if plot.horizontal else "t"
    between: tuple[Position, ...] = ("t", "b") if plot.horizontal else ("r", "l")
    spots: list[Spot[tuple[str, int]]] = []
    for row in grid.rows:
        there = sorted((value, rank) for rank, marks in enumerate(dots) if (value := row.of(marks.values)) is not None)
        for place, (value, rank) in enumerate([*there[-1:], *there[:-1]]):
            wished = (last, *between) if not place else (first, *between) if place == 1 else between
            key, text = (dots[rank].name, row.category or 0), dots[rank].labels[row.category or 0]
            spots.append(Spot(key, *grid.spot(value, row, plot.horizontal, plot.axis.log), text, wished))
    top, inner = room.head(plot), grid.inner
    left = 0.0 if plot.horizontal else inner.left
    frame = Box(left, top, room.width - left, inner.top + inner.height - top)
    return placed(spots, DOT, frame, room, _name_boxes(grid, room) if plot.horizontal else ())


def _name_boxes(grid: Grid, room: Room) -> list[Box]:
    """The names of rows."""
    boxes = []
    for row, text in zip(grid.rows, grid.lines, strict=True):
        height = (text.count("\n") + 1) * room.size
        _, y = grid.spot(grid.high, row, horizontal=True, log=False)
        boxes.append(Box(0, y - height / 2, grid.inner.left - _BESIDE, height))
    return boxes


def _is_labelled(plot: Plot) -> bool:
    """Whether every mark says its value; then lines across the scale are but in the way."""
    return all(
        label_ for m in plot.marks for label_, value in zip(m.labels, m.values, strict=True) if value is not None
    )


def _axes(plot: Plot, room: Room, grid: Grid) -> str:
    axis, form = plot.axis, _format(plot, grid, room)
    own, other = (CATEGORY, VALUE) if plot.horizontal else (VALUE, CATEGORY)
    scale = value_axis(
        "b" if plot.horizontal else "l",
        grid.low,
        grid.high,
        room.small,
        room.lang,
        shown=axis.shown,
        labelled=form is not None,
        format_code=form.code if form else "General",
        base=log_base(axis) if axis.log else None,
        unit=None if axis.log else step(axis),
        grid=axis.log or not _is_labelled(plot),
        own=own,
        other=other,
        between="midCat",
    )
    places = value_axis(
        "l" if plot.horizontal else "b",
        0.0,
        float(max(len(grid.rows), 1)),
        room.small,
        room.lang,
        shown=True,
        labelled=False,
        grid=False,
        rule=True,
        own=other,
        other=own,
        between="midCat",
        crosses="min",
    )
    return scale + places if plot.horizontal else places + scale
