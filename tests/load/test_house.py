"""A project's own logo and style sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content import checked, errors, loaded

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
PAGE = {"en/a.md": "# A\n\nText.\n"}


def files(css: str) -> dict[str, str | bytes]:
    """`assets/` stands beside `content/`, which is where names begin."""
    return {**PAGE, "../assets/report.css": css, "../assets/band.svg": LOGO, "../assets/logo.svg": LOGO}


def house(folder: Path, css: str) -> tuple[str, list[str]]:
    (folder / "content").mkdir(parents=True)
    found = loaded(folder, {name.replace("../", "content/../"): text for name, text in files(css).items()})
    assert found.corpus is not None
    return found.corpus.house.css, found.places


def test_pictures_of_a_style_sheet_are_assets_and_inputs(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    css = "/* own */ h1 { background: url(band.svg), url('../assets/band.svg'), url(\"/assets/band.svg\"); }"
    found = loaded(tmp_path, {name.replace("../", "content/../"): text for name, text in files(css).items()})
    assert found.corpus is not None
    assert not found.faults
    assert found.corpus.house.css.count('url("assets/band.svg")') == 3
    assert found.corpus.house.files == ("assets/band.svg",)
    assert found.corpus.house.logo == "assets/logo.svg"
    assert {"assets/band.svg", "assets/logo.svg", "assets/report.css"} <= found.corpus.assets.keys() | {
        *found.project.read
    }


def test_a_logo_may_be_named(tmp_path: Path) -> None:
    report = "name: sample\nlanguages: [en]\nlogo: ours.svg\n"
    found = loaded(tmp_path, {**PAGE, "report.yaml": report, "ours.svg": LOGO})
    assert found.corpus is not None
    assert not found.faults
    assert found.corpus.house.logo == "content/ours.svg"
    lost = loaded(tmp_path / "b", {**PAGE, "report.yaml": report})
    assert lost.places == ["content/report.yaml:3:7 missing-image"]


@pytest.mark.parametrize(
    ("css", "place"),
    [
        ('@import "x.css";', "1:1 malformed-css"),
        ("@media print {\n  @import url(x.css);\n}", "2:3 malformed-css"),
        ("@font-face { font-family: X; src: url(x.ttf) }", "1:1 malformed-css"),
        ("p { width: var(--w) }", "1:12 malformed-css"),
        ("p { color red; }", "1:14 malformed-css"),
        ("p { background: url(https://example.org/a.png) }", "1:17 missing-image"),
        ("p { background: URL('file:///etc/passwd') }", "1:21 missing-image"),
        ("p { background: u\\72l(file:///etc/passwd) }", "1:17 missing-image"),
        ("p { background: url(data:image/png;base64,AAAA) }", "1:17 missing-image"),
        ("p { background: url(../../secret.png) }", "1:17 outside-project"),
        ("p { background: url(%2e%2e/%2e%2e/secret.png) }", "1:17 outside-project"),
        ("/*" + "x" * 2**18 + "*/", "1:1 malformed-css"),
    ],
)
def test_a_style_sheet_asks_for_nothing_outside(css: str, place: str, tmp_path: Path) -> None:
    found, places = house(tmp_path, css)
    assert places[:1] == [f"assets/report.css:{place}"]
    assert found == ""


def test_what_a_style_sheet_prints_is_told_with_its_place(tmp_path: Path) -> None:
    """Names of fonts, attributes and files are not printed."""
    css = """h1::before { font-family: "X"; content: "a" counter(n) leader("·"); quotes: "«" "»" }
@page { @top-left { content: "b\\2192" } }
@media print { a[href="no"]:after { color: red; list-style: "–" url("band.svg"); background: url("band.svg") } }
"""
    (tmp_path / "content").mkdir()
    found = loaded(tmp_path, {name.replace("../", "content/../"): text for name, text in files(css).items()})
    assert found.corpus is not None
    said = [(words, span.line) for words, span in found.corpus.house.said]
    assert said == [("a", 1), ("·", 1), ("«", 1), ("»", 1), ("b→", 2), ("–", 3)]


def test_a_character_that_no_font_has_is_a_fault_in_a_style_sheet(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    sheet = "h1::after {\n  content: 'ok \U00012345';\n}\n"
    report = "name: x\nlanguages: [en]\n"
    _, faults = checked(tmp_path, {**PAGE, "report.yaml": report, "content/../assets/report.css": sheet})
    assert errors(faults) == ["assets/report.css:2:12 missing-glyph"]
