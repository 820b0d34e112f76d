"""Native charts say what their plots say: the same values, labels, colours and order, in part and workbook."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from deck_pages import A, C, deck, errors, slide_of, texts
from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from pptx.slide import Slide

from builder.chart import KINDS, make_plot
from builder.deck.charts.axes import nearest_format, tick_format
from builder.deck.native_chart import add_chart, chart_bytes
from builder.deck.template import template
from builder.diagnostics import Span
from builder.locales import load_locale
from builder.model import (
    Amount,
    Axis,
    ChartSpec,
    Datum,
    Fact,
    Marks,
    Modifier,
    Paint,
    Plot,
    Series,
    Shape,
    Stacking,
    Style,
    Terms,
    Tick,
)
from builder.theme import load_theme

THEME = load_theme(None)
HERE = Span("charts.yaml")
QUARTERS = ("q1", "q2", "q3", "q4")
LABELS = {key: f"{key.upper()} 产品" for key in ("q1", "q2", "q3", "q4", "a", "b", "c")}
FACTS = {
    "next": Fact("next", Amount(Decimal("8.5")), "count", Modifier.NONE, "", (), True, HERE),
    "bound": Fact("bound", Amount(Decimal(15)), "count", Modifier.UNDER, "", (), False, HERE),
    "span": Fact("span", Amount(Decimal(4), Decimal("7.4")), "count", Modifier.NONE, "", (), False, HERE),
    "far": Fact("far", Amount(Decimal(12), Decimal(15)), "count", Modifier.NONE, "", (), True, HERE),
    "below": Fact("below", Amount(Decimal(-9), Decimal(-4)), "count", Modifier.NONE, "", (), False, HERE),
    "across": Fact("across", Amount(Decimal(-3), Decimal(6)), "count", Modifier.NONE, "", (), False, HERE),
}


def amounts(*values: float | None) -> tuple[Datum, ...]:
    return tuple(None if v is None else Amount(Decimal(str(v))) for v in values)


def spec(kind: str, series: dict[str, tuple[Datum, ...]], **more: object) -> ChartSpec:
    rows = tuple(Series(key, values) for key, values in series.items())
    plain = ChartSpec(
        "chart", kind, QUARTERS[: len(rows[0].values)], rows, (), False, Stacking.NONE, False, (), "count", HERE
    )
    return replace(plain, **more)  # type: ignore[arg-type]


ONE, TWO = amounts(12, 15.5, 7, 21), amounts(5, 3, None, 9)
XS = (Series("a", ONE, amounts(1, 2, 3, 4)), Series("b", ONE, amounts(4, 3, 2, 1)))
SPECS = {
    "bar": spec("bar", {"a": ONE}, highlight=("q2",)),
    "bar-rows": spec("bar", {"a": ONE, "b": TWO}, horizontal=True),
    "bar-facts": spec("bar", {"a": ("next", "bound", None)}),
    "bar-stacked": spec("bar", {"a": ONE, "b": amounts(5, 9, None, 8), "c": ONE}, stacking=Stacking.STACKED),
    "bar-percent": spec("bar", {"a": ONE, "b": TWO}, stacking=Stacking.PERCENT, horizontal=True),
    "bar-negative": spec("bar", {"a": amounts(-12, 5, -7, 0)}, horizontal=True),
    "bar-broken": spec("bar", {"a": ONE}, breaks=("q4",)),
    "range": spec("range", {"a": ("span", "next", "far")}, breaks=("q3",)),
    "range-rows": spec("range", {"a": ("span", "next", "far")}, horizontal=True),
    "range-two": spec("range", {"a": ("span", "next"), "b": ("far", None)}),
    "range-negative": spec("range", {"a": ("below", "across", "span")}),
    "range-log": spec("range", {"a": ("span", "next", "far")}, horizontal=True, log=True),
    "line": spec("line", {"a": ONE, "b": TWO}),
    "line-facts": spec("line", {"a": (*amounts(3, 4), "next")}, breaks=("q3",)),
    "area": spec("area", {"a": ONE, "b": amounts(5, 3, 2, 9)}),
    "area-one": spec("area", {"a": ONE}),
    "dot": spec("dot", {"a": ONE}, horizontal=True, highlight=("q2",)),
    "dot-log": spec("dot", {"a": amounts(12, 1500, 70000, 2.1e9)}, log=True),
    "dumbbell": spec("dumbbell", {"a": ONE, "b": TWO}, horizontal=True),
    "dumbbell-columns": spec("dumbbell", {"a": ONE, "b": TWO}),
    "dot-scaled": spec("dot", {"a": amounts(4e9, 8.5e9, 1.3e10, 7e10)}, log=True, horizontal=True, unit="USD"),
    "dot-negative": spec("dot", {"a": amounts(-4, 8, 1, 7)}, horizontal=True),
    "scatter": replace(spec("scatter", {"a": ONE}), series=XS),
    "donut": spec("donut", {"a": amounts(41, 25, 20)}, unit="%"),
    "waterfall": spec("waterfall", {"a": (*amounts(12), "next", *amounts(-6, 14.5))}, totals=("q1", "q4")),
    "waterfall-below": spec("waterfall", {"a": amounts(5, -12, 4, -3)}, totals=("q1", "q4"), highlight=("q2",)),
    "combo": spec("combo", {"a": ONE, "b": (*amounts(-5, 3), None, "next")}, lines=("b",), line_unit="%"),
    "combo-stacked": spec("combo", {"a": ONE, "b": TWO, "c": ONE}, lines=("c",), stacking=Stacking.STACKED),
}
EVERY = pytest.mark.parametrize("name", SPECS)


def plot_of(name: str, lang: str = "zh") -> Plot:
    return make_plot(SPECS[name], FACTS, Terms(LABELS, {}), load_locale(lang))


def drawn(plot: Plot, lang: str = "zh", layout: str = "Chart") -> bytes:
    locale = load_locale(lang)

    def fill(slide: Slide) -> None:
        index = 13 if layout == "Chart" else 1
        place = next(one for one in slide.placeholders if one.placeholder_format.idx == index)
        add_chart(slide, place, plot, THEME, locale)

    return deck(THEME, locale, layout, fill)


def deck_of(plots: Sequence[Plot], lang: str) -> bytes:
    """A slide a chart."""
    locale = load_locale(lang)
    presentation = Presentation(io.BytesIO(template(THEME, locale)))
    layout = next(one for one in presentation.slide_layouts if one.name == "Chart")
    for plot in plots:
        slide = presentation.slides.add_slide(layout)
        place = next(one for one in slide.placeholders if one.placeholder_format.idx == 13)
        add_chart(slide, place, plot, THEME, locale)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def parts(content: bytes) -> tuple[etree._Element, openpyxl.Workbook]:
    """The chart part and its workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        (chart,) = [name for name in package.namelist() if name.startswith("ppt/charts/chart")]
        (book,) = [name for name in package.namelist() if name.endswith(".xlsx")]
        return etree.fromstring(package.read(chart)), openpyxl.load_workbook(
            io.BytesIO(package.read(book)), data_only=True
        )


