"""Specs become plots: values, labels, units, axes, highlights and notes are settled here once for both backends."""

from dataclasses import replace

import pytest
from chart_samples import FACTS, HOSTILE, LANGUAGES, ORDINARY, chart, other_fact, plot, terms

from builder.chart import KINDS, make_plot
from builder.chart.paints import SEQUENCE
from builder.locales import load_locale
from builder.model import Magnitude, Paint, Plot, Shape, Stacking


def paints(drawn: Plot, index: int = 0) -> list[Paint]:
    return [style.paint for style in drawn.marks[index].styles]


def test_bars_are_labelled_in_one_unit_and_their_axis_is_hidden() -> None:
    english, chinese = plot(ORDINARY["bar-rows"]), plot(ORDINARY["bar-rows"], "zh")
    assert english.marks[0].labels == chinese.marks[0].labels == ("67.3", "48.9", "18.8")
    assert (english.unit, chinese.unit) == ("percentage points", "个百分点")
    assert english.marks[0].values == (67.3, 48.9, 18.8)
    assert (english.axis.minimum, english.axis.shown, english.horizontal) == (0, False, True)
    assert english.categories == ("Code", "Medicine", "Law and taxation")


def test_one_highlighted_category_takes_the_accent_among_grey() -> None:
    assert paints(plot(ORDINARY["bar-rows"])) == [Paint.ACCENT, Paint.GREY, Paint.GREY]
    assert paints(plot(chart("bar", "ab", {"gain": [1, 2]}))) == [Paint.INDIGO, Paint.INDIGO]


def test_series_go_through_the_sequence_and_a_highlighted_one_takes_the_accent() -> None:
    data = {f"s{i}": [i + 1, 2] for i in range(5)}
    plain = plot(chart("bar", "ab", data))
    assert tuple(key.style.paint for key in plain.legend) == SEQUENCE
    assert [paints(plain, i)[0] for i in range(5)] == list(SEQUENCE)
    marked = plot(chart("line", "ab", data, highlight=["s1"]))
    colours = [key.style.paint for key in marked.legend]
    assert colours[1] is Paint.ACCENT
    assert len(set(colours)) == 5


def test_of_several_series_the_last_one_carries_the_highlight_of_a_category() -> None:
    drawn = plot(chart("bar", "ab", {"s1": [1, 2], "s2": [3, 4]}, highlight=["b"]))
    assert paints(drawn, 0) == [Paint.GREY, Paint.GREY]
    assert paints(drawn, 1) == [Paint.INDIGO, Paint.ACCENT]


def test_modifiers_show_in_labels_and_bounds_are_hollow() -> None:
    drawn = plot(ORDINARY["bar-columns"])
    assert drawn.marks[0].labels == ("72%", "<15%", "~30%", ">95%")
    assert [style.hollow for style in drawn.marks[0].styles] == [False, True, False, True]
    assert drawn.notes == (load_locale("en").words.bound,)
    assert drawn.unit == ""


def test_a_market_forecast_has_floating_ranges_and_hatched_forecasts_in_the_unit_of_the_language() -> None:
    english, chinese = plot(ORDINARY["range"]), plot(ORDINARY["range"], "zh")
    ranges, bars = english.marks
    assert (ranges.shape, bars.shape) == (Shape.RANGE, Shape.BAR)
    assert ranges.name == bars.name
    assert ranges.lows == (4.0, None, 12.0, None)
    assert ranges.values == (7.4, None, 15.0, None)
    assert bars.values == (None, 8.5, None, 42.6)
    assert [m.labels for m in english.marks] == [("4.0–7.4", "", "12.0–15.0", ""), ("", "8.5", "", "42.6")]
    assert [m.labels for m in chinese.marks] == [("40～74", "", "120～150", ""), ("", "85", "", "426")]
    assert (english.unit, chinese.unit) == ("US$\u00a0billion", "亿美元")
    assert [style.hatched for style in bars.styles] == [False, True, True, True]
    words = load_locale("en").words
    assert english.notes == (words.forecast, words.axis_broken)
    assert english.breaks == (3,)


