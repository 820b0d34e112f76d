"""The workbook behind a chart: categories in the first column, then what is drawn, under headings. Real numbers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

Cell: TypeAlias = "str | float | None"

SHEET: Final = "Sheet1"
_MADE: Final = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Column:
    """`formulas`, where given, compute the cells from other columns ("=C2-B2"); the cells are their results."""

    heading: str
    cells: tuple[Cell, ...]
    formulas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    columns: tuple[Column, ...]

    def cells(self, column: int) -> str:
        """Reference to the cells under the heading."""
        name = column_name(column)
        return f"{SHEET}!${name}$2:${name}${len(self.columns[column].cells) + 1}"

    def heading(self, column: int) -> str:
        return f"{SHEET}!${column_name(column)}$1"

    def workbook(self) -> bytes:
        """XLSX; the same bytes for the same cells."""
        out = io.BytesIO()
        book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"created": _MADE})
        page = book.add_worksheet(SHEET)
        page.set_column(0, 0, 24)
        for c, column in enumerate(self.columns):
            page.write_string(0, c, column.heading)
            for r, cell in enumerate(column.cells, 1):
                if isinstance(cell, str):
                    page.write_string(r, c, cell)
                elif cell is not None and column.formulas:
                    page.write_formula(r, c, column.formulas[r - 1], None, cell)
                elif cell is not None:
                    page.write_number(r, c, cell)
        book.close()
        return out.getvalue()


def column_name(column: int) -> str:
    """The letters of a column counted from 0."""
    return str(xl_col_to_name(column))