def chart_of(plot: Plot, lang: str = "zh") -> etree._Element:
    return etree.fromstring(chart_bytes(plot, THEME, load_locale(lang), 872, 342).part)


def cached(reference: etree._Element) -> list[float | str | None]:
    cache = reference[1]
    count = int(cache.find(f"{C}ptCount").get("val"))
    cells: list[float | str | None] = [None] * count
    for point in cache.iter(f"{C}pt"):
        text = point.find(f"{C}v").text or ""
        cells[int(point.get("idx"))] = text if cache.tag == f"{C}strCache" else float(text)
    return cells


def test_every_kind_of_chart_is_tried_here() -> None:
    assert {one.kind for one in SPECS.values()} | {"tiles"} == set(KINDS)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_schemas_have_nothing_against_any_chart(lang: str, tmp_path: Path) -> None:
    assert errors(deck_of([plot_of(name, lang) for name in SPECS], lang), tmp_path) == []


@EVERY
def test_the_part_and_the_workbook_hold_the_same_cells(name: str) -> None:
    chart, book = parts(drawn(plot_of(name)))
    references = [*chart.iter(f"{C}numRef"), *chart.iter(f"{C}strRef")]
    assert references
    for reference in references:
        sheet, _, place = (reference[0].text or "").partition("!")
        cells = book[sheet][place.replace("$", "")]
        rows = cells if isinstance(cells, tuple) else ((cells,),)
        there = [cell.value for (cell,) in rows]
        for mine, its in zip(cached(reference), there, strict=True):
            assert (
                its == pytest.approx(mine) if isinstance(mine, float) else (its or "").strip() == (mine or "").strip()
            )


