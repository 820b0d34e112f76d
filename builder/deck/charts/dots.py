"""Dots, joined dots and ranges on a scale of any kind: XY charts, whose categories are labels of an invisible series.

No native chart has dots beside category names down its side. Rows stand at 0.5, 1.5, … of the second axis; lines are
pairs of points with a gap after each, computed in the workbook from the ends that stand in it. The longest series
comes first: LibreOffice drops a first series that is shorter than another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from builder.deck.charts.axes import CATEGORY, VALUE, log_base, step, tick_format, value_axis
from builder.deck.charts.ink import Position, label, labels, line, name, values
from builder.deck.charts.marker import SYMBOLS, dot
from builder.deck.charts.room import BREAK, PITCH, Drawn, Inner, Room, base_style, with_breaks
from builder.deck.charts.sheet import Cell, Column, Sheet, column_name
from builder.deck.palette import scheme
from builder.model import Marks, Paint, Plot, Shape, Style

DOT: Final = 12
_JOIN: Final = 25_400
_THICK: Final = 14 * 12_700
"""Thickness of a range, EMU."""
_REACH: Final = 8.0
"""From a dot's middle to its label, pt."""

_AIR: Final = "\u00a0"
"""Keeps a name from the axis."""

_PLACE, _LOW = 1, 2
"""Columns of the rows' places and of the scale's low end."""


@dataclass(frozen=True, slots=True)
class Row:
    """A category, or a break of the axis (None), at its place."""

    category: int | None
    at: float

    def of(self, cells: Sequence[float | None]) -> float | None:
        return None if self.category is None else cells[self.category]


@dataclass(frozen=True, slots=True)
class Grid:
    """`lines` are the rows' names as they are wrapped."""

    rows: tuple[Row, ...]
    lines: tuple[str, ...]
    low: float
    high: float
    inner: Inner
    columns: list[Column] = field(default_factory=list)

    def add(self, column: Column) -> int:
        self.columns.append(column)
        return len(self.columns) - 1


@dataclass(frozen=True, slots=True)
class Xy:
    """A series: columns of its heading, values and places, and its looks."""

    heading: int
    value: int
    place: int
    look: str
    labels: str = ""
    stroke: str = ""
    named: bool = False


def draw_dots(plot: Plot, room: Room) -> Drawn:
    """A plot of POINT and RANGE marks over categories."""
    grid = _grid(plot, room)
    grid.add(Column(plot.unit, tuple(_row_name(plot, row) for row in grid.rows)))
    grid.add(Column(" ", tuple(row.at for row in grid.rows)))
    grid.add(Column(" ", tuple(grid.low for _ in grid.rows)))
    typed = {id(marks): _typed(marks, grid) for marks in plot.marks}
    series: list[Xy] = []
    if plot.kind == "dumbbell":
        series.append(_joined(plot, grid, [typed[id(marks)][0] for marks in plot.marks]))
    for marks in plot.marks:
        drawn = _ranges if marks.shape is Shape.RANGE else _dots
        series += drawn(plot, marks, grid, room, typed[id(marks)])
    series += [*_ticks(plot, grid, room), _names(plot, grid, room)]
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


def _row_name(plot: Plot, row: Row) -> str:
    return BREAK if row.category is None else plot.categories[row.category]


def _typed(marks: Marks, grid: Grid) -> tuple[int, int]:
    """The columns that an editor changes: values, or both ends of ranges."""
    highs = tuple(row.of(marks.values) for row in grid.rows)
    if marks.shape is not Shape.RANGE:
        column = grid.add(Column(marks.name, highs))
        return column, column
    lows = tuple(row.of(marks.lows) for row in grid.rows)
    return grid.add(Column(f"{marks.name} (min)", lows)), grid.add(Column(f"{marks.name} (max)", highs))


def _names(plot: Plot, grid: Grid, room: Room) -> Xy:
    """The categories: labels before the low end of the scale."""
    side: Position = "l" if plot.horizontal else "b"
    end = _AIR if plot.horizontal else ""
    lines = ("\n".join(line + end for line in text.split("\n")) for text in grid.lines)
    shown = [label(i, text, room.size, room.lang, side) for i, text in enumerate(lines)]
    return Xy(_PLACE, _LOW, _PLACE, _invisible(), labels(shown))


