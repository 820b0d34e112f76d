"""Charts to test with: small specs over facts and typed numbers, and every kind in ordinary and hostile shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from builder.chart import make_plot
from builder.diagnostics import Span
from builder.locales import load_locale
from builder.model import Amount, ChartSpec, Datum, Fact, Modifier, Plot, Series, Stacking, Terms, Value

SPAN = Span("charts.yaml", 3, 1)
LANGUAGES = ("en", "zh")


def fact(
    id: str, low: str, unit: str, high: str = "", modifier: Modifier = Modifier.NONE, forecast: bool = False
) -> Fact:
    value = Amount(Decimal(low), Decimal(high) if high else None)
    return Fact(id, value, unit, modifier, "", (), forecast, SPAN)


def other_fact(id: str, value: Value) -> Fact:
    return Fact(id, value, "count", Modifier.NONE, "", (), False, SPAN)


FACTS: Mapping[str, Fact] = {
    f.id: f
    for f in (
        fact("gain.a", "67.3", "pp"),
        fact("gain.b", "48.9", "pp"),
        fact("gain.c", "18.8", "pp"),
        fact("share.a", "72", "%"),
        fact("share.b", "15", "%", modifier=Modifier.UNDER),
        fact("share.c", "30", "%", modifier=Modifier.ABOUT),
        fact("share.d", "95", "%", modifier=Modifier.OVER),
        fact("size.a", "12.5e12", "token"),
        fact("size.b", "5e10", "token", modifier=Modifier.ABOUT),
        fact("size.c", "1e11", "token", modifier=Modifier.ABOUT),
        fact("market.1", "4.0e9", "USD", "7.4e9"),
        fact("market.2", "8.5e9", "USD", forecast=True),
        fact("market.3", "1.20e10", "USD", "1.50e10", forecast=True),
        fact("market.4", "4.26e10", "USD", forecast=True),
        fact("share.e", "3.6", "%"),
        fact("gain.d", "-9.1", "pp"),
        fact("gain.e", "0.7", "pp"),
        fact("people", "2.0e7", "count", modifier=Modifier.OVER),
    )
}

LABELS = {
    "en": {"a": "Code", "b": "Medicine", "c": "Law and taxation", "d": "Education", "size": "Amount", "gain": "Gain"},
    "zh": {"a": "代码", "b": "医学", "c": "法律与税务", "d": "教育", "size": "数量", "gain": "提升幅度"},
}
LONG = {
    "en": "A very long category label that tests whether the layout of a chart keeps readable and nothing is cut off",
    "zh": "这是一个非常非常长的类别标签用来测试在图表里面换行与布局是否还能保持可读性并且不会被截断",
}


def terms(lang: str) -> Terms:
    return Terms(LABELS[lang] | {"long": LONG[lang]}, {})


def chart(
    kind: str,
    categories: Sequence[str],
    series: Mapping[str, Sequence[str | float | None]],
    *,
    x: Mapping[str, Sequence[float | None]] | None = None,
    highlight: Sequence[str] = (),
    horizontal: bool = False,
    stacking: str = "none",
    log: bool = False,
    breaks: Sequence[str] = (),
    unit: str = "",
    x_unit: str = "",
    totals: Sequence[str] = (),
    lines: Sequence[str] = (),
    line_unit: str = "",
) -> ChartSpec:
    xs = x or {}
    return ChartSpec(
        id="sample",
        kind=kind,
        categories=tuple(categories),
        series=tuple(
            Series(name, tuple(map(_datum, values)), tuple(map(_datum, xs.get(name, ()))))
            for name, values in series.items()
        ),
        highlight=tuple(highlight),
        horizontal=horizontal,
        stacking=Stacking(stacking),
        log=log,
        breaks=tuple(breaks),
        unit=unit,
        span=SPAN,
        x_unit=x_unit,
        totals=tuple(totals),
        lines=tuple(lines),
        line_unit=line_unit,
    )


def plot(spec: ChartSpec, lang: str = "en") -> Plot:
    return make_plot(spec, FACTS, terms(lang), load_locale(lang))


def _datum(value: str | float | None) -> Datum:
    return Amount(Decimal(str(value))) if isinstance(value, (int, float)) else value


_QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_YEARS = tuple(str(year) for year in range(2006, 2026))
_MANY = tuple(f"Category {i}" for i in range(20))
_LONG_NAMES = tuple(f"Category number {i} with a rather long name of its own" for i in range(12))

ORDINARY: Mapping[str, ChartSpec] = {
    "bar-rows": chart("bar", "abc", {"gain": ["gain.a", "gain.b", "gain.c"]}, horizontal=True, highlight=["a"]),
    "bar-columns": chart("bar", "abcd", {"gain": ["share.a", "share.b", "share.c", "share.d"]}, highlight=["a"]),
    "bar-grouped": chart("bar", "ab", {"size": [1, 2], "gain": [3, None]}),
    "bar-stacked": chart("bar", _QUARTERS, {"size": [5, 6, 7, 8], "gain": [3, 2, 4, 5]}, stacking="stacked"),
    "likert": chart(
        "bar",
        "abcd",
        {
            "s1": [5, 12, 8, 22],
            "s2": [11, 18, 14, 25],
            "s3": [24, 30, 2, 28],
            "s4": [38, 25, 40, 17],
            "s5": [22, 15, 36, 8],
        },
        unit="%",
        stacking="percent",
        horizontal=True,
    ),
    "line": chart("line", _YEARS, {"size": [i * i for i in range(20)], "gain": [200 - 3 * i for i in range(20)]}),
    "line-alone": chart("line", _QUARTERS, {"size": [4, 7, 3, 9]}),
    "area": chart("area", _YEARS, {"size": list(range(20)), "gain": list(range(20, 40))}),
    "dot": chart("dot", "abc", {"size": ["size.a", "size.b", "size.c"]}, horizontal=True, log=True, highlight=["a"]),
    "dot-columns": chart("dot", "abc", {"size": [3, 9, 4]}),
    "dumbbell": chart(
        "dumbbell", "abc", {"s1": [85, 80, 4.4], "s2": [95, 90, 71.7], "s3": [99, 95, None]}, horizontal=True
    ),
    "range": chart(
        "range", ["2025", "2026", "2027", "2034"], {"size": [f"market.{i}" for i in (1, 2, 3, 4)]}, breaks=["2034"]
    ),
    "range-rows": chart(
        "range", ["2025", "2026", "2027"], {"size": ["market.1", "market.2", "market.3"]}, horizontal=True, log=True
    ),
    "scatter": chart(
        "scatter", "abcd", {"size": [12, 45, 33, 72]}, x={"size": [1200, 3500, 2100, 9800]}, highlight=["d"]
    ),
    "donut": chart("donut", "abcd", {"size": [41, 23.5, 18, 17.5]}, unit="%"),
    "waterfall": chart(
        "waterfall",
        ["2024", *"abcd", "2025"],
        {"size": [517.3, -37.7, -18.7, 8.2, None, 469.1]},
        unit="CNY",
        totals=["2024", "d", "2025"],
        highlight=["2025"],
    ),
    "waterfall-facts": chart("waterfall", "abc", {"size": [5e9, "market.2", None]}, unit="USD", totals="ac"),
    "waterfall-points": chart(
        "waterfall",
        ["2024", "a", "b", "2025"],
        {"size": ["share.e", "gain.d", "gain.e", None]},
        totals=["2024", "2025"],
    ),
    "combo": chart(
        "combo",
        _QUARTERS,
        {"size": [48e7, 51e7, 46e7, 62e7], "gain": [3.5, 7.2, -9.3, 12]},
        lines=["gain"],
        unit="CNY",
        line_unit="%",
        highlight=["Q4"],
    ),
    "combo-one-axis": chart("combo", _QUARTERS, {"size": [5, 6, 7, 8], "gain": [6, 6, 6, 7]}, lines=["gain"]),
    "combo-stacked": chart(
        "combo",
        _YEARS[-8:],
        {"a": [i + 3 for i in range(8)], "b": [9 - i for i in range(8)], "c": [0.2 * i for i in range(8)]},
        lines="c",
        line_unit="times",
        stacking="stacked",
    ),
    "tiles": chart("tiles", "abcd", {"size": ["size.a", "share.b", "people", "market.1"]}, highlight=["a"]),
    "negative": chart("bar", _QUARTERS, {"gain": [-356000, 84000, 233000, -51000]}, unit="CNY"),
    "negative-rows": chart("bar", _QUARTERS, {"gain": [-356000, 84000, 233000, -51000]}, unit="CNY", horizontal=True),
}

HOSTILE: Mapping[str, ChartSpec] = {
    "waterfall-under-zero": chart(
        "waterfall",
        ["Q1", *"abc", "Q2", "d", "Q3"],
        {"gain": [120, -200, -35, 60, None, 400, None]},
        totals=["Q1", "Q2", "Q3"],
    ),
    "waterfall-long": chart("waterfall", _LONG_NAMES, {"gain": [5] * 11 + [None]}, totals=[_LONG_NAMES[-1]]),
    "waterfall-alone": chart("waterfall", "a", {"gain": [0]}, totals="a"),
    "combo-many": chart(
        "combo",
        _YEARS,
        {"a": [i * i for i in range(20)], "b": [40 - 5 * i for i in range(20)]},
        lines="b",
        unit="EUR",
        line_unit="%",
    ),
    "combo-five": chart(
        "combo",
        _QUARTERS,
        {f"s{i}": [i - 1, 2 * i, None, 3] for i in range(5)},
        lines=["s0", "s4"],
        highlight=["s0"],
        breaks=["Q3"],
    ),
    "combo-zeros": chart("combo", "a", {"size": [0], "gain": [0]}, lines=["gain"], line_unit="%"),
    "combo-long": chart("combo", ["long", "a"], {"long": [-5, 1e6], "b": [1, -2]}, lines="b", line_unit="point"),
    "one-category": chart("bar", ["Q1"], {"gain": [12]}),
    "one-dot": chart("dot", ["Q1"], {"gain": [12]}),
    "twenty-categories": chart("bar", _MANY, {"gain": [123456789 * i for i in range(20)]}, unit="USD"),
    "five-series": chart("bar", _QUARTERS, {f"s{i}": [1000 + i * 111, i, -300 + i * 100, 555] for i in range(5)}),
    "zeros": chart("bar", _QUARTERS, {"gain": [0, 0, 0, 0]}),
    "zero-line": chart("line", _QUARTERS, {"gain": [0, 0, 0, 0]}),
    "zero-dots": chart("dot", _QUARTERS, {"gain": [0, 0, 0, 0]}, horizontal=True),
    "all-negative": chart("bar", _QUARTERS, {"gain": [-5, -12, -3.5, -7]}, horizontal=True),
    "negative-stack": chart("bar", _QUARTERS, {"s1": [5, 12, 3, 4], "s2": [-4, -2, -9, -4]}, stacking="stacked"),
    "negative-dots": chart("dot", _QUARTERS, {"s1": [5, -12, 3, 0], "s2": [-4, -2, -9, 1]}, horizontal=True),
    "long-rows": chart(
        "bar", ["long", "a", "https://example.org/a/path/without/a/space/in/it"], {"gain": [5, 120, 35]}
    ),
    "long-series": chart("bar", _QUARTERS, {"long": [5, 12, 3, 8], "a": [3, 4, 5, 6]}),
    "long-line": chart("line", ["long", "a", "b"], {"long": [5, 120, 3], "a": [3, 4, 90]}),
    "long-donut": chart("donut", ["long", "a", "b"], {"size": [50, 30, 20]}, unit="%"),
    "long-tiles": chart("tiles", ["long", "a", "b", "c", "d"], {"size": [5, 6, 7, 8, 9]}),
    "long-points": chart("scatter", ["long", "a", "b"], {"size": [5, 120, 3]}, x={"size": [1, 2, 3]}),
    "huge": chart("bar", _QUARTERS, {"gain": [1e22, 4.2e21, 3e20, 1]}, unit="USD"),
    "tiny": chart("bar", _QUARTERS, {"gain": [1.2e-6, 3e-7, 7e-8, 0]}),
    "wide": chart("line", _QUARTERS, {"gain": [12500000000, 3, 70000, 5]}, unit="USD"),
    "gaps": chart("bar", _QUARTERS, {"s1": [1, None, 3, None], "s2": [None, None, 3, 4]}),
    "gaps-line": chart("line", _QUARTERS, {"s1": [1, None, 3, None], "s2": [None, None, 3.5, 4]}),
    "one-point-line": chart("line", ["2024"], {"gain": [33]}),
    "one-point-area": chart("area", ["2024"], {"gain": [33]}),
    "long-history": chart("line", [f"2020-{i:02}" for i in range(60)], {"gain": [(i * 7) % 50 for i in range(60)]}),
    "same-dots": chart("dot", _QUARTERS, {f"s{i}": [50, 50 + i * 3, i, 7] for i in range(3)}, horizontal=True),
    "close-dots": chart("dot", _QUARTERS[:2], {f"s{i}": [50 + 2 * i, 5 * i] for i in range(5)}, unit="%"),
    "close-points": chart("scatter", "abcd", {"size": [5, 5.1, 5.2, 9]}, x={"size": [1, 1.05, 1.02, 2]}),
    "crowded-donut": chart("donut", "abcd", {"size": [97, 1, 1, 1]}, unit="%"),
    "crowded-lines": chart("line", _QUARTERS, {f"s{i}": [i, i + 1, i, 3 + i * 0.01] for i in range(5)}),
    "crowded-columns": chart("bar", _YEARS, {f"s{i}": [j + i for j in range(20)] for i in range(2)}),
    "thin-stack": chart(
        "bar", _YEARS, {f"s{i}": [(i + 1) * (j + 1) for j in range(20)] for i in range(5)}, stacking="stacked"
    ),
    "long-names": chart("bar", _LONG_NAMES, {"gain": [7 * i - 20 for i in range(12)]}),
    "long-names-decades": chart(
        "dot", _LONG_NAMES, {f"s{i}": [(i + 1) * 10 ** (j / 4) for j in range(12)] for i in range(2)}, log=True
    ),
    "five-ranges": chart(
        "range",
        "ab",
        {"size": ["market.1", "market.3"], "gain": ["market.2", "market.3"], "c": ["market.4", "market.1"]},
    ),
    "forecasts": chart("bar", "ab", {name: ["market.2", "market.4"] for name in ("size", "gain", "c")}),
    "forecast-lines": chart(
        "line", ["2026", "2034"], {"size": ["market.2", "market.4"], "gain": ["market.4", "market.2"]}
    ),
    "forty-lines": chart(
        "line", [str(1980 + j) for j in range(40)], {f"s{i}": [(i + 1) * j % 37 for j in range(40)] for i in range(5)}
    ),
    "forty-points": chart(
        "scatter",
        [],
        {f"s{i}": [(i * 37 + j * 11) % 100 for j in range(8)] for i in range(5)},
        x={f"s{i}": [(i * 53 + j * 17) % 90 for j in range(8)] for i in range(5)},
    ),
    "five-areas": chart("area", _YEARS, {f"s{i}": [5 + i + j for j in range(20)] for i in range(5)}),
    "six-lines": chart(
        "line", _YEARS, {f"s{i}": [3 + i * j % 7 for j in range(20)] for i in range(6)}, highlight=["s2"]
    ),
    "six-series": chart("bar", _QUARTERS, {f"s{i}": [3 + i, 4, 5, 6 - i] for i in range(6)}, highlight=["s2"]),
    "many-points": chart(
        "scatter",
        _MANY,
        {"size": [(i * 37) % 100 for i in range(20)]},
        x={"size": [(i * 53) % 90 for i in range(20)]},
        highlight=["Category 3"],
    ),
}