@EVERY
def test_every_value_of_the_plot_is_a_number_in_the_workbook(name: str) -> None:
    plot = plot_of(name)
    _, book = parts(drawn(plot))
    cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    numbers = [cell for cell in cells if isinstance(cell, int | float)]
    for marks in plot.marks:
        for value in (*marks.values, *marks.lows, *marks.xs):
            assert value is None or any(cell == pytest.approx(value) for cell in numbers)


@EVERY
def test_every_label_and_category_is_printed_once_and_no_other(name: str) -> None:
    plot = plot_of(name)
    chart = chart_of(plot)
    printed = ["".join(texts(label)).partition("\u00a0\u00a0")[0] for label in chart.iter(f"{C}dLbl")]
    wanted = [
        text
        for marks in plot.marks
        for text, value in zip(marks.labels, marks.values, strict=True)
        if text and value is not None
    ]
    for text in wanted:
        assert printed.count(text) == wanted.count(text), text
    if plot.x_axis is None:
        everything = "".join(chart.itertext()) + "".join(printed)
        assert all(category in everything for category in plot.categories)


@EVERY
def test_fonts_colours_language_and_alternative_text(name: str) -> None:
    plot = plot_of(name)
    content = drawn(plot)
    chart, _ = parts(content)
    assert not list(chart.iter(f"{A}srgbClr"))
    assert {font.get("typeface") for font in chart.iter(f"{A}latin")} == {"+mn-lt"}
    assert {font.get("typeface") for font in chart.iter(f"{A}ea")} == {"+mn-ea"}
    assert all(run.find(f"{A}ea") is not None and run.get("lang") == "zh-CN" for run in chart.iter(f"{A}rPr"))
    assert chart.find(f"{C}lang").get("val") == "zh-CN"
    assert min(int(run.get("sz")) for run in chart.iter(f"{A}rPr", f"{A}defRPr")) >= THEME.deck.label_floor * 100
    frame = next(shape for shape in slide_of(content).shapes if shape.has_chart)
    assert frame._element.xpath(".//p:cNvPr")[0].get("descr") == plot.alt


@EVERY
def test_axis_ids_are_positive_and_joined(name: str) -> None:
    chart = chart_of(plot_of(name))
    own = {axis.find(f"{C}axId").get("val") for axis in chart.iter(f"{C}valAx", f"{C}catAx")}
    named = {element.get("val") for element in chart.iter(f"{C}axId", f"{C}crossAx")}
    assert own == named
    assert all(int(number) > 0 for number in named)


@EVERY
def test_the_same_plot_gives_the_same_bytes(name: str) -> None:
    locale = load_locale("en")
    once, again = (chart_bytes(plot_of(name, "en"), THEME, locale, 572, 342) for _ in range(2))
    assert once == again


