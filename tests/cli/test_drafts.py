"""Drafts: made although the editions disagree, and marked on every page and slide, so that nobody publishes one."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import page
import pikepdf
import pypdfium2 as pdfium
import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn

from builder.cli import main
from builder.locales import load_locale
from builder.report import print_edition
from builder.theme import load_theme
from tests.report import report_sample
from tests.verapdf import failures

ROOT = Path(__file__).parents[2]
FAULTS = ROOT / "tests/faults"
WORDS = {lang: load_locale(lang).words.draft for lang in ("zh", "en")}


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drafts of the decks of two editions that disagree."""
    folder = tmp_path_factory.mktemp("drafts")
    assert main(["slides", "--draft", "--project", str(FAULTS / "number-value"), "-o", str(folder), "-q"]) == 0
    return folder


def built(code: str, folder: Path, *flags: str) -> int:
    return main(["slides", "--project", str(FAULTS / code), "-o", str(folder), "-q", *flags])


@pytest.mark.parametrize("code", ["number-value", "untranslated", "arithmetic", "total", "wrong-term"])
def test_disagreements_stop_a_build_and_no_draft(code: str, tmp_path: Path) -> None:
    assert built(code, tmp_path / "o") == 1
    assert not (tmp_path / "o").exists()
    assert built(code, tmp_path / "o", "--draft") == 0
    assert all(".draft." in path.name for path in (tmp_path / "o").glob("*.p*"))


@pytest.mark.parametrize("code", ["unknown-fact", "malformed-data", "missing-counterpart", "parity", "missing-image"])
def test_what_cannot_be_made_is_no_draft_either(code: str, tmp_path: Path) -> None:
    assert built(code, tmp_path / "o", "--draft") == 1
    assert not (tmp_path / "o").exists()


def test_a_draft_takes_no_place_of_what_was_published(tmp_path: Path) -> None:
    project = tmp_path / "p"
    shutil.copytree(ROOT / "builder/starter", project)
    arguments = ["slides", "--lang", "en", "--project", str(project), "-q"]
    assert main(arguments) == 0
    published = (project / "dist/tea-houses.en.pptx").read_bytes()
    assert main([*arguments, "--draft"]) == 0
    assert (project / "dist/tea-houses.en.pptx").read_bytes() == published
    assert (project / "dist/tea-houses.en.draft.pptx").read_bytes() != published


def test_a_draft_is_not_strict() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--draft", "--strict"])
    assert stopped.value.code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_slide_shows_the_mark_and_no_outline_reads_it(lang: str, decks: Path) -> None:
    path = decks / f"broken.{lang}.draft.pptx"
    assert not OpenXmlValidator().validate(path).errors
    presentation = Presentation(str(path))
    assert presentation.core_properties.title.startswith(f"{WORDS[lang]}{load_locale(lang).words.colon}")
    assert len(presentation.slides) > 1
    for slide in presentation.slides:
        assert not any(WORDS[lang] in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        layout = slide.slide_layout
        bare = layout._element.get("showMasterSp") == "0"
        drawn = layout.shapes if bare else layout.slide_master.shapes
        (mark,) = [shape for shape in drawn if shape.has_text_frame and shape.text_frame.text == WORDS[lang]]
        assert mark._element.xpath(".//*[local-name()='decorative' and @val='1']")
        assert mark._element.find(f".//{qn('p:nvPr')}").find(qn("p:ph")) is None


def test_the_mark_stands_over_everything_else(decks: Path) -> None:
    presentation = Presentation(str(decks / "broken.en.draft.pptx"))
    for layout in presentation.slide_layouts:
        drawn = (*layout.shapes, *layout.slide_master.shapes)
        mark = next(shape for shape in drawn if shape.has_text_frame and shape.text_frame.text == WORDS["en"])
        for shape in layout.placeholders:
            assert shape.top >= mark.top + mark.height, layout.name


def test_the_same_draft_is_the_same_bytes(decks: Path, tmp_path: Path) -> None:
    assert built("number-value", tmp_path, "--draft") == 0
    for path in decks.glob("*.pptx"):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_what_is_published_has_no_mark(tmp_path: Path) -> None:
    assert main(["slides", "--lang", "en", "--project", str(ROOT / "builder/starter"), "-o", str(tmp_path), "-q"]) == 0
    with zipfile.ZipFile(io.BytesIO((tmp_path / "tea-houses.en.pptx").read_bytes())) as package:
        assert not any(WORDS["en"].encode() in package.read(name) for name in package.namelist())


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    """Drafts of the sample report by language."""
    made: dict[str, bytes] = {}
    for words in (report_sample.ZH, report_sample.EN):
        edition = replace(report_sample.edition(words), draft=True)
        printed = print_edition(edition, load_locale(words.lang), load_theme(None))
        assert printed.complaints == ()
        made[words.lang] = printed.content
    return made


def test_every_page_shows_the_mark_and_the_title_says_it(pages: dict[str, bytes]) -> None:
    for lang, content in pages.items():
        with pdfium.PdfDocument(content) as document:
            title = document.get_metadata_dict()["Title"]
            assert title.startswith(f"{WORDS[lang]}{load_locale(lang).words.colon}")
            for one in document:
                said = one.get_textpage().get_text_range().split()
                assert said.count(WORDS[lang]) == 2, "across the page, and at its head"


def test_the_mark_of_a_page_is_an_artifact_and_moves_nothing(pages: dict[str, bytes], tmp_path: Path) -> None:
    plain = print_edition(report_sample.edition(report_sample.EN), load_locale("en"), load_theme(None)).content
    assert tagged(pages["en"]) == tagged(plain)
    files = []
    for lang, content in pages.items():
        report = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
        assert report.is_compliant, [failure.to_dict() for failure in report.failures]
        files.append(tmp_path / f"{lang}.pdf")
        files[-1].write_bytes(content)
    assert failures(files) == []


def tagged(content: bytes) -> list[str]:
    """The tags of a file in their order."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            str(item["/S"])
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/P" in item
        ]