def test_a_forecast_of_a_line_is_dashed_and_said_so() -> None:
    drawn = plot(replace(ORDINARY["range"], kind="line"))
    words = load_locale("en").words
    assert drawn.notes == (words.forecast_line, words.axis_broken)
    assert words.forecast_line != words.forecast


def test_labels_of_a_log_chart_bring_their_own_scale() -> None:
    english, chinese = plot(ORDINARY["dot"]), plot(ORDINARY["dot"], "zh")
    assert english.marks[0].labels == ("12.5\u00a0trillion", "~50\u00a0billion", "~100\u00a0billion")
    assert chinese.marks[0].labels == ("12.5\u00a0万亿", "~500\u00a0亿", "~1000\u00a0亿")
    assert english.marks[0].values == (12.5e12, 5e10, 1e11)
    assert (english.axis.log, english.axis.shown) == (True, True)
    assert [tick.value for tick in english.axis.ticks] == [1e10, 1e11, 1e12, 1e13, 1e14]
    assert english.axis.ticks[0].label == "10\u00a0billion"
    assert english.unit == "tokens"
    assert load_locale("en").words.log_scale in english.notes


def test_single_values_on_a_log_scale_are_dots_for_bars_would_have_no_foot() -> None:
    assert {marks.shape for marks in plot(ORDINARY["range-rows"]).marks} == {Shape.RANGE, Shape.POINT}


def test_percent_stacks_hold_a_hundred_and_keep_shares_as_they_were_typed() -> None:
    typed = plot(ORDINARY["likert"])
    assert typed.marks[0].labels == ("5%", "12%", "8%", "22%")
    counted = plot(chart("bar", "ab", {"s1": [1, 1], "s2": [3, 999]}, stacking="percent"))
    assert [m.labels for m in counted.marks] == [("25%", "0.1%"), ("75%", "99.9%")]
    for drawn in (typed, counted):
        assert drawn.stacking is Stacking.PERCENT
        assert (drawn.axis.minimum, drawn.axis.maximum) == (0, 100)


def test_stacks_reach_as_far_as_their_sums_and_zeros_bear_no_label() -> None:
    drawn = plot(chart("bar", "ab", {"s1": [70, -30], "s2": [80, 0]}, stacking="stacked"))
    assert drawn.axis.maximum >= 150
    assert drawn.axis.minimum <= -30
    assert drawn.marks[1].labels == ("80", "")


def test_lines_show_their_axis_and_leave_gaps() -> None:
    drawn = plot(HOSTILE["gaps-line"])
    assert drawn.axis.shown
    assert drawn.marks[0].values == (1, None, 3, None)
    assert [m.labels for m in drawn.marks] == [("", "", "3", ""), ("", "", "", "4")]
    assert plot(ORDINARY["line-alone"]).marks[0].labels == ("4", "7", "3", "9")


def test_an_axis_that_does_not_begin_at_zero_is_shown() -> None:
    near = plot(chart("dot", "ab", {"gain": [95.2, 97.1]}))
    assert near.axis.minimum > 0
    assert near.axis.shown
    far = plot(chart("dot", "ab", {"gain": [9, 97]}))
    assert (far.axis.minimum, far.axis.shown) == (0, False)


def test_several_areas_are_always_stacked() -> None:
    assert plot(ORDINARY["area"]).stacking is Stacking.STACKED


def test_dumbbells_are_points_from_light_to_dark() -> None:
    drawn = plot(ORDINARY["dumbbell"])
    assert {marks.shape for marks in drawn.marks} == {Shape.POINT}
    assert [key.style.paint for key in drawn.legend] == [Paint.GREY, Paint.TEAL, Paint.INDIGO]