@EVERY
def test_series_have_names_of_their_own_in_the_legend(name: str) -> None:
    plot = plot_of(name)
    chart = chart_of(plot)
    legend = chart.find(f".//{C}legend")
    if len(plot.legend) < 2:
        assert legend is None or plot.kind == "donut"
        return
    if legend is None:
        named = ["".join(texts(label)).partition("\u00a0\u00a0")[2] for label in chart.iter(f"{C}dLbl")]
        assert [text for text in named if text] == [key.name for key in plot.legend], "named on their first bars"
        return
    left_out = {int(entry.find(f"{C}idx").get("val")) for entry in legend.iter(f"{C}legendEntry")}
    series = {int(one.find(f"{C}idx").get("val")): one for one in chart.iter(f"{C}ser")}
    shown = ["".join(series[i].find(f"{C}tx").itertext()) for i in sorted(series) if i not in left_out]
    assert len(shown) == len(plot.legend)
    assert all(text.endswith(key.name) for text, key in zip(shown, plot.legend, strict=True))


def fills(chart: etree._Element) -> str:
    return etree.tostring(chart).decode()


def test_a_highlight_takes_the_accent_a_forecast_is_hatched_a_bound_is_hollow() -> None:
    lit, facts = chart_of(plot_of("bar")), chart_of(plot_of("bar-facts"))
    point = next(p for p in lit.iter(f"{C}dPt") if p.find(f"{C}idx").get("val") == "1")
    assert [c.get("val") for c in point.iter(f"{A}schemeClr")] == ["accent2"]
    assert "pattFill" in fills(facts)
    assert any(
        s.find(f"{A}noFill") is not None for s in facts.iter(f"{C}spPr") if s.find(f"{A}ln/{A}solidFill") is not None
    )


def test_rows_run_from_the_top() -> None:
    chart = chart_of(plot_of("bar-rows"))
    axis = chart.find(f".//{C}catAx")
    assert axis.find(f"{C}scaling/{C}orientation").get("val") == "maxMin"
    assert chart.find(f".//{C}barDir").get("val") == "bar"


def test_a_scale_is_hidden_where_labels_carry_the_values_and_begins_at_zero() -> None:
    axis = chart_of(plot_of("bar")).find(f".//{C}valAx")
    assert axis.find(f"{C}delete").get("val") == "1"
    assert axis.find(f"{C}scaling/{C}min").get("val") == "0"
    assert chart_of(plot_of("line")).find(f".//{C}valAx/{C}delete").get("val") == "0"


def test_a_logarithmic_scale_says_so_first() -> None:
    chart = chart_of(plot_of("dot-log"))
    (scaling,) = [s for s in chart.iter(f"{C}scaling") if s.find(f"{C}logBase") is not None]
    assert scaling[0].tag == f"{C}logBase"
    assert scaling[0].get("val") == "10" or float(scaling[0].get("val")) > 10
    ticks = plot_of("dot-log").axis.ticks
    assert {tick.label for tick in ticks} <= {"".join(texts(label)) for label in chart.iter(f"{C}dLbl")}


def test_a_scale_whose_format_would_need_other_numbers_is_labelled_by_hand() -> None:
    plot = plot_of("dot-scaled")
    assert [tick.label for tick in plot.axis.ticks] == ["10\u00a0亿", "100\u00a0亿", "1000\u00a0亿"]
    chart = chart_of(plot)
    assert {axis.find(f"{C}numFmt").get("formatCode") for axis in chart.iter(f"{C}valAx")} == {"General"}
    assert {tick.label for tick in plot.axis.ticks} <= {"".join(texts(label)) for label in chart.iter(f"{C}dLbl")}


def test_a_broken_axis_has_an_empty_category() -> None:
    chart = chart_of(plot_of("bar-broken"))
    names = cached(next(chart.iter(f"{C}cat"))[0])
    assert names == ["Q1 产品", "Q2 产品", "Q3 产品", "⋯", "Q4 产品"]
    assert cached(next(chart.iter(f"{C}val"))[0])[3] is None


def test_ranges_float_between_their_ends_and_follow_edits() -> None:
    content = chart_bytes(plot_of("range-negative"), THEME, load_locale("zh"), 872, 342)
    chart = etree.fromstring(content.part)
    bars = [cached(s.find(f"{C}val")[0]) for s in chart.find(f".//{C}barChart").iter(f"{C}ser")]
    below, across, span = zip(*bars, strict=True)
    assert below == (-4, 0, -5)
    assert across == (0, 6, -3)
    assert span == pytest.approx((4, 3.4, 0))
    book = openpyxl.load_workbook(io.BytesIO(content.xlsx_blob))
    formulas = [c.value for row in book.worksheets[0].iter_rows() for c in row if str(c.value).startswith("=")]
    assert len(formulas) == 9


