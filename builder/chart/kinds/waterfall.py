"""A waterfall: levels from zero, and between them the changes, each from where the one before has come to.

Nothing of the scale is cut off, so that a change is as large beside a level as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from builder.chart.kind import Fault, Kind, compose_plot
from builder.chart.paints import styles
from builder.chart.points import Grid, Point
from builder.chart.wording import PERCENT, Measure, Words, extremes, measure, notes
from builder.diagnostics import did_you_mean
from builder.locales.numerals import as_typed
from builder.model import Amount, Key, Marks, Modifier, Paint, Plot, Shape, Style

_PAINTS = (Paint.INDIGO, Paint.TEAL, Paint.OCHRE)
"""Of levels, and of what goes up and down: no red and green, which say opposite things in East and West."""
_POINTS = "pp"
_MOST_DIGITS = 6


def build(grid: Grid, words: Words) -> Plot:
    """Bars of three roles, a mark each; those of a change have `bases`."""
    grid = _reckoned(grid)
    points = grid.rows[0].points
    bases = _bases(grid)
    common = _measure(grid, words)
    said = words.locale.words.chart
    marks, legend = [], []
    for role, name, paint in zip(range(3), (said.total, said.increase, said.decrease), _PAINTS, strict=True):
        mine = [p is not None and _role(grid, i, p) == role for i, p in enumerate(points)]
        if not any(mine):
            continue
        marks.append(
            Marks(
                Shape.BAR,
                name,
                tuple(common.number(p.low) if p and own else None for p, own in zip(points, mine, strict=True)),
                tuple(
                    _label(p, common, signed=role > 0) if p and own else "" for p, own in zip(points, mine, strict=True)
                ),
                styles(grid, 0, (paint,)),
                bases=tuple(common.number(b) if own else None for b, own in zip(bases, mine, strict=True))
                if role
                else (),
            )
        )
        legend.append(Key(name, Style(paint)))
    ends = [common.scaled(end) for b, p in zip(bases, points, strict=True) if p for end in (b, b + p.low)]
    return compose_plot(
        grid,
        words,
        marks,
        common.axis(*extremes(ends, from_zero=True), shown=False),
        unit=common.caption,
        notes=notes(grid, words, bounds=True),
        horizontal=False,
        legend=tuple(legend) if len(legend) > 1 else (),
    )


def _role(grid: Grid, index: int, point: Point) -> int:
    return 0 if grid.spec.categories[index] in grid.spec.totals else 1 if point.low >= 0 else 2


def _bases(grid: Grid) -> tuple[Decimal, ...]:
    """Where each bar begins."""
    level, found = Decimal(0), []
    for category, point in zip(grid.spec.categories, grid.rows[0].points, strict=True):
        level = Decimal(0) if category in grid.spec.totals else level
        found.append(level)
        level += point.low if point else 0
    return tuple(found)


def _reckoned(grid: Grid) -> Grid:
    """With the levels that were left open added up."""
    level, found = Decimal(0), []
    unit = next((point.unit for point in (*_levels(grid), *grid.points()) if point), "")
    for category, point in zip(grid.spec.categories, grid.rows[0].points, strict=True):
        total = category in grid.spec.totals
        here = point or Point(Amount(level), unit)
        level = here.low if total else level + here.low
        found.append(here)
    return replace(grid, rows=(replace(grid.rows[0], points=tuple(found)),))


def _measure(grid: Grid, words: Words) -> Measure:
    """One scale for all labels, so that they can be added up: that of the changes where the levels' is too coarse."""
    points = tuple(grid.points())
    common = measure(points, words)
    least = min((p for p in points if p.low), key=lambda p: abs(p.low), default=None)
    if common.compact and least:
        finer = measure((least,), words)
        if max(finer.scaled(abs(p.low)) for p in points).adjusted() < _MOST_DIGITS:
            common = finer
    if {p.unit for p in points} == {PERCENT, _POINTS}:
        return replace(common, unit=_POINTS, caption=measure(_of_unit(points, _POINTS), words).caption)
    return common


def _of_unit(points: tuple[Point, ...], unit: str) -> tuple[Point, ...]:
    return tuple(point for point in points if point.unit == unit)


def _label(point: Point, common: Measure, signed: bool) -> str:
    """Levels in percent say so beside changes in points."""
    return replace(common, unit=point.unit).label(point, signed=signed)


def _levels(grid: Grid) -> Iterator[Point | None]:
    for category, point in zip(grid.spec.categories, grid.rows[0].points, strict=True):
        if category in grid.spec.totals:
            yield point


def rules(grid: Grid) -> Iterator[Fault]:
    spec, points = grid.spec, grid.rows[0].points
    if not spec.totals:
        yield Fault("the waterfall has no level", "totals: [category, …] names those that begin at zero")
    for i, name in enumerate(spec.totals):
        if name not in spec.categories:
            message = f"totals names '{name}', which is no category"
            yield Fault(message, did_you_mean(name, spec.categories), ("totals", i))
    if spec.horizontal or spec.breaks:
        wrong = "horizontal" if spec.horizontal else "breaks"
        yield Fault("a waterfall goes from left to right without a break", "leave out horizontal and breaks", (wrong,))
    for i, (category, point) in enumerate(zip(spec.categories, points, strict=True)):
        if point is None and (i == 0 or category not in spec.totals):
            at = ("series", grid.rows[0].id, i)
            yield Fault(f"'{category}' has no value", "only a level behind changes is added up", at)
    units = {category in spec.totals: set[str]() for category in spec.categories}
    for category, point in zip(spec.categories, points, strict=True):
        if point:
            units[category in spec.totals].add(point.unit)
    found = units.get(True, set()) | units.get(False, set())
    if len(found) > 1 and units != {True: {PERCENT}, False: {_POINTS}}:
        yield Fault(
            f"mixed units on the value axis: {', '.join(sorted(found))}",
            "one unit a waterfall, or levels in % and changes in pp",
        )
    elif not spec.totals or None not in points[:1]:
        yield from _sums(grid)


def _sums(grid: Grid) -> Iterator[Fault]:
    """Levels that are not what the changes before them make up, by more than rounding."""
    level, slack, exact = Decimal(0), Decimal(0), True
    for i, (category, point) in enumerate(zip(grid.spec.categories, grid.rows[0].points, strict=True)):
        if point is None:
            continue
        exact = exact and point.modifier is Modifier.NONE
        slack += _half(point.low)
        if category not in grid.spec.totals:
            level += point.low
            continue
        if i and exact and abs(point.low - level) > slack:
            yield Fault(
                f"'{category}' is {as_typed(point.low):f}, and what stands before it makes {as_typed(level):f}",
                "put in the change that is missing, or null for the sum",
                ("series", grid.rows[0].id, i),
            )
        level, slack, exact = point.low, _half(point.low), point.modifier is Modifier.NONE


def _half(value: Decimal) -> Decimal:
    """Half of the last digit: what rounding may have taken."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1) if isinstance(exponent, int) else Decimal(0)


KIND = Kind(build, own_units=True, rules=rules, most_series=1, most_categories=12)
