"""What the files of tables say, by their kinds: columns, and the cells of each row with its place."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final, TypeAlias

from builder.model import CellValue

Faults: TypeAlias = list[tuple[int, int, str, str]]
"""Line, column, what is wrong, what to do."""

_MAX_EXPANDED: Final = 1024 * 2**20
_PLAIN: Final = (str, int, float, bool)


@dataclass(slots=True)
class Lines:
    """`head` is the line of the columns' names, `typed` that line as it stands. `rows`: line, cells, and the first line
    as it is typed."""

    columns: tuple[str, ...]
    rows: list[tuple[int, list[CellValue], str]]
    head: int = 1
    typed: str = ""
    faults: Faults = field(default_factory=list)

    def column(self, at: int) -> int:
        """Where in the line of names the column stands, as far as its name tells."""
        name = self.columns[at]
        before = self.columns[:at].count(name) if name else 0
        place = -1
        for _ in range(before + 1):
            place = self.typed.find(name, place + 1) if name else -1
        return max(place, 0) + 1


class Unreadable(Exception):  # noqa: N818
    """A file of which nothing can be read."""

    def __init__(self, message: str, hint: str, line: int = 1, col: int = 1) -> None:
        super().__init__(message)
        self.message, self.hint, self.line, self.col = message, hint, line, col


def read_csv(content: bytes) -> Lines:
    """UTF-8, parted by commas, semicolons or tabs (RFC 4180); a quoted cell may hold ends of lines."""
    text = _text(content)
    typed = text.split("\n")
    delimiter = max(",;\t", key=typed[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[int, list[str]]] = []
    line = 0
    try:
        for row in reader:
            found.append((line + 1, [cell.strip() for cell in row]))
            line = reader.line_num
    except csv.Error as error:
        hint = 'double a quotation mark inside a quoted text: "a ""b"" c"'
        raise Unreadable(f"the CSV cannot be read: {error}", hint, line + 1) from None
    filled = [(line, row) for line, row in found if any(row)]
    if not filled:
        return Lines((), [])
    (head, columns), *rows = filled
    cells: list[tuple[int, list[CellValue], str]] = [
        (line, [cell or None for cell in row], typed[line - 1]) for line, row in rows
    ]
    return Lines(tuple(columns), cells, head, typed[head - 1])


def _text(content: bytes) -> str:
    """Lines end in \\n. Raises Unreadable at the first byte that is no text."""
    try:
        text = content.decode("utf-8-sig")
        wrong = text.find("\x00")
        before = text[:wrong] if wrong >= 0 else None
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
    if before is not None:
        lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        hint = "save it as UTF-8 (in Excel: CSV UTF-8)"
        raise Unreadable("the file is not UTF-8 text", hint, len(lines), len(lines[-1]) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_json_lines(content: bytes) -> Lines:
    """An object a line; its keys are the columns, and one that lacks is an empty cell. Numbers with a point are text,
    as typed, with the digits that they have."""
    objects: list[tuple[int, dict[str, Any], str]] = []
    columns: dict[str, None] = {}
    faults: Faults = []
    for line, typed in enumerate(_text(content).split("\n"), start=1):
        if not typed.strip():
            continue
        try:
            said = json.loads(typed, object_pairs_hook=_once, parse_float=str, parse_constant=_no_number)
        except json.JSONDecodeError as error:
            faults.append((line, error.colno, f"this is no JSON: {error.msg}", 'one object a line: {"city": "…"}'))
            continue
        except (ValueError, RecursionError) as error:
            faults.append((line, 1, str(error), 'one object a line: {"city": "…"}'))
            continue
        if not isinstance(said, dict):
            faults.append((line, 1, "a row is an object", '{"city": "…", "growth": 1.5}'))
            continue
        for name, value in said.items():
            if value is not None and not isinstance(value, _PLAIN):
                at = max(typed.find(json.dumps(name, ensure_ascii=False)), 0) + 1
                faults.append((line, at, f"'{name}' is a list or an object", "a text, a number, true, false or null"))
        columns |= dict.fromkeys(said)
        objects.append((line, said, typed))
    rows = [(line, [_emptied(said.get(name)) for name in columns], typed) for line, said, typed in objects]
    return Lines(tuple(columns), rows, faults=faults)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if twice := [name for name in names if names.count(name) > 1]:
        raise ValueError(f"'{twice[0]}' stands twice in one row")
    return dict(pairs)


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


def read_workbook(content: bytes) -> Lines:
    """The first sheet: its first filled row names the columns."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MAX_EXPANDED:
                raise ValueError("it is too large")
        filled = [
            (line, cells) for line, cells in _sheet_rows(content, computed=True) if any(c is not None for c, _ in cells)
        ]
        asked = [] if not filled else list(_sheet_rows(content, computed=False))
    except Exception as error:  # openpyxl meets a broken workbook with whatever breaks first
        raise Unreadable(f"the workbook cannot be read: {error}", "save it anew as .xlsx, or as .csv") from None
    if not filled:
        return Lines((), [])
    formulas = {
        (line, at)
        for line, cells in asked
        for at, (value, _) in enumerate(cells)
        if isinstance(value, str) and value.startswith("=")
    }
    (head, names), *rows = filled
    columns = ["" if value is None else str(_cell(value, "")).strip() for value, _ in names]
    while columns and not columns[-1]:
        columns.pop()
    faults: Faults = []
    made: list[tuple[int, list[CellValue], str]] = []
    for line, cells in rows:
        for at, (value, _) in enumerate(cells):
            name = columns[at] if at < len(columns) else f"column {at + 1}"
            if isinstance(value, str) and value in _ERRORS:
                faults.append((line, at + 1, f"'{name}' is {value}", "mend the formula, or empty the cell"))
            elif value is None and (line, at) in formulas:
                hint = "open the workbook in a program that computes it, and save it"
                faults.append((line, at + 1, f"'{name}' is a formula whose value is not saved", hint))
        values = [_cell(*cell) for cell in cells]
        more = max((at + 1 for at, value in enumerate(values) if value is not None), default=0)
        made.append((line, (values + [None] * len(columns))[: max(len(columns), more)], ""))
    return Lines(tuple(columns), made, head, faults=faults)


