"""Data that a kind cannot draw is told to the author; nothing that passes can make a backend fail."""

import pytest
from chart_samples import FACTS, HOSTILE, LANGUAGES, ORDINARY, SPAN, chart, other_fact, terms

from builder.chart import validate
from builder.diagnostics import Code
from builder.model import ChartSpec, Magnitude, Moment, Period

ALL = {
    **FACTS,
    "date": other_fact("date", Period(Moment(2025))),
    "soon": other_fact("soon", Magnitude("month")),
}

BROKEN = [
    (chart("pie", "a", {"gain": [1]}), "unknown kind 'pie'"),
    (chart("bar", [], {"gain": []}), "no categories"),
    (chart("bar", "a", {}), "no series"),
    (chart("bar", "ab", {"gain": [1]}), "1 values for 2 categories"),
    (chart("bar", "ab", {"gain": ["gain.a", "share.a"]}), "mixed units on the value axis: %, pp"),
    (chart("bar", "ab", {"gain": ["market.1", "market.2"]}), "cannot show ranges"),
    (chart("bar", "ab", {"gain": [1, 2]}, log=True), "cannot be logarithmic"),
    (chart("dot", "ab", {"gain": [-1, 2]}, log=True), "cannot show zero or less"),
    (chart("donut", "ab", {"gain": [-1, 2]}), "cannot be negative"),
    (chart("donut", "ab", {"gain": [0, 0]}), "all zero"),
    (chart("donut", "ab", {"gain": [70, 60]}, unit="%"), "make up 130%"),
    (chart("donut", [f"C{i}" for i in range(9)], {"gain": [1] * 9}), "9 categories"),
    (chart("donut", "ab", {"s1": [1, 2], "s2": [1, 2]}), "2 series"),
    (chart("area", "ab", {"gain": [1, None]}), "has a gap"),
    (chart("bar", "ab", {"s1": [1, 0], "s2": [1, 0]}, stacking="percent"), "all zero in 'b'"),
    (chart("line", "ab", {"s1": [1, 0]}, stacking="stacked"), "cannot be stacked"),
    (chart("line", "ab", {f"s{i}": [i, 1] for i in range(12)}), "12 series"),
    (chart("bar", [f"C{i}" for i in range(30)], {"s1": [1] * 30, "s2": [1] * 30}), "60 marks"),
    (chart("scatter", "ab", {"gain": [1, 2]}), "0 on the x axis"),
    (chart("bar", "ab", {"gain": [1, 2]}, x={"gain": [1, 2]}), "has x values"),
    (chart("bar", "aa", {"gain": [1, 2]}), "'a' stands twice"),
    (chart("bar", "ab", {"gain": [1, 2]}, highlight=["c"]), "highlight names 'c'"),
    (chart("bar", "ab", {"gain": [1, 2]}, breaks=["c"]), "breaks names 'c'"),
    (chart("bar", "ab", {"gain": [1, 2]}, breaks=["a"]), "cannot be broken before 'a'"),
    (chart("bar", "ab", {"gain": ["date", "soon"]}), "'date' is no number"),
    (chart("bar", "ab", {"gain": [1e200, 2]}), "too far from one"),
    (chart("bar", "ab", {"gain": [None, None]}), "has no values"),
    (chart("bar", "ab", {"gain": [1, 2]}, totals="a"), "a bar chart has no totals"),
    (chart("line", "ab", {"gain": [1, 2]}, lines=["gain"]), "a line chart has no lines"),
    (chart("waterfall", "ab", {"gain": [1, 2]}), "the waterfall has no level"),
    (chart("waterfall", "ab", {"gain": [1, 2]}, totals="ac"), "totals names 'c'"),
    (chart("waterfall", "abc", {"gain": [5, 2, 9]}, totals="ac"), "'c' is 9, and what stands before it makes 7"),
    (chart("waterfall", "abc", {"gain": [5, None, 9]}, totals="ac"), "'b' has no value"),
    (chart("waterfall", "ab", {"gain": [None, 2]}, totals="a"), "'a' has no value"),
    (chart("waterfall", "ab", {"gain": [1, 1]}, totals="ab", horizontal=True), "from left to right"),
    (chart("waterfall", "ab", {"gain": ["gain.a", "share.a"]}, totals="a"), "mixed units on the value axis: %, pp"),
    (chart("waterfall", "ab", {"s1": [1, 1], "s2": [1, 1]}, totals="ab"), "2 series"),
    (chart("combo", "ab", {"gain": [1, 2], "size": [1, 2]}), "the combo has no lines"),
    (chart("combo", "ab", {"gain": [1, 2]}, lines=["gain"]), "the combo has no columns"),
    (chart("combo", "ab", {"gain": [1, 2], "size": [1, 2]}, lines=["a"]), "lines names 'a'"),
    (
        chart("combo", "ab", {"size": [1, 2], "gain": ["gain.a", "share.a"]}, lines=["gain"]),
        "lines of several units: %, pp",
    ),
    (
        chart("combo", "ab", {"size": ["market.2", "share.a"], "a": [1, 2]}, lines="a"),
        "columns of several units: %, USD",
    ),
    (chart("combo", "ab", {"s": [1, 2], "t": [1, 2]}, lines="t", horizontal=True), "upright columns"),
    (chart("combo", "ab", {f"s{i}": [1, 2] for i in range(5)}, lines=["s0"]), "4 columns and 1 lines"),
]