FUNCTIONS = {
    "MAX": lambda *of: max(of),
    "MIN": lambda *of: min(of),
    "SMALL": lambda *of: sorted(of[:-1])[of[-1] - 1],
    "choose": lambda asked, yes, no: yes if asked else no,
}


def reckoned(sheet: Worksheet) -> dict[str, float | str]:
    """What the formulas of a workbook give, for the few functions that they use."""
    typed = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}

    def value(place: str) -> float:
        found = typed.get(place, 0.0)
        return given(found) if isinstance(found, str) else float(found)

    def there(first: str, last: str, row: str) -> str:
        return ",".join(place for place in _across(first, last, row) if place in typed)

    def given(formula: str) -> float:
        area = re.sub(r"([A-Z]+)(\d+):([A-Z]+)\2", lambda m: there(m[1], m[3], m[2]), formula[1:])
        code = re.sub(r"\b([A-Z]+\d+)\b", r"value('\1')", area).replace("IF(", "choose(")
        return float(eval(code, {"value": value, **FUNCTIONS}))

    return {place: given(cell) for place, cell in typed.items() if isinstance(cell, str) and cell.startswith("=")}


def _across(first: str, last: str, row: str) -> list[str]:
    columns = range(column_index_from_string(first), column_index_from_string(last) + 1)
    return [f"{get_column_letter(column)}{row}" for column in columns]


@EVERY
def test_formulas_give_what_their_cells_hold(name: str) -> None:
    content = chart_bytes(plot_of(name), THEME, load_locale("zh"), 872, 342).xlsx_blob
    live, held = (openpyxl.load_workbook(io.BytesIO(content), data_only=held).worksheets[0] for held in (False, True))
    for place, result in reckoned(live).items():
        assert result == pytest.approx(held[place].value or 0.0, rel=1e-4), place


def test_an_edit_of_a_waterfall_moves_all_that_follows_and_turns_its_colour() -> None:
    plot = plot_of("waterfall")
    content = chart_bytes(plot, THEME, load_locale("en"), 872, 342).xlsx_blob
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet[1]][1:7] == ["Value", "Running total", "Drawing aid", "合计", "增加", "减少"]
    before = reckoned(sheet)
    sheet["B3"] = -3.5
    after = reckoned(sheet)
    assert (before["C3"], after["C3"]) == (20.5, 8.5)
    assert (before["F3"], after["F3"], after["G3"]) == (8.5, 0, 3.5)
    assert (before["D4"], after["D4"]) == (14.5, 2.5)


def test_content_placeholders_take_charts(tmp_path: Path) -> None:
    content = drawn(plot_of("bar"), layout="Title and content")
    assert errors(content, tmp_path) == []
    assert any(shape.has_chart for shape in slide_of(content).shapes)


def test_tiles_are_no_chart() -> None:
    plot = make_plot(spec("tiles", {"a": ONE}), FACTS, Terms(LABELS, {}), load_locale("zh"))
    with pytest.raises(ValueError, match="no chart"):
        chart_bytes(plot, THEME, load_locale("zh"), 872, 342)


def handmade(shape: Shape, rows: list[list[float | None]], **more: object) -> Plot:
    count = len(rows[0])
    style = Style(Paint.INDIGO)
    marks = tuple(
        Marks(shape, f"Series {i} <&>", tuple(row), tuple("" if v is None else f"{v}" for v in row), (style,) * count)
        for i, row in enumerate(rows)
    )
    found = [v for row in rows for v in row if v is not None]
    low, high = min([0.0, *found]), max([1.0, *found])
    axis = Axis(low, high, (Tick(low, f"{low:g}"), Tick(high, f"{high:g}")), False, shape is Shape.LINE, "")
    names = tuple(f'Category "{i}" & more' for i in range(count))
    plot = Plot("p", "bar", names, marks, axis, None, False, Stacking.NONE, (), "unit", (), (), "alt")
    return replace(plot, **more)  # type: ignore[arg-type]


