"""The order of an index: by letter, and by Pinyin."""

from __future__ import annotations

import pytest

from builder.locales.indexing import heading, rank

LATIN = ["7B", "closed loop", "closed-source model", "closedness", "Eagle", "état", "LLM", "zebra"]
MIXED = [
    "3D 打印",
    "Agent 化",
    "阿里",
    "爱因斯坦",
    "长度",
    "重复",
    "重庆",
    "行业",
    "token",
    "提升",
    "增长",
    "长者",
    "重点",
]


@pytest.mark.parametrize(
    ("order", "terms", "letters"), [("letters", LATIN, "#CCCEELZ"), ("pinyin", MIXED, "#AAACCCHTTZZZ")]
)
def test_terms_stand_under_their_letters_in_order(order: str, terms: list[str], letters: str) -> None:
    assert sorted(set(terms), key=lambda term: rank(term, order)) == terms
    assert "".join(heading(term, order) for term in terms) == letters


def test_words_are_read_before_their_characters() -> None:
    """银行 is no 行走, and 行业 no 行为."""
    assert [heading(term, "pinyin") for term in ("行业", "行为", "率先", "效率", "调用", "协调")] == list("HXSXDX")
