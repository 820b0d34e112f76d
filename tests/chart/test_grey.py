"""Charts printed in grey: every series is told from every other, in the marks and in the key."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pypdfium2 as pdfium
import pytest
from chart_samples import HOSTILE, ORDINARY, chart, plot
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from builder.chart.drawing.sheet import Sheet
from builder.chart.drawing.signs import Sign, signs
from builder.chart.drawing.tones import lightness
from builder.chart.likeness import CLEAR_STEP
from builder.chart.svg import draw_figure, draw_svg
from builder.locales import load_locale
from builder.model import ChartSpec, Paint, Plot, Shape
from builder.report.resources import Resource
from builder.theme import Theme, load_theme
from tests.printing import print_html

THEME = load_theme(None)
LOCALE = load_locale("en")
EVERY = ORDINARY | HOSTILE
SEVERAL = [name for name, spec in EVERY.items() if len(plot(spec).legend) > 1]
MONOCHROME = replace(THEME, colours=replace(THEME.colours, **{paint.value: "#777777" for paint in Paint}))

_FIVE = [f"s{i}" for i in range(5)]
ALIKE: dict[str, ChartSpec] = {
    "bar": chart("bar", "ab", {name: [10, 10] for name in _FIVE}),
    "stack": chart("bar", "ab", {name: [10, 10] for name in _FIVE}, stacking="stacked"),
    "range": chart("range", "ab", {name: ["market.1", "market.1"] for name in _FIVE}),
    "foretold": chart("bar", "ab", {name: ["market.2", "market.2"] for name in _FIVE}),
    "bounds": chart("bar", "ab", {name: ["share.b", "share.b"] for name in _FIVE}),
    "area": chart("area", "ab", {name: [10, 10] for name in _FIVE}),
    "line": chart("line", "ab", {name: [i + 1, i + 1] for i, name in enumerate(_FIVE)}),
    "dot": chart("dot", "a", {name: [20 * i + 10] for i, name in enumerate(_FIVE)}, horizontal=True),
    "dumbbell": chart("dumbbell", "a", {name: [20 * i + 10] for i, name in enumerate(_FIVE)}, horizontal=True),
    "waterfall": chart("waterfall", "abcd", {"gain": [10, 10, -10, None]}, totals="ad"),
    "combo": chart("combo", "ab", {name: [max(10, 6 * i)] * 2 for i, name in enumerate(_FIVE)}, lines=_FIVE[3:]),
    "scatter": chart("scatter", [], {name: [10 * i + 10] for i, name in enumerate(_FIVE)}, x={n: [5] for n in _FIVE}),
}
"""A chart a kind, whose marks differ in nothing but their series."""

_SCALE = 4
_ROOM = 230.0
_CLEAR = 12.0
"""Mean difference of two marks in grey, of 255, from which they look unlike."""


def told_apart(shape: Shape, one: tuple[Sign, float], other: tuple[Sign, float]) -> bool:
    apart = abs(one[1] - other[1]) >= CLEAR_STEP
    match shape:
        case Shape.LINE:
            return one[0].marker is not other[0].marker
        case Shape.POINT:
            return one[0].marker is not other[0].marker or apart
        case _:
            return one[0].pattern != other[0].pattern or apart


def looks(drawn: Plot, theme: Theme) -> list[tuple[Sign, float]]:
    shades = [lightness(theme.colours.paint(key.style.paint)) for key in drawn.legend]
    return list(zip(signs(drawn, theme), shades, strict=True))


@pytest.mark.parametrize("theme", [THEME, MONOCHROME], ids=["theme", "monochrome"])
@pytest.mark.parametrize("name", SEVERAL)
def test_no_two_series_look_alike(name: str, theme: Theme) -> None:
    drawn = plot(EVERY[name])
    for one, other in combinations(looks(drawn, theme), 2):
        assert all(told_apart(marks.shape, one, other) for marks in drawn.marks)


def test_a_single_series_is_plain() -> None:
    for name in EVERY.keys() - set(SEVERAL):
        assert set(signs(plot(EVERY[name]), THEME)) == {Sign()}, name


def test_two_series_of_the_house_need_no_pattern_and_a_highlight_never_has_one() -> None:
    assert [sign.pattern for sign in signs(plot(ORDINARY["bar-stacked"]), THEME)] == [0, 0]
    assert signs(plot(HOSTILE["six-series"]), THEME)[2] == Sign()
    assert signs(plot(HOSTILE["six-lines"]), THEME)[2] == Sign()


def test_hollow_bars_have_textures_of_their_own() -> None:
    """Of two series of the house, whose colours alone tell filled bars apart, an outline says little in grey."""
    bounds = chart("bar", "ab", {"size": ["share.b", "share.b"], "gain": ["share.b", "share.e"]})
    filled = chart("bar", "ab", {"size": ["share.e", "share.e"], "gain": ["share.e", "share.e"]})
    assert [sign.pattern for sign in signs(plot(bounds), THEME)] == [0, 1]
    assert [sign.pattern for sign in signs(plot(filled), THEME)] == [0, 0]
    assert signs(plot(chart("bar", "ab", {"size": ["share.b", "share.e"]})), THEME) == (Sign(),)


def test_dashes_are_left_to_forecasts_where_there_are_any() -> None:
    assert [bool(sign.dashes) for sign in signs(plot(HOSTILE["forty-lines"]), THEME)] == [False, *[True] * 4]
    assert not any(sign.dashes for sign in signs(plot(HOSTILE["forecast-lines"]), THEME))


def pages() -> dict[str, np.ndarray]:
    """Every chart of `ALIKE` as it is printed, in grey: rows of pixels."""
    html = "".join(f'<img src="builder:{name}" alt="x">' for name in ALIKE)
    sheet = f"@page{{size:{_ROOM + 60}pt 280pt;margin:0}} body{{margin:0}} img{{display:block;break-after:page}}"
    shelf = {
        f"builder:{name}": Resource(draw_svg(plot(spec), THEME, LOCALE, _ROOM / 72 * 25.4), "image/svg+xml")
        for name, spec in ALIKE.items()
    }
    printed = print_html(f'<html lang="en"><title>t</title>{html}', sheet, shelf, THEME.fonts)
    with pdfium.PdfDocument(printed.content) as document:
        return {
            name: page.render(scale=_SCALE, grayscale=True).to_numpy().squeeze().astype(float)
            for name, page in zip(ALIKE, document, strict=False)
        }


def test_marks_printed_in_grey_look_unlike() -> None:
    """All in one test, so that they are printed once."""
    for name, page in pages().items():
        drawn = plot(ALIKE[name])
        figure = draw_figure(drawn, THEME, LOCALE, _ROOM / 72 * 25.4)
        crops = [crop(page, figure, THEME.colours.paint(key.style.paint)) for key in drawn.legend]
        height, width = (min(piece.shape[axis] for piece in crops) for axis in (0, 1))
        assert min(height, width) >= 10, name
        for one, other in combinations(crops, 2):
            assert np.abs(one[:height, :width] - other[:height, :width]).mean() > _CLEAR, name


def crop(page: np.ndarray, figure: Sheet, paint: str) -> np.ndarray:
    """What is printed of the largest mark in this colour, without its edges and what is written on its middle."""
    marks = [patch for patch in figure.findobj(Patch) if paint.lower() in (face(patch), edge(patch))]
    lines = [line for line in figure.findobj(Line2D) if to_hex(line.get_color()) == paint.lower()]
    largest = max(marks, key=lambda mark: mark.get_window_extent().width * mark.get_window_extent().height)
    box = max((line.get_window_extent() for line in lines if line.get_linewidth() > 1.5), default=None, key=len_of)
    if box is None:
        box = largest.get_window_extent()
        wide = box.width > 15
        left, right = (box.x0 + 1, box.x0 + 0.4 * box.width) if wide else (box.x0, box.x1)
        low, high = (box.y0 + 1, box.y1 - 1) if box.height > 10 else (box.y0, box.y1)
    else:
        left, right, low, high = box.x0 + 20, box.x1 - 4, box.y0 - 2.5, box.y0 + 2.5
    height = figure.bbox.height
    rows = slice(round((height - high) * _SCALE), round((height - low) * _SCALE))
    return page[rows, round(left * _SCALE) : round(right * _SCALE)]


def len_of(box: object) -> float:
    return box.width  # type: ignore[attr-defined,no-any-return]


def face(patch: Patch) -> str:
    return to_hex(patch.get_facecolor())


def edge(patch: Patch) -> str:
    return to_hex(patch.get_edgecolor())
