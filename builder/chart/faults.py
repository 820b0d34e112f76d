"""What may be wrong with a chart's data, by the rules of its kind: pairs of message and hint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from builder.chart.kind import Fault, Kind, Place
from builder.chart.points import Grid, Point
from builder.chart.wording import PERCENT
from builder.diagnostics import did_you_mean
from builder.model import Amount, ChartSpec, Datum, Stacking, Terms


def faults(grid: Grid, kind: Kind, terms: Terms) -> Iterator[Fault]:
    """All faults of the data; the later rules rely on the earlier, so they are only asked where those hold."""
    for rules in ((_shape, _named), (_numbers,), (_units, _ranges), (_signs, _size, _whole), (_own,)):
        found = [fault for rule in rules for fault in rule(grid, kind, terms)]
        yield from found
        if found:
            return


def _shape(grid: Grid, kind: Kind, terms: Terms) -> Iterator[Fault]:
    spec, count = grid.spec, len(grid.spec.categories)
    if not spec.series:
        yield Fault("the chart has no series", "series: {label: [fact, …]}")
    if not count and not kind.numeric_x:
        yield Fault("the chart has no categories", "categories: [label, …]")
    for series in spec.series:
        values, xs = len(series.values), len(series.xs)
        if kind.numeric_x and xs != values:
            message = f"series '{series.id}' has {values} values and {xs} on the x axis"
            yield Fault(message, "one x a value: x: {…: […]}", ("x", series.id) if xs else ("series", series.id))
        if not kind.numeric_x and xs:
            hint = f"a {spec.kind} chart has categories; use kind: scatter"
            yield Fault(f"series '{series.id}' has x values", hint, ("x", series.id))
        if values != count and (count or not kind.numeric_x):
            message = f"series '{series.id}' has {values} values for {count} categories"
            yield Fault(message, "one a category; null is a gap", ("series", series.id))
    if spec.stacking is not Stacking.NONE and not kind.stacking:
        yield Fault(f"a {spec.kind} chart cannot be stacked", "stacking is for bar, area and combo", ("stacking",))
    for option, given, owner in (("totals", spec.totals, "waterfall"), ("lines", spec.lines, "combo")):
        if given and spec.kind != owner:
            yield Fault(f"a {spec.kind} chart has no {option}", f"{option} is for kind: {owner}", (option,))
    if spec.log and not kind.log:
        yield Fault(f"a {spec.kind} chart cannot be logarithmic", "its lengths start at zero; use kind: dot", ("log",))


def _named(grid: Grid, kind: Kind, terms: Terms) -> Iterator[Fault]:
    """Names within the chart: what is highlighted or broken must be part of it, and no label stands twice."""
    spec = grid.spec
    names = (*spec.categories, *(series.id for series in spec.series))
    for i, name in enumerate(spec.highlight):
        if name not in names:
            message = f"highlight names '{name}', which the chart has not"
            yield Fault(message, did_you_mean(name, names), ("highlight", i))
    for i, name in enumerate(spec.breaks):
        if name not in spec.categories:
            message = f"breaks names '{name}', which is no category"
            yield Fault(message, did_you_mean(name, spec.categories), ("breaks", i))
        elif name == spec.categories[0]:
            yield Fault(f"the axis cannot be broken before '{name}'", "it is the first category", ("breaks", i))
    twice = [(i, name) for i, name in enumerate(spec.categories) if name in spec.categories[:i]]
    if twice and not kind.numeric_x:
        at, name = twice[0]
        yield Fault(f"category '{name}' stands twice", "give every category its own label", ("categories", at))


def _numbers(grid: Grid, kind: Kind, terms: Terms) -> Iterator[Fault]:
    for series, row in zip(grid.spec.series, grid.rows, strict=True):
        at = ("series", series.id)
        for axis, data, points in (("series", series.values, row.points), ("x", series.xs, row.xs)):
            for i, (datum, point) in enumerate(zip(data, points, strict=True)):
                yield from _number(grid, kind, datum, point, (axis, series.id, i))
        if not kind.gaps and any(value is None for value in series.values):
            hint = f"a {grid.spec.kind} chart needs every value; a line may have gaps"
            yield Fault(f"series '{series.id}' has a gap", hint, (*at, series.values.index(None)))
        if all(value is None for value in series.values):
            yield Fault(f"series '{series.id}' has no values", "leave it out", at)


def _number(grid: Grid, kind: Kind, datum: Datum, point: Point | None, at: Place) -> Iterator[Fault]:
    if point is None:
        return
    if isinstance(point.value, Amount):
        if any(not -15 <= end.adjusted() <= 30 for end in (point.low, point.high) if end):
            yield Fault(f"{point.low} is too far from one to be drawn", "choose another unit", at)
    elif not kind.mixed_units:
        hint = f"a {grid.spec.kind} chart draws amounts; dates go in tiles"
        yield Fault(f"fact '{datum}' is no number", hint, at)


def _units(grid: Grid, kind: Kind, terms: Terms) -> Iterator[Fault]:
    if kind.mixed_units or kind.own_units:
        return
    for axis, key, points in (("value", "series", grid.points()), ("x", "x", grid.xs())):
        units = sorted({point.unit for point in points})
        if len(units) > 1:
            message = f"mixed units on the {axis} axis: {', '.join(units)}"
            yield Fault(message, "one unit a chart; draw a chart for each", (key,))


def _ranges(grid: Grid, kind: Kind, terms: Terms) -> Iterator[Fault]:
    for row in grid.rows:
        for axis, points in (("x", row.xs), ("series", () if kind.ranges else row.points)):
            for i, point in enumerate(points):
                if point and point.ranged:
                    message = f"a {grid.spec.kind} chart cannot show ranges"
                    yield Fault(message, "use kind: range", (axis, row.id, i))
                    return


def _signs(grid: Grid, kind: Kind, terms: Terms) -> Iterator[Fault]:
    spec = grid.spec
    if kind.mixed_units:
        return
    lows = [point.low for point in grid.points()]
    if spec.log and any(low <= 0 for low in lows):
        yield Fault("a logarithmic axis cannot show zero or less", "log: false, or leave these values out", ("log",))
    whole = spec.stacking is Stacking.PERCENT
    if (not kind.negative or whole) and any(low < 0 for low in lows):
        yield Fault("shares of a whole and areas cannot be negative", "use kind: bar without stacking: percent")


def _size(grid: Grid, kind: Kind, terms: Terms) -> Iterator[Fault]:
    spec, series, count = grid.spec, len(grid.rows), len(grid.spec.categories)
    highlighted = any(row.id in spec.highlight for row in grid.rows)
    most = kind.most_series + (highlighted and kind.most_series > 1)
    if series > most:
        message = f"{series} series in a {spec.kind} chart: {most} can be told apart"
        yield Fault(message, "leave some out, or use several charts", ("series",))
    if count > kind.most_categories:
        hint = "put the smallest together, or use kind: bar" if kind.most_categories < 10 else "use a table or a line"
        message = f"{count} categories: a {spec.kind} chart has room for {kind.most_categories}"
        yield Fault(message, hint, ("categories",))
    marks = series * count if spec.stacking is Stacking.NONE else count
    if kind.most_marks and marks > kind.most_marks and count <= kind.most_categories:
        yield Fault(
            f"{marks} marks: a {spec.kind} chart has room for {kind.most_marks}", "split the chart, or use a table"
        )


def _whole(grid: Grid, kind: Kind, terms: Terms) -> Iterator[Fault]:
    """Rings and percent stacks show parts of something: more than nothing, and of a hundred percent at most."""
    if grid.spec.kind == "donut":
        columns: Iterable[Iterable[Point | None]] = [grid.rows[0].points]
    elif grid.spec.stacking is Stacking.PERCENT:
        columns = zip(*(row.points for row in grid.rows), strict=True)
    else:
        return
    for number, column in enumerate(columns):
        present = [point for point in column if point]
        total = sum((point.low for point in present), Decimal(0))
        if present and total == 0:
            where = "" if grid.spec.kind == "donut" else f" in '{grid.spec.categories[number]}'"
            yield Fault(f"the parts of the whole are all zero{where}", "use kind: bar without stacking")
        elif grid.spec.kind == "donut" and present and present[0].unit == PERCENT and total > 101:
            yield Fault(f"the shares make up {total}%", "a ring holds one hundred percent; use kind: bar")


def _own(grid: Grid, kind: Kind, terms: Terms) -> Iterator[Fault]:
    yield from kind.rules(grid)


def spec_labels(spec: ChartSpec) -> dict[str, Place]:
    """Every id of the chart that terms.yaml words, once, and where it stands."""
    series = {one.id: ("series", one.id) for one in spec.series}
    return series | {name: ("categories", i) for i, name in reversed([*enumerate(spec.categories)])}
