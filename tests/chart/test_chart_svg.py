"""The print backend: same bytes, real text that nothing covers or cuts, theme colours, real sizes."""

import hashlib
import io
import os
import re
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from chart_samples import HOSTILE, LANGUAGES, ORDINARY, chart, plot
from lxml import etree
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, Patch, Rectangle, RegularPolygon
from matplotlib.text import Text
from matplotlib.textpath import TextPath, text_to_path
from matplotlib.transforms import Bbox

from builder.chart.drawing.sheet import Sheet
from builder.chart.drawing.tones import contrast, luminance
from builder.chart.paints import SEQUENCE
from builder.chart.spacing import spread
from builder.chart.svg import draw_figure, draw_svg
from builder.locales import load_locale
from builder.model import ChartSpec, Paint
from builder.theme import load_theme

THEME = load_theme(None)
WIDTH = 162.0
EVERY = ORDINARY | HOSTILE


def drawn(name: str, lang: str = "en") -> bytes:
    return draw_svg(plot(EVERY[name], lang), THEME, load_locale(lang), WIDTH)


def digest(name: str) -> str:
    return hashlib.sha256(drawn(name)).hexdigest()


def texts(svg: bytes) -> list[str]:
    return [element.text or "" for element in etree.fromstring(svg).iter("{*}text")]


def boxes(figure: Sheet) -> list[tuple[str, float, float, float, float]]:
    """Ink of each text: left, bottom, right, top, pt."""
    found = []
    for artist in figure.findobj(Text):
        if text := artist.get_text():
            font = artist.get_fontproperties()
            advance, _, _ = text_to_path.get_text_width_height_descent(text, font, False)
            x, y = artist.get_transform().transform(artist.get_position())
            left = x - advance * {"left": 0, "center": 0.5, "right": 1}[artist.get_horizontalalignment()]
            ink = TextPath((left, y), text, prop=font, usetex=False).get_extents()
            found.append((text, ink.x0, ink.y0, ink.x1, ink.y1))
    return found


def marks(figure: Sheet) -> list[Bbox]:
    """Bars, ranges and dots that a label may stand in or beside, but not across."""
    kinds = (Rectangle, Circle, RegularPolygon)
    plain = THEME.colours.paper.lower()
    drawn = [patch for patch in figure.findobj(Patch) if isinstance(patch, kinds)]
    seen = [patch for patch in drawn if to_hex(patch.get_facecolor()) != plain or patch.get_linewidth()]
    return [patch.get_window_extent() for patch in seen]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_no_text_is_cut_or_lies_on_another(name: str, lang: str) -> None:
    figure = draw_figure(plot(EVERY[name], lang), THEME, load_locale(lang), WIDTH)
    found = boxes(figure)
    assert found
    for text, left, bottom, right, top in found:
        assert left >= -0.5, text
        assert bottom >= -0.5, text
        assert right <= figure.bbox.width + 0.5, text
        assert top <= figure.bbox.height + 0.5, text
    for (one, l1, b1, r1, t1), (other, l2, b2, r2, t2) in combinations(found, 2):
        across, upright = min(r1, r2) - max(l1, l2), min(t1, t2) - max(b1, b2)
        assert across <= 0.3 or upright <= 0.3, (one, other)
    for mark in marks(figure):
        assert figure.bbox.x0 - 0.5 <= mark.x0 <= mark.x1 <= figure.bbox.x1 + 0.5
        assert figure.bbox.y0 - 0.5 <= mark.y0 <= mark.y1 <= figure.bbox.y1 + 0.5
        for text, left, bottom, right, top in found:
            across, upright = min(right, mark.x1) - max(left, mark.x0), min(top, mark.y1) - max(bottom, mark.y0)
            inside = mark.x0 <= left and right <= mark.x1 and mark.y0 <= bottom and top <= mark.y1
            assert across <= 0.5 or upright <= 0.5 or inside, (text, mark)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_charts_fit_a_page_in_real_size(name: str, lang: str) -> None:
    root = etree.fromstring(drawn(name, lang))
    width, height = (float(root.get(side).removesuffix("pt")) for side in ("width", "height"))
    assert width == pytest.approx(WIDTH / 25.4 * 72, abs=0.01)
    assert 15 < height < 640


@pytest.mark.parametrize(
    "name", [name for name in EVERY if name not in ("likert", "thin-stack", "same-dots", "gaps-line", "combo-many")]
)
def test_every_label_and_category_is_there_as_text(name: str) -> None:
    decided = plot(EVERY[name])
    said = "".join(texts(drawn(name))).replace(" ", "")
    wanted = [label for marks in decided.marks for label in marks.labels]
    if decided.x_axis is None and name != "long-history" and decided.kind not in ("line", "area"):
        wanted += decided.categories
    for text in (*wanted, *decided.notes, decided.unit, *(key.name for key in decided.legend)):
        assert text.replace(" ", "") in said, text


