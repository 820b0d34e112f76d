"""A table whose rows are reports: every kind of file says the same, and all faults of it are told at once."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.cache import digest
from builder.diagnostics import Diagnostic
from builder.load import rows
from builder.load.rows import picked, read_rows
from builder.model import DataRow

KINDS = ("csv", "jsonl", "xlsx", "parquet")


def rows_of(content: bytes, name: str = "cities.csv") -> tuple[DataRow, ...]:
    return read_rows(content, name, pytest.fail)


def faults_of(content: bytes, name: str = "cities.csv") -> list[str]:
    found: list[Diagnostic] = []
    assert read_rows(content, name, found.append) == ()
    assert all(one.hint for one in found)
    return [f"{one.span.file}:{one.span.line}:{one.span.col} {one.message}" for one in found]


def test_csv_is_text_as_typed_with_true_lines() -> None:
    content = '\ufeffcity,growth,note\r\n北川,1.50,"two\r\nlines"\r\n\r\n,,\r\n"A, B",,x\r\n'.encode()
    first, second = rows_of(content)
    assert (first.number, first.line, dict(first.cells)) == (
        1,
        2,
        {"city": "北川", "growth": "1.50", "note": "two\nlines"},
    )
    assert (second.number, second.line, dict(second.cells)) == (2, 6, {"city": "A, B", "growth": None, "note": "x"})
    assert second.text == '"A, B",,x'


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(delimiter: str) -> None:
    assert dict(rows_of(f"a{delimiter}b\n1,5{delimiter}2\n".encode())[0].cells) == {"a": "1,5", "b": "2"}


def test_a_workbook_keeps_types_and_shown_per_cents() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([])
    sheet.append(["city", "people", "rate", "day", "growth"])
    sheet.append(["A", 12000, 0.5, date(2025, 3, 1), 0.075])
    sheet["E3"].number_format = "0.0%"
    content = io.BytesIO()
    book.save(content)
    (row,) = rows_of(content.getvalue(), "cities.xlsx")
    assert (row.number, row.line) == (1, 3)
    assert dict(row.cells) == {"city": "A", "people": 12000, "rate": 0.5, "day": date(2025, 3, 1), "growth": "7.5%"}
    digest(row)


def test_a_workbook_tells_errors_and_formulas_without_values() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["a", "b"])
    sheet.append(["#N/A", "=1+1"])
    content = io.BytesIO()
    book.save(content)
    assert faults_of(content.getvalue(), "t.xlsx") == [
        "t.xlsx:2:1 'a' is #N/A",
        "t.xlsx:2:2 'b' is a formula whose value is not saved",
    ]


def test_json_lines_keep_digits_and_know_what_is_empty() -> None:
    content = b'{"city": "A", "growth": 1.50, "n": 3, "new": true}\n\n{"city": "B", "growth": null}\n'
    first, second = rows_of(content, "cities.jsonl")
    assert dict(first.cells) == {"city": "A", "growth": "1.50", "n": 3, "new": True}
    assert (second.line, dict(second.cells)) == (3, {"city": "B", "growth": None, "n": None, "new": None})


def test_parquet_says_the_same() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    import pyarrow

    content = io.BytesIO()
    parquet.write_table(pyarrow.table({"city": ["A", "B"], "n": [1, None], "day": [date(2025, 3, 1), None]}), content)
    first, second = rows_of(content.getvalue(), "cities.parquet")
    assert dict(first.cells) == {"city": "A", "n": 1, "day": date(2025, 3, 1)}
    assert dict(second.cells) == {"city": "B", "n": None, "day": None}


def test_parquet_without_its_package_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert faults_of(b"PAR1", "cities.parquet") == ["cities.parquet:1:1 Parquet needs a package of the extra 'batch'"]


def test_all_faults_of_a_table_at_once() -> None:
    content = b"city,growth,city,\n1,2,3,4\n1,2\n1,2,3,4,5\n"
    assert faults_of(content) == [
        "cities.csv:1:13 the column 'city' stands twice",
        "cities.csv:1:1 column 4 has no name",
        "cities.csv:3:1 row 2 has 2 cells, and the table 4 columns",
        "cities.csv:4:1 row 3 has 5 cells, and the table 4 columns",
    ]


def test_thousands_of_faults_are_counted() -> None:
    found = faults_of(b"a,b\n" + b"1\n" * 500)
    assert len(found) == 101
    assert found[-1].endswith("and 400 more faults like these")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("城市\n北川\n".encode("gb18030"), "t.csv", "t.csv:1:1 the file is not UTF-8 text"),
        (b"a\nb\nc\xff\n", "t.csv", "t.csv:3:2 the file is not UTF-8 text"),
        (b"", "t.csv", "t.csv:1:1 the table has no row"),
        (b"a,b\n", "t.csv", "t.csv:1:1 the table has no row"),
        (b'a,b\n1,2\n"1,2\n', "t.csv", "t.csv:3:1 the CSV cannot be read: unexpected end of data"),
        (b'{"a": 1}\n{"a": [1]}\n', "t.jsonl", "t.jsonl:2:2 'a' is a list or an object"),
        (b'{"a": 1,}\n', "t.jsonl", "t.jsonl:1:"),
        (b'{"a": 1, "a": 2}\n', "t.jsonl", "t.jsonl:1:1 'a' stands twice in one row"),
        (b"[1]\n", "t.jsonl", "t.jsonl:1:1 a row is an object"),
        (b"no", "t.xlsx", "t.xlsx:1:1 the workbook cannot be read: File is not a zip file"),
        (b"a", "t.doc", "t.doc:1:1 't.doc' is no table"),
    ],
)
def test_faults(content: bytes, name: str, said: str) -> None:
    assert faults_of(content, name)[0].startswith(said)


def test_a_row_is_picked_by_number_or_by_what_stands_in_a_column(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("city,n\nA,1\nB,1\n", "utf-8")
    rows = read_rows(table, "t.csv", pytest.fail)
    assert picked(rows, "2") == picked(rows, "city=B") == rows[1]
    assert picked(rows, "3") == "there is no row 3: the table has 2"
    assert picked(rows, "n=1") == "2 rows have '1' in 'n': choose one by its number"
    assert picked(rows, "town=A") == "'town' is no column: known: city, n"
    assert picked(rows, "x") == "'x' is no number of a row"


@given(st.binary(max_size=60) | st.text(",;\"'\n\r\t{}[]:1.aé", max_size=60).map(str.encode), st.sampled_from(KINDS))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_rows_or_faults(content: bytes, kind: str) -> None:
    found: list[Diagnostic] = []
    rows = read_rows(content, f"t.{kind}", found.append)
    assert bool(rows) != bool(found)
    digest(*rows)


def test_tables_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_ROWS", 2)
    assert faults_of(b"a\n1\n2\n3\n4\n") == ["cities.csv:4:1 the table has more than 2 rows"]
    monkeypatch.setattr(rows, "MAX_COLUMNS", 2)
    assert faults_of(b"a,b,c\n1,2,3\n") == ["cities.csv:1:1 the table has 3 columns"]
    monkeypatch.setattr(rows, "MAX_BYTES", 4)
    assert faults_of(b"a\n1\n2\n") == ["cities.csv:1:1 the table is larger than 0 MiB"]
