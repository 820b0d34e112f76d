"""Charts read their points from CSV and XLSX files."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from builder.load import sheet as sheets
from builder.model import Amount, ChartSpec, Series
from tests.content import Loaded, loaded


def chart(folder: Path, data: str | bytes, name: str = "d.csv", spec: str = "category: c, series: [s]") -> Loaded:
    charts = f"g:\n  kind: bar\n  data: {{file: {name}, {spec}}}\n"
    return loaded(folder, {"en/a.md": "# A", "charts.yaml": charts, name: data})


def spec_of(result: Loaded) -> ChartSpec:
    assert result.faults == ()
    assert result.corpus is not None
    return result.corpus.charts["g"]


def amounts(*values: str | None) -> tuple[Amount | None, ...]:
    return tuple(None if v is None else Amount(Decimal(v)) for v in values)


@pytest.mark.parametrize(
    "data",
    [
        "c,s\nx,1.50\ny,\n",
        "c;s\r\nx;1.50\r\ny;\r\n",
        "c\ts\nx\t1.50\ny\t\n",
        b"\xef\xbb\xbfc,s\nx,1.50\ny,\n",
        ' c , s ,\n"x", 1.50 ,\n\n,,\ny\n',
        'c,s\n"x","1.50"\n"y",""',
    ],
)
def test_a_csv_with_any_delimiter(data: str | bytes, tmp_path: Path) -> None:
    spec = spec_of(chart(tmp_path, data))
    assert spec.categories == ("x", "y")
    assert spec.series == (Series("s", amounts("1.50", None)),)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,234.5", "1234.5"), ("−5", "-5"), ("+5", "5"), ("12%", "12"), ("1e3", "1e3"), (".5", ".5"), ("007", "7")],
)
def test_numbers_as_people_type_them(typed: str, value: str, tmp_path: Path) -> None:
    assert spec_of(chart(tmp_path, f'c,s\nx,"{typed}"\n')).series[0].values == amounts(value)


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ("c,s\nx,1\ny,two\nz,(3)\n", ["d.csv:3:3", "d.csv:4:3"]),
        ("c,s\nx,1.2.3\n", ["d.csv:2:3"]),
        ("c,s\nx,1 000\n", ["d.csv:2:3"]),
        ("c;s\nx;1,5\n", ["d.csv:2:3"]),
        ("c,s\nx,nan\n", ["d.csv:2:3"]),
        ("c,s\nx,1,2\n", ["d.csv:2:1"]),
        ("c,s\n", ["d.csv:1:1"]),
        ("", ["d.csv:1:1"]),
        ("c,s,s\nx,1,2\n", ["d.csv:1:1"]),
        ('c,s\n"x,1\n', ["d.csv:2:1"]),
        ('c,s\n\n"x\ny",z\n', ["d.csv:3:1"]),
        ("k,s\nx,1\n", ["charts.yaml:3:33"]),
        ("c,t\nx,1\n", ["charts.yaml:3:45"]),
        ("c,s\n" + "x,1\n" * 10_000, ["d.csv:1:1"]),
    ],
)
def test_faults_of_a_csv(data: str, places: list[str], tmp_path: Path) -> None:
    result = chart(tmp_path, data)
    assert result.places == [f"content/{place} malformed-data" for place in places]
    assert all(fault.hint for fault in result.faults)
    assert result.corpus is not None
    assert ("charts", "g") in result.corpus.lost


def test_a_data_file_that_is_not_there_or_not_inside(tmp_path: Path) -> None:
    charts = "g:\n  kind: bar\n  data: {file: no.csv, category: c, series: [s]}\n"
    charts += "h:\n  kind: bar\n  data: {file: ../../x.csv, category: c, series: [s]}\n"
    result = loaded(tmp_path, {"en/a.md": "# A", "charts.yaml": charts})
    assert result.places == ["content/charts.yaml:3:16 missing-file", "content/charts.yaml:6:16 outside-project"]


def test_a_csv_that_is_not_utf8(tmp_path: Path) -> None:
    result = chart(tmp_path, "c,s\n数据,1\n".encode("gbk"))
    assert result.places == ["content/d.csv:2:1 unreadable-file"]


def test_columns_by_name_labels_and_a_numeric_axis(tmp_path: Path) -> None:
    spec = spec_of(chart(tmp_path, "c,The share,n\nx,1,7\n", spec="category: c, series: {s: The share}, x: {s: n}"))
    assert spec.series == (Series("s", amounts("1"), amounts("7")),)


# --- workbooks


def workbook(*rows: tuple[object, ...], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    book.create_sheet("other").append(("no",))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_first_sheet_of_a_workbook(tmp_path: Path) -> None:
    data = workbook(("c", "s"), ("x", 71.7), (None, None), ("y", None), (2024, 3), ("z", "1,234"))
    spec = spec_of(chart(tmp_path, data, "d.xlsx"))
    assert spec.categories == ("x", "y", "2024", "z")
    assert spec.series[0].values == amounts("71.7", None, "3", "1234")


def test_a_cell_is_read_as_it_is_shown(tmp_path: Path) -> None:
    data = workbook(
        ("c", "s"), (date(2024, 1, 2), 0.717), (datetime(2024, 1, 3), 0.5), formats={"B2": "0.0%", "B3": "0%"}
    )
    spec = spec_of(chart(tmp_path, data, "d.xlsx"))
    assert spec.categories == ("2024-01-02", "2024-01-03")
    assert spec.series[0].values == amounts("71.7", "50")


def test_a_wrong_number_in_a_workbook_names_its_row(tmp_path: Path) -> None:
    result = chart(tmp_path, workbook(("c", "s"), ("x", 1), ("y", "#DIV/0!")), "d.xlsx")
    assert result.places == ["content/d.xlsx:3:1 malformed-data"]
    assert result.project.source_line(result.faults[0].span) is None


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<nonsense",
        "<a/>",
        f'<worksheet {NS}><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"/></sheetData></worksheet>',
        f"<worksheet {NS}><sheetData><row r='x'><c r='??'><v>q</v></c></row></sheetData></worksheet>",
        '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><worksheet>&d;</worksheet>',
    ],
)
def test_a_broken_sheet_is_a_fault(content: str, tmp_path: Path) -> None:
    data = repacked(workbook(("c", "s"), ("x", 1)), SHEET, content.encode())
    result = chart(tmp_path, data, "d.xlsx")
    assert set(result.codes) == {"malformed-data"}


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", workbook(("c", "s"))[:200]])
def test_what_is_no_workbook_is_a_fault(data: bytes, tmp_path: Path) -> None:
    assert chart(tmp_path, data, "d.xlsx").places == ["content/d.xlsx:1:1 malformed-data"]


def test_a_workbook_that_swells_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_MAX_EXPANDED", 2**20)
    data = repacked(workbook(("c", "s"), ("x", 1)), SHEET, b" " * 2**21)
    assert len(data) < 2**16
    result = chart(tmp_path, data, "d.xlsx")
    assert result.codes == ["malformed-data"]
    assert "too large" in result.faults[0].message


# --- typed charts


@pytest.mark.parametrize(
    ("charts", "places"),
    [
        ("g:\n  kind: bar\n  categories: [a]\n  series: {s: [a.1, b.1]}\n", ["4:21 unknown-fact"]),
        ("g:\n  kind: scatter\n  series: {s: [a.1]}\n  x: {s: [b.1]}\n", ["4:11 unknown-fact"]),
        ("g:\n  kind: scatter\n  series: {s: [a.1]}\n  x: {t: [1]}\n", ["4:7 malformed-chart"]),
        ("图:\n  kind: bar\n", ["1:1 malformed-chart"]),
        (
            "g:\n  kind: bar\n  knd: x\nh:\n  series: 3\n",
            ["3:3 invalid-value", "4:1 invalid-value", "5:11 invalid-value"],
        ),
        ("g:\n  kind: bar\n  stacking: hundred\n", ["3:13 invalid-value"]),
        (
            "g:\n  kind: bar\n  series: {s: [a.1]}\n  data: {file: d.csv, category: c, series: [s]}\n",
            ["4:3 malformed-chart"],
        ),
        ("g:\n  kind: bar\n  series: {s: [lost]}\n", []),
    ],
)
def test_faults_of_charts(charts: str, places: list[str], tmp_path: Path) -> None:
    facts = "a.1: {value: 1}\nlost: {value: x}\n"
    result = loaded(tmp_path, {"en/a.md": "# A", "facts.yaml": facts, "charts.yaml": charts})
    assert [p for p in result.places if "charts.yaml" in p] == [f"content/charts.yaml:{place}" for place in places]
    assert result.corpus is not None
    assert ("charts", "g") in result.corpus.lost or "图" in charts


def test_typed_numbers_facts_and_gaps(tmp_path: Path) -> None:
    charts = "g:\n  kind: line\n  categories: [a, b, c]\n  series: {s: [a.1, 2.50, null]}\n"
    result = loaded(tmp_path, {"en/a.md": "# A", "facts.yaml": "a.1: {value: 1}", "charts.yaml": charts})
    assert spec_of(result).series == (Series("s", ("a.1", Amount(Decimal("2.50")), None)),)
