"""What a report carries with it: the numbers of its charts and the text that it was made from."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pikepdf
import pytest

from builder.locales import load_locale
from builder.model import Attached, Axis, Marks, Paint, Shape, Style
from builder.report import chartdata, print_edition
from builder.report.attachments import DATA, Attachment, attachments
from builder.report.pdf import Printed
from builder.theme import Theme
from tests.printing import print_html
from tests.report import report_sample, tagged

AXIS = Axis(0, 1, (), False, True, "km")


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_numbers_are_as_drawn_and_as_shown_under_heads_of_the_language() -> None:
    assert rows(chartdata.write(report_sample.plot(), load_locale("zh"))) == [
        ["系列", "类别", "数值 (%)", "图中标注"],
        ["gain", "SWE-bench", "67.3", "+67.3"],
        ["gain", "GPQA", "48.9", "+48.9"],
        ["gain", "MMMU", "18.8", "+18.8"],
    ]


def test_ranges_gaps_and_points_have_the_columns_that_they_need() -> None:
    style = (Style(Paint.GREY),) * 3
    marks = Marks(Shape.RANGE, "r", (0.1 + 0.2, None, 4e9), ("a", "", ""), style, lows=(0.1, None, 1e9))
    plot = replace(report_sample.plot(), marks=(marks,), unit="")
    english = load_locale("en")
    assert rows(chartdata.write(plot, english)) == [
        ["Series", "Category", "Lower end", "Value", "As shown"],
        ["r", "SWE-bench", "0.1", "0.3", "a"],
        ["r", "MMMU", "1000000000", "4000000000", ""],
    ]
    marks = Marks(Shape.POINT, "p", (1.0, 2.0), ("", ""), style[:2], xs=(3.0, 4.5))
    assert rows(chartdata.write(replace(plot, marks=(marks,), x_axis=AXIS), english)) == [
        ["Series", "Horizontal value (km)", "Value"],
        ["p", "3", "1"],
        ["p", "4.5", "2"],
    ]


def test_of_two_axes_each_row_says_its_unit() -> None:
    plot = report_sample.plot()
    line = replace(plot.marks[0], name="line", second=True)
    two = replace(plot, marks=(plot.marks[0], line), axis=replace(AXIS, title="%"), second=AXIS)
    table = rows(chartdata.write(two, load_locale("en")))
    assert table[0] == ["Series", "Category", "Value", "Unit", "As shown"]
    assert [table[1][3], table[4][3]] == ["%", "km"]


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-x", "+cmd"])
def test_no_text_is_a_formula_for_a_spreadsheet(name: str) -> None:
    marks = replace(report_sample.plot().marks[0], name=name)
    table = rows(chartdata.write(replace(report_sample.plot(), marks=(marks,)), load_locale("en")))
    assert table[1][0] == f"'{name}"


def test_the_sample_carries_its_numbers_with_the_picture_that_shows_them(
    printed: Printed, words: report_sample.Wording
) -> None:
    root = tagged.read(printed.content)
    (figure,) = (tag for tag in root.every("Figure") if "/AF" in tag.made)
    (file,) = figure.made.AF  # type: ignore[misc]
    assert str(file.AFRelationship) == "/Data"
    assert str(file.UF).startswith(words.figure.split("{")[0])
    assert str(file.UF).endswith(".csv")
    assert str(file.F).isascii()
    assert str(file.Desc).startswith(load_locale(words.lang).words.data.of_figure.split("{")[0])
    assert str(file.EF.F.Subtype) == "/text/csv"
    assert "/ModDate" not in file.EF.F.Params
    assert file.EF.F.read_bytes() == next(attachments(_edition(words), load_locale(words.lang))).content
    assert root.file is not None
    assert list(root.file.attachments) == [str(file.UF)]


def _edition(words: report_sample.Wording) -> report_sample.Edition:
    return report_sample.edition(words)


def test_the_text_is_attached_to_the_report(theme: Theme) -> None:
    files = {"content/en/index.md": b"# T\n", "content/en/01-a.md": "# 甲 {#a}\n".encode()}
    edition = replace(report_sample.edition(report_sample.EN, pictures=False), files=files)
    with pikepdf.open(io.BytesIO(print_edition(edition, load_locale("en"), theme).content)) as pdf:
        found = {str(one.UF): one for one in pdf.Root.AF if str(one.AFRelationship) == "/Source"}  # type: ignore[attr-defined]
        assert {name: one.EF.F.read_bytes() for name, one in found.items()} == {
            "index.md": files["content/en/index.md"],
            "01-a.md": files["content/en/01-a.md"],
        }


def test_names_are_told_apart_and_in_order(theme: Theme) -> None:
    files = tuple(Attachment(name, "text/csv", b"", DATA, "") for name in ("b.csv", "图 1.csv", "b.csv", "a.csv"))
    printed = print_html('<html lang="en"><title>t</title><p>x', "", {}, theme.fonts, files)
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        names = [str(one) for one in pdf.Root.Names.EmbeddedFiles.Names][::2]  # type: ignore[attr-defined]
        assert names == ["a.csv", "b (2).csv", "b.csv", "图 1.csv"]
        assert len(pdf.Root.AF) == 4


def test_no_name_is_a_path(theme: Theme) -> None:
    edition = report_sample.edition(report_sample.EN)
    named = replace(edition, files={"en/..\\x:y.md": b"", f"en/{'long' * 60}.md": b""})
    names = [one.name for one in attachments(named, load_locale("en"))]
    assert not any(set(name) & set('\\/:*?"<>|') for name in names)
    assert max(map(len, names)) <= 84


@pytest.mark.parametrize(
    ("attach", "suffixes"), [({"data", "text"}, {".csv", ".md"}), ({"data"}, {".csv"}), (set(), set())]
)
def test_an_author_says_what_goes_in(attach: set[str], suffixes: set[str]) -> None:
    sample = report_sample.edition(report_sample.EN)
    edition = replace(sample, files={"content/en/a.md": b"# A"}, attach=frozenset(map(Attached, attach)))
    found = {file.name[file.name.rindex(".") :] for file in attachments(edition, load_locale("en"))}
    assert found == suffixes