def test_scatter_has_two_axes_and_names_its_points() -> None:
    drawn = plot(ORDINARY["scatter"])
    assert drawn.x_axis is not None
    assert drawn.x_axis.shown
    assert drawn.marks[0].xs == (1200, 3500, 2100, 9800)
    assert drawn.marks[0].labels == ("Code", "Medicine", "Law and taxation", "Education")
    crowded = plot(HOSTILE["many-points"])
    assert [label for label in crowded.marks[0].labels if label] == ["Category 3"]


def test_a_ring_leaves_open_what_is_missing_to_a_hundred() -> None:
    drawn = plot(chart("donut", "a", {"size": ["share.a"]}))
    assert drawn.marks[0].values == (72, 28)
    assert drawn.categories == ("Code", "")
    assert drawn.marks[0].styles[1].hollow
    assert plot(ORDINARY["donut"]).marks[0].values == (41, 23.5, 18, 17.5)


def test_tiles_have_each_its_own_unit() -> None:
    facts = {**FACTS, "soon": other_fact("soon", Magnitude("month", "year"))}
    spec = chart("tiles", "abc", {"size": ["market.1", "share.b", "soon"]})
    drawn = make_plot(spec, facts, terms("en"), load_locale("en"))
    assert drawn.marks[0].labels == ("US$4.0–7.4\u00a0billion", "<15%", "months to years")
    assert drawn.marks[0].values == (4e9, 15, None)


def test_long_fractions_are_cut_to_what_a_chart_can_show() -> None:
    drawn = plot(chart("bar", "ab", {"gain": [123456789, 2345678901]}, unit="USD"), "zh")
    assert drawn.marks[0].labels == ("1.23", "23.46")
    assert plot(chart("bar", "ab", {"gain": [0.333333333, 12.5]})).marks[0].labels == ("0.33", "12.5")
    assert plot(chart("bar", "a", {"gain": [410000000.0]}, unit="CNY"), "zh").marks[0].labels == ("4.1",)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_alternative_text_says_kind_names_and_numbers(lang: str) -> None:
    expected = {
        "en": "Bar chart: Gain: Code 72%, Medicine under 15%, Law and taxation about 30%, Education over 95%.",
        "zh": "条形图：提升幅度：代码 72%，医学 不足\u00a015%，法律与税务 约\u00a030%，教育 超\u00a095%。",
    }
    assert plot(ORDINARY["bar-columns"], lang).alt.replace("\u00a0", " ") == expected[lang].replace("\u00a0", " ")


def test_the_alternative_text_of_a_long_line_keeps_to_its_ends_and_extremes() -> None:
    alt = plot(HOSTILE["long-history"]).alt
    assert alt.count(",") <= 3
    assert "2020-00 0" in alt
    assert "ends and extremes of 60 values" in alt


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "2025 US$4.0–7.4 billion, 2026 US$8.5 billion (forecast), 2027 US$12.0–15.0 billion (forecast)"),
        ("zh", "2025 40 亿～74 亿美元，2026 85 亿美元（预测），2027 120 亿～150 亿美元（预测）"),
    ],
)
def test_the_alternative_text_says_ranges_and_what_is_foretold(lang: str, expected: str) -> None:
    assert "".join(expected.split()) in "".join(plot(ORDINARY["range"], lang).alt.split())


def test_the_alternative_text_of_points_says_both_numbers() -> None:
    assert "Code (1,200; 12), Medicine (3,500; 45)" in plot(ORDINARY["scatter"]).alt
    assert "代码 (1200, 12)，" in plot(ORDINARY["scatter"], "zh").alt
    assert plot(HOSTILE["forty-points"]).alt.startswith("Scatter")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*ORDINARY, *HOSTILE])
