"""Each kind of chart drawn for print and for slides: the same picture, and the same numbers behind it.

Both pictures are measured without knowing how they were made: the ends of all marks must lie on one scale."""

from __future__ import annotations

import csv
import fcntl
import io
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pikepdf
import pypdfium2
import pytest
import resvg_py
import test_native_chart as native
from deck_pages import A, C
from lxml import etree
from pictures import SCALE, Fit, Picture, ascending, bars, dots, fitted, heights, spans, thick, turns
from PIL import Image

from builder.chart import KINDS, make_plot
from builder.chart.drawing.signs import signs
from builder.chart.svg import draw_svg
from builder.deck.charts.axes import nearest_format
from builder.deck.native_chart import chart_bytes
from builder.diagnostics import Span
from builder.locales import load_locale
from builder.model import Amount, ChartSpec, Fact, Marks, Modifier, Plot, Shape, Terms
from builder.report import chartdata
from builder.theme import load_theme
from builder.verify import render
from tests.chart.chart_samples import HOSTILE, chart
from tests.chart.chart_samples import plot as chart_plot

LANGUAGES = ("zh", "en")
THEME = load_theme(None)
EMU = 12_700
SOURCE = "Made up"
OFF = 0.004
"""How far a mark may be from its place, as a share of the scale, beside a pixel and a half."""
_KNOT = 5
"""From the end of a line's last dot to its middle, pixels."""
_HERE = Span("facts.yaml")


def between(name: str, low: str, high: str) -> Fact:
    return Fact(name, Amount(Decimal(low), Decimal(high)), "count", Modifier.NONE, "", (), False, _HERE)


FACTS = {fact.id: fact for fact in (between("r1", "4", "7.4"), between("r2", "2", "15"), between("r3", "9", "11"))}
LABELS = {
    "zh": {"a": "代码", "b": "医学", "c": "法律", "d": "教育", "one": "数量", "two": "增幅", "three": "占比"},
    "en": {"a": "Code", "b": "Medicine", "c": "Law", "d": "School", "one": "Amount", "two": "Gain", "three": "Share"},
}
ONE, TWO = [12, 15.5, 7, 21], [5, 3, -4, 9]
SAMPLES: Mapping[str, ChartSpec] = {
    "bar": chart("bar", "abcd", {"one": ONE, "two": TWO}),
    "line": chart("line", "abcd", {"one": ONE, "two": [5, 3, 4, 9]}),
    "area": chart("area", "abcd", {"one": ONE, "two": [5, 8, 4, 9]}),
    "dot": chart("dot", "abcd", {"one": ONE, "two": TWO}, horizontal=True),
    "dumbbell": chart("dumbbell", "abcd", {"one": [5, 3, 4, 9], "two": ONE}, horizontal=True),
    "range": chart("range", "abc", {"one": ["r1", "r2", "r3"]}),
    "scatter": chart("scatter", "abcd", {"one": ONE}, x={"one": [10, 45, 30, 72]}),
    "donut": chart("donut", "abcd", {"one": [41, 23.5, 18, 17.5]}, unit="%"),
    "tiles": chart("tiles", "abcd", {"one": ONE}),
    "waterfall": chart("waterfall", "abcd", {"one": [12, -17, 9.5, None]}, totals="ad"),
    "combo": chart("combo", "abcd", {"one": ONE, "two": [20, 30, -35, 60]}, lines=["two"], line_unit="%"),
}
HARD = ("close-dots", "crowded-lines", "long-names-decades", "thin-stack", "waterfall-long", "long-points", "same-dots")
"""Whose labels would lie on each other if each stood where it had rather be."""
DRAWN = [kind for kind in KINDS if kind != "tiles"]
EVERY = pytest.mark.parametrize("kind", DRAWN)
NEEDS_OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
BOTH = pytest.mark.parametrize("lang", LANGUAGES)
SWAPPED = {"2B4C7E": "7A1FA2", "2A7F7B": "117711", "C98A1B": "0099DD", "C8372D": "E0A000", "14213D": "401010"}
"""Colours of the theme part, and what stands for them in another."""
FACES = {"Arial": "Source Serif 4", "微软雅黑": "Noto Serif SC", "Microsoft YaHei": "Noto Serif SC"}


def plot_of(kind: str, lang: str) -> Plot:
    return make_plot(SAMPLES[kind], FACTS, Terms(LABELS[lang], {}), load_locale(lang))


def bare(plot: Plot) -> Plot:
    """Without a legend, whose keys have the colours of the marks."""
    return replace(plot, legend=())


