"""What a row says where authors ask for it: texts, facts, charts, labels; and what is wrong with the asking."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.diagnostics import Diagnostic
from builder.model import Edition, Figure, Plot
from builder.pipeline import Book, read
from builder.project import open_project
from builder.text import plain, walk
from tests.content import errors, write

REPORT = "name: sample\nlanguages: [zh, en]\nrows: cities.csv\n"
TABLE = """city.zh,city.en,people,growth,region,y2024,y2025,low,high,rate,day
北川,Norbury,1234567,-1.50,north,3,4,10,20,7.5%,2025-03-01
南浦,Southam,2025,0.4,south,5,,1,2,8%,
"""
FACTS = """people: {column: people, unit: count}
growth: {column: growth, unit: "%"}
cost: {column: [low, high], unit: USD}
rate: {column: rate, unit: "%"}
doubled: {derive: people * 2}
y2025: {column: y2025}
"""


def book_of(folder: Path, files: Mapping[str, str], pick: str = "") -> tuple[Book | None, tuple[Diagnostic, ...]]:
    found: list[Diagnostic] = []
    book = read(open_project(write(folder, {"report.yaml": REPORT, "cities.csv": TABLE, **files}), pick), found.append)
    return book, tuple(found)


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh/a.md": f"# 标题 {{#a}}\n\n{zh}\n", "en/a.md": f"# Title {{#a}}\n\n{en}\n"}


def told(edition: Edition) -> list[str]:
    return [plain(part.children) for part in edition.document.sections[0].blocks]  # type: ignore[union-attr]


def said(folder: Path, zh: str, en: str, pick: str = "", **files: str) -> list[list[str]]:
    book, found = book_of(folder, {"facts.yaml": FACTS, **both(zh, en), **files}, pick)
    assert book is not None
    assert [one for one in found if one.severity == "error"] == []
    return [told(edition) for edition in book.editions]


def faults(folder: Path, text: str, pick: str = "", **files: str) -> list[str]:
    _, found = book_of(
        folder, {"report.yaml": REPORT.replace("zh, ", ""), "en/a.md": f"# Title {{#a}}\n\n{text}\n", **files}, pick
    )
    return errors(found)


def test_a_language_has_its_own_column_and_numbers_their_wording(tmp_path: Path) -> None:
    text = (
        "{param}`city`: {param}`people`, {param}`people text`, {param}`region`, {param}`rate`, {param}`growth signed`."
    )
    assert said(tmp_path, text.replace(", ", "，").replace(": ", "：").replace(".", "。"), text) == [
        ["北川：1,234,567，1234567，north，7.5%，−1.50。"],
        ["Norbury: 1,234,567, 1234567, north, 7.5%, −1.50."],
    ]


def test_another_row(tmp_path: Path) -> None:
    for pick in ("2", "city.en=Southam"):
        assert said(tmp_path, "{param}`city`。", "{param}`city`.", pick) == [["南浦。"], ["Southam."]]


def test_facts_of_columns_and_what_is_derived_of_them(tmp_path: Path) -> None:
    text = "{fact}`people`, {fact}`growth`, {fact}`cost`, {fact}`rate`, {fact}`doubled`."
    assert said(tmp_path, text.replace(", ", "，").replace(".", "。"), text)[1] == [
        "1,234,567, −1.50%, US$10–20, 7.5%, 2,469,134."
    ]


def test_words_for_what_is_empty(tmp_path: Path) -> None:
    zh, en = "{fact}`y2025 empty=暂无`，{param}`day empty=暂无`。", "{fact}`y2025 empty=none`, {param}`day empty=none`."
    assert said(tmp_path, zh, en, "2") == [["暂无，暂无。"], ["none, none."]]
    assert said(tmp_path, zh, en) == [["4，2025\u00a0年 3\u00a0月 1\u00a0日。"], ["4, March\u00a01, 2025."]]


def test_an_empty_cell_that_is_printed_is_a_fault_of_the_row(tmp_path: Path) -> None:
    text = "{fact}`y2025` and {param}`day`."
    assert faults(tmp_path, text, "2", **{"facts.yaml": FACTS}) == [
        "content/en/a.md:3:1 empty-value",
        "content/en/a.md:3:19 empty-value",
    ]
    assert faults(tmp_path, text, "1", **{"facts.yaml": FACTS}) == []


def test_values_are_plain_text(tmp_path: Path) -> None:
    table = 'city\n"*A* <b>x</b> {fact}`people` [l](http://a.b) $x$ ](u)"\n'
    assert said(tmp_path, "甲 {param}`city`。", "A {param}`city`.", **{"cities.csv": table, "facts.yaml": ""}) == [
        ["甲 *A* <b>x</b> {fact}`people` [l](http://a.b) $x$ ](u)。"],
        ["A *A* <b>x</b> {fact}`people` [l](http://a.b) $x$ ](u)."],
    ]


def test_wherever_authors_write_text(tmp_path: Path) -> None:
    text = """:::{table} t
:source: S {param}`city`
Caption {param}`city`

| Head {param}`city` | B |
| --- | --- |
| {param}`people` | x |
:::

:::{figure} c
:alt: Alt {param}`city`
Figure {param}`city`
:::

