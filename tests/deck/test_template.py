"""The template follows the theme and the locale, and is a presentation of its own."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

from deck_samples import LANGS, locales, theme
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from builder.deck.frames import OWN
from builder.deck.pages import PAGES
from builder.deck.slots import Layout
from builder.deck.template import template
from builder.measure import NO_LINE_START

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


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
    assert presentation.slide_width == OWN.width * 12700


def test_nothing_stands_outside_the_slide_and_no_two_texts_share_a_place() -> None:
    for layout, page in PAGES.items():
        for slot in page.slots:
            frame = slot.frame
            assert frame.left >= 0
            assert frame.top >= 0
            assert frame.left + frame.width <= OWN.width, layout
            assert frame.top + frame.height <= OWN.height, layout
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


def test_handouts_have_a_master_of_their_own() -> None:
    data = template(theme(), locales()["en"], title="A <title> & more", date="February 2026")
    master = etree.fromstring(part(data, "ppt/handoutMasters/handoutMaster1.xml").encode())
    assert [ph.get("type") for ph in master.iter(f"{P}ph")] == ["hdr", "dt", "ftr", "sldNum"]
    assert "".join(master.itertext()) == "A <title> & moreFebruary 2026 ‹#›"
    assert "theme3.xml" in part(data, "ppt/handoutMasters/_rels/handoutMaster1.xml.rels")
    shown = etree.fromstring(part(data, "ppt/presentation.xml").encode())
    order = [etree.QName(one).localname for one in shown]
    assert order[:3] == ["sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst"]
    key = shown.find(f"{P}handoutMasterIdLst/{P}handoutMasterId").get(f"{R}id")
    links = etree.fromstring(part(data, "ppt/_rels/presentation.xml.rels").encode())
    assert next(one.get("Target") for one in links if one.get("Id") == key) == "handoutMasters/handoutMaster1.xml"
    frames = [[int(one.get(name)) for name in ("x", "y")] for one in master.iter(f"{A}off")][1:]
    sizes = [[int(one.get(name)) for name in ("cx", "cy")] for one in master.iter(f"{A}ext") if one.get("cx")][1:]
    page = [int(shown.find(f"{P}notesSz").get(name)) for name in ("cx", "cy")]
    assert all(at >= 0 and at + long <= most for place, size in zip(frames, sizes, strict=True)
               for at, long, most in zip(place, size, page, strict=True))  # fmt: skip


def test_guides_stand_at_margins_and_columns() -> None:
    root = etree.fromstring(part(template(theme(), locales()["en"]), "ppt/slideMasters/slideMaster1.xml").encode())
    found = [one for one in root.iter() if one.tag.endswith("}guide")]
    across = [int(one.get("pos")) / 8 for one in found if one.get("orient") is None]
    down = [int(one.get("pos")) / 8 for one in found if one.get("orient") == "horz"]
    assert len(across) + len(down) == len(found) == len({one.get("id") for one in found})
    assert len(across) == 24
    assert (across[0], across[-1]) == (OWN.zone.left, OWN.zone.right)
    assert {OWN.zone.top, OWN.zone.bottom} <= set(down)
    assert all(0 < place < OWN.width for place in across)
    assert all(0 < place < OWN.height for place in down)


def test_tables_and_bullets_name_no_colour_or_face_of_their_own() -> None:
    data = template(theme(), locales()["zh"])
    assert "prstClr" not in part(data, "ppt/tableStyles.xml")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if "theme" not in name:
                faces = set(re.findall(r'typeface="([^"]*)"', package.read(name).decode()))
                assert all(face.startswith("+") for face in faces), name


def test_dark_pages_have_no_date() -> None:
    for layout in Presentation(io.BytesIO(template(theme(), locales()["en"]))).slide_layouts:
        kinds = {shape.placeholder_format.type for shape in layout.placeholders}
        assert (16 in kinds) == (not PAGES[Layout(layout.name)].dark and layout.name != Layout.AGENDA.value)


def test_the_same_bytes_every_time() -> None:
    assert template(theme(), locales()["zh"]) == template(theme(), locales()["zh"])
