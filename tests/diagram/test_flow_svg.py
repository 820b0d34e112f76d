from __future__ import annotations

import io
import re
from dataclasses import fields
from xml.etree import ElementTree

import pypdfium2
import pytest
from flow_samples import EXITS, FLOWS, LOOP
from weasyprint import HTML

from builder.diagram.svg import draw_svg
from builder.locales import known_locales, load_locale
from builder.model import Flow
from builder.text import plain
from builder.theme import load_theme

THEME = load_theme(None)
NAMESPACE = "{http://www.w3.org/2000/svg}"


def drawn(sample: Flow, lang: str = "zh") -> ElementTree.Element:
    return ElementTree.fromstring(draw_svg(sample, THEME, load_locale(lang), 162))


@pytest.mark.parametrize("sample", FLOWS, ids=[f.id for f in FLOWS])
def test_a_drawing_fits_the_measure_and_wears_theme_colours_only(sample: Flow) -> None:
    root = drawn(sample)
    known = {getattr(THEME.colours, f.name) for f in fields(THEME.colours)} | {"none"}
    used = {value for element in root.iter() for key in ("fill", "stroke") if (value := element.get(key))}
    assert float(root.attrib["width"].removesuffix("pt")) <= 162 * 72 / 25.4 + 0.1
    assert used <= known


@pytest.mark.parametrize("lang", known_locales())
def test_labels_are_text_in_the_heading_family(lang: str) -> None:
    root = drawn(LOOP, lang)
    assert load_locale(lang).type.heading[0] in root.attrib["font-family"]
    lines = [element.text or "" for element in root.iter(f"{NAMESPACE}text")]
    assert set(lines) >= {plain(node.children) for node in LOOP.nodes} | {"下一轮"}


def test_alternative_text_is_the_title() -> None:
    assert drawn(EXITS).findtext(f"{NAMESPACE}title") == EXITS.alt


def test_the_same_process_gives_the_same_bytes() -> None:
    assert draw_svg(EXITS, THEME, load_locale("zh"), 162) == draw_svg(EXITS, THEME, load_locale("zh"), 162)


def test_print_draws_every_label_and_the_accent() -> None:
    svg = draw_svg(EXITS, THEME, load_locale("zh"), 162).decode()
    face = f"@font-face{{font-family:'Noto Sans SC';src:url('{(THEME.fonts / 'NotoSansSC-Regular.ttf').as_uri()}')}}"
    pdf = HTML(string=f"<style>{face}@page{{size:210mm 99mm;margin:10mm}}</style>{svg}").write_pdf()
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0]
    text = re.sub(r"\s", "", page.get_textpage().get_text_range())
    assert "语法正确" in text
    assert "退回" in text
    accent = tuple(int(THEME.colours.accent[i : i + 2], 16) for i in (1, 3, 5))
    counted = page.render(scale=3).to_pil().convert("RGB").getcolors(1 << 20)
    assert {colour: n for n, colour in counted or ()}[accent] > 100