def _ticks(plot: Plot, grid: Grid, room: Room) -> list[Xy]:
    """Labels of a scale that no number format can print."""
    if not plot.axis.shown or tick_format(plot.axis):
        return []
    ticks = [tick for tick in plot.axis.ticks if grid.low <= tick.value <= grid.high]
    value = grid.add(Column(" ", tuple(tick.value for tick in ticks)))
    place = grid.add(Column(" ", tuple(0.0 for _ in ticks)))
    side: Position = "b" if plot.horizontal else "l"
    shown = [label(i, tick.label, room.small, room.lang, side) for i, tick in enumerate(ticks)]
    return [Xy(value, value, place, _invisible(), labels(shown))]


def _dots(plot: Plot, marks: Marks, grid: Grid, room: Room, typed: tuple[int, int]) -> list[Xy]:
    """One series a style: not every program draws single dots of a series in colours of their own."""
    base = base_style(plot, marks.name, marks.styles)
    present = [i for i, v in enumerate(marks.values) if v is not None]
    styles = dict.fromkeys(marks.styles[i] for i in present) or {base: None}
    symbol = "circle" if plot.kind == "dumbbell" else SYMBOLS[_rank(plot, marks) % len(SYMBOLS)]
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
                _side(plot, marks, row.category),
            )
            for i, row in enumerate(grid.rows)
            if row.category is not None and mine[i] and marks.labels[row.category]
        ]
        series.append(Xy(column, column, _PLACE, dot(style, DOT, symbol), labels(shown), named=style == base))
    return series


def _chosen(marks: Marks, grid: Grid, typed: int, mine: Sequence[bool]) -> Column:
    """The typed values of some rows."""
    cells = tuple(row.of(marks.values) if own else None for row, own in zip(grid.rows, mine, strict=True))
    return Column(marks.name, cells, tuple(f"={column_name(typed)}{i + 2}" for i in range(len(cells))))


def _ranges(plot: Plot, marks: Marks, grid: Grid, room: Room, typed: tuple[int, int]) -> list[Xy]:
    """Thick lines from low to high, one series a style, because a line has one look."""
    base = base_style(plot, marks.name, marks.styles)
    styles = dict.fromkeys(s for s, v in zip(marks.styles, marks.values, strict=True) if v is not None)
    low, high = (column_name(column) for column in typed)
    series = []
    for style in sorted(styles, key=lambda style: style != base):

        def ends(row: Row, number: int, style: Style = style) -> Ends | None:
            a, b = row.of(marks.lows), row.of(marks.values)
            if row.category is None or a is None or b is None or marks.styles[row.category] != style:
                return None
            return a, b, f"={low}{number}", f"={high}{number}"

        shown = [
            label(3 * i + 1, marks.labels[row.category], room.size, room.lang, "r" if plot.horizontal else "t")
            for i, row in enumerate(grid.rows)
            if row.category is not None and ends(row, 0) and marks.labels[row.category]
        ]
        stroke = line(scheme(style.paint), _THICK, "sysDash" if style.hatched else "")
        series.append(_segments(plot, grid, ends, stroke, labels(shown), marks.name))
    return series


def _joined(plot: Plot, grid: Grid, typed: Sequence[int]) -> Xy:
    """The lines between the outermost dots of each row, from edge to edge of the dots."""
    first, last = column_name(min(typed)), column_name(max(typed))
    share = DOT / 2 / (grid.inner.width if plot.horizontal else grid.inner.height)
    sign, step_ = ("*", (grid.high / grid.low) ** share) if plot.axis.log else ("+", (grid.high - grid.low) * share)
    back = "/" if plot.axis.log else "-"

    def ends(row: Row, at: int) -> Ends | None:
        found = [v for v in (row.of(marks.values) for marks in plot.marks) if v is not None]
        if len(found) < 2:
            return None
        low, high = min(found), max(found)
        low, high = (low * step_, high / step_) if plot.axis.log else (low + step_, high - step_)
        cells = f"{first}{at}:{last}{at}"
        return (low, high, f"=MIN({cells}){sign}{step_:.6g}", f"=MAX({cells}){back}{step_:.6g}") if low < high else None

    return _segments(plot, grid, ends, line(scheme(Paint.GREY), _JOIN))


Ends = tuple[float, float, str, str]
"""Both ends of a line and the formulas that compute them."""


