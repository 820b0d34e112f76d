"""The fonts we ship: whole, lawful, complete for our text, and found by the PDF engine under their own names."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont, ImageStat

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "assets" / "fonts"
REPORT = ROOT / "tests" / "data" / "report.zh.md"

FAMILIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "NotoSansSC": ("Noto Sans SC", ("Regular", "Bold")),
    "NotoSerifSC": ("Noto Serif SC", ("Regular", "Bold")),
    "SourceSerif4": ("Source Serif 4", ("Regular", "Italic", "Bold", "BoldItalic")),
    "SourceSans3": ("Source Sans 3", ("Regular", "Italic", "Bold")),
    "NotoSansMonoCJKsc": ("Noto Sans Mono CJK SC", ("Regular", "Bold")),
    "LiberationSans": ("Liberation Sans", ("Regular", "Bold")),
}
FILES = {f"{stem}-{style}.ttf": (family, style) for stem, (family, styles) in FAMILIES.items() for style in styles}
CHINESE = [name for name in FILES if name.startswith(("NotoSansSC", "NotoSerifSC"))]
MONO = [name for name in FILES if "Mono" in name]

STANDARD_SAMPLE = {
    1: "一乙二十丁厂七卜八人入儿罐鳞壤巍耀籍嚼",
    2: "乂乜兀弋孑孓幺亓韦廿丏黢黝黩鼷龌麟鼹",
    3: "亍尢彳卬殳𠙶毌邘戋圢𬣞𬘓𫭟𫘬𬭶𬶭𬺈鼒鼯齉龠",
}
"""Characters of each level of the Table of General Standard Chinese Characters, some beyond the first plane."""

WITHOUT_FONT = frozenset("⁻✅❌🔴🟠🟡🟢")
"""In the report, but by design not in the Chinese fonts: emoji become drawn marks, `⁻` is set in a Latin font."""


@cache
def font(name: str) -> Any:
    """The font, opened once."""
    return TTFont(FONTS / name)


@cache
def characters(name: str) -> frozenset[int]:
    """The code points the font has a glyph for."""
    return frozenset(font(name).getBestCmap())


def missing(text: str, name: str) -> str:
    """The characters of the text without a glyph."""
    return "".join(sorted(char for char in set(text) if char.isprintable() and ord(char) not in characters(name)))


def gb2312() -> str:
    """Every character of GB 2312."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", errors="ignore") for pair in pairs)


def test_folder_has_exactly_these_fonts() -> None:
    assert {path.name for path in FONTS.glob("*.[to]t[fc]")} == set(FILES)