@pytest.mark.parametrize(("spec", "message"), BROKEN, ids=[message for _, message in BROKEN])
def test_a_chart_that_cannot_be_drawn_is_named_with_place_and_hint(spec: ChartSpec, message: str) -> None:
    found = list(validate(spec, ALL, terms("en"), "en"))
    assert any(message in d.message for d in found), found
    for diagnostic in found:
        assert diagnostic.code is Code.MALFORMED_CHART
        assert diagnostic.span == SPAN
        assert diagnostic.hint
        assert "'sample'" in diagnostic.message


def test_an_unknown_unit_is_reported_a_language() -> None:
    (fault,) = validate(chart("bar", "ab", {"gain": [1, 2]}, unit="kilo"), ALL, terms("en"), "en")
    assert fault.code is Code.UNKNOWN_TERM
    assert "unknown unit 'kilo'" in fault.message
    assert "declare kilo under units in terms.yaml of 'en'" in fault.hint


def test_unknown_labels_are_reported_a_language_and_years_need_none() -> None:
    spec = chart("bar", ["2024", "codee"], {"gain": ["gain.a", "gain.b"]})
    found = list(validate(spec, FACTS, terms("zh"), "zh"))
    assert [d.code for d in found] == [Code.UNKNOWN_TERM]
    assert "'codee'" in found[0].message
    assert "'zh'" in found[0].message


def test_texts_of_a_data_file_stand_for_themselves() -> None:
    assert not list(validate(chart("bar", ["Nurses", "Teachers"], {"y2024": [1, 2]}), FACTS, terms("en"), "en"))


def test_unknown_facts_are_left_to_the_check_of_references() -> None:
    assert not list(validate(chart("bar", "ab", {"gain": ["gain.a", "nothing"]}), FACTS, terms("en"), "en"))


def test_highlighting_a_series_makes_room_for_one_more() -> None:
    six = {f"s{i}": [i, 1] for i in range(6)}
    assert list(validate(chart("line", "ab", six), FACTS, terms("en"), "en"))
    assert not list(validate(chart("line", "ab", six, highlight=["s2"]), FACTS, terms("en"), "en"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*ORDINARY, *HOSTILE])
def test_the_samples_are_sound(name: str, lang: str) -> None:
    assert not list(validate((ORDINARY | HOSTILE)[name], FACTS, terms(lang), lang))
