"""The workbook behind a chart: categories in the first column, then what is drawn, under headings; on a second sheet
where the numbers are from. Real numbers, with as many digits as they need."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

Cell: TypeAlias = "str | float | None"

SHEET: Final = "Sheet1"
_MADE: Final = datetime(2000, 1, 1)
_FIRST, _OTHERS, _TEXT = 24, 14, 80
"""Widths of columns, in figures."""
_MOST_PLACES: Final = 6
_GENERAL: Final = "General"


@dataclass(frozen=True, slots=True)
class Column:
    """`formulas`, where given, compute the cells from other columns ("=C2-B2"); the cells are their results."""

    heading: str
    cells: tuple[Cell, ...]
    formulas: tuple[str, ...] = ()

    @property
    def form(self) -> str:
        """Number format of all cells: the places that they need; as they are where these are too many or too few."""
        numbers = [cell for cell in self.cells if isinstance(cell, float | int)]
        if not numbers or any(number and not 1e-6 <= abs(number) < 1e12 for number in numbers):
            return _GENERAL
        shown = [f"{number:.12g}".partition(".")[2] for number in numbers]
        places = max(map(len, shown))
        return _GENERAL if places > _MOST_PLACES else f"0.{'0' * places}" if places else "0"


@dataclass(frozen=True, slots=True)
class About:
    """The second sheet: its name, and rows of a label and what it says."""

    name: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    columns: tuple[Column, ...]

    def cells(self, column: int) -> str:
        """Reference to the cells under the heading."""
        name = column_name(column)
        return f"{SHEET}!${name}$2:${name}${len(self.columns[column].cells) + 1}"

    def heading(self, column: int) -> str:
        return f"{SHEET}!${column_name(column)}$1"

    def workbook(self, about: About) -> bytes:
        """XLSX; the same bytes for the same cells."""
        out = io.BytesIO()
        book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"created": _MADE})
        page = book.add_worksheet(SHEET)
        page.set_column(0, 0, _FIRST)
        page.set_column(1, max(len(self.columns) - 1, 1), _OTHERS)
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        looks = {form: book.add_format({"num_format": form}) for form in dict.fromkeys(c.form for c in self.columns)}
        for c, column in enumerate(self.columns):
            page.write_string(0, c, column.heading, head)
            for r, cell in enumerate(column.cells, 1):
                if cell is not None and column.formulas:
                    page.write_formula(r, c, column.formulas[r - 1], looks[column.form], cell)
                elif isinstance(cell, str):
                    page.write_string(r, c, cell)
                elif cell is not None:
                    page.write_number(r, c, cell, looks[column.form])
        _write_about(book, about, head)
        book.close()
        return out.getvalue()


def _write_about(book: Workbook, about: About, head: Format) -> None:
    page = book.add_worksheet(about.name)
    page.set_column(0, 0, _FIRST)
    page.set_column(1, 1, _TEXT)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for r, (label, text) in enumerate(about.rows):
        page.write_string(r, 0, label, head)
        page.write_string(r, 1, text, wrapped)


def end_head(series: str, end: str) -> str:
    """Heading of one end of a range."""
    return f"{series} ({end})"


def column_name(column: int) -> str:
    """The letters of a column counted from 0."""
    return str(xl_col_to_name(column))
