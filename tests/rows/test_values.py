"""Cells as numbers and as texts: exact, and what is no number says why."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from builder.locales import load_locale
from builder.locales.params import param_words
from builder.model import CellValue
from builder.values import column_of, filled, number_of, read_param, text_of


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1.50", "1.50"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("+.5", "0.5"),
        ("4.0e9", "4.0E+9"),
        (0.1, "0.1"),
        (7, "7"),
        ("1e-7", "1E-7"),
    ],
)
def test_numbers_are_exact_and_keep_their_digits(cell: CellValue, number: str) -> None:
    assert number_of(cell).as_tuple() == Decimal(number).as_tuple()


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("1,234", "'1,234' has signs between its thousands"),
        ("1 234.5", "'1 234.5' has signs between its thousands"),
        ("１２", "'１２' is typed with full-width digits or signs"),
        ("12%", "'12%' is in per cent"),
        ("n/a", "'n/a' is no number"),
        ("1_000", "'1_000' is no number"),
        ("nan", "'nan' is no number"),
        ("1e999", "'1e999' is out of range"),
        (True, "'true' is no number"),
        (date(2026, 2, 27), "'2026-02-27' is no number"),
    ],
)
def test_what_is_no_number_says_why(cell: CellValue, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        number_of(cell)


def test_per_cents_of_facts_in_per_cent() -> None:
    assert number_of("7.5 %", per_cent=True) == Decimal("7.5")


@pytest.mark.parametrize(
    ("cell", "options", "words"),
    [
        ("12345", {}, "12,345"),
        ("12345", {"text": "text"}, "12345"),
        ("007", {}, "007"),
        ("12%", {}, "12%"),
        ("0.50", {"signed": "signed"}, "+0.50"),
        (1.5, {"digits": "1"}, "2"),
        (1e16, {"text": "text"}, "10000000000000000"),
        ("two\nlines  here", {}, "two lines here"),
        (date(2026, 2, 27), {}, "February\u00a027, 2026"),
        ("2026-02-30", {}, "2026-02-30"),
        (False, {}, "false"),
    ],
)
def test_words(cell: CellValue, options: dict[str, str], words: str) -> None:
    assert param_words(cell, options, load_locale("en")) == words


def test_the_column_of_a_language_comes_first() -> None:
    cells: dict[str, CellValue] = {"city": "a", "city.zh": "b"}
    assert [column_of(cells, "city", lang) for lang in ("zh", "en")] == ["city.zh", "city"]
    assert column_of(cells, "town", "zh") is None


def test_options_stand_behind_a_name_that_may_have_spaces() -> None:
    assert read_param("GDP growth digits=2 empty=—") == ("GDP growth", {"digits": "2", "empty": "—"})
    assert read_param("text") == ("text", {})
    assert read_param("a text signed") == ("a", {"text": "text", "signed": "signed"})


def test_texts_that_are_no_markdown() -> None:
    said = filled("{param}`a b text` and {fact}`x`", lambda name, options: f"<{name} {[*options]}>")
    assert said == "<a b ['text']> and {fact}`x`"
    assert text_of(None) == ""
