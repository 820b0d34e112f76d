from __future__ import annotations

from dataclasses import replace

import pytest

from builder.locales import load_locale
from builder.model import Align, Table
from builder.report.columns import Need, folds, total_lines, widths
from builder.report.composition import holds
from builder.report.decimals import placed
from builder.report.fonts import heading_ruler
from builder.report.measures import measures
from builder.report.press import Press
from builder.report.resources import Shelf
from builder.report.tables import grid
from builder.theme import Theme
from tests.report.report_sample import SPAN, cell, text


@pytest.fixture
def press(theme: Theme) -> Press:
    locale = load_locale("zh")
    page = measures(theme.report, locale.type)
    return Press(locale, theme, page, heading_ruler(locale, theme), {}, Shelf(), holds(locale))


def table(rows: list[list[str]], align: Align = Align.LEFT) -> Table:
    head, *body = (tuple(cell(one) for one in row) for row in rows)
    return Table("t", text("c"), (head,), tuple(body), (align,) * len(head), (), SPAN)


def test_columns_fill_the_room() -> None:
    needs = ((Need(0, 50, 20), Need(1, 900, 40)), (Need(0, 60, 20), Need(1, 700, 40)))
    assert sum(widths(needs, 2, 300, 40)) == pytest.approx(300)


def test_a_short_first_column_stays_on_one_line() -> None:
    needs = tuple((Need(0, 70, 70), Need(1, 900, 40), Need(2, 800, 40)) for _ in range(5))
    assert widths(needs, 3, 400, 40)[0] >= 70


def test_a_column_gives_way_where_it_costs_no_line() -> None:
    """One long cell beside short ones: the column of the long texts keeps its room."""
    needs = ((Need(0, 100, 30), Need(1, 300, 30)), (Need(0, 40, 30), Need(1, 300, 30)))
    assert total_lines(needs, widths(needs, 2, 370, 30)) == 3


def test_words_that_fit_nowhere_shrink_evenly() -> None:
    needs = ((Need(0, 500, 500), Need(1, 500, 500)),)
    assert widths(needs, 2, 300, 40) == pytest.approx((150, 150))


def test_a_small_table_keeps_to_the_column_of_the_text(press: Press) -> None:
    assert not grid(table([["年份", "规模"], ["2025", "40 亿"]]), press, outermost=True).wide


def test_a_table_of_long_texts_takes_the_full_measure_outside_boxes_alone(press: Press) -> None:
    long = table([["维度", "代码", "医疗"], *[["成熟度", "验证与反馈" * 14, "审批与监管" * 14]] * 5])
    assert grid(long, press, outermost=True).wide
    assert not grid(long, press, outermost=False).wide


def test_widths_add_up_to_the_whole(press: Press) -> None:
    assert sum(grid(table([["a", "b", "c"], ["x", "y" * 90, "z" * 300]]), press, True).columns) == pytest.approx(100)


def test_cells_stand_beside_what_reaches_down() -> None:
    high = cell("a", rowspan=2)
    rows = ((high, cell("b"), cell("c")), (cell("d", colspan=2),), (cell("e"), cell("f"), cell("g")))
    assert [[at for at, _ in row] for row in placed(rows, 3)] == [[0, 1, 2], [1], [0, 1, 2]]


def test_decimal_points_stand_below_each_other(press: Press) -> None:
    numbers = table([["n"], ["0.5%"], ["12.25%"], ["7%"]], Align.RIGHT)
    half, quarter, none = (row.cells[0].pad for row in grid(numbers, press, True).body)
    assert quarter == 0
    assert 0 < half < none


def test_decimal_commas_do_so_in_their_languages(press: Press) -> None:
    numbers = table([["n"], ["0,5\u00a0%"], ["1\u202f212,25\u00a0%"], ["7\u00a0%"]], Align.RIGHT)
    french = replace(press, locale=load_locale("fr"))
    half, quarter, none = (row.cells[0].pad for row in grid(numbers, french, True).body)
    assert quarter == 0
    assert 0 < half < none


def test_other_cells_keep_their_edge(press: Press) -> None:
    mixed = table([["n"], ["0.5%"], ["12.25 pp"], ["—"]], Align.RIGHT)
    assert [row.cells[0].pad for row in grid(mixed, press, True).body] == [0, 0, 0]
    centred = replace(mixed, body=((cell("0.5"),), (cell("12.25"),)), aligns=(Align.CENTER,))
    assert [row.cells[0].pad for row in grid(centred, press, True).body] == [0, 0]


