"""Decks as LibreOffice draws them: ours have no fault, and each fault is found in a deck made wrong for it."""

from __future__ import annotations

import fcntl
import io
import json
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from deck_samples import LANGS, every_kind, paired, plain, stress, written
from lxml import etree
from plain_samples import long_report
from rendered import SOFFICE
from wrong_slides import FAULTS, wrong_deck

from builder.cli import main
from builder.verify.box import Box
from builder.verify.drawn import Drawing, contrast, solid
from builder.verify.filling import filling_faults
from builder.verify.owners import Owned, Shared
from builder.verify.parts import Nature, Part

MAKERS = {"every_kind": every_kind, "plain": plain, "stress": stress, "long": partial(long_report, chapters=3)}
PAIRED, BOTH = ("every_kind", "stress"), "+".join(LANGS)
WRONG = "wrong"
needs_office = pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")


@pytest.fixture(scope="session")
def said(shared: Path) -> dict[str, list[dict[str, object]]]:
    """What `builder verify` says of all decks, by deck: one run of LibreOffice, by the first worker that needs it."""
    folder = shared / "verified"
    with (shared / "verified.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            folder.mkdir()
            (folder / "said.json").write_text(_run(folder), "utf-8")
    by_deck: dict[str, list[dict[str, object]]] = {}
    for finding in json.loads((folder / "said.json").read_text("utf-8"))["findings"]:
        by_deck.setdefault(Path(finding["file"]).stem, []).append(finding)
    return by_deck


def _run(folder: Path) -> str:
    from contextlib import redirect_stdout

    files = []
    for name, content in _decks():
        files.append(folder / f"{name}.pptx")
        files[-1].write_bytes(content)
    out = io.StringIO()
    with redirect_stdout(out):
        assert main(["verify", "--format", "json", *map(str, files)]) == 1
    return out.getvalue()


def _decks() -> Iterator[tuple[str, bytes]]:
    yield WRONG, wrong_deck()
    for name, make in MAKERS.items():
        for lang in LANGS:
            yield f"{name}-{lang}", written(make, lang)
    for name in PAIRED:
        yield f"{name}-{BOTH}", paired(MAKERS[name])


@needs_office
@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_deck_of_ours_has_no_fault(name: str, lang: str, said: dict[str, list[dict[str, object]]]) -> None:
    assert said.get(f"{name}-{lang}", []) == []


@needs_office
@pytest.mark.parametrize("name", PAIRED)
def test_a_bilingual_deck_has_no_fault(name: str, said: dict[str, list[dict[str, object]]]) -> None:
    assert said.get(f"{name}-{BOTH}", []) == []


@needs_office
def test_each_fault_is_found_where_it_is_and_nothing_else(said: dict[str, list[dict[str, object]]]) -> None:
    found = [(finding["slide"], finding["code"]) for finding in said[WRONG]]
    assert found == [(number, kind.value) for number, (kind, _) in enumerate(FAULTS, start=1)]
    for finding in said[WRONG]:
        assert finding["message"]
        assert finding["hint"]
        assert finding["shape"] in ("Wrong", "Content Placeholder 2", None)


def test_without_libreoffice_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "deck.pptx").write_bytes(wrong_deck())
    assert main(["verify", str(tmp_path / "deck.pptx")]) == 3
    assert "LibreOffice is not on the PATH" in capsys.readouterr().err


def test_what_is_no_deck_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "words.pptx").write_text("words")
    with zipfile.ZipFile(tmp_path / "empty.pptx", "w"):
        pass
    for name in ("words.pptx", "empty.pptx", "nowhere.pptx"):
        assert main(["verify", str(tmp_path / name)]) in (2, 3)
        assert name in capsys.readouterr().err


def test_measures() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert solid("Ａ B-\u00adﬁ\n") == "abfi"
    assert Box(0, 0, 10, 10).meets(Box(8, 8, 20, 20), 1)
    assert not Box(0, 0, 10, 10).meets(Box(9.5, 0, 20, 20), 1)


def test_what_stands_off_the_page_has_no_ground() -> None:
    page = pypdfium2.PdfDocument.new().new_page(720, 540)
    drawing = Drawing(page, 720)
    assert drawing.ground(Box(40, 600, 200, 640), (0, 0, 0)) is None
    assert drawing.ground(Box(40, 100, 200, 140), (0, 0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(("top", "height", "faults"), [(20, 60, 1), (20, 200, 0), (200, 80, 0)])
def test_a_large_title_is_what_its_slide_shows(top: float, height: float, faults: int) -> None:
    frame = Box(40, top, 680, top + height)
    title = Part("Title", Nature.TEXT, frame, "title", ("said",), False, False, False, None)
    found = filling_faults(Shared((Owned(title, ()),), ()), "obj", "Title only", (720, 540))
    assert len(list(found)) == faults


@pytest.mark.parametrize(("joined", "faults"), [(True, 0), (False, 1)])
def test_shapes_that_connectors_join_fill_what_they_span(joined: bool, faults: int) -> None:
    group = etree.fromstring(
        '<p:grpSp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
        f"{'<p:cxnSp/>' if joined else ''}</p:grpSp>"
    )
    flow = Part("Process", Nature.GROUP, Box(40, 100, 680, 480), "", (), False, False, False, group)
    found = filling_faults(Shared((Owned(flow, ()),), ()), "obj", "Process", (720, 540))
    assert len(list(found)) == faults
