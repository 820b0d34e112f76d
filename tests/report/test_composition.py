"""Where lines may not break: `|` stands for U+2060, `_` for U+00A0, `^` for a seam and `/` for U+200B."""

from __future__ import annotations

import pytest

from builder.locales import load_locale
from builder.report.composition import Setting, compose, holds, syllables, unbroken

ZH, EN = holds(load_locale("zh")), holds(load_locale("en"))


def shown(texts: tuple[str, ...]) -> list[str]:
    return [text.translate(str.maketrans("\u2060\u00a0\u2063\u200b", "|_^/")) for text in texts]


@pytest.mark.parametrize(
    ("text", "composed"),
    [
        ("天然——可以", "天然|——可以"),
        ("2023—2026 年", "2023|—|2026_年"),
        ("40 亿～74 亿", "40_亿|～|74_亿"),
        ("500 亿 token", "500_亿_token"),
        ("67.3%", "67.3%"),
        ("3个", "3|^|个"),
        ("使用GPT模型", "使用|^/GPT|^/模型"),
        ("~85%", "~|85%"),
        ("结论[1]", "结论|[1]"),
        ("SWE-bench", "SWE-|bench"),
        ("图 3.1", "图_3.1"),
        ("它决定了整个领域的发展速度。", "它决定了整个领域的发展速|度。"),
        ("短句。", "短句。"),
    ],
)
def test_chinese(text: str, composed: str) -> None:
    assert shown(compose((text,), ZH)) == [composed]


@pytest.mark.parametrize(
    ("text", "composed"),
    [
        ("4.0–7.4 billion", "4.0|–|7.4_billion"),
        ("see Figure 3.1", "see Figure_3.1"),
        ("rose [2]", "rose_[2]"),
        ("a long sentence that ends on a word", "a long sentence that ends on a_word"),
        ("2023 and 2024", "2023 and 2024"),
        ("18.8 pp", "18.8_pp"),
    ],
)
def test_english(text: str, composed: str) -> None:
    assert shown(compose((text,), EN)) == [composed]


def test_rules_look_across_the_borders_of_texts() -> None:
    assert shown(compose(("67.3", " 个", "——"), ZH)) == ["67.3", "_个", "|——"]


def test_marks_that_meet_across_a_border_say_so() -> None:
    assert shown(compose(("依据", "（附录）", "，又见", "“", "《", "意见》”"), ZH)) == [
        *("依据", "（附录）|", "，又见", "“", "||《", "意|见》”")
    ]


def test_a_text_that_ends_with_a_held_space_is_closed() -> None:
    assert shown(compose(("rose ", "[2]"), EN)) == ["rose_|", "[2]"]


def test_a_formula_breaks_at_its_spaces_alone() -> None:
    assert shown(compose(("规模 × 质量",), ZH, Setting.FORMULA)) == ["规|模 × 质|量"]


@pytest.mark.parametrize(
    ("setting", "text", "composed"),
    [
        (Setting.CELL, "99.0% (Kimi K2.5)", "99.0% (|K|i|m|i|_|K|2|.|5|)"),
        (Setting.CELL, "提升幅度（百分点）", "提升幅度（|百|分|点|）"),
        (Setting.TITLE, "Open- and Closed-Source", "Open- and Closed-|Source"),
        (Setting.LABEL, "arXiv:2601.12146", "arXiv:|2601.12146"),
        (Setting.LABEL, "https://a.org/b?c=d", "https://a.org/b?|c=|d"),
    ],
)
def test_settings_hold_what_is_theirs(setting: Setting, text: str, composed: str) -> None:
    assert shown(compose((text,), EN, setting)) == [composed]


def test_a_scale_of_two_characters_stays_whole() -> None:
    assert shown(compose(("12.5 万亿 token",), ZH)) == ["12.5_万|亿_token"]


def test_long_latin_words_may_be_divided_but_no_names() -> None:
    text = "使用（Treefinement）与 hallucinated 引用，HumanEval 与 LiveCodeBench、a-considerable.thing"
    assert syllables(text).replace("\u00ad", "|") == text.replace("Treefinement", "Tree|fine|ment").replace(
        "hallucinated", "hallu|ci|nated"
    )


def test_unbroken_pieces_are_the_text() -> None:
    (composed,) = compose(("截至 2025 年，市场达 40 亿～74 亿美元",), ZH)
    pieces = list(unbroken(composed))
    assert "".join(pieces) == composed.replace("\u2060", "")
    assert "40\u00a0亿～74\u00a0亿" in "|".join(pieces)


def test_nothing_is_lost() -> None:
    text = "截至 2025 年，市场达 40 亿～74 亿美元——“Copilot”有 2000 万用户[1]。"
    (composed,) = compose((text,), ZH)
    assert composed.replace("\u2060", "").replace("\u00a0", " ") == text