@pytest.fixture(scope="session")
def rendered(shared: Path) -> Path:
    """The folder of all charts on slides, as PPTX and PDF, drawn in one run by the first worker that needs them."""
    folder = shared / "charts"
    with (shared / "charts.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            render(dict(_decks()), folder, THEME.fonts)
    return folder


def _decks() -> Iterator[tuple[str, bytes]]:
    for lang in LANGUAGES:
        plots = [plot_of(kind, lang) for kind in DRAWN]
        yield f"bare-{lang}", native.deck_of([bare(plot) for plot in plots], lang)
        yield f"whole-{lang}", native.deck_of(plots, lang)
    yield "hard", native.deck_of([chart_plot(HOSTILE[name]) for name in HARD], "en")
    yield "labels", native.deck_of([native.plot_of(name) for name in native.SPECS], "zh")
    yield "swapped", swapped(native.deck_of([plot_of(kind, "zh") for kind in DRAWN], "zh"))


# --- pictures


def printed(kind: str, lang: str) -> Picture:
    return Picture(_pixels(draw_svg(bare(plot_of(kind, lang)), THEME, load_locale(lang), 162)))


def _pixels(svg: bytes) -> np.ndarray:
    text = svg.decode().split("?>", 1)[1]
    png = resvg_py.svg_to_bytes(
        svg_string=text,
        zoom=SCALE * 72 / 96,
        dpi=96.0,
        skip_system_fonts=True,
        font_dirs=[str(THEME.fonts)],
        background="white",
    )
    return np.asarray(Image.open(io.BytesIO(bytes(png))).convert("RGB"))


def page(folder: Path, deck: str, kind: str) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(folder / f"{deck}.pdf")[DRAWN.index(kind)]


def shown(folder: Path, kind: str, lang: str) -> Picture:
    """The frame of the chart on its slide."""
    left, top, width, height = (
        round(value / EMU * SCALE) for value in frame_of(folder / f"bare-{lang}.pptx", DRAWN.index(kind))
    )
    pixels = np.asarray(page(folder, f"bare-{lang}", kind).render(scale=SCALE).to_pil().convert("RGB"))
    return Picture(pixels[top : top + height, left : left + width])


def frame_of(deck: Path, index: int) -> tuple[int, int, int, int]:
    shape = next(s for s in native.Presentation(str(deck)).slides[index].shapes if s.has_chart)
    return shape.left, shape.top, shape.width, shape.height


def colours(plot: Plot) -> list[str]:
    return [THEME.colours.paint(marks.styles[0].paint) for marks in plot.marks]


def scales(kind: str, plot: Plot, picture: Picture) -> list[Fit]:
    """The scales on which the marks lie; that all are there, in order and in their colours, is asserted."""
    return MEASURES[kind](plot, picture)


def _bars(plot: Plot, picture: Picture, one: Marks | None = None) -> list[Fit]:
    places: list[float] = []
    values: list[float] = []
    for marks, colour in zip(plot.marks, colours(plot), strict=True):
        if marks.shape not in (Shape.BAR, Shape.RANGE) or (one and marks is not one):
            continue
        found = bars(picture.of(colour), plot.horizontal)
        present = [i for i, v in enumerate(marks.values) if v is not None]
        assert len(found) == len(present), (marks.name, found)
        for i, (_, ends) in zip(present, found, strict=True):
            low = marks.lows[i] if marks.lows else (marks.bases[i] if marks.bases else 0.0)
            high = (marks.values[i] or 0.0) + ((low or 0.0) if marks.bases else 0.0)
            places += sorted(ends)
            values += sorted((low or 0.0, high), reverse=not plot.horizontal)
    return [fitted(places, values)]


def _lines(plot: Plot, picture: Picture) -> list[Fit]:
    """Each category has its place between the outer ends of the lines."""
    masks = [picture.of(colour) for colour in colours(plot)]
    columns = np.flatnonzero(np.logical_or.reduce(masks).sum(axis=0) >= 3)
    places = list(np.linspace(columns[0] + _KNOT, columns[-1] - _KNOT, len(plot.categories)))
    found = [height for mask in masks for height in heights(mask, places)]
    return [fitted(found, [v or 0.0 for marks in plot.marks for v in marks.values])]


def _combo(plot: Plot, picture: Picture) -> list[Fit]:
    columns, line = plot.marks
    mask = picture.of(colours(plot)[0])
    places = [place for place, _ in bars(mask, horizontal=False)]
    found = heights(picture.of(colours(plot)[1]), places)
    return [*_bars(plot, picture, columns), fitted(found, [v or 0.0 for v in line.values])]


def _areas(plot: Plot, picture: Picture) -> list[Fit]:
    masks = [picture.of(colour) for colour in colours(plot)]
    columns = np.flatnonzero(masks[0].sum(axis=0) >= 6)
    places = np.linspace(columns[0], columns[-1], len(plot.categories))[1:-1]
    ends: list[float] = []
    values: list[float] = []
    floor = [0.0] * len(plot.categories)
    for marks, mask in zip(plot.marks, masks, strict=True):
        ceiling = [a + (v or 0.0) for a, v in zip(floor, marks.values, strict=True)]
        for (top, bottom), low, high in zip(spans(mask, places), floor[1:-1], ceiling[1:-1], strict=True):
            ends += [top, bottom]
            values += [high, low]
        floor = ceiling
    return [fitted(ends, values)]


def _rows(plot: Plot, picture: Picture) -> list[Fit]:
    """Dots in rows: categories from the top."""
    places: list[float] = []
    values: list[float] = []
    for marks, colour in zip(plot.marks, colours(plot), strict=True):
        found = [(y, x) for x, y in dots(picture.of(colour))]
        assert len(found) == len(marks.values), (marks.name, found)
        places += [x for _, x in sorted(found)]
        values += [v or 0.0 for v in marks.values]
    return [fitted(places, values)]


def _scatter(plot: Plot, picture: Picture) -> list[Fit]:
    (marks,) = plot.marks
    order = sorted(range(len(marks.xs)), key=lambda i: marks.xs[i])
    found = dots(picture.of(colours(plot)[0]))
    assert len(found) == len(order)
    assert ascending([x for x, _ in found])
    across = fitted([x for x, _ in found], [marks.xs[i] for i in order])
    return [across, fitted([y for _, y in found], [marks.values[i] or 0.0 for i in order])]


def _ring(plot: Plot, picture: Picture) -> list[Fit]:
    (marks,) = plot.marks
    paints = [THEME.colours.paint(style.paint) for style in marks.styles]
    shares = turns(picture, paints)
    assert shares == pytest.approx([(v or 0.0) / 100 for v in marks.values], abs=0.01)
    return []


MEASURES: Mapping[str, Callable[[Plot, Picture], list[Fit]]] = {
    "bar": _bars,
    "line": _lines,
    "area": _areas,
    "dot": _rows,
    "dumbbell": _rows,
    "range": _bars,
    "scatter": _scatter,
    "donut": _ring,
    "waterfall": _bars,
    "combo": _combo,
}


def test_joined_dots_have_the_signs_that_they_have_in_print() -> None:
    three = chart("dumbbell", "abcd", {"one": [5, 3, 4, 9], "two": ONE, "three": [1, 2, 3, 4]}, horizontal=True)
    for spec in (three, SAMPLES["dumbbell"]):
        plot = make_plot(spec, FACTS, Terms(LABELS["en"], {}), load_locale("en"))
        part = etree.fromstring(chart_bytes(plot, THEME, load_locale("en"), 872, 342).part)
        drawn = {
            "".join(one.find(f"{C}tx").itertext()).partition("$1")[2]: one.find(f"{C}marker/{C}symbol").get("val")
            for one in part.iter(f"{C}ser")
        }
        for key, sign in zip(plot.legend, signs(plot, THEME), strict=True):
            assert drawn[key.name] == sign.marker.value


def test_every_kind_has_a_sample_and_a_measure() -> None:
    assert set(SAMPLES) == set(KINDS)
    assert {*MEASURES, "tiles"} == set(KINDS)
    assert all(spec.kind == kind for kind, spec in SAMPLES.items())


@NEEDS_OFFICE
@BOTH
@EVERY
def test_both_pictures_show_the_same_marks_in_proportion(kind: str, lang: str, rendered: Path) -> None:
    plot = plot_of(kind, lang)
    mine, its = (scales(kind, plot, one) for one in (printed(kind, lang), shown(rendered, kind, lang)))
    assert len(mine) == len(its)
    for one, other in zip(mine, its, strict=True):
        assert one.worst <= 1.5 + OFF * one.length, one
        assert other.worst <= 1.5 + OFF * other.length, other
        assert (one.slope > 0) == (other.slope > 0)


@NEEDS_OFFICE
@BOTH
@EVERY
def test_both_name_the_series_in_their_order(kind: str, lang: str, rendered: Path) -> None:
    """In a legend, or where the lines end or the bars begin: from the left, or from the top."""
    plot = plot_of(kind, lang)
    names = [key.name for key in plot.legend]
    svg = etree.fromstring(draw_svg(plot, THEME, load_locale(lang), 162))
    said = ["".join(element.itertext()) for element in svg.iter("{*}text")]
    assert [name for name in names if any(name in text for text in said)] == names
    text = page(rendered, f"whole-{lang}", kind).get_textpage()
    corners = []
    for name in names:
        found = text.search(name.replace("\u00a0", " "), match_case=True)
        index, _ = found.get_next()
        left, _, _, top = text.get_charbox(index)
        corners.append((round(-top / 12), left))
    assert corners == sorted(corners)


@BOTH
@EVERY
def test_the_numbers_of_part_workbook_and_attachment_are_the_plot_s(kind: str, lang: str) -> None:
    plot, locale = plot_of(kind, lang), load_locale(lang)
    content = chart_bytes(plot, THEME, locale, 872, 342, SOURCE)
    part = etree.fromstring(content.part)
    sheet = openpyxl.load_workbook(io.BytesIO(content.xlsx_blob), data_only=True).worksheets[0]
    columns = {str(cells[0].value): [cell.value for cell in cells[1:]] for cells in reversed(list(sheet.columns))}
    cached = {str(name): numbers for name, numbers in _cached(part, plot.horizontal)}
    heads = locale.words.data
    for marks in plot.marks:
        wanted = [v for v in marks.values if v is not None]
        if plot.kind == "waterfall":
            typed = [v for v, mine in zip(columns[heads.value], marks.values, strict=True) if mine is not None]
            assert typed == pytest.approx(wanted)
            drawn = [v for v in cached[marks.name] if v] + [
                v for v in cached.get(heads.below.format(name=marks.name), []) if v
            ]
            lengths = sorted(abs(v) for v in drawn)
            assert sum(lengths) == pytest.approx(sum(map(abs, wanted)))
        elif marks.lows:
            assert columns[f"{marks.name} ({heads.low})"] == pytest.approx(list(marks.lows))
            assert columns[f"{marks.name} ({heads.high})"] == pytest.approx(list(marks.values))
            assert cached[marks.name] == pytest.approx(
                [h - (low or 0) for h, low in zip(wanted, marks.lows, strict=True)]
            )
        else:
            axis = plot.second if marks.second and plot.second else plot.axis
            divisor = nearest_format(axis).divisor if marks.shape in (Shape.LINE, Shape.AREA) else 1.0
            for found in (columns[marks.name], cached[marks.name]):
                assert [v * divisor for v in found if v is not None] == pytest.approx(wanted)
    rows = list(csv.DictReader(io.StringIO(chartdata.write(plot, locale).decode("utf-8-sig"))))
    head = next(head for head in rows[0] if head.startswith(heads.value))
    told = {(row[heads.series], float(row[head])) for row in rows if row[head]}
    assert told == {(marks.name, v) for marks in plot.marks for v in marks.values if v is not None}


def _cached(part: etree._Element, horizontal: bool) -> Iterator[tuple[str, list[float]]]:
    """Name and numbers of each series; of points, those along the value axis. The first of a name is the solid one."""
    tags = ("val", "xVal" if horizontal else "yVal")
    for series in reversed(list(part.iter(f"{C}ser"))):
        name = "".join(series.find(f"{C}tx").itertext()).partition("$1")[2]
        value = next(found for tag in tags if (found := series.find(f"{C}{tag}")) is not None)
        yield name, [v for v in native.cached(value[0]) if isinstance(v, float)]


def test_tiles_say_their_values_on_paper_and_are_no_chart_on_slides() -> None:
    plot = plot_of("tiles", "en")
    svg = draw_svg(plot, THEME, load_locale("en"), 162).decode()
    assert all(label in svg for marks in plot.marks for label in marks.labels)
    with pytest.raises(ValueError, match="no chart"):
        chart_bytes(plot, THEME, load_locale("en"), 872, 342)


# --- the workbook


@BOTH
@EVERY
def test_every_column_has_a_heading_and_the_second_sheet_a_source(kind: str, lang: str) -> None:
    plot, locale = plot_of(kind, lang), load_locale(lang)
    content = chart_bytes(plot, THEME, locale, 872, 342, locale.words.source + SOURCE).xlsx_blob
    book = openpyxl.load_workbook(io.BytesIO(content))
    data, about = book.worksheets
    heads = locale.words.data
    assert all(str(cells[0].value or "").strip() for cells in data.columns)
    assert data["A1"].value in (heads.category, f"{heads.unit}{locale.words.colon}{plot.unit}")
    assert about.title == heads.sheet
    said = [tuple(cell.value for cell in row) for row in about.iter_rows()]
    assert said[0] == (heads.origin, SOURCE)
    units = [plot.unit, *(axis.title for axis in (plot.second, plot.x_axis) if axis)]
    assert [text for label, text in said if label == heads.unit] == [unit for unit in units if unit]
    assert [text for label, text in said if label == heads.notes] == list(plot.notes)
    assert {book.properties.created.year, book.properties.modified.year} == {2000}


def test_number_formats_show_the_digits_that_there_are() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(chart_bytes(plot_of("bar", "en"), THEME, load_locale("en"), 872, 342).xlsx_blob)
    )
    assert [book.worksheets[0].cell(2, column).number_format for column in (2, 3)] == ["0.0", "0"]


