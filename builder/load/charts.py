"""`charts.yaml` → chart specs; series that stand in a data file are read from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from typing import Final

from pydantic import Field, TypeAdapter

from builder.diagnostics import Code, Diagnostic, Report, Span, did_you_mean
from builder.load.columns import Columns
from builder.load.compose import Place, Places
from builder.load.decode import Entry, decode_each
from builder.load.sheet import Sheet
from builder.model import Amount, ChartSpec, Datum, Series, Stacking

OpenSheet = Callable[[str, Span], "Sheet | None"]
"""Reads the data file of that name, reporting what is wrong with it."""


class _Data(Entry):
    file: str
    category: str
    series: tuple[str, ...] | Mapping[str, str]
    x: Mapping[str, str] = Field(default_factory=dict)


class _Columns(Entry):
    columns: tuple[str | None, ...]


class _Chart(Entry):
    kind: str
    horizontal: bool = False
    stacking: Stacking = Stacking.NONE
    categories: tuple[str, ...] = ()
    series: Mapping[str, tuple[str | None, ...] | _Columns] = Field(default_factory=dict)
    x: Mapping[str, tuple[str | None, ...] | _Columns] = Field(default_factory=dict)
    highlight: tuple[str, ...] = ()
    log: bool = False
    breaks: tuple[str, ...] = ()
    unit: str = ""
    x_unit: str = ""
    totals: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    line_unit: str = ""
    data: _Data | None = None


@dataclass(frozen=True, slots=True)
class _Points:
    categories: tuple[str, ...]
    series: tuple[Series, ...]


SCHEMA = TypeAdapter(_Chart)
"""One entry of charts.yaml."""


def read_charts(
    text: str,
    file: str,
    open_sheet: OpenSheet,
    facts: Collection[str],
    unvalued: Collection[str],
    columns: Columns,
    missing: Container[tuple[str, str]],
    report: Report,
) -> tuple[dict[str, ChartSpec], frozenset[str]]:
    """The charts, and the ids of those that could not be read.

    A series names `facts`; one that is missing because its own fault is reported makes the chart missing
    too, and one that is `unvalued` is a gap."""
    decoded = decode_each(text, file, SCHEMA, dict, report)
    charts: dict[str, ChartSpec] = {}
    lost = set(decoded.lost)
    below = decoded.places.entries()
    for name, entry in decoded.value.items():
        key, places = str(name), decoded.places
        found = [*_faults(key, entry, places), *_unknown(key, entry, places, {*facts, *unvalued}, missing)]
        for fault in found:
            report(fault)
        data = None if found else entry.data
        points = (
            _from_sheet(key, data, places, open_sheet, report)
            if data
            else _typed(key, entry, unvalued, columns, places)
        )
        if found or points is None or any(("facts", name) in missing for name, _ in _named(key, entry, places)):
            lost.add(key)
            continue
        charts[key] = ChartSpec(
            id=key,
            kind=entry.kind,
            categories=points.categories,
            series=points.series,
            highlight=entry.highlight,
            horizontal=entry.horizontal,
            stacking=entry.stacking,
            log=entry.log,
            breaks=entry.breaks,
            unit=entry.unit,
            span=places.key(key),
            x_unit=entry.x_unit,
            totals=entry.totals,
            lines=entry.lines,
            line_unit=entry.line_unit,
            places=_lifted(below[name]),
        )
    return charts, frozenset(lost)


def _lifted(places: Mapping[Place, Span]) -> Mapping[Place, Span]:
    """With what a data file's chart says of its series as if it were typed."""
    return {**places, **{place[1:]: span for place, span in places.items() if place[:1] == ("data",) and place[1:]}}


def _faults(key: str, entry: _Chart, places: Places) -> Iterator[Diagnostic]:
    if not re.fullmatch(r"[A-Za-z][\w.-]*", key, re.ASCII):
        hint = "ASCII letters, digits, '-', '_' and '.', a letter first"
        yield Diagnostic(places.key(key), Code.MALFORMED_CHART, f"'{key}' is no id", hint=hint)
    if entry.data and (entry.categories or entry.series or entry.x):
        message = f"chart '{key}' has data from a file and typed series"
        yield Diagnostic(places.key(key, "data"), Code.MALFORMED_CHART, message, hint="keep one of them")
    known, given = (entry.data.series, entry.data.x) if entry.data else (entry.series, entry.x)
    for name in given:
        if name not in known:
            where = places.key(key, "data", "x", name) if entry.data else places.key(key, "x", name)
            message = f"x names '{name}', which is no series"
            yield Diagnostic(where, Code.MALFORMED_CHART, message, hint=did_you_mean(name, known))


