"""Pictures of any size and health: settled for paper and slides, or named with what to do."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFile

from builder.diagnostics import Severity
from builder.load.raster import MOST
from builder.model import Figure, Missing
from builder.model import Image as Shown
from tests.content import page
from tests.load.test_assets import SVG, asset, image, picture


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ("kind", "mode"), [("BMP", "RGB"), ("TIFF", "RGB"), ("TIFF", "F"), ("TIFF", "LAB"), ("AVIF", "RGB")]
)
def test_pictures_of_other_kinds_become_png(kind: str, mode: str, tmp_path: Path) -> None:
    found = asset(tmp_path, "p.png", picture(kind, mode))
    assert (found.media, found.png, opened(found.content).mode in ("RGB", "L")) == ("image/png", None, True)


def test_a_picture_is_what_it_holds_and_not_what_it_is_called(tmp_path: Path) -> None:
    assert asset(tmp_path / "a", "p.jpg", picture("PNG")).media == "image/png"
    assert asset(tmp_path / "b", "p.svg", picture("PNG")).media == "image/png"
    assert asset(tmp_path / "c", "p.png", SVG.format('width="9" height="9"')).media == "image/svg+xml"


def test_colours_for_print_become_colours_of_screens(tmp_path: Path) -> None:
    found = asset(tmp_path, "p.jpg", picture("JPEG", "CMYK"))
    assert (found.media, opened(found.content).mode) == ("image/jpeg", "RGB")


def test_sixteen_bits_become_eight_without_turning_white(tmp_path: Path) -> None:
    values = b"".join((n * 257).to_bytes(2, "little") for n in range(256))
    stream = io.BytesIO()
    Image.frombytes("I;16", (16, 16), values).save(stream, "PNG")
    grey = opened(asset(tmp_path, "p.png", stream.getvalue()).content)
    assert (grey.mode, grey.getpixel((0, 0)), grey.getpixel((8, 8)), grey.getpixel((15, 15))) == ("L", 0, 136, 255)


def test_transparency_of_a_palette_is_kept(tmp_path: Path) -> None:
    found = asset(tmp_path, "p.png", picture("PNG", "P", transparency=0))
    assert opened(found.content).convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_a_picture_that_moves_the_first_is_measured(kind: str, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (6, 4), colour) for colour in ("red", "blue")]
    stream = io.BytesIO()
    frames[0].save(stream, kind, save_all=True, append_images=frames[1:])
    found = asset(tmp_path, "p.gif", stream.getvalue())
    assert (found.width, found.height) == (6, 4)
    red = opened(found.png or found.content).convert("RGB").getpixel((0, 0))
    assert isinstance(red, tuple)
    assert red[0] > 200 > 100 > red[2]


@pytest.mark.parametrize(
    ("kind", "size"), [("PNG", (8000, 50)), ("JPEG", (50, 8000)), ("GIF", (4000, 40)), ("WEBP", (4000, 40))]
)
def test_more_pixels_than_paper_shows_are_left_out(kind: str, size: tuple[int, int], tmp_path: Path) -> None:
    found = asset(tmp_path, "p.png", picture(kind, size=size))
    assert (found.width, found.height) == size, "its natural size is that of the file"
    assert MOST // 2 <= max(opened(found.content).size) <= MOST


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    content = picture("JPEG", "CMYK", (4000, 100))
    one, two = (asset(tmp_path / name, "p.jpg", content) for name in "ab")
    assert one == two
    assert not ImageChops.difference(opened(one.content), opened(two.content)).getbbox()


@pytest.mark.parametrize("size", [(1, 1), (20_000, 10), (10, 20_000)])
def test_what_no_page_shows_is_told_and_kept(size: tuple[int, int], tmp_path: Path) -> None:
    result = image(tmp_path, "p.png", picture("PNG", "L", size))
    assert [(f.code.value, f.severity) for f in result.faults] == [("unreadable-image", Severity.WARNING)]
    assert result.corpus is not None
    assert len(result.corpus.assets) == 1


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n", "PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "PostScript"),
        (b"\1\0\0\0" + b"\0" * 36 + b" EMF", "EMF"),
        (b"\xd7\xcd\xc6\x9a", "WMF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "video"),
        (b"8BPS\0\1", "Photoshop"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"\x1f\x8b\x08\0", "compressed"),
        (picture("PNG", size=(60, 60))[:50], ""),
        (picture("JPEG", size=(60, 60))[:300], ""),
    ],
)
def test_what_is_no_picture_is_named_with_a_hint(content: bytes, word: str, tmp_path: Path) -> None:
    result = image(tmp_path, "p.png", content)
    (fault,) = result.faults
    assert fault.code == "unreadable-image"
    assert word in fault.message
    assert fault.hint


def test_a_truncated_picture_is_a_fault_whatever_other_libraries_allow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    noise = Image.effect_noise((300, 300), 80).convert("RGB")
    stream = io.BytesIO()
    noise.save(stream, "JPEG")
    result = image(tmp_path, "p.jpg", stream.getvalue()[: len(stream.getvalue()) // 2])
    assert result.codes == ["unreadable-image"]
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("family", ["Helvetica", "Courier New", "Times", "", "x; } </style>"])
def test_text_of_an_svg_is_drawn_with_our_fonts(family: str, tmp_path: Path) -> None:
    escaped = family.replace("<", "&lt;").replace(">", "&gt;")
    text = f'<text y="20" font-family="{escaped}">字 A</text><style>text {{ font-family: Arial }}</style>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30">{text}</svg>'
    found = asset(tmp_path, "p.svg", svg)
    assert b"Noto" in found.content
    assert found.png is not None
    assert opened(found.png).convert("RGBA").getchannel("A").getextrema() == (0, 255), "something is drawn"


# --- figures


def figure(
    folder: Path, options: str, name: str = "p.png", files: dict[str, bytes] | None = None
) -> tuple[Figure, list[str]]:
    result = page(
        folder, f"# A\n\n:::{{figure}} {name}\n{options}\ncaption\n:::\n", **(files or {"en/p.png": picture("PNG")})
    )
    (block,) = result.sections[0].blocks
    assert isinstance(block, Figure)
    return block, [f"{one.severity} {place}" for one, place in zip(result.faults, result.places, strict=True)]


@pytest.mark.parametrize(
    ("width", "shown"), [("60%", (60, True)), ("320px", (320, False)), ("12.5 %", (12.5, True)), ("1px", (1, False))]
)
def test_an_image_may_say_how_wide_it_is_shown(width: str, shown: tuple[float, bool], tmp_path: Path) -> None:
    block, faults = figure(tmp_path, f":width: {width}")
    assert faults == []
    assert block.content == Shown("content/en/p.png", *shown)


@pytest.mark.parametrize("width", ["60", "0%", "101%", "wide", "-3px", "0px", "99999px"])
def test_a_width_is_a_share_or_pixels(width: str, tmp_path: Path) -> None:
    block, faults = figure(tmp_path, f":width: {width}")
    assert faults == ["error content/en/a.md:4:1 invalid-value"]
    assert block.content == Shown("content/en/p.png")


@pytest.mark.parametrize("name", ["no.png", "no/such/picture.tiff", "https://e.org/x.png", "/no.svg"])
def test_an_image_that_is_still_to_come(name: str, tmp_path: Path) -> None:
    block, faults = figure(tmp_path, ":missing: yes\n:alt: what it shows", name)
    assert (block.content, block.alt, faults) == (Missing(name), "what it shows", [])


def test_an_image_that_came_is_shown_and_told(tmp_path: Path) -> None:
    block, faults = figure(tmp_path, ":missing: yes")
    assert block.content == Shown("content/en/p.png")
    assert faults == ["warning content/en/a.md:4:1 invalid-value"]


@pytest.mark.parametrize(
    ("options", "name", "fault"),
    [
        (":missing: perhaps", "p.png", "error content/en/a.md:4:1 invalid-value"),
        (":missing: yes", "../../../x.png", "error content/en/a.md:3:13 outside-project"),
        (":missing: no", "no.png", "error content/en/a.md:3:13 missing-image"),
        (":width: 60%", "chart", "error content/en/a.md:4:1 invalid-value"),
        (":missing: yes", "chart", "error content/en/a.md:4:1 invalid-value"),
        (":alt: a", "p.heic", "error content/en/a.md:3:13 missing-image"),
    ],
)
def test_faults_of_figures(options: str, name: str, fault: str, tmp_path: Path) -> None:
    assert figure(tmp_path, options, name)[1] == [fault]
