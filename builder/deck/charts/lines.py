"""Lines and areas over ordered categories, with a shown scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from builder.chart.spacing import spread
from builder.deck.charts.axes import category_axis, nearest_format, step, value_axis
from builder.deck.charts.bars import AXES
from builder.deck.charts.ink import Moved, Position, body, categories, label, labels, line, name, values
from builder.deck.charts.marker import dot
from builder.deck.charts.room import BREAK, PITCH, Drawn, Inner, Room, base_style, corner, taken, texts_of, with_breaks
from builder.deck.charts.sheet import Column, Sheet, column_name
from builder.deck.palette import scheme
from builder.model import Marks, Plot, Shape, Stacking, Style

STROKE: Final = 28_575
MOST_DOTS: Final = 16
_DOT: Final = 6
_LEAD: Final = 12.0
"""From the end of a line to a label that was moved, pt."""
_PITCH: Final = 1.25
"""Distance of labels at the ends of lines, in sizes."""
_FOOT: Final = 0.08
"""Share of the scale at its low end where a label would stand on those of the categories."""
_MOST_WRAPPED: Final = 12
"""Categories up to which labels are wrapped rather than skipped."""


@dataclass(frozen=True, slots=True)
class Strand:
    """A line as it is drawn: its column, and what its labels say.

    Where a part is foretold, the whole is dashed and `over` it lies what is known, in a column of its own: of a line
    not every program draws a piece in another look."""

    marks: Marks
    column: int
    labels: tuple[str, ...]
    dashed: bool = False
    over: bool = False


def draw_lines(plot: Plot, room: Room) -> Drawn:
    """A plot of LINE and AREA marks."""
    order = with_breaks(plot)
    names = tuple(BREAK if i is None else plot.categories[i] for i in order)
    form = nearest_format(plot.axis)
    divisor = form.divisor
    columns = [Column(corner(plot, room), names)]
    for marks in plot.marks:
        cells = tuple(None if v is None else v / divisor for v in taken(marks.values, order))
        columns.append(Column(marks.name, cells))
    areas = [(i, m) for i, m in enumerate(plot.marks) if m.shape is Shape.AREA]
    lines = [(i + 1, m) for i, m in enumerate(plot.marks) if m.shape is not Shape.AREA]
    alone = len(areas) == 1 and not lines
    strands = strands_of(plot, [(1, plot.marks[0])] if alone else lines, order, columns, room)
    sheet = Sheet(tuple(columns))
    inner = _inner(plot, room, names)
    groups = ""
    if areas:
        grouping = "standard" if plot.stacking is Stacking.NONE else "stacked"
        series = "".join(_area(plot, i, marks, sheet) for i, marks in areas)
        groups += f'<c:areaChart><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}{AXES}</c:areaChart>'
    dots = len(order) <= MOST_DOTS and not alone
    moved = _moved(plot, inner, room)
    groups += line_chart(draw_strands(plot, strands, len(areas), sheet, order, room, dots, moved))
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
    return Drawn(sheet, groups + axes, inner, (1,) if alone else unnamed(strands))


def strands_of(
    plot: Plot, lines: Sequence[tuple[int, Marks]], order: Sequence[int | None], columns: list[Column], room: Room
) -> tuple[Strand, ...]:
    """The lines of these columns; a column is added for each that is foretold in part."""
    found = []
    for column, marks in lines:
        known = tuple(i is not None and not marks.styles[i].hatched for i in order)
        foretold = any(marks.styles[i].hatched for i in order if i is not None)
        texts = texts_of(plot, marks) if room.named(plot) else marks.labels
        parted = foretold and any(known)
        found.append(Strand(marks, column, texts, dashed=foretold))
        if parted:
            cells = zip(columns[column].cells, known, strict=True)
            columns.append(
                Column(
                    marks.name,
                    tuple(cell if mine else None for cell, mine in cells),
                    tuple(f"={column_name(column)}{row + 2}" for row in range(len(order))),
                )
            )
            found.append(Strand(marks, len(columns) - 1, (), over=True))
    return tuple(found)


def draw_strands(
    plot: Plot,
    strands: Sequence[Strand],
    first: int,
    sheet: Sheet,
    order: Sequence[int | None],
    room: Room,
    dots: bool,
    moved: Mapping[str, Moved],
) -> str:
    """The series of all lines, counted from `first`."""
    return "".join(
        _line(plot, first + i, strand, sheet, order, room, dots, moved.get(strand.marks.name))
        for i, strand in enumerate(strands)
    )


def unnamed(strands: Sequence[Strand], first: int = 0) -> tuple[int, ...]:
    """Lines that the legend leaves out: those under the known part of themselves."""
    return tuple(first + i - 1 for i, strand in enumerate(strands) if strand.over)


def _inner(plot: Plot, room: Room, names: Sequence[str]) -> Inner:
    left = room.widest([tick.label for tick in plot.axis.ticks], room.small) + 12
    named = room.named(plot)
    ends = room.widest([(texts_of(plot, m) if named else m.labels)[-1] for m in plot.marks if m.labels])
    right = ends + 12 + (_LEAD if named else 0.0) if len(plot.marks) > 1 and ends else ends / 2 + 8
    right = max(right, room.text(names[-1]) / 2 + 4 if names else 0.0)
    top = room.head(plot) + room.size * PITCH
    bottom = name_lines(names, room.width - left - right, room) * room.size * PITCH + 8
    return Inner(left, top, room.width - left - right, room.height - top - bottom)


def _moved(plot: Plot, inner: Inner, room: Room) -> dict[str, Moved]:
    """How the labels at the ends of several lines are moved apart, by series; nothing where none would touch."""
    ends = [(m.values[-1] or 0.0, m.name) for m in plot.marks if m.shape is Shape.LINE and m.labels and m.labels[-1]]
    if len(ends) < 2:
        return {}
    scale = inner.height / (plot.axis.maximum - plot.axis.minimum)
    order = sorted(((plot.axis.maximum - value) * scale, i, name) for i, (value, name) in enumerate(ends))
    wanted = [y for y, _, _ in order]
    places = spread(wanted, room.size * _PITCH, 0.0, inner.height - room.size / 2)
    if all(abs(a - b) < 1 for a, b in zip(wanted, places, strict=True)):
        return {}
    shifts = ((b - a) / room.height for a, b in zip(wanted, places, strict=True))
    return {name: (_LEAD / room.width, shift) for (_, _, name), shift in zip(order, shifts, strict=True)}


def name_lines(names: Sequence[str], width: float, room: Room) -> int:
    """Lines of the names under an axis of that width."""
    return room.lines(names, width / max(len(names), 1) - 4) if _all_named(names, width, room) else 1


def _all_named(names: Sequence[str], width: float, room: Room) -> bool:
    return len(names) <= _MOST_WRAPPED and room.names_fit(names, width / max(len(names), 1) - 4)


def every(names: Sequence[str], inner: Inner, room: Room) -> int:
    """Every how many categories a label finds room on one line; few categories are all named, if they do on several."""
    if _all_named(names, inner.width, room):
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


def _line(
    plot: Plot,
    index: int,
    strand: Strand,
    sheet: Sheet,
    order: Sequence[int | None],
    room: Room,
    dots: bool,
    moved: Moved | None,
) -> str:
    marks = strand.marks
    base = replace(base_style(plot, marks.name, marks.styles), hatched=all(style.hatched for style in marks.styles))
    styles = [] if strand.over else [base if i is None else marks.styles[i] for i in order]
    pointed = "".join(_point(at, style, dots) for at, style in enumerate(styles) if style != base)
    shown = [
        label(
            at,
            text,
            room.size,
            room.lang,
            _side(plot, marks, i),
            ground=marks.shape is Shape.LINE and not _beside(plot),
            moved=moved if i == len(marks.values) - 1 else None,
        )
        for at, i in enumerate(order)
        if i is not None and strand.labels and (text := strand.labels[i]) and marks.values[i] is not None
    ]
    stroke = line(scheme(base.paint), STROKE, "sysDash" if strand.dashed else "", "rnd")
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{name(sheet, strand.column)}<c:spPr>{stroke}</c:spPr>'
        f"{dot(base, _DOT if dots else 0)}{pointed}{labels(shown, leaders=True if moved else None)}"
        f'{categories(sheet)}{values(sheet, strand.column)}<c:smooth val="0"/></c:ser>'
    )


def _point(at: int, style: Style, dots: bool) -> str:
    """A point unlike its series; the line that leads to a forecast is dashed."""
    stroke = line(scheme(style.paint), STROKE, "sysDash" if style.hatched else "", "rnd")
    look = dot(style, _DOT if dots or style.hollow else 0)
    return f'<c:dPt><c:idx val="{at}"/>{look}<c:bubble3D val="0"/><c:spPr>{stroke}</c:spPr></c:dPt>'


def _beside(plot: Plot) -> bool:
    """Whether lines bear their labels beside their ends: several of them, with nothing behind."""
    return len(plot.marks) > 1 and all(marks.shape is Shape.LINE for marks in plot.marks)


def _side(plot: Plot, marks: Marks, i: int) -> Position:
    """Labels stand over the line, under it at its lows but for those at the foot, and after its end where there are
    several."""
    if i == len(marks.values) - 1 and _beside(plot):
        return "r"
    before = next((v for v in reversed(marks.values[:i]) if v is not None), None)
    after = next((v for v in marks.values[i + 1 :] if v is not None), None)
    here = marks.values[i] or 0.0
    axis = plot.second if marks.second and plot.second else plot.axis
    foot = (here - axis.minimum) / (axis.maximum - axis.minimum) < _FOOT
    low = before is not None and after is not None and here < before and here <= after
    return "b" if low and not foot else "t"