- Item **{param}`city`** {term}`l`
"""
    charts = 'c: {kind: bar, unit: count, categories: ["2024", "2025"], series: {l: {columns: [y2024, y2025]}}}\n'
    files = {
        "report.yaml": REPORT.replace("zh, ", "") + "authors: ['Office of {param}`city`']\n",
        "en/index.md": "# Report on {param}`city`\n\n:::{subtitle}\nSub {param}`city`\n:::\n",
        "en/terms.yaml": "labels: {l: 'Label {param}`city` {param}`people`'}\n",
        "en/a.md": f"# Title {{param}}`city` {{#a}}\n\n{text}\n",
        "charts.yaml": charts,
    }
    book, found = book_of(tmp_path, files)
    assert errors(found) == []
    assert book is not None
    (edition,) = book.editions
    words = repr(edition.document) + repr(edition.authors)
    assert "param" not in words
    assert words.count("Norbury") >= 10
    assert "Label Norbury 1,234,567" in words
    figure = next(part for part in walk(edition.document) if isinstance(part, Figure))
    assert figure.alt == "Alt Norbury"


def test_charts_over_columns_leave_gaps(tmp_path: Path) -> None:
    charts = """c:
  kind: line
  unit: count
  categories: ["2024", "2025"]
  series: {l: {columns: [y2024, y2025]}, m: [y2025, people]}
"""
    files = {
        "report.yaml": REPORT.replace("zh, ", ""),
        "facts.yaml": FACTS,
        "charts.yaml": charts,
        "en/terms.yaml": "labels: {l: L, m: M}\n",
        "en/a.md": "# T {#a}\n\n:::{figure} c\nCaption\n:::\n",
    }
    book, found = book_of(tmp_path, files, "2")
    assert errors(found) == []
    assert book is not None
    plot = next(part for part in walk(book.editions[0].document) if isinstance(part, Plot))
    assert [marks.values for marks in plot.marks] == [(5.0, None), (None, 2025.0)]


def test_a_chart_without_values_stands_under_a_condition(tmp_path: Path) -> None:
    charts = 'c: {kind: bar, unit: count, categories: ["2025"], series: {l: {columns: [y2025]}}}\n'
    figure = ":::{figure} c\nCaption\n:::"
    files = {"charts.yaml": charts, "en/terms.yaml": "labels: {l: L}\n"}
    assert faults(tmp_path, figure, "2", **files) == ["content/charts.yaml:1:60 malformed-chart"]
    for pick in ("1", "2"):
        assert faults(tmp_path, f"::::{{when}} y2025 is not empty\n{figure}\n::::", pick, **files) == []


@pytest.mark.parametrize(
    ("text", "files", "place"),
    [
        ("{param}`town`", {}, "content/en/a.md:3:1 unknown-column"),
        ("{param}`people text digits=0`", {}, "content/en/a.md:3:1 invalid-value"),
        ("x", {"facts.yaml": "a: {column: town}\n"}, "content/facts.yaml:1:13 unknown-column"),
        ("x", {"facts.yaml": "a: {column: [day, town]}\n"}, "content/facts.yaml:1:13 unknown-column"),
        ("x", {"facts.yaml": "a: {column: region}\n"}, "content/cities.csv:2:26 malformed-data"),
        ("x", {"facts.yaml": "a: {column: [high, low]}\n"}, "content/facts.yaml:1:13 malformed-fact"),
        (
            "x",
            {"cities.csv": 'n\n"1,234"\n', "facts.yaml": "a: {column: n}\n"},
            "content/cities.csv:2:2 malformed-data",
        ),
        ("x", {"cities.csv": "n\n１２\n", "facts.yaml": "a: {column: n}\n"}, "content/cities.csv:2:1 malformed-data"),
        ("x", {"cities.csv": "a,a\n1,2\n"}, "content/cities.csv:1:3 malformed-data"),
        ("x", {"report.yaml": "name: s\nlanguages: [en]\nrows: none.csv\n"}, "content/report.yaml:3:7 missing-file"),
        ("{param}`city`", {"cities.csv": "city\n\U000f0000\n"}, "content/en/a.md:3:1 missing-glyph"),
    ],
)
def test_faults_have_their_places(tmp_path: Path, text: str, files: dict[str, str], place: str) -> None:
    assert faults(tmp_path, text, **files) == [place]


def test_a_row_that_there_is_not(tmp_path: Path) -> None:
    assert faults(tmp_path, "x", "3") == ["content/report.yaml:3:7 missing-row"]


def test_a_row_without_a_table(tmp_path: Path) -> None:
    report = "name: sample\nlanguages: [en]\n"
    assert faults(tmp_path, "x", "3", **{"report.yaml": report}) == ["content/report.yaml:1:1 missing-row"]


def test_without_a_table_one_fault_says_so(tmp_path: Path) -> None:
    text = "{param}`city` {fact}`people` [a]{when people > 1}"
    report = "name: sample\nlanguages: [en]\n"
    assert faults(tmp_path, text, **{"report.yaml": report, "facts.yaml": FACTS}) == [
        "content/facts.yaml:1:18 missing-row"
    ]
    assert faults(tmp_path, text, **{"report.yaml": report, "facts.yaml": "people: {value: 2}"}) == [
        "content/en/a.md:3:1 missing-row"
    ]


def test_a_fact_keeps_the_digits_of_its_cell(tmp_path: Path) -> None:
    book, _ = book_of(tmp_path, {"facts.yaml": FACTS, **both("{fact}`growth`。", "{fact}`growth`.")})
    assert book is not None
    assert told(book.editions[1]) == ["−1.50%."]
