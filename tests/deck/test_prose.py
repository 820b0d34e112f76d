"""Sentences, cuts and settled text."""

from __future__ import annotations

import pytest
from deck_samples import locales
from hypothesis import given
from hypothesis import strategies as st

from builder.deck.prose import cut, leading, pieces, printed, sentences, settled
from builder.diagnostics import Span
from builder.model import Break, Emph, Footnote, Link, Mark, Picture, Status, Text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("代码领先。医学落后！“是吗？”是。", ["代码领先。", "医学落后！", "“是吗？”", "是。"]),
        ("Code leads. Medicine follows! Does it?", ["Code leads.", "Medicine follows!", "Does it?"]),
        ("It rose from 4.4% to 71.7% in 2024. Fast.", ["It rose from 4.4% to 71.7% in 2024.", "Fast."]),
        ("See e.g. the U. S. report.", ["See e.g. the U. S. report."]),
        ("no end", ["no end"]),
        ("", []),
        ("Open a.org/x?q=some now. Then go.", ["Open a.org/x?q=some now.", "Then go."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


def test_leading_keeps_formats() -> None:
    first, second = leading((Text("One "), Emph((Text("two. Three"),), strong=True), Text(" four. Five.")), 2)
    assert first == (Text("One "), Emph((Text("two."),), strong=True))
    assert printed(second) == "Three four."


@given(st.lists(st.text("ab 中。 ", min_size=1, max_size=9), min_size=1, max_size=5), st.integers(0, 45))
def test_a_cut_loses_nothing(texts: list[str], offset: int) -> None:
    inlines = tuple(Emph((Text(t),)) if n % 2 else Text(t) for n, t in enumerate(texts))
    before, after = cut(inlines, offset)
    assert printed(before) + printed(after) == printed(inlines)
    assert len(printed(before)) == min(offset, len(printed(inlines)))


@given(st.text("ab 中。", min_size=8, max_size=300), st.integers(1, 6))
def test_pieces_lose_nothing_but_space(text: str, count: int) -> None:
    parts = pieces((Text(text),), count)
    assert len(parts) == count
    assert "".join(printed(part) for part in parts).replace(" ", "") == text.replace(" ", "")


def test_settled_text_says_marks_that_stand_alone_and_drops_footnotes() -> None:
    words = locales()["en"].words
    assert printed(settled((Status(Mark.GREEN),), words)) == f"● {words.status_green}"
    assert printed(settled((Status(Mark.GREEN), Text(" high")), words)) == "● high"
    assert printed(settled((Status(Mark.NO),), words)) == words.status_no
    picture = Picture("a.png", "logo", _span())
    assert printed(settled((Text("a"), Footnote((), _span()), picture, Break()), words)) == "alogo\n"
    assert printed(settled((Link("#x", (Text("b"),), _span()),), words)) == "b"


def _span() -> Span:
    return Span("a.md")