# --- the theme


def swapped(content: bytes) -> bytes:
    """The deck with another theme part, and nothing else changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("ppt/theme/"):
                text = data.decode()
                for before, after in (SWAPPED | FACES).items():
                    text = text.replace(f'"{before}"', f'"{after}"')
                data = text.encode()
            new.writestr(name, data)
    return out.getvalue()


@NEEDS_OFFICE
@EVERY
def test_another_theme_part_recolours_every_chart(kind: str, rendered: Path) -> None:
    picture = Picture(np.asarray(page(rendered, "swapped", kind).render(scale=SCALE).to_pil().convert("RGB")))
    used = {THEME.colours.paint(style.paint)[1:] for marks in plot_of(kind, "zh").marks for style in marks.styles}
    for old, new in SWAPPED.items():
        assert not thick(picture.of(f"#{old}")).any(), old
        assert old not in used or picture.of(f"#{new}").sum() > 50, new


@NEEDS_OFFICE
def test_another_theme_part_sets_every_text_in_its_fonts(rendered: Path) -> None:
    with pikepdf.open(rendered / "swapped.pdf") as document:
        fonts = {str(f.BaseFont) for p in document.pages for f in p.Resources.get("/Font", {}).values()}
    families = {font.partition("+")[2].partition("-")[0] for font in fonts}
    assert families == {"SourceSerif4", "NotoSerifSC"}


@BOTH
def test_no_colour_or_font_is_literal(lang: str) -> None:
    """In slides, layouts, masters and charts; only the theme names any, and bullets the font of their sign."""
    with zipfile.ZipFile(io.BytesIO(native.deck_of([plot_of(kind, lang) for kind in DRAWN], lang))) as package:
        drawn = ("ppt/slides/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/charts/", "ppt/notes")
        parts = [name for name in package.namelist() if name.endswith(".xml") and name.startswith(drawn)]
        assert sum(name.startswith("ppt/charts/chart") for name in parts) == len(DRAWN)
        for name in parts:
            root = etree.fromstring(package.read(name))
            for tag in ("srgbClr", "sysClr", "prstClr", "hslClr", "scrgbClr"):
                assert not list(root.iter(f"{A}{tag}")), (name, tag)
            faces = {e.get("typeface") for tag in ("latin", "ea", "cs", "sym") for e in root.iter(f"{A}{tag}")}
            assert all(face.startswith("+") for face in faces), (name, faces)


@NEEDS_OFFICE
def test_another_program_draws_every_label_and_category(rendered: Path) -> None:
    pages = pypdfium2.PdfDocument(rendered / "labels.pdf")
    for name, drawn in zip(native.SPECS, pages, strict=True):
        plot, text = native.plot_of(name), "".join(drawn.get_textpage().get_text_range().split())
        categories = plot.categories if plot.x_axis is None else ()
        for wanted in (*categories, *(label for marks in plot.marks for label in marks.labels)):
            assert "".join(wanted.split()) in text, (name, wanted)


@NEEDS_OFFICE
def test_no_label_lies_on_another_where_marks_are_close(rendered: Path) -> None:
    for name, drawn in zip(HARD, pypdfium2.PdfDocument(rendered / "hard.pdf"), strict=True):
        text = drawn.get_textpage()
        seen = [i for i, sign in enumerate(text.get_text_range()) if not sign.isspace()]
        boxes = np.array([text.get_charbox(i) for i in seen])
        low, high = boxes[:, None, :2], boxes[None, :, 2:]
        common = (np.minimum(high, boxes[:, None, 2:]) - np.maximum(low, boxes[None, :, :2])).min(axis=2)
        np.fill_diagonal(common, 0.0)
        assert common.max() < 0.8, name
