"""A company's template is looked through before anything is made of it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from builder.diagnostics import Severity
from tests.content import Loaded, loaded

REPORT = "name: sample\nlanguages: [en]\ndeck:\n  template: {}\n"
PAGE = {"en/a.md": "# Page {#page}\n\nText.\n"}
TYPES = "[Content_Types].xml"
LAYOUT = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
BEHIND_A_PASSWORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def plain() -> bytes:
    out = io.BytesIO()
    Presentation().save(out)
    return out.getvalue()


def with_part(name: str, old: bytes, new: bytes) -> bytes:
    """The plain presentation with something else in a part; a part that is not there is made of `new`."""
    with zipfile.ZipFile(io.BytesIO(plain())) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    parts[name] = parts.get(name, old).replace(old, new, 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for one, content in parts.items():
            package.writestr(one, content)
    return out.getvalue()


def read(folder: Path, content: bytes, name: str = "brand.pptx") -> Loaded:
    return loaded(folder, {**PAGE, "report.yaml": REPORT.format(name), "brand.pptx": content})


def test_a_sound_template_is_taken_and_is_an_input(tmp_path: Path) -> None:
    result = read(tmp_path, plain())
    assert result.faults == ()
    assert result.corpus is not None
    assert result.corpus.house.template is not None
    assert result.corpus.house.template.content == plain()
    assert "content/brand.pptx" in result.project.read


REFUSED = {
    "no presentation": (b"Text.", "no whole presentation"),
    "cut off": (plain()[:9000], "no whole presentation"),
    "behind a password": (BEHIND_A_PASSWORD, "behind a password"),
    "macros by type": (with_part(TYPES, b"presentation.main+xml", b"presentation.macroEnabled.main+xml"), "macros"),
    "macros by part": (with_part("ppt/vbaProject.bin", b"", b"Sub"), "macros"),
    "a document": (with_part(TYPES, b"presentationml.presentation.main", b"wordprocessingml.document.main"), "no pres"),
    "broken XML": (with_part("ppt/presentation.xml", b"</p:presentation>", b""), "no whole presentation"),
    "a document type": (with_part("ppt/presProps.xml", b"<p:pres", b"<!DOCTYPE a [<!ENTITY b 'c'>]><p:pres"), "type"),
    "strict": (
        with_part("ppt/viewProps.xml", b"<p:viewPr", b"<!-- http://purl.oclc.org/ooxml/ --><p:viewPr"),
        "Strict",
    ),
    "paths": (with_part("ppt/../../up.xml", b"", b"<a/>"), "named"),
    "a bomb": (with_part("ppt/media/film.mp4", b"", bytes(65 * 2**20)), "64 MiB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_a_template_is_refused_where_it_is_named(name: str, tmp_path: Path) -> None:
    content, reason = REFUSED[name]
    result = read(tmp_path, content)
    assert result.places == ["content/report.yaml:4:13 unreadable-template"]
    assert reason in result.faults[0].message
    assert result.corpus is not None
    assert result.corpus.house.template is None


def test_what_leads_outside_is_told(tmp_path: Path) -> None:
    link = b'<Relationship Id="rId99" Type="http://x/image" Target="file:///etc/hosts" TargetMode="External"/></Rel'
    result = read(tmp_path, with_part(LAYOUT, b"</Rel", link))
    assert [(fault.code.value, fault.severity) for fault in result.faults] == [
        ("unreadable-template", Severity.WARNING)
    ]


def test_a_template_stands_inside_the_project(tmp_path: Path) -> None:
    assert read(tmp_path / "a", plain(), "../../brand.pptx").codes == ["outside-project"]
    assert read(tmp_path / "b", plain(), "brant.pptx").codes == ["missing-file"]
