"""Columns with lines over them, on a second axis where these count something else. Both scales begin at zero, at one
height, so that neither can be moved against the other to make a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.chart.kind import Fault, Kind, breaks, compose_plot
from builder.chart.kinds.bar import reached
from builder.chart.kinds.line import point_labels
from builder.chart.paints import marked_categories, styles
from builder.chart.points import Grid, Point, Row
from builder.chart.ticks import nice_ticks, paired_ticks
from builder.chart.wording import PERCENT, Measure, Words, extremes, measure, notes
from builder.diagnostics import did_you_mean
from builder.model import Axis, Key, Marks, Paint, Plot, Shape, Stacking, Style

_COLUMNS = (Paint.INDIGO, Paint.TEAL, Paint.GREY)
_BESIDE_ACCENT = (Paint.GREY, Paint.INDIGO, Paint.TEAL)
_LINES = (Paint.OCHRE, Paint.PLUM)

Rows = tuple[Row, ...]


def build(grid: Grid, words: Words) -> Plot:
    """Marks of the columns first, then of the lines."""
    columns, lines = _parted(grid)
    apart = _units(lines) != _units(columns)
    upright = measure(_points(columns if apart else grid.rows), words)
    other = measure(_points(lines), words) if apart else upright
    paints = (*_paints(grid, columns, _COLUMNS), *_paints(grid, lines, _LINES))
    names = (*(words.label(row.id) for row in columns), *(_line_name(row, words, apart) for row in lines))
    marks = []
    for i, row in enumerate((*columns, *lines)):
        column = i < len(columns)
        common = upright if column else other
        labels = ("",) * len(row.points) if column else point_labels(row.points, common, alone=len(lines) == 1)
        values = tuple(None if p is None else common.number(p.low) for p in row.points)
        shape, looks = Shape.BAR if column else Shape.LINE, _looks(grid, i, paints, len(columns))
        marks.append(Marks(shape, names[i], values, labels, looks, second=apart and not column))
    axis, second = _axes(grid, words, (upright, other) if apart else (upright,))
    plot = compose_plot(
        grid,
        words,
        marks,
        axis,
        unit=upright.caption,
        notes=notes(grid, words, bounds=True, breaks=bool(breaks(grid))),
        horizontal=False,
        stacking=grid.spec.stacking,
        legend=tuple(Key(name, Style(paint)) for name, paint in zip(names, paints, strict=True)),
    )
    return replace(plot, second=second)


def _parted(grid: Grid) -> tuple[Rows, Rows]:
    """Columns and lines."""
    lines = grid.spec.lines
    return tuple(row for row in grid.rows if row.id not in lines), tuple(row for row in grid.rows if row.id in lines)


def _points(rows: Rows) -> tuple[Point, ...]:
    return tuple(point for row in rows for point in row.points if point)


def _units(rows: Rows) -> set[str]:
    return {point.unit for point in _points(rows)}


def _line_name(row: Row, words: Words, apart: bool) -> str:
    name = words.label(row.id)
    return words.locale.words.chart.second.format(series=name) if apart else name


def _paints(grid: Grid, rows: Rows, sequence: Sequence[Paint]) -> tuple[Paint, ...]:
    lit = marked_categories(grid) or any(row.id in grid.spec.highlight for row in grid.rows)
    others = iter(_BESIDE_ACCENT if lit and sequence is _COLUMNS else sequence)
    return tuple(Paint.ACCENT if row.id in grid.spec.highlight else next(others) for row in rows)


def _looks(grid: Grid, index: int, paints: Sequence[Paint], columns: int) -> tuple[Style, ...]:
    """A highlighted category lights its last column, not the line over it."""
    drawn = _parted(grid)
    rows, turn = (*drawn[1], *drawn[0]), len(paints) - columns
    return styles(replace(grid, rows=rows), (index + turn) % len(rows), (*paints[columns:], *paints[:columns]))


def _axes(grid: Grid, words: Words, measures: Sequence[Measure]) -> tuple[Axis, Axis | None]:
    """The axis of the columns, and of the lines where these have a unit of their own."""
    columns, lines = _parted(grid)
    upright, over = measures[0], [measures[-1].scaled(point.low) for point in _points(lines)]
    stacked = grid.spec.stacking is not Stacking.NONE
    reach = reached(columns, upright, stacked)
    if len(measures) == 1:
        low, high = extremes((*reach, *over), from_zero=True)
        return upright.axis_of(nice_ticks(low, high), _title(upright, grid.rows, words)), None
    first, second = paired_ticks(extremes(reach, from_zero=True), extremes(over, from_zero=True))
    other = measures[1]
    return (
        upright.axis_of(first, _title(upright, columns, words)),
        other.axis_of(second, _title(other, lines, words)),
    )


def _title(common: Measure, rows: Rows, words: Words) -> str:
    """The unit; where it is a bare number, what is counted."""
    if common.unit == PERCENT:
        return words.locale.numbers.captions[PERCENT].plain
    return common.caption or words.locale.words.list_join.join(words.label(row.id) for row in rows)


def rules(grid: Grid) -> Iterator[Fault]:
    spec = grid.spec
    ids = [row.id for row in grid.rows]
    for i, name in enumerate(spec.lines):
        if name not in ids:
            yield Fault(f"lines names '{name}', which is no series", did_you_mean(name, ids), ("lines", i))
    columns, lines = _parted(grid)
    if not lines or not columns:
        missing = "lines" if not lines else "columns"
        hint = "lines: [series, …] names those over the columns; else kind: bar or line"
        yield Fault(f"the combo has no {missing}", hint, ("lines",))
    if len(columns) > len(_COLUMNS) or len(lines) > len(_LINES):
        yield Fault(
            f"{len(columns)} columns and {len(lines)} lines: a combo has room for {len(_COLUMNS)} and {len(_LINES)}",
            "draw a chart for each",
        )
    if spec.horizontal or spec.stacking is Stacking.PERCENT:
        yield Fault(
            "a combo has upright columns of amounts",
            "leave out horizontal and stacking: percent",
            ("horizontal" if spec.horizontal else "stacking",),
        )
    for what, rows in (("columns", columns), ("lines", lines)):
        if len(units := _units(rows)) > 1:
            yield Fault(
                f"{what} of several units: {', '.join(sorted(units))}",
                "nobody can tell which axis counts which; one unit for the columns, one for the lines",
            )


KIND = Kind(build, stacking=True, own_units=True, rules=rules, most_categories=24, most_marks=60)