def _unknown(
    key: str, entry: _Chart, places: Places, facts: Collection[str], missing: Container[tuple[str, str]]
) -> Iterator[Diagnostic]:
    for name, span in _named(key, entry, places):
        if name not in facts and ("facts", name) not in missing:
            yield Diagnostic(span, Code.UNKNOWN_FACT, f"no fact '{name}'", hint=did_you_mean(name, facts))


def _named(key: str, entry: _Chart, places: Places) -> Iterator[tuple[str, Span]]:
    """The facts that the chart names, and where."""
    for axis, rows in (("series", entry.series), ("x", entry.x)):
        for name, values in rows.items():
            for i, value in enumerate(() if isinstance(values, _Columns) else values):
                if isinstance(datum := _datum(value), str):
                    yield datum, places.value(key, axis, name, i)


def _typed(key: str, entry: _Chart, unvalued: Collection[str], columns: Columns, places: Places) -> _Points | None:
    """None where a column cannot be read, which is told."""

    def values(axis: str, name: str, given: tuple[str | None, ...] | _Columns) -> tuple[Datum, ...] | None:
        if not isinstance(given, _Columns):
            return tuple(None if value in unvalued else _datum(value) for value in given)
        unit = entry.x_unit if axis == "x" else entry.line_unit if name in entry.lines else entry.unit
        found = [
            _in_column(column, unit, columns, places.value(key, axis, name, "columns", i))
            for i, column in enumerate(given.columns)
        ]
        return None if _LOST in found else tuple(one for one in found if not isinstance(one, _Lost))

    series: list[Series] = []
    for name, given in entry.series.items():
        ys, xs = values("series", name, given), values("x", name, entry.x.get(name, ()))
        if ys is None or xs is None:
            return None
        series.append(Series(name, ys, xs))
    return _Points(entry.categories, tuple(series))


class _Lost(Enum):
    """A cell that cannot be read."""

    LOST = auto()


_LOST: Final = _Lost.LOST


def _in_column(column: str | None, unit: str, columns: Columns, span: Span) -> Amount | _Lost | None:
    """An empty cell is a gap."""
    if column is None:
        return None
    if not columns.has(column, span):
        return _LOST
    return None if columns.is_empty(column) else columns.amount(column, unit) or _LOST


def _datum(value: str | None) -> Datum:
    """A typed number, or the id of a fact: ids begin with a letter."""
    if value is None:
        return None
    number = _decimal(value)
    return value if number is None else Amount(number)


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _from_sheet(key: str, data: _Data, places: Places, open_sheet: OpenSheet, report: Report) -> _Points | None:
    sheet = open_sheet(data.file, places.value(key, "data", "file"))
    if sheet is None:
        return None
    columns = dict(data.series) if isinstance(data.series, Mapping) else {name: name for name in data.series}
    found: list[Diagnostic] = []
    keys: Collection[str | int] = columns if isinstance(data.series, Mapping) else range(len(columns))
    wanted: list[tuple[Place, str]] = [
        (("category",), data.category),
        *((("series", at), column) for at, column in zip(keys, columns.values(), strict=True)),
        *((("x", name), column) for name, column in data.x.items()),
    ]
    for where, column in wanted:
        if column not in sheet.columns:
            message = f"'{data.file}' has no column '{column}'"
            hint = did_you_mean(column, sheet.columns)
            found.append(Diagnostic(places.value(key, "data", *where), Code.MALFORMED_DATA, message, hint=hint))
    series: tuple[Series, ...] = ()
    if not found:
        series = tuple(
            Series(
                name,
                tuple(sheet.numbers(column, found.append)),
                tuple(sheet.numbers(data.x[name], found.append)) if name in data.x else (),
            )
            for name, column in columns.items()
        )
    for diagnostic in found:
        report(diagnostic)
    return None if found else _Points(sheet.texts(data.category), series)