@pytest.mark.parametrize("name", ORDINARY)
def test_only_theme_colours_and_sizes_are_used_and_nothing_is_rotated(name: str) -> None:
    svg = drawn(name).decode()
    colours = {getattr(THEME.colours, field).lower() for field in THEME.colours.__slots__}
    assert set(re.findall(r"#[0-9a-fA-F]{6}", svg.lower())) <= colours
    sizes = {float(size) for size in re.findall(r"font-size: ([\d.]+)px", svg)}
    assert min(sizes) >= THEME.sizes.chart_small
    assert all(float(angle) == 0 for angle in re.findall(r"rotate\((-?[\d.]+)", svg))
    assert "font-family: 'Source Sans 3', 'Noto Sans SC'" in svg
    assert "<image" not in svg


def test_text_reads_category_by_category() -> None:
    assert texts(drawn("bar-rows")) == [
        *("percentage points", "Code", "67.3", "Medicine", "48.9", "Law and taxation", "18.8")
    ]


def test_the_same_plot_gives_the_same_bytes_in_any_process() -> None:
    names = ("bar-columns", "range", "donut", "line")
    code = f"import test_chart_svg as t\nprint([t.digest(name) for name in {names}], end='')"
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parent.parent)])
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert seen == {str([digest(name) for name in names])}
    assert all(b"<dc:date>" not in drawn(name) for name in names)


def test_neighbours_of_the_sequence_stay_apart_in_grey() -> None:
    shades = [luminance(THEME.colours.paint(paint)) for paint in SEQUENCE]
    lightness = [116 * y ** (1 / 3) - 16 for y in shades]
    assert all(abs(one - other) >= 10 for one, other in pairwise(lightness))


def test_text_on_every_paint_reaches_the_contrast_of_wcag_aa() -> None:
    for paint in Paint:
        ground = THEME.colours.paint(paint)
        assert max(contrast(THEME.colours.ink, ground), contrast(THEME.colours.paper, ground)) >= 4.5


def test_labels_move_apart_no_further_than_they_must() -> None:
    assert spread([50, 51, 90], 10, 0, 100) == [45.5, 55.5, 90]
    assert spread([0, 1, 2], 10, 0, 100) == [0, 10, 20]
    assert spread([99, 100], 10, 0, 100) == [90, 100]


def test_columns_whose_labels_need_more_than_three_lines_become_rows() -> None:
    upright = draw_figure(plot(chart("bar", "ab", {"gain": [1, 2]})), THEME, load_locale("en"), WIDTH)
    beside = draw_figure(plot(chart("bar", [*"abcd", "long"], {"gain": [1] * 5})), THEME, load_locale("en"), WIDTH)
    base_lines = [
        {round(box[2]) for box in boxes(figure) if box[0] in ("Code", "Medicine")} for figure in (upright, beside)
    ]
    assert [len(lines) for lines in base_lines] == [1, 2]


def test_hatching_survives_the_way_into_the_report() -> None:
    import base64

    import pypdfium2
    import weasyprint

    svg = draw_svg(plot(chart("range", ["2026"], {"size": ["market.4"]})), THEME, load_locale("en"), 60)
    page = "<style>@page{size:60mm 70mm;margin:0}body{margin:0}img{display:block}</style>"
    address = base64.b64encode(svg).decode()
    pdf = weasyprint.HTML(string=f'{page}<img src="data:image/svg+xml;base64,{address}">').write_pdf()
    picture = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=4).to_pil().convert("L")
    row = [picture.getpixel((x, 300)) for x in range(picture.width)]
    changes = sum((a < 160) != (b < 160) for a, b in pairwise(row))
    assert changes > 12


def heights(spec: ChartSpec) -> dict[str, float]:
    """Where each label stands in the picture, from its top, pt."""
    svg = etree.fromstring(draw_svg(plot(spec), THEME, load_locale("en"), WIDTH))
    return {"".join(text.itertext()): float(text.get("y")) for text in svg.iter("{*}text")}


def test_the_higher_of_two_dots_over_each_other_has_the_higher_label() -> None:
    found = heights(chart("dumbbell", "ab", {"size": [20, 9], "gain": [20.5, 3]}))
    assert found["20.5"] < found["20"]
    assert found["9"] < found["3"]


def test_a_label_at_the_top_of_a_scale_is_not_cut_off() -> None:
    found = heights(chart("line", "abc", {"gain": [10, 30, 20]}, unit="%"))
    assert min(found.values()) > 7


def test_the_parts_of_a_whole_fill_it_though_their_labels_are_rounded() -> None:
    thirds = plot(chart("bar", "a", {"s1": [1], "s2": [1], "s3": [1]}, stacking="percent"))
    assert sum(marks.values[0] or 0 for marks in thirds.marks) == pytest.approx(100, abs=0.02)
    assert [marks.labels[0] for marks in thirds.marks] == ["33%"] * 3
