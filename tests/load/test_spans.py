"""Tables whose cells are joined, and how many rows and columns head them."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cells import joined, part, places
from builder.model import Cell, Table, Text
from builder.text import plain
from tests.content import blocks, page

RULE = "|---|---|---|\n"


def table(folder: Path, markdown: str) -> Table:
    (found,) = blocks(folder, markdown)
    assert isinstance(found, Table)
    return found


def shape(rows: tuple[tuple[Cell, ...], ...]) -> list[str]:
    """A word a row: the text of every cell with its spans where it has any."""
    return [
        " ".join(f"{plain(c.children)}{f'{c.colspan}x{c.rowspan}' * (c.colspan * c.rowspan > 1)}" for c in row)
        for row in rows
    ]


def test_cells_join_the_cell_above_and_the_cell_at_the_left(tmp_path: Path) -> None:
    found = table(tmp_path, f"| a | << | b |\n{RULE}| c | d | << |\n| k | ^^ | << |\n| ^^ | f | g |\n")
    assert shape(found.head) == ["a2x1 b"]
    assert shape(found.body) == ["c d2x2", "k1x2", "f g"]


def test_a_row_and_a_column_without_cells_of_their_own_are_none(tmp_path: Path) -> None:
    found = table(tmp_path, f"| a | << | b |\n{RULE}| c | << | d |\n| ^^ | ^^ | ^^ |\n| e | << | f |\n")
    assert len(found.aligns) == 2
    assert shape(found.head + found.body) == ["a b", "c d", "e f"]


def test_marks_are_text_where_they_are_escaped_or_not_alone(tmp_path: Path) -> None:
    found = table(tmp_path, f"| a | b | c |\n{RULE}| \\^^ | \\<< | `<<` |\n| x ^^ | a << b | ^ |\n")
    assert shape(found.body) == ["^^ << <<", "x ^^ a << b ^"]


def test_a_head_of_several_rows_and_columns_that_head_rows(tmp_path: Path) -> None:
    markdown = f"| m | t | << |\n{RULE}| ^^ | u | v |\n| g | 1 | 2 |\n| ^^ | 3 | 4 |\n"
    found = table(tmp_path, f":::{{table}} x\n:head-rows: 2\n:row-heads: yes\ncaption\n\n{markdown}:::\n")
    assert shape(found.head) == ["m1x2 t2x1", "u v"]
    assert shape(found.body) == ["g1x2 1 2", "3 4"]
    assert all(cell.header for row in found.head for cell in row)
    assert [[cell.header for cell in row] for row in found.body] == [[True, False, False], [False, False]]


@pytest.mark.parametrize(("heads", "rows"), [("", 1), (":head-rows: 0\n", 0), (":head-rows: 9\n", 3)])
def test_how_many_rows_are_the_head(heads: str, rows: int, tmp_path: Path) -> None:
    body = f"| a | b | c |\n{RULE}| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n"
    found = table(tmp_path, f":::{{table}} x\n{heads}caption\n\n{body}:::\n")
    assert (len(found.head), len(found.body)) == (rows, 3 - rows)


def test_a_table_whose_first_row_is_empty_has_no_head(tmp_path: Path) -> None:
    found = table(tmp_path, f"|  |  |  |\n{RULE}| 1 | 2 | 3 |\n")
    assert (found.head, shape(found.body)) == ((), ["1 2 3"])


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        (f"| << | b | c |\n{RULE}| 1 | 2 | 3 |", "3:3"),
        (f"| a | ^^ | c |\n{RULE}| 1 | 2 | 3 |", "3:7"),
        (f"| a | b | c |\n{RULE}| ^^ | 2 | 3 |", "5:3"),
        (f"| a | b | c |\n{RULE}| 1 | << | 3 |\n| ^^ | 5 | 6 |", "5:7"),
        (f"| a | b | c |\n{RULE}| 1 | 2 | 3 |\n| 4 | ^^ | << |", "6:7"),
    ],
)
def test_what_joins_nothing_is_a_fault_at_its_place(markdown: str, place: str, tmp_path: Path) -> None:
    result = page(tmp_path, f"# A\n\n{markdown}\n")
    assert result.places == [f"content/en/a.md:{place} malformed-table"]
    assert result.faults[0].hint


@pytest.mark.parametrize("option", [":head-rows: two", ":head-rows: -1", ":row-heads: maybe", ":row-heads: 1.5"])
def test_numbers_of_heads_are_numbers(option: str, tmp_path: Path) -> None:
    result = page(tmp_path, f"# A\n\n:::{{table}} x\n{option}\ncaption\n\n| a | b |\n|---|---|\n:::\n")
    assert result.places == ["content/en/a.md:4:1 invalid-value"]


# --- where cells stand


def cell(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((Text(text),), False, colspan, rowspan)


ROWS = ((cell("a", 1, 3), cell("b", 2)), (cell("c"), cell("d", 1, 2)), (cell("e"),), (cell("f"), cell("g", 2)))


def test_cells_stand_beside_what_reaches_down() -> None:
    found = [[(plain(p.cell.children), p.column) for p in row] for row in places(ROWS)]
    assert found == [[("a", 0), ("b", 1)], [("c", 1), ("d", 2)], [("e", 1)], [("f", 0), ("g", 1)]]
    assert joined(ROWS) == {1, 2}


def test_a_part_of_a_table_repeats_what_reaches_into_it() -> None:
    assert shape(part(ROWS, 0, 2)) == ["a1x2 b2x1", "c d"]
    assert shape(part(ROWS, 2, 4)) == ["a e d", "f g2x1"]