OTHERS: tuple[list[list[float | None]], ...] = (
    [[5.0]],
    [[0.0, 0.0, 0.0]],
    [[None, None], [None, None]],
    [[-3.0, None, 4.0], [1.0, -2.5, None]],
    [[float(i) for i in range(20)] for _ in range(12)],
    [[1e-9, 1e15]],
)


def test_other_people_s_data(tmp_path: Path) -> None:
    shapes = (Shape.BAR, Shape.LINE, Shape.AREA, Shape.POINT)
    plots = [handmade(s, rows, horizontal=across) for s in shapes for rows in OTHERS for across in (False, True)]
    assert errors(deck_of(plots, "zh"), tmp_path) == []


def test_number_formats_print_the_ticks() -> None:
    def axis(*ticks: tuple[float, str]) -> Axis:
        return Axis(ticks[0][0], ticks[-1][0], tuple(Tick(*t) for t in ticks), False, True, "")

    percent = tick_format(axis((0, "0%"), (20, "20%")))
    scaled = tick_format(axis((0, "0"), (5e8, "5 亿"), (1e9, "10 亿")))
    grouped = tick_format(axis((0, "0"), (1500, "1,500")))
    mixed = axis((0, "0"), (5e7, "5000 万"), (1e8, "1 亿"))
    assert percent is not None
    assert percent.code == '0"%"'
    assert scaled is not None
    assert (scaled.code, scaled.divisor) == ('[=0]0;0" 亿"', 1e8)
    assert grouped is not None
    assert grouped.code == "#,##0"
    assert tick_format(mixed) is None
    assert nearest_format(mixed).code == '[=0]0;0.0" 亿"'


def test_number_formats_of_a_decimal_comma() -> None:
    """1,5 is no 15 and no thousand; groups of digits are told by their size."""

    def axis(*ticks: tuple[float, str]) -> Axis:
        return Axis(ticks[0][0], ticks[-1][0], tuple(Tick(*t) for t in ticks), False, True, "", ",")

    small = nearest_format(axis((0, "0"), (0.5, "0,5"), (1.5, "1,5")))
    grouped = nearest_format(axis((0, "0"), (1500, "1\u202f500")))
    assert (small.code, small.divisor) == ('0.0;"−"0.0;0', 1.0)
    assert (grouped.code, grouped.divisor) == ("#,##0", 1.0)


def test_every_slice_of_a_ring_has_its_own_colour() -> None:
    """Programs that vary the colours of slices do so where a slice says nothing."""
    chart = chart_of(plot_of("donut"))
    assert len(list(chart.iter(f"{C}dPt"))) == len(plot_of("donut").categories)


def test_what_is_known_of_a_forecast_lies_over_it_as_a_line_of_its_own() -> None:
    whole, known = chart_of(plot_of("line-facts")).iter(f"{C}ser")
    assert whole.find(f"{C}spPr/{A}ln/{A}prstDash") is not None
    assert known.find(f"{C}spPr/{A}ln/{A}prstDash") is None
    assert cached(known.find(f"{C}val")[0]) == [3, 4, None, None]


def test_columns_whose_names_or_dots_find_no_room_become_rows() -> None:
    long = replace(plot_of("waterfall"), categories=tuple(f"{i}{'Unbreakable' * 3}" for i in range(4)))
    assert chart_of(long).find(f".//{C}barDir").get("val") == "bar"
    three = spec("dot", {"a": ONE, "b": TWO, "c": amounts(1, 2, 3, 4)})
    plot = make_plot(three, FACTS, Terms(LABELS, {}), load_locale("zh"))
    names = {"".join(texts(label)) for label in chart_of(plot).iter(f"{C}dLbl")}
    assert {"Q1 产品\u00a0", "12", "15.5", "21"} <= names


