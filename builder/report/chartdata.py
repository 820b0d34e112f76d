"""The numbers behind a chart as CSV (RFC 4180, UTF-8): a row a point, as they are drawn and as the chart words them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Final

from builder.locales import Locale
from builder.model import Marks, Plot

MEDIA: Final = "text/csv"

_BOM: Final = "\ufeff"
"""Spreadsheets read UTF-8 only where the file begins with it."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would reckon with, where a text begins with it."""

_DIGITS: Final = 12
"""So many significant digits of a number are data; what follows is its representation."""


@dataclass(frozen=True, slots=True)
class _Row:
    series: str
    category: str
    x: float | None
    low: float | None
    value: float | None
    unit: str
    shown: str


def write(plot: Plot, locale: Locale) -> bytes:
    """The points of the plot, series by series. Numbers are of the plot's unit, without separators; `shown` is what the
    chart says; where the chart has two units, each row says its own. Columns that hold nothing are left out."""
    words = locale.words.data
    rows = list(chain.from_iterable(_rows(marks, plot) for marks in plot.marks))
    unit, x_unit = "" if plot.second else plot.unit, plot.x_axis.title if plot.x_axis else ""
    columns = (
        (words.series, [_text(row.series) for row in rows]),
        (words.category, [_text(row.category) for row in rows]),
        (_headed(words.across, x_unit), [_number(row.x) for row in rows]),
        (_headed(words.low, unit), [_number(row.low) for row in rows]),
        (_headed(words.value, unit), [_number(row.value) for row in rows]),
        (words.unit, [row.unit for row in rows]),
        (words.shown, [_text(row.shown) for row in rows]),
    )
    kept = [(head, cells) for head, cells in columns if any(cells)]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head for head, _ in kept)
    writer.writerows(zip(*(cells for _, cells in kept), strict=True))
    return (_BOM + out.getvalue()).encode()


def _rows(marks: Marks, plot: Plot) -> Iterator[_Row]:
    nothing = (None,) * len(marks.values)
    unit = (plot.second if marks.second else plot.axis).title if plot.second else ""
    categories = ("",) * len(marks.values) if marks.xs else plot.categories
    points = zip(categories, marks.xs or nothing, marks.lows or nothing, marks.values, marks.labels, strict=True)
    for category, x, low, value, shown in points:
        if value is not None or shown:
            yield _Row(marks.name, category, x, low, value, unit, shown)


def _headed(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit else name


def _number(value: float | None) -> str:
    return "" if value is None else f"{Decimal(f'{value:.{_DIGITS}g}'):f}"


def _text(text: str) -> str:
    """A text that no spreadsheet takes for a formula, unless it is a number with its sign."""
    plain = " ".join(text.replace("\u2060", "").split())
    formula = plain.startswith(_FORMULA) and not (plain[0] in "+-" and plain[1:2].isdigit())
    return f"'{plain}" if formula else plain
