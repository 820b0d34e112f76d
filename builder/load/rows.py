"""A table whose rows are reports: CSV, the first sheet of an XLSX workbook, JSON lines or Parquet → rows.

All of it is read, and all its faults are told, before anything is made of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Final

from builder.diagnostics import Code, Diagnostic, Report, Span, did_you_mean
from builder.load.rowfiles import Lines, Unreadable, read_csv, read_json_lines, read_parquet, read_workbook
from builder.model import CellValue, DataRow

MAX_BYTES: Final = 256 * 2**20
MAX_ROWS: Final = 1_000_000
MAX_COLUMNS: Final = 1_000
_MAX_TOLD: Final = 100
"""Faults that are told one by one; the others are counted."""

_READERS: Final[Mapping[str, Callable[[bytes], Lines]]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_workbook,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".parquet": read_parquet,
}


def read_rows(table: Path | bytes, name: str, report: Report) -> tuple[DataRow, ...]:
    """The rows of a table; none, and every fault with its place, where any of them is wrong.

    `name` is what places call it, and its ending says what it is. Cells of CSV stay text, as typed; those of a
    workbook keep their types, but for per cents, which are text as shown ("7.5%"). An empty cell is None, and rows that
    hold nothing are none. Raises OSError where a file cannot be read."""
    told = _Told(name, report)
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        hint = f"a table is one of {', '.join(_READERS)}"
        report(Diagnostic(Span(name), Code.MALFORMED_DATA, f"'{name}' is no table", hint=hint))
        return ()
    size = len(table) if isinstance(table, bytes) else table.stat().st_size
    if size > MAX_BYTES:
        told.fault(1, 1, f"the table is larger than {MAX_BYTES >> 20} MiB", "split it")
        return told.rows(())
    try:
        lines = reader(table if isinstance(table, bytes) else table.read_bytes())
    except Unreadable as error:
        told.fault(error.line, error.col, error.message, error.hint)
        return told.rows(())
    for line, col, message, hint in lines.faults:
        told.fault(line, col, message, hint)
    _check_columns(lines, told)
    return told.rows(_rows(name, lines, told))


def _check_columns(lines: Lines, told: _Told) -> None:
    columns = lines.columns
    if len(columns) > MAX_COLUMNS:
        told.fault(lines.head, 1, f"the table has {len(columns)} columns", f"{MAX_COLUMNS} at most")
        return
    for at, column in enumerate(columns):
        if not column:
            told.fault(lines.head, lines.column(at), f"column {at + 1} has no name", "name it, or delete it")
        elif column in columns[:at]:
            told.fault(lines.head, lines.column(at), f"the column '{column}' stands twice", "rename one")
        elif "`" in column or not column.isprintable():
            hint = "letters, digits, spaces, '.', '-' and '_'"
            told.fault(lines.head, lines.column(at), f"'{column}' is no name of a column", hint)


def _rows(name: str, lines: Lines, told: _Told) -> Iterator[DataRow]:
    width, number = len(lines.columns), 0
    for line, cells, text in lines.rows:
        if all(cell is None for cell in cells):
            continue
        number += 1
        if number > MAX_ROWS:
            told.fault(line, 1, f"the table has more than {MAX_ROWS} rows", "split it")
            return
        if len(cells) != width:
            hint = 'a text with a comma stands in quotation marks: "a, b"'
            told.fault(line, 1, f"row {number} has {len(cells)} cells, and the table {width} columns", hint)
        yield DataRow(name, number, line, dict(zip(lines.columns, cells, strict=False)), text)
    if not number:
        told.fault(lines.head, 1, "the table has no row", "a row of column names, and a row for each report")


@dataclass(slots=True)
class _Told:
    """The faults of a table, as far as anybody would read them."""

    name: str
    report: Report
    found: int = 0
    last: Span = field(default_factory=lambda: Span(""))

    def fault(self, line: int, col: int, message: str, hint: str) -> None:
        self.found += 1
        self.last = Span(self.name, line, col)
        if self.found <= _MAX_TOLD:
            self.report(Diagnostic(self.last, Code.MALFORMED_DATA, message, hint=hint))

    def rows(self, found: Iterable[DataRow]) -> tuple[DataRow, ...]:
        rows = tuple(found)
        if more := max(0, self.found - _MAX_TOLD):
            message, hint = f"and {more} more faults like these", "mend those above first"
            self.report(Diagnostic(self.last, Code.MALFORMED_DATA, message, hint=hint))
        return () if self.found else rows


def picked(rows: tuple[DataRow, ...], wanted: str) -> DataRow | str:
    """The row of that number, or the only one of COLUMN=VALUE; else what is wrong with the wish."""
    if wanted.isdecimal() and wanted.isascii():
        number = int(wanted)
        return rows[number - 1] if 0 < number <= len(rows) else f"there is no row {number}: the table has {len(rows)}"
    column, sign, value = wanted.partition("=")
    columns = rows[0].cells
    if not sign or column not in columns:
        return (
            f"'{column}' is no column: {did_you_mean(column, columns)}" if sign else f"'{wanted}' is no number of a row"
        )
    found = [row for row in rows if _said(row.cells[column]) == value.strip()]
    if len(found) == 1:
        return found[0]
    return f"{len(found) or 'no'} rows have '{value}' in '{column}': choose one by its number"


def _said(value: CellValue) -> str:
    return "" if value is None else str(value)
