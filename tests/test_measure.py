"""Widths agree with the fonts, lines with kinsoku and with the width asked for."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from builder.measure import NO_LINE_END, NO_LINE_START, Ruler, deck_ruler, print_ruler
from builder.theme import load_theme

THEME = load_theme(None)
RULER = deck_ruler(THEME)


def test_width_is_the_sum_of_the_fonts_advances() -> None:
    font = TTFont(THEME.fonts / "LiberationSans-Regular.ttf")
    cmap, advances = font.getBestCmap(), font["hmtx"].metrics
    ems = sum(advances[cmap[ord(c)]][0] for c in "Growth 67.3%") / font["head"].unitsPerEm
    assert RULER.width("Growth 67.3%", 20) == pytest.approx(ems * 20, rel=1e-4)


def test_han_is_one_em_and_bold_is_measured_bold() -> None:
    assert RULER.width("代码基准", 18) == pytest.approx(72)
    assert RULER.width("growth", 18, bold=True) > RULER.width("growth", 18)


@pytest.mark.parametrize("ruler", [RULER, print_ruler(THEME), print_ruler(THEME, serif=True)])
def test_a_character_missing_in_the_latin_font_is_measured_in_the_east_asian_one(ruler: Ruler) -> None:
    assert ruler.width("Ⅻ①", 10) > 5


def test_quotation_marks_are_full_width_beside_han_only() -> None:
    assert RULER.width("“生成”", 10) == pytest.approx(40)
    assert RULER.width("“ok”", 10) < 20


def test_no_line_begins_or_ends_with_a_forbidden_mark() -> None:
    text = "代码生成，编译检查；（单元测试）“错误反馈”：模型改进。" * 6
    for width in range(60, 300, 7):
        lines = RULER.wrap(text, 18, width)
        assert "".join(lines) == text
        assert not any(line[0] in NO_LINE_START or line[-1] in NO_LINE_END for line in lines)


def test_latin_words_stay_whole_beside_han() -> None:
    assert RULER.wrap("模型 SWE-bench Verified 得分", 10, 75) == ("模型 SWE-", "bench Verified", "得分")


def test_a_number_stays_with_its_unit_sign() -> None:
    assert all("%" not in line or "71.7%" in line for line in RULER.wrap("提升到 71.7% 以上", 18, 70))


def test_a_word_wider_than_the_line_is_broken() -> None:
    lines = RULER.wrap("https://example.org/" + "a" * 200, 12, 120)
    assert len(lines) > 5
    assert all(RULER.width(line, 12) <= 120.01 for line in lines)


def test_hard_breaks_and_empty_texts() -> None:
    assert RULER.wrap("a\n\nb", 12, 100) == ("a", "", "b")
    assert RULER.lines("", 12, 100) == 1
    assert RULER.height("a\nb", 10, 100, 1.35) == pytest.approx(27)


@given(st.text(alphabet=st.sampled_from("ab 中文，。“”(1%-—"), max_size=60), st.floats(30, 200))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: float) -> None:
    lines = RULER.wrap(text, 10, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(RULER.width(line, 10) <= width + 0.01 for line in lines)
