"""The template follows the theme and the locale, and is a presentation of its own."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

from deck_samples import LANGS, locales, theme
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from builder.deck.frames import SLIDE_HEIGHT, SLIDE_WIDTH
from builder.deck.pages import PAGES
from builder.deck.slots import Layout
from builder.deck.template import template
from builder.measure import NO_LINE_START


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def test_valid_in_every_language(tmp_path: Path) -> None:
    for lang in LANGS:
        path = tmp_path / f"{lang}.pptx"
        path.write_bytes(template(theme(), locales()[lang]))
        assert not OpenXmlValidator().validate(path).errors


def test_every_layout_is_there_with_its_placeholders() -> None:
    presentation = Presentation(io.BytesIO(template(theme(), locales()["zh"])))
    assert [layout.name for layout in presentation.slide_layouts] == [layout.value for layout in Layout]
    for layout in presentation.slide_layouts:
        wanted = {slot.index for slot in PAGES[Layout(layout.name)].slots}
        assert wanted <= {shape.placeholder_format.idx for shape in layout.placeholders}
    assert presentation.slide_width == SLIDE_WIDTH * 12700


def test_nothing_stands_outside_the_slide_and_no_two_texts_share_a_place() -> None:
    for layout, page in PAGES.items():
        for slot in page.slots:
            frame = slot.frame
            assert frame.left >= 0
            assert frame.top >= 0
            assert frame.left + frame.width <= SLIDE_WIDTH, layout
            assert frame.top + frame.height <= SLIDE_HEIGHT, layout
        for n, one in enumerate(page.slots):
            for other in page.slots[:n]:
                apart = (
                    one.frame.left >= other.frame.left + other.frame.width
                    or other.frame.left >= one.frame.left + one.frame.width
                    or one.frame.top >= other.frame.top + other.frame.height
                    or other.frame.top >= one.frame.top + one.frame.height
                )
                assert apart, (layout, one.name, other.name)


def test_colours_and_sizes_come_from_the_theme() -> None:
    other = replace(
        theme(),
        colours=replace(theme().colours, accent="#123456"),
        deck=replace(theme().deck, title=24),
    )
    data = template(other, locales()["en"])
    assert '<a:accent2><a:srgbClr val="123456"/>' in part(data, "ppt/theme/theme1.xml")
    assert 'sz="2400"' in part(data, "ppt/slideMasters/slideMaster1.xml")


def test_line_breaking_is_that_of_the_measuring() -> None:
    assert all(mark in part(template(theme(), locales()["zh"]), "ppt/presentation.xml") for mark in "，。”）")
    assert "，" in NO_LINE_START
    assert "kinsoku" not in part(template(theme(), locales()["en"]), "ppt/presentation.xml")


def test_the_same_bytes_every_time() -> None:
    assert template(theme(), locales()["zh"]) == template(theme(), locales()["zh"])
