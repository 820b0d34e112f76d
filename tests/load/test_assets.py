"""Images are inside the project, whole and measured; nothing outside is ever opened."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from builder.model import Asset
from tests.content import Loaded, loaded, page
from tests.load.test_blocks import png

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><rect width="1" height="1"/></svg>'


def image(folder: Path, name: str, content: bytes | str) -> Loaded:
    return page(folder, f"# A\n\n![a]({name})\n", **{f"en/{name}": content})


def asset(folder: Path, name: str, content: bytes | str) -> Asset:
    result = image(folder, name, content)
    assert result.faults == ()
    assert result.corpus is not None
    (found,) = result.corpus.assets.values()
    return found


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (4, 2), **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size).save(stream, kind, **options)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_pictures_are_measured(kind: str, tmp_path: Path) -> None:
    found = asset(tmp_path, "p.bin", picture(kind))
    assert (found.media, found.width, found.height) == (f"image/{kind.lower()}", 4, 2)
    assert (found.png is not None) == (kind == "WEBP")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_any_mode(mode: str, tmp_path: Path) -> None:
    kind = {"CMYK": "JPEG"}.get(mode, "PNG")
    assert asset(tmp_path, "p.png", picture(kind, mode)).width == 4


def test_a_photograph_that_lies_on_its_side(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    found = asset(tmp_path, "p.jpg", picture("JPEG", exif=exif))
    assert (found.width, found.height) == (2, 4)
    assert Image.open(io.BytesIO(found.content)).size == (2, 4), "upright for readers that know nothing of cameras"


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="20" height="10"', (20, 10)),
        ('width="20px" height="1in"', (20, 96)),
        ('width="72pt" height="25.4mm"', (96, 96)),
        ('viewBox="0 0 30 15"', (30, 15)),
        ('viewBox="0,0,30,15" width="60"', (60, 30)),
        ('viewBox="0 0 30 15" height="30"', (60, 30)),
        ('width="100%" height="100%" viewBox="0 0 30 15"', (30, 15)),
        ("", (300, 150)),
        ('width="50"', (50, 150)),
        ('viewBox="0 0 nan 1"', (300, 150)),
        ('viewBox="a b"', (300, 150)),
        ('width="1.2.3" height="."', (300, 150)),
    ],
)
def test_an_svg_is_measured_and_drawn(attributes: str, size: tuple[float, float], tmp_path: Path) -> None:
    found = asset(tmp_path, "p.svg", SVG.format(attributes))
    assert (found.width, found.height) == pytest.approx(size)
    assert found.png is not None
    assert max(Image.open(io.BytesIO(found.png)).size) == 800, "sharp where it is shown larger than it says"


@pytest.mark.parametrize(
    "prefix",
    [
        "",
        "\ufeff",
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        '<?xml version="1.0" encoding="GBK"?>',
        "\n\n",
        "<!-- c -->",
    ],
)
def test_an_svg_may_begin_in_several_ways(prefix: str, tmp_path: Path) -> None:
    assert asset(tmp_path, "p.svg", prefix + SVG.format('width="2" height="2"')).media == "image/svg+xml"


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="https://e.org/x.png"/>',
        '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>',
        '<image href="/etc/passwd"/>',
        '<use href="other.svg#a"/>',
        '<style>@import "x.css";</style>',
        "<style>a { fill: url(https://e.org/x) }</style>",
        '<style>a { fill: u\\72l("https://e.org/x") }</style>',
        "<rect style=\"fill: url( 'https://e.org/x')\"/>",
        '<rect fill="url(//e.org/x#a)"/>',
        '<g xml:base="https://e.org/"><use href="#a"/></g>',
        '<script src="x.js"/>',
    ],
)
def test_an_svg_that_asks_for_something_outside_is_refused(inside: str, tmp_path: Path) -> None:
    result = image(tmp_path, "p.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2">{inside}</svg>')
    assert result.places == ["content/en/a.md:3:6 unreadable-image"]
    assert "outside itself" in result.faults[0].message


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#a"/>',
        '<rect fill="url(#a)" style="fill:url(#a)"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<a href="https://e.org"><rect width="1" height="1"/></a>',
        "<style>.a { fill: red } /* 100% */</style>",
    ],
)
def test_an_svg_may_name_what_it_holds(inside: str, tmp_path: Path) -> None:
    asset(tmp_path, "p.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2">{inside}</svg>')


def header(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.png", b""),
        ("p.png", b"not a picture"),
        ("p.png", png()[:40]),
        ("p.png", header(60_000, 60_000)),
        ("p.png", header(2**31 - 1, 2**31 - 1)),
        ("p.png", header(11_000, 11_000)),
        ("p.gif", b"GIF89a\xff\xff\xff\xff"),
        ("p.jpg", picture("JPEG")[:60]),
        ("p.webp", picture("WEBP")[:20]),
        ("p.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n"),
        ("p.svg", b""),
        ("p.svg", b"<svg"),
        ("p.svg", b"<html/>"),
        ("p.svg", b"\xff\xfe<\0s\0v\0g\0"),
        ("p.svg", b"\x1f\x8b\x08\x00"),
        (
            "p.svg",
            b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
        ),
        ("p.svg", SVG.format('width="1e9" height="1e9" viewBox="0 0 1000000000 1000000000"').encode()),
        ("p.svg", SVG.format('width="999999999" height="999999999"').encode()),
        ("p.svg", SVG.format('width="0" height="0" viewBox="0 0 999999999 1"').encode()),
    ],
)
def test_what_cannot_be_shown_is_a_fault_at_its_place(name: str, content: bytes, tmp_path: Path) -> None:
    result = image(tmp_path, name, content)
    assert result.places == ["content/en/a.md:3:6 unreadable-image"]
    (fault,) = result.faults
    assert fault.hint
    assert "0x" not in fault.message, "no address of memory: two builds say the same"


# --- where files may be


@pytest.mark.parametrize(
    "target",
    [
        "../../../x.png",
        "%2e%2e/%2e%2e/%2E%2E/x.png",
        "../../..",
        "/../x.png",
        "a/../../../../x.png",
        "link.png",
        "folder/x.png",
    ],
)
def test_nothing_outside_the_project_is_opened(target: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.png").write_bytes(png())
    (tmp_path / "x.png").write_bytes(png())
    project = tmp_path / "project"
    (project / "content/en").mkdir(parents=True)
    (project / "content/en/link.png").symlink_to(outside / "x.png")
    (project / "content/en/folder").symlink_to(outside)
    result = page(project, f"# A\n\n![a]({target})\n")
    assert result.places == ["content/en/a.md:3:6 outside-project"]
    assert not any("x.png" in name for name in result.project.read)


@pytest.mark.parametrize(
    "name", ["en/b.md", "en/index.md", "en/terms.yaml", "facts.yaml", "charts.yaml", "sources.yaml"]
)
def test_a_content_file_that_leads_outside_is_not_read(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("root:x:0:0")
    project = tmp_path / "project"
    (project / "content/en").mkdir(parents=True)
    (project / "content" / name).symlink_to(secret)
    result = loaded(project, {"en/a.md": "# A"})
    assert result.places == [f"content/{name}:1:1 outside-project"]
    assert b"root" not in b"".join(result.project.read.values())


def test_a_link_within_the_project_is_followed(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img/p.png").write_bytes(png())
    (tmp_path / "content/en").mkdir(parents=True)
    (tmp_path / "content/en/p.png").symlink_to("../../img/p.png")
    assert page(tmp_path, "# A\n\n![a](p.png)\n").faults == ()


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("/etc/passwd", "missing-image"),
        ("https://e.org/x.png", "missing-image"),
        ("data:image/png;base64,AAAA", "missing-image"),
        ("file:///etc/passwd", None),
        ("no.png", "missing-image"),
        ("a%00b.png", "missing-image"),
        ("x" * 300 + ".png", "missing-image"),
        ("loop.png", "missing-image"),
        (".", "missing-image"),
        ("P.PNG", "missing-image"),
    ],
)
def test_an_image_that_is_not_there(target: str, code: str | None, tmp_path: Path) -> None:
    (tmp_path / "content/en").mkdir(parents=True)
    (tmp_path / "content/en/loop.png").symlink_to("loop.png")
    result = page(tmp_path, f"# A\n\n![a]({target})\n", **{"en/p.png": png()})
    assert result.codes == ([code] if code else [])
    if target == "P.PNG":
        assert result.faults[0].hint == "did you mean 'p.png'?"


def test_names_with_spaces_and_han(tmp_path: Path) -> None:
    files = {"en/图 一/p (1).png": png()}
    result = page(tmp_path, "# A\n\n![a](<图 一/p (1).png>)\n\n![b](%E5%9B%BE%20%E4%B8%80/p%20(1).png)\n", **files)
    assert result.faults == ()
    assert result.corpus is not None
    assert list(result.corpus.assets) == ["content/en/图 一/p (1).png"]


# --- links to other parts of the report


def test_links_to_files_and_headings(tmp_path: Path) -> None:
    text = "# A {#one}\n\n[b](b.md) [c](b.md#two) [d](#三-数据) [e](../en/b.md)\n"
    result = loaded(tmp_path, {"en/a.md": text, "en/b.md": "# B\n\n## Two {#two}\n"})
    assert result.faults == ()
    (paragraph,) = result.sections[0].blocks
    targets = [getattr(i, "target") for i in getattr(paragraph, "children") if hasattr(i, "target")]  # noqa: B009
    assert targets == ["#file:b", "#two", "#三-数据", "#file:b"]


def test_a_link_to_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    result = page(tmp_path, "# A\n\n[data](d.csv) [gone](no.md)\n", **{"en/d.csv": "a,b\n"})
    assert result.places == ["content/en/a.md:3:8 unknown-reference", "content/en/a.md:3:22 missing-file"]
    assert [fault.severity.value for fault in result.faults] == ["warning", "error"]
