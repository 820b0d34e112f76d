"""`charts.yaml` → chart specs; series that stand in a data file are read from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pydantic import Field, TypeAdapter

from builder.diagnostics import Code, Diagnostic, Report, Span, did_you_mean
from builder.load.decode import Entry, Places, decode
from builder.load.sheet import Sheet
from builder.model import Amount, ChartSpec, Datum, Series, Stacking

OpenSheet = Callable[[str, Span], "Sheet | None"]
"""Reads the data file of that name, reporting what is wrong with it."""


class _Data(Entry):
    file: str
    category: str
    series: tuple[str, ...] | Mapping[str, str]
    x: Mapping[str, str] = Field(default_factory=dict)


class _Chart(Entry):
    kind: str
    horizontal: bool = False
    stacking: Stacking = Stacking.NONE
    categories: tuple[str, ...] = ()
    series: Mapping[str, tuple[str | None, ...]] = Field(default_factory=dict)
    x: Mapping[str, tuple[str | None, ...]] = Field(default_factory=dict)
    highlight: tuple[str, ...] = ()
    log: bool = False
    breaks: tuple[str, ...] = ()
    unit: str = ""
    x_unit: str = ""
    data: _Data | None = None


@dataclass(frozen=True, slots=True)
class _Points:
    categories: tuple[str, ...]
    series: tuple[Series, ...]


_SCHEMA = TypeAdapter(dict[str, _Chart])


def read_charts(text: str, file: str, open_sheet: OpenSheet, report: Report) -> dict[str, ChartSpec]:
    decoded = decode(text, file, _SCHEMA, {}, report)
    if decoded is None:
        return {}
    entries, places = decoded
    charts: dict[str, ChartSpec] = {}
    for key, entry in entries.items():
        points = _from_sheet(key, entry.data, places, open_sheet, report) if entry.data else _typed(entry)
        if points is None:
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
        )
    return charts


def _typed(entry: _Chart) -> _Points:
    return _Points(
        entry.categories,
        tuple(
            Series(name, tuple(_datum(v) for v in values), tuple(_datum(v) for v in entry.x.get(name, ())))
            for name, values in entry.series.items()
        ),
    )


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
    missing = [c for c in (data.category, *columns.values(), *data.x.values()) if c not in sheet.columns]
    for column in missing:
        span = places.value(key, "data", "category" if column == data.category else "series")
        message = f"'{data.file}' has no column '{column}'"
        report(Diagnostic(span, Code.MALFORMED_DATA, message, hint=did_you_mean(column, sheet.columns)))
    if missing:
        return None
    series = tuple(
        Series(
            name,
            tuple(sheet.numbers(column, report)),
            tuple(sheet.numbers(data.x[name], report)) if name in data.x else (),
        )
        for name, column in columns.items()
    )
    return _Points(sheet.texts(data.category), series)
