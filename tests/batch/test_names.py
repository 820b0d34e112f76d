"""Names of reports: what is safe on every file system, and what is told of what is not."""

from __future__ import annotations

import pytest

from builder.batch.names import named
from builder.diagnostics import Diagnostic
from builder.model import CellValue, DataRow
from builder.request import UsageError


def rows(*cells: CellValue) -> tuple[DataRow, ...]:
    return tuple(
        DataRow("t.csv", at, at + 1, {"city": cell, "year": 2024}, f"{cell},2024") for at, cell in enumerate(cells, 1)
    )


def names(pattern: str, *cells: CellValue) -> tuple[dict[int, str], list[Diagnostic]]:
    found: list[Diagnostic] = []
    return named(rows(*cells), pattern, "report", found.append), found


def test_columns_make_a_name() -> None:
    made, found = names("{city}-{year}", "北川", "St. John’s", 7, True)
    assert made == {1: "北川-2024", 2: "St. John’s-2024", 3: "7-2024", 4: "true-2024"}
    assert found == []


def test_without_a_pattern_the_report_and_the_row_do() -> None:
    assert names("", "a", None)[0] == {1: "report-1", 2: "report-2"}


def test_a_slash_of_the_pattern_begins_a_folder() -> None:
    assert names("{year}/{city}", "a")[0] == {1: "2024/a"}


WRONG = ("a/b", "a\\b", "..", ".", ".a", "a.", "a ", "CON", "nul.a", "com1", "a:b", "a*", 'a"', "a\nb", "长" * 61, None)
UNSEEN = ("a\x00", "a\u202eb", "a\u200bb")


@pytest.mark.parametrize("cell", [*WRONG, *UNSEEN])
def test_what_is_no_name_is_told_with_its_place(cell: CellValue) -> None:
    made, found = names("{city}", "good", cell)
    assert made == {1: "good"}
    (fault,) = found
    assert (fault.span.file, fault.span.line, fault.code) == ("t.csv", 3, "invalid-value")
    assert "row 2" in fault.message


def test_rows_of_one_name_are_told_both() -> None:
    """Capitals and composed letters are one to some file systems."""
    made, found = names("{city}", "Ulm", "ulm", "Köln", "Ko\u0308ln", "Jena")
    assert made == {5: "Jena"}
    assert [(one.code, one.span.line, one.other and one.other.line) for one in found] == [
        ("duplicate-id", 3, 2),
        ("duplicate-id", 5, 4),
    ]


PATTERNS = ("report", "{citi}", "{city", "{}", "../{city}", "a//{city}", "{city}:{year}", "{city}.")


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_that_names_no_file_is_refused(pattern: str) -> None:
    with pytest.raises(UsageError):
        names(pattern, "a")