_ERRORS: Final = frozenset(("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"))


def _sheet_rows(content: bytes, computed: bool) -> Iterator[tuple[int, list[tuple[object, str]]]]:
    """Values and number formats of the first sheet; formulas as such where they are not `computed`."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=computed, keep_links=False)
    if not book.worksheets:
        raise ValueError("it has no sheet")
    for line, row in enumerate(book.worksheets[0].iter_rows(), start=1):
        yield line, [(cell.value, getattr(cell, "number_format", "") or "") for cell in row]


def _cell(value: object, number_format: str) -> CellValue:
    """Midnight is no part of a date, and 0.075 in a format of per cents is 7.5%."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if "%" in number_format:
            return f"{(Decimal(repr(value)) * 100).normalize():f}%"
        return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value
    return _emptied(value)


def read_parquet(content: bytes) -> Lines:
    """Lines are those of the rows, under one of names."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        hint = "pip install 'builder[batch]', or save the table as CSV"
        raise Unreadable("Parquet needs a package of the extra 'batch'", hint) from None
    try:
        table = parquet.read_table(io.BytesIO(content))
        columns: Sequence[str] = table.column_names
        values = [table.column(at).to_pylist() for at in range(len(columns))]
    except (ArrowException, OSError, ValueError) as error:
        raise Unreadable(f"the table cannot be read: {error}", "write it anew as Parquet, or as CSV") from None
    faults: Faults = [
        (1, 1, f"the column '{name}' holds {type(wrong).__name__}", "texts, numbers, dates, true or false")
        for name, column in zip(columns, values, strict=True)
        if (wrong := next((one for one in column if not _is_cell(one)), None)) is not None
    ]
    rows = [(at + 2, [_emptied(one) for one in row], "") for at, row in enumerate(zip(*values, strict=True))]
    return Lines(tuple(columns), list(rows), faults=faults)


def _is_cell(value: object) -> bool:
    return value is None or isinstance(value, (*_PLAIN, Decimal, date, time))


def _emptied(value: object) -> CellValue:
    """As a cell: a blank text is none, a day is a date, and what has a time of day is text (ISO 8601)."""
    match value:
        case str():
            return value.strip() or None
        case datetime() if value.time() == time():
            return value.date()
        case datetime() | time():
            return value.isoformat()
        case float() if value != value:
            return None
        case Decimal():
            return f"{value:f}"
        case None | bool() | int() | float() | date():
            return value
        case _:
            return str(value)
