"""Charts with the words of two languages: once where both write the numbers alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chart_samples import ORDINARY, chart, plot

from builder.chart.bilingual import both
from builder.model import ChartSpec, Plot


def joined(spec: ChartSpec, first: str = "zh", second: str = "en") -> Plot | None:
    return both(plot(spec, first), plot(spec, second))


def test_names_stand_under_each_other_and_units_beside() -> None:
    drawn = joined(ORDINARY["bar-rows"])
    assert drawn is not None
    assert drawn.categories == ("代码\nCode", "医学\nMedicine", "法律与税务\nLaw and taxation")
    assert drawn.unit == f"{plot(ORDINARY['bar-rows'], 'zh').unit} / {plot(ORDINARY['bar-rows']).unit}"
    assert drawn.marks[0].labels == plot(ORDINARY["bar-rows"], "zh").marks[0].labels
    assert {marks.name for marks in drawn.marks} == {"提升幅度 / Gain"}


@pytest.mark.parametrize("kind", ["range", "dot", "negative", "waterfall-facts"])
def test_numbers_that_the_languages_scale_are_never_said_in_the_words_of_both(kind: str) -> None:
    assert joined(ORDINARY[kind]) is None


def test_only_signs_between_thousands_and_of_ranges_may_differ() -> None:
    thousands = chart("line", ["2024", "2025"], {"size": [1234, 5678]})
    chinese, english = plot(thousands, "zh"), plot(thousands)
    drawn = both(chinese, english)
    assert chinese.marks[0].labels != english.marks[0].labels
    assert drawn is not None
    assert drawn.categories == ("2024", "2025")
    french = replace(english, axis=replace(english.axis, point=","))
    assert both(chinese, french) is None, "the same digits are another number behind another decimal mark"
    worded = replace(english, marks=tuple(replace(one, labels=("1,234 k", "5,678 k")) for one in english.marks))
    assert both(chinese, worded) is None


def test_key_figures_say_the_number_of_the_second_with_its_name() -> None:
    drawn = joined(ORDINARY["tiles"])
    assert drawn is not None
    chinese, english = plot(ORDINARY["tiles"], "zh"), plot(ORDINARY["tiles"])
    assert drawn.marks[0].labels == chinese.marks[0].labels
    assert drawn.categories[2] == f"法律与税务\n{english.marks[0].labels[2]} · Law and taxation"
    assert drawn.categories[1] == "医学\nMedicine"


def test_other_charts_are_not_one() -> None:
    assert both(plot(ORDINARY["bar-rows"]), plot(ORDINARY["donut"])) is None
