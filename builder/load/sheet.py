"""A data file with named columns: CSV (UTF-8, comma, semicolon or tab) or the first sheet of an XLSX workbook."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from decimal import Decimal

from builder.diagnostics import Code, Diagnostic, Report, Span
from builder.model import Amount

_NUMBER = re.compile(r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d+)?(?:[eE][-+]?\d+)?%?")
_MAX_ROWS = 10_000
_MAX_REACH = 50_000
_MAX_COLUMNS = 256
_MAX_EXPANDED = 256 * 2**20


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are the cells as text, under the row of `columns`; `lines` gives each row's line in the file.

    `source` is the file's text, empty for a workbook."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    source: str = ""

    def texts(self, column: str) -> tuple[str, ...]:
        index = self.columns.index(column)
        return tuple(row[index] for row in self.rows)

    def numbers(self, column: str, report: Report) -> Iterator[Amount | None]:
        """The column's numbers; an empty cell is a gap, anything else a fault with its line."""
        index = self.columns.index(column)
        source = self.source.split("\n")
        for row, line in zip(self.rows, self.lines, strict=True):
            text = row[index].strip()
            if text and not _NUMBER.fullmatch(text):
                message = f"column '{column}': '{text}' is no number"
                hint = "a number as 1234.5 or 1,234.5, or an empty cell for a gap"
                at = source[line - 1].find(text) + 1 if line <= len(source) else 0
                span = Span(self.file, line, at, at + len(text)) if at else Span(self.file, line)
                report(Diagnostic(span, Code.MALFORMED_DATA, message, hint=hint))
                text = ""
            plain = text.replace(",", "").replace("−", "-").rstrip("%")
            yield Amount(Decimal(plain)) if plain else None


def read_csv(text: str, file: str, report: Report) -> Sheet | None:
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 0
    try:
        for row in reader:
            rows.append((line + 1, row))
            line = reader.line_num
    except csv.Error as error:
        span = Span(file, max(1, reader.line_num))
        hint = 'double a quotation mark inside a quoted text: "a ""b"" c"'
        report(Diagnostic(span, Code.MALFORMED_DATA, f"the CSV cannot be read: {error}", hint=hint))
        return None
    sheet = _sheet(rows, file, report)
    return replace(sheet, source=text) if sheet else None


def read_xlsx(content: bytes, file: str, report: Report) -> Sheet | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MAX_EXPANDED:
                raise ValueError("it is too large")
        rows = list(_workbook_rows(content))
    except Exception as error:  # openpyxl meets a broken workbook with whatever breaks first
        message = f"the workbook cannot be read: {error}"
        report(Diagnostic(Span(file), Code.MALFORMED_DATA, message, hint="save it anew as .xlsx, or as .csv"))
        return None
    return _sheet(rows, file, report)


def _workbook_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The filled rows of the first sheet; a sheet may claim a million rows that hold nothing."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    if not book.worksheets:
        raise ValueError("it has no sheet")
    sheet = book.worksheets[0]
    if (sheet.max_row or 0) > _MAX_REACH or (sheet.max_column or 0) > _MAX_COLUMNS:
        raise ValueError(f"its first sheet reaches beyond row {_MAX_REACH} or column {_MAX_COLUMNS}")
    for number, row in enumerate(sheet.iter_rows(max_row=_MAX_REACH, max_col=_MAX_COLUMNS), start=1):
        if any(cell.value is not None for cell in row):
            yield number, [_cell(cell.value, getattr(cell, "number_format", "")) for cell in row]


def _cell(value: object, number_format: str) -> str:
    """A cell as its reader sees it: 0.717 in a percent format is 71.7%, and midnight is no part of a date."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in number_format:
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


def _sheet(rows: list[tuple[int, list[str]]], file: str, report: Report) -> Sheet | None:
    filled = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    columns = [cell.strip() for cell in filled[0][1]] if filled else []
    while columns and not columns[-1]:
        columns.pop()
    width = len(columns)
    faults: list[tuple[int, str, str]] = []
    if not 2 <= len(filled) <= _MAX_ROWS:
        wanted = f"a row of column names, and 1 to {_MAX_ROWS - 1} rows of data"
        faults.append((filled[0][0] if filled else 1, f"the data has {len(filled)} rows", wanted))
    for name in sorted({name for name in columns if name and columns.count(name) > 1}):
        faults.append((filled[0][0], f"the column '{name}' stands twice", "rename one"))
    for line, row in filled[1:]:
        if any(cell.strip() for cell in row[width:]):
            hint = 'a text with a comma stands in quotation marks: "a, b"'
            faults.append((line, f"more cells than the {width} columns", hint))
    for line, message, hint in faults:
        report(Diagnostic(Span(file, line), Code.MALFORMED_DATA, message, hint=hint))
    if faults:
        return None
    body = tuple(tuple(cell.strip() for cell in (row + [""] * width)[:width]) for _, row in filled[1:])
    return Sheet(file, tuple(columns), body, tuple(line for line, _ in filled[1:]))