def test_manifest_matches_files() -> None:
    lines = (FONTS / "SHA256SUMS").read_text("utf-8").splitlines()
    rows = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    files = [*FONTS.glob("*.ttf"), *FONTS.glob("licences/*.txt")]
    assert rows == {p.relative_to(FONTS).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.mark.parametrize("name", FILES)
def test_licence_has_the_notice_of_the_font(name: str) -> None:
    """The OFL lets us pass on the fonts only with their copyright notices and the whole text."""
    text = (FONTS / "licences" / f"OFL-{name.split('-')[0]}.txt").read_text("utf-8")
    for notice in font(name)["name"].getDebugName(0).splitlines():
        assert notice.strip().rstrip(".") in text
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "OTHER DEALINGS IN THE FONT SOFTWARE" in text


@pytest.mark.parametrize("name", FILES)
def test_static_truetype_outlines(name: str) -> None:
    """CFF subsets show blank in some viewers, variable fonts write slowly: neither may slip in."""
    tables = set(font(name).keys())
    assert {"glyf", "loca", "cmap", "name", "OS/2"} <= tables
    assert not tables & {"CFF ", "CFF2", "fvar", "gvar"}
    assert font(name)["OS/2"].fsType == 0


@pytest.mark.parametrize(("name", "named"), FILES.items())
def test_names_and_style_links(name: str, named: tuple[str, str]) -> None:
    """One family, told apart by weight and slant: this is how CSS finds the right file."""
    family, style = named
    bold, italic = "Bold" in style, "Italic" in style
    names, os2, head = font(name)["name"], font(name)["OS/2"], font(name)["head"]
    assert names.getBestFamilyName() == family
    assert names.getDebugName(2).replace(" ", "") == style
    assert os2.usWeightClass == (700 if bold else 400)
    assert os2.fsSelection & 0b1100001 == bold << 5 | italic | (style == "Regular") << 6
    assert head.macStyle == bold | italic << 1


@pytest.mark.parametrize("name", CHINESE)
def test_chinese_characters(name: str) -> None:
    assert missing(gb2312(), name) == ""
    for level, sample in STANDARD_SAMPLE.items():
        assert missing(sample, name) == "", level
    assert len([point for point in characters(name) if unicodedata.category(chr(point)) == "Lo"]) > 8105


@pytest.mark.parametrize("name", [*CHINESE, *MONO])
def test_report_characters(name: str) -> None:
    if not REPORT.exists():
        pytest.skip(f"no {REPORT.name}")
    assert set(missing(REPORT.read_text("utf-8"), name)) <= WITHOUT_FONT


def test_what_chinese_fonts_lack_is_in_the_latin_ones() -> None:
    assert missing("ŁłŠšŽžŐő", "SourceSerif4-Regular.ttf") == ""
    assert missing("ŁłŠšŽžŐő⁻", "SourceSans3-Regular.ttf") == ""


@pytest.mark.parametrize("name", FILES)
def test_no_emoji(name: str) -> None:
    """A picture in the text must become a drawn mark or a word, so no font may show it.

    Source Sans 3 has four, and its reserved name forbids to take them out: the text has to be searched for pictures by
    code point, a missing glyph is not enough to find them.
    """
    pictures = {*range(0x1F300, 0x1F700), *range(0x1F7E0, 0x1FB00), *map(ord, "✅❌❓❗⭐⚽⛄⌚⚡☕➕➖⬛🈁🉐🀄🃏")}
    allowed = "☕💩🔒🤖" if name.startswith("SourceSans3") else ""
    assert characters(name) & pictures == set(map(ord, allowed))


@pytest.mark.parametrize("name", CHINESE)
def test_features_for_chinese_setting(name: str) -> None:
    tables = (font(name)[tag].table for tag in ("GSUB", "GPOS"))
    found = {record.FeatureTag for table in tables for record in table.FeatureList.FeatureRecord}
    assert {"halt", "palt", "locl", "kern"} <= found


@pytest.mark.parametrize("name", CHINESE)
def test_hinting_dropped(name: str) -> None:
    assert not {"fpgm", "prep", "cvt "} & set(font(name).keys())


@pytest.mark.parametrize("name", MONO)
def test_mono_is_on_a_grid(name: str) -> None:
    widths = {point: font(name)["hmtx"][glyph][0] for point, glyph in font(name).getBestCmap().items()}
    assert {widths[point] for point in range(0x20, 0x7F)} == {500}
    assert {widths[ord(char)] for char in gb2312() if unicodedata.east_asian_width(char) in "WF"} == {1000}
    assert {width for point, width in widths.items() if not unicodedata.combining(chr(point))} == {500, 1000}
    assert {widths[ord(char)] for char in "éñßΩЖ€"} == {500}
    assert {widths[ord(char)] for char in "—…─│→“”"} == {1000}


def ink(name: str, char: str, box: tuple[int, int, int, int]) -> float:
    """How much of a box is black when the character is drawn on a 200-unit square whose base line is at 200."""
    image = Image.new("L", (200, 260))
    face = ImageFont.truetype(FONTS / name, 200)
    ImageDraw.Draw(image).text((0, 200), char, font=face, fill=255, anchor="ls")
    return ImageStat.Stat(image.crop(box)).mean[0] / 255


@pytest.mark.parametrize("name", [*CHINESE, *MONO])
def test_simplified_forms(name: str) -> None:
    """The default glyphs are those of mainland China; the Japanese ones differ in these places."""
    assert ink(name, "骨", (62, 60, 94, 84)) > ink(name, "骨", (108, 60, 140, 84)), "the inner corner is at the left"
    assert ink(name, "直", (14, 80, 40, 195)) < 0.3, "no stroke at the left of the box"
    assert ink(name, "门", (90, 66, 110, 80)) < 0.1, "a dot at the left, not a stroke in the middle"


PAGE = """<html lang="zh-CN"><title>字体</title><body>{}"""

RENDER = """
import json, sys, weasyprint
for path, html in json.load(sys.stdin).items():
    weasyprint.HTML(string=html).write_pdf(path)
"""
"""Run in a process of its own: fontconfig reads its settings once."""

CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


def rendered(pages: dict[str, str], folder: Path) -> dict[str, bytes]:
    """The pages as PDF, by a process that sees our fonts alone."""
    config = folder / "fonts.conf"
    config.write_text(CONFIG.format(fonts=FONTS, cache=folder / "cache"), encoding="utf-8")
    hidden = {"FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"}
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    environment["FONTCONFIG_FILE"] = str(config)
    subprocess.run(
        [sys.executable, "-c", RENDER], input=json.dumps(pages).encode(), env=environment, cwd=folder, check=True
    )
    return {name: (folder / name).read_bytes() for name in pages}


def embedded(pdf: bytes) -> dict[str, tuple[str, int, int]]:
    """Full name to family, weight and slant, as the font files inside the PDF tell them."""
    found = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
                inner = TTFont(io.BytesIO(item["/FontFile2"].read_bytes()))
                names, style = inner["name"], inner["head"].macStyle
                found[names.getDebugName(6)] = (names.getBestFamilyName(), inner["OS/2"].usWeightClass, style)
    return found


def sample(family: str, style: str) -> str:
    """A paragraph that asks for one face the way our style sheets do."""
    weight = 700 if "Bold" in style else 400
    slant = "italic" if "Italic" in style else "normal"
    text = "骨直门 Abc" if "Noto" in family else "Abc"
    return f"<p style=\"font:{slant} {weight} 12pt '{family}'\">{text}</p>"


def face(name: str) -> tuple[str, tuple[str, int, int]]:
    """Full name, family, weight and slant of one of our files."""
    family, style = FILES[name]
    bold, italic = "Bold" in style, "Italic" in style
    return font(name)["name"].getDebugName(6), (family, 700 if bold else 400, bold | italic << 1)


def test_pdf_embeds_each_face_and_nothing_else(tmp_path: Path) -> None:
    page = PAGE.format("".join(sample(family, style) for family, style in FILES.values()))
    assert embedded(rendered({"all.pdf": page}, tmp_path)["all.pdf"]) == dict(face(name) for name in FILES)


def test_pdf_of_one_face_has_that_face_alone(tmp_path: Path) -> None:
    """Bold picks the Bold file, italic the Italic one: a page of each has no other font in it."""
    pages = {f"{name}.pdf": PAGE.format(sample(*named)) for name, named in FILES.items()}
    files = rendered(pages, tmp_path)
    assert {name: embedded(files[f"{name}.pdf"]) for name in FILES} == {name: dict([face(name)]) for name in FILES}
