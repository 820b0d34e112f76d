"""A data file with named columns: CSV (UTF-8, comma, semicolon or tab) or the first sheet of an XLSX workbook."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.diagnostics import Code, Diagnostic, Report, Span
from builder.model import Amount

_NUMBER = re.compile(r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?%?")
_MAX_ROWS = 10_000
_MAX_EXPANDED = 256 * 2**20


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are the cells as text, under the row of `columns`; `lines` gives each row's line in the file."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def texts(self, column: str) -> tuple[str, ...]:
        index = self.columns.index(column)
        return tuple(row[index] for row in self.rows)

    def numbers(self, column: str, report: Report) -> Iterator[Amount | None]:
        """The column's numbers; an empty cell is a gap, anything else a fault with its line."""
        index = self.columns.index(column)
        for row, line in zip(self.rows, self.lines, strict=True):
            text = row[index].strip()
            if text and not _NUMBER.fullmatch(text):
                message = f"column '{column}': '{text}' is no number"
                hint = "a number as 1234.5 or 1,234.5, or an empty cell for a gap"
                report(Diagnostic(Span(self.file, line), Code.MALFORMED_DATA, message, hint=hint))
                text = ""
            plain = text.replace(",", "").replace("−", "-").rstrip("%")
            yield Amount(Decimal(plain)) if plain else None


def read_csv(text: str, file: str, report: Report) -> Sheet | None:
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            rows.append((reader.line_num, row))
    except csv.Error as error:
        report(Diagnostic(Span(file, reader.line_num), Code.MALFORMED_DATA, f"the CSV cannot be read: {error}"))
        return None
    return _sheet(rows, file, report)


def read_xlsx(content: bytes, file: str, report: Report) -> Sheet | None:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MAX_EXPANDED:
                raise ValueError("the workbook is too large")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        values = book.worksheets[0].iter_rows(values_only=True)
        rows = [
            (number, ["" if cell is None else str(cell) for cell in row]) for number, row in enumerate(values, start=1)
        ]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        report(Diagnostic(Span(file), Code.MALFORMED_DATA, f"the workbook cannot be read: {error}"))
        return None
    return _sheet(rows, file, report)


def _sheet(rows: list[tuple[int, list[str]]], file: str, report: Report) -> Sheet | None:
    filled = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    if len(filled) < 2 or len(filled) > _MAX_ROWS:
        message = f"{len(filled)} rows: a heading row and 1 to {_MAX_ROWS - 1} rows of data are wanted"
        report(Diagnostic(Span(file), Code.MALFORMED_DATA, message))
        return None
    columns = tuple(cell.strip() for cell in filled[0][1])
    width = len(columns)
    sound = True
    for line, row in filled[1:]:
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            report(Diagnostic(Span(file, line), Code.MALFORMED_DATA, f"{len(row)} cells under {width} columns"))
            sound = False
    if not sound:
        return None
    body = tuple(tuple(cell.strip() for cell in (row + [""] * width)[:width]) for _, row in filled[1:])
    return Sheet(file, columns, body, tuple(line for line, _ in filled[1:]))