def in_rows(name: str) -> Plot:
    """With names that find no room under columns."""
    plot = plot_of(name)
    return replace(plot, categories=tuple(f"{text} {'Unbreakable' * 4}" for text in plot.categories))


@pytest.mark.parametrize("name", ["waterfall", "waterfall-below"])
def test_rows_of_a_waterfall_are_joined_by_rows_as_thin_as_a_line(name: str) -> None:
    plot = in_rows(name)
    chart = chart_of(plot)
    assert chart.find(f".//{C}barDir").get("val") == "bar"
    assert chart.find(f".//{C}gapWidth").get("val") == "0"
    assert cached(next(chart.iter(f"{C}cat"))[0])[1::2] == [""] * 3
    *_, last = chart.iter(f"{C}ser")
    joins = cached(last.find(f"{C}val")[0])[1::2]
    assert len({abs(join) for join in joins}) == 1
    assert 0 < abs(joins[0]) < 0.01 * max(abs(v or 0) for marks in plot.marks for v in marks.values)
    (sheet,) = openpyxl.load_workbook(
        io.BytesIO(chart_bytes(plot, THEME, load_locale("en"), 872, 342).xlsx_blob)
    ).worksheets[:1]
    assert [sheet["C4"].value, sheet["D3"].value, sheet["D5"].value] == ["=C2+B4", "=C2", "=C4"]


@pytest.mark.parametrize("name", ["waterfall", "waterfall-below", "range-two"])
def test_the_legend_of_rows_names_the_same_series_from_either_end(name: str) -> None:
    """LibreOffice counts the entries of rows from the last."""
    plot = replace(plot_of(name), horizontal=True) if name == "range-two" else in_rows(name)
    chart = chart_of(plot)
    count = len(list(chart.iter(f"{C}ser")))
    out = {int(entry.find(f"{C}idx").get("val")) for entry in chart.iter(f"{C}legendEntry")}
    assert out == {count - 1 - index for index in out}
    shown = [one for index, one in enumerate(chart.iter(f"{C}ser")) if index not in out]
    assert [cached(one.find(f"{C}tx")[0]) for one in shown] == [[key.name] for key in plot.legend]


@pytest.mark.parametrize("name", ["dot-scaled", "dot"])
def test_ticks_of_a_narrow_scale_are_labelled_as_far_as_there_is_room(name: str) -> None:
    plot = replace(plot_of(name), axis=replace(plot_of(name).axis, shown=True))
    said = [tick.label for tick in plot.axis.ticks]
    part = etree.fromstring(chart_bytes(plot, THEME, load_locale("zh"), 200, 342).part)
    shown = ["".join(texts(label)) for label in part.iter(f"{C}dLbl")]
    assert [label for label in said if label in shown] == said[::2]
    assert "none" in {place.get("val") for place in part.iter(f"{C}tickLblPos")}


def test_labels_at_the_ends_of_lines_are_moved_apart() -> None:
    ends = spec("line", {"a": amounts(1, 2), "b": amounts(5, 2), "c": amounts(9, 2)})
    chart = chart_of(make_plot(ends, FACTS, Terms(LABELS, {}), load_locale("zh")))
    shifts = [float(y.get("val")) for y in chart.iterfind(f".//{C}dLbl//{C}manualLayout/{C}y")]
    assert shifts == sorted(shifts)
    assert shifts[1] - shifts[0] >= THEME.deck.label / 342


def test_a_decade_that_makes_room_for_labels_is_not_called_zero() -> None:
    near = spec("dumbbell", {"a": amounts(1, 20), "b": amounts(900, 50)}, horizontal=True, log=True)
    chart = chart_of(make_plot(near, FACTS, Terms(LABELS, {}), load_locale("en")))
    (scale,) = [s for s in chart.iter(f"{C}valAx") if s.find(f"{C}scaling/{C}logBase") is not None]
    assert float(scale.find(f"{C}scaling/{C}min").get("val")) == pytest.approx(0.1)
    assert scale.find(f"{C}tickLblPos").get("val") == "none"