def _segments(
    plot: Plot,
    grid: Grid,
    ends: Callable[[Row, int], Ends | None],
    stroke: str,
    shown: str = "",
    heading: str = " ",
) -> Xy:
    """A series of one line a row. Where the vertical coordinate is missing, the line has a gap."""
    cells: list[Cell] = []
    formulas: list[str] = []
    places: list[Cell] = []
    for i, row in enumerate(grid.rows):
        found = ends(row, i + 2)
        a, b, first, last = found or (grid.low, grid.low, "", "")
        cells += [a, b, b] if plot.horizontal else [a, b, None] if found else [None] * 3
        formulas += [first or f"={a:.15g}", last or f"={b:.15g}", last or f"={b:.15g}"]
        gap = plot.horizontal
        places += [row.at, row.at, None if gap else row.at] if found or not gap else [None] * 3
    computed = any(not formula[1:2].isdigit() and formula[1:2] != "-" for formula in formulas)
    value = grid.add(Column(heading, tuple(cells), tuple(formulas) if computed else ()))
    place = grid.add(Column(" ", tuple(places)))
    return Xy(value, value, place, _invisible(), shown, stroke, named=heading != " ")


def _invisible() -> str:
    return dot(Style(Paint.GREY), 0)


def _rank(plot: Plot, marks: Marks) -> int:
    return list(dict.fromkeys(m.name for m in plot.marks)).index(marks.name)


def _side(plot: Plot, marks: Marks, category: int) -> Position:
    """Outer dots of a category bear their labels outside, those between them across the scale."""
    there = [(m.values[category], i) for i, m in enumerate(plot.marks) if m.values[category] is not None]
    ranked = [i for _, i in sorted(there, key=lambda pair: (pair[0] or 0.0, pair[1]))]
    mine = next(i for i, m in enumerate(plot.marks) if m is marks)
    if mine == ranked[-1]:
        return "r" if plot.horizontal else "t"
    if mine == ranked[0]:
        return "l" if plot.horizontal else "b"
    return "t" if plot.horizontal else "r"


def _grid(plot: Plot, room: Room) -> Grid:
    order = with_breaks(plot)
    places = [len(order) - i - 0.5 if plot.horizontal else i + 0.5 for i in range(len(order))]
    rows = tuple(Row(category, at) for category, at in zip(order, places, strict=True))
    names = [_row_name(plot, row) for row in rows]
    low, high = _extent(plot)
    top = room.head(plot)
    several = len(plot.marks) > 1
    if plot.horizontal:
        ticks = room.small * PITCH + 6 if plot.axis.shown else 2.0
        beside = room.widest([text for marks in plot.marks for text in marks.labels]) + _REACH + 6
        width = min(room.widest(names), room.width * 0.36)
        inner = Inner(width + 18, top, room.width - width - 18 - beside, room.height - top - ticks)
        lead, length = (beside if several else _REACH), inner.width
    else:
        left = room.widest([t.label for t in plot.axis.ticks], room.small) + 12 if plot.axis.shown else 4.0
        beyond = room.size * PITCH + _REACH
        width = (room.width - left) / max(len(names), 1) - 6
        bottom = room.lines(names, width) * room.size * PITCH + 10
        inner = Inner(left, top + beyond, room.width - left - 4, room.height - top - beyond - bottom)
        lead, length = (beyond if several else _REACH), inner.height
    if not plot.axis.shown and not plot.axis.log:
        low -= (high - low) * max(lead - _lead(plot, low, high) * length, 0) / length
    wrapped = tuple("\n".join(room.ruler.wrap(text, room.size, max(width, room.size * 2))) for text in names)
    return Grid(rows, wrapped, low, high, inner)


def _extent(plot: Plot) -> tuple[float, float]:
    if plot.axis.shown or plot.axis.log:
        return plot.axis.minimum, plot.axis.maximum
    found = [v for marks in plot.marks for v in (*marks.values, *marks.lows) if v is not None]
    low, high = min([*found, 0.0]), max([*found, 0.0])
    return (low, high) if high > low else (low, low + 1.0)


def _lead(plot: Plot, low: float, high: float) -> float:
    """How far from the low end the lowest dot stands, as a share of the scale."""
    found = [v for marks in plot.marks for v in marks.values if v is not None]
    return (min(found) - low) / (high - low) if found else 1.0


def _is_labelled(plot: Plot) -> bool:
    """Whether every mark says its value; then lines across the scale are but in the way."""
    return all(
        label_ for m in plot.marks for label_, value in zip(m.labels, m.values, strict=True) if value is not None
    )


def _axes(plot: Plot, room: Room, grid: Grid) -> str:
    axis, form = plot.axis, tick_format(plot.axis)
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