def test_every_plot_keeps_the_shape_that_backends_rely_on(name: str, lang: str) -> None:
    drawn = plot((ORDINARY | HOSTILE)[name], lang)
    assert drawn.kind in KINDS
    for marks in drawn.marks:
        count = len(marks.xs) if marks.xs else len(drawn.categories)
        assert len(marks.values) == len(marks.labels) == len(marks.styles) == count
        assert len(marks.lows) == (count if marks.shape is Shape.RANGE else 0)
        for value, label in zip(marks.values, marks.labels, strict=True):
            assert not label or value is not None or marks.shape is Shape.TILE
        if marks.shape not in (Shape.SLICE, Shape.TILE) and drawn.stacking is Stacking.NONE:
            axis = drawn.second if marks.second and drawn.second else drawn.axis
            bases = [base or 0 for base in marks.bases] or [0] * count
            ends = [end for b, v in zip(bases, marks.values, strict=True) if v is not None for end in (b, b + v)]
            assert all(axis.minimum <= end <= axis.maximum for end in (ends if marks.bases else ends[1::2]))
        assert len(marks.bases) in (0, count)
        assert not marks.second or drawn.second is not None
    assert drawn.alt.startswith(load_locale(lang).words.chart_kinds[drawn.kind])
    assert len(drawn.legend) != 1


def test_a_waterfall_goes_from_level_to_level_and_says_which_way() -> None:
    drawn = plot(ORDINARY["waterfall"])
    assert [marks.name for marks in drawn.marks] == ["Total", "Increase", "Decrease"]
    total, up, down = drawn.marks
    assert total.labels == ("517.3", "", "", "", "469.1", "469.1")
    assert up.labels[3] == "+8.2"
    assert down.labels[1:3] == ("−37.7", "−18.7")
    assert down.bases[1:3] == (517.3, pytest.approx(479.6))
    assert up.bases[3] == pytest.approx(460.9)
    assert {marks.styles[0].paint for marks in drawn.marks} == {Paint.INDIGO, Paint.TEAL, Paint.OCHRE}
    assert total.styles[5].paint is Paint.ACCENT
    assert "Code −RMB\u00a037.7" in drawn.alt
    assert "+RMB\u00a08.2" in drawn.alt
    assert "合计" in [marks.name for marks in plot(ORDINARY["waterfall"], "zh").marks]


def test_changes_of_percentages_are_points() -> None:
    drawn = plot(ORDINARY["waterfall-points"])
    labels = [next(m.labels[i] for m in drawn.marks if m.labels[i]) for i in range(4)]
    assert labels == ["3.6%", "−9.1", "+0.7", "−4.8%"]
    assert drawn.unit == "percentage points"


def test_a_scale_too_coarse_for_the_changes_is_that_of_the_changes() -> None:
    spec = chart("waterfall", "abc", {"gain": [51733e4, 824e4, None]}, totals="ac", unit="CNY")
    drawn = plot(spec, "zh")
    assert drawn.unit == "万元"
    assert [label for marks in drawn.marks for label in marks.labels if label] == ["51,733", "52,557", "+824"]


def test_both_axes_of_a_combo_have_units_and_one_zero() -> None:
    drawn = plot(ORDINARY["combo"])
    assert drawn.second is not None
    assert (drawn.axis.title, drawn.second.title) == ("CNY\u00a0million", "%")
    assert [marks.name for marks in drawn.marks] == ["Amount", "Gain (right axis)"]
    assert [marks.second for marks in drawn.marks] == [False, True]
    assert len(drawn.axis.ticks) == len(drawn.second.ticks)
    assert [tick.value == 0 for tick in drawn.axis.ticks] == [tick.value == 0 for tick in drawn.second.ticks]
    assert "7.2%" in drawn.alt
    assert plot(ORDINARY["combo-one-axis"]).second is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_highlighted_category_lights_its_column_and_not_the_line(lang: str) -> None:
    columns, line = plot(ORDINARY["combo"], lang).marks
    assert [style.paint for style in columns.styles] == [Paint.GREY] * 3 + [Paint.ACCENT]
    assert {style.paint for style in line.styles} == {Paint.OCHRE}