def test_decimal_points_of_a_left_column_do_too(press: Press) -> None:
    short, long = (row.cells[0].pad for row in grid(table([["n"], ["0.5"], ["12.25"]]), press, True).body)
    assert long == 0
    assert short > 0


def test_many_columns_are_set_in_small_type_rather_than_with_broken_words(press: Press) -> None:
    crowded = table([[f"n{at}" for at in range(10)], ["12345.678"] * 10])
    assert grid(crowded, press, outermost=True).dense
    assert not grid(table([["a", "b"], ["x", "y"]]), press, outermost=True).dense


def test_a_word_without_end_leaves_room_for_the_text_beside_it(press: Press) -> None:
    text, word = grid(table([["a", "b"], ["验证与反馈" * 60, "word" * 60]]), press, True).columns
    assert text > 30
    assert word > 30


def test_a_row_taller_than_most_may_break(press: Press) -> None:
    rows = grid(table([["a", "b"], ["验证" * 900, "b"], ["c", "d"]]), press, True).body
    assert [row.tall for row in rows] == [True, False]


def test_folds_are_the_least_widths_for_two_lines_and_more() -> None:
    two, three, *_ = folds([(30, 28), (30, 28), (30, 28), (30, 28)])
    assert two == pytest.approx(58, abs=0.6)
    assert three == pytest.approx(58, abs=0.6)
    assert Need(0, 120, 28, (58, 28)).lines(60) == 2
    assert Need(0, 120, 28, (58, 28)).lines(40) == 3


# --- cells that reach over rows and columns


def joined_table(rows: int = 3) -> Table:
    head = (
        (replace(cell("模型"), rowspan=2), replace(cell("任务"), colspan=2)),
        (cell("得分"), cell("备注")),
    )
    first = (replace(cell("开源"), rowspan=rows, header=True), cell("1.5"), cell("甲"))
    body = (first, *((cell(f"{n}.25"), cell("乙")) for n in range(rows - 1)), (replace(cell("合计"), colspan=3),))
    heads = tuple(tuple(replace(one, header=True) for one in row) for row in head)
    aligns = (Align.LEFT, Align.RIGHT, Align.LEFT)
    return Table("t", text("c"), heads, body, aligns, (), SPAN)


def test_joined_cells_say_how_far_they_reach_and_where_they_stand(press: Press) -> None:
    made = grid(joined_table(), press, outermost=True)
    assert [[(c.colspan, c.rowspan, c.first, c.last) for c in row] for row in made.head] == [
        [(1, 2, True, False), (2, 1, False, True)],
        [(1, 1, False, False), (1, 1, False, True)],
    ]
    assert [(c.scope, c.align, c.first) for c in made.body[1].cells] == [("", "right", False), ("", "left", False)]
    assert [c.over for row in made.head for c in row] == [False, True, False, False]
    assert made.body[-1].cells[0].last


def test_rows_under_a_short_cell_stay_together_and_those_under_a_tall_one_at_its_ends(press: Press) -> None:
    assert [row.joined for row in grid(joined_table(3), press, outermost=True).body] == [False, True, True, False]
    assert [at for at, row in enumerate(grid(joined_table(50), press, outermost=True).body) if row.joined] == [1, 49]


def test_numbers_beside_joined_cells_stand_on_their_points(press: Press) -> None:
    made = grid(joined_table(3), press, outermost=True)
    pads = [next(c.pad for c in row.cells if c.align == "right") for row in made.body[:3]]
    assert pads[0] > pads[1] == pads[2] == 0.0


def test_a_cell_over_two_columns_gives_them_room_for_its_longest_word() -> None:
    needs = (
        (Need(0, 50, 50), Need(1, 200, 200, span=2, gutter=10)),
        (Need(1, 20, 20), Need(2, 20, 20), Need(0, 300, 20)),
    )
    given = widths(needs, 3, 300, 10)
    assert given[1] + given[2] + 10 >= 200


def test_a_cell_over_rows_shares_its_lines_with_them() -> None:
    need = Need(0, 300, 20, rows=3)
    assert (need.lines(101.0), need.depth([101.0])) == (4, 2)
