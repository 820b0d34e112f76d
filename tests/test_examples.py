"""Every project that ships with Builder builds, in all its languages and outputs, and its PDF is accessible."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pptx import Presentation

from builder.diagnostics import Diagnostic
from builder.importer.assemble import import_documents
from builder.locales import load_locale
from builder.pipeline import read
from builder.project import open_project
from builder.report import print_edition
from builder.text import plain
from builder.theme import load_theme
from tests import verapdf
from tests.report.structure import faults
from tests.whole import ROOT, built, printed, squeezed

IMPORTED = (("cases/gfm.md",), ("pairs/handbook/guide.en.md", "pairs/handbook/guide.zh.md"))
PROJECTS = [*sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir()), ROOT / "builder" / "starter"]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_it_builds_both_outputs(shared: Path, project: Path) -> None:
    folder = built(shared, project=project)
    outputs = json.loads((folder / "manifest.json").read_text("utf-8"))["outputs"]
    assert outputs
    for name in outputs:
        if name.endswith(".pdf"):
            with pdfium.PdfDocument(folder / name) as document:
                assert len(document) > 3
        else:
            assert len(Presentation(folder / name).slides) > 3


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_its_headings_are_printed(shared: Path, project: Path) -> None:
    folder = built(shared, project=project)
    found: list[Diagnostic] = []
    book = read(open_project(project), found.append)
    assert book is not None
    for edition in book.editions:
        text = printed(folder / f"{edition.name}.{edition.lang}.pdf")
        titles = [plain(chapter.title) for chapter in edition.document.sections]
        assert [title for title in titles if squeezed(title) not in text] == []


def test_every_pdf_is_for_archives_and_for_everyone(shared: Path, tmp_path: Path) -> None:
    """All files in one call: the validator takes its time to start."""
    files = [path for project in (ROOT, *PROJECTS) for path in sorted(built(shared, project=project).glob("*.pdf"))]
    assert len(files) > len(PROJECTS)
    files += [path for documents in IMPORTED for path in imported(documents, tmp_path)]
    assert [line for path in files for line in faults(path.read_bytes())] == []
    assert verapdf.failures(files) == []


def imported(documents: tuple[str, ...], folder: Path) -> Iterator[Path]:
    """The printed reports of a project that an import made."""
    project = folder / Path(documents[0]).stem
    import_documents(tuple(ROOT / "tests" / "importer" / name for name in documents), project)
    found: list[Diagnostic] = []
    book = read(open_project(project), found.append)
    assert book is not None
    for edition in book.editions:
        path = folder / f"{project.name}.{edition.lang}.pdf"
        path.write_bytes(print_edition(edition, load_locale(edition.lang), load_theme(None)).content)
        yield path


def test_plain_markdown_keeps_its_words(shared: Path) -> None:
    """The handbook has no directive, and loses no word."""
    project = ROOT / "examples" / "handbook"
    folder = built(shared, project=project)
    text = printed(folder / "api-handbook.en.pdf")
    for words in (
        "`curl` is enough",
        "Ask for a key",
        '{"day": "2025-01-02", "temperature": 3.6, "rain": 2.4}',
        "temperature | rain | wind",
        "Old names go on working for a year.",
        "The sentence is for people",
        "Nothing is lost.",
        "yield answer",
    ):
        assert squeezed(words.replace("`", "")) in text


def test_references_on_paper_name_the_page_of_what_they_name() -> None:
    book = read(open_project(ROOT / "examples" / "handbook"), lambda _: None)
    assert book is not None
    (edition,) = book.editions
    content = print_edition(edition, load_locale("en"), replace(load_theme(None), bound=True)).content
    with pdfium.PdfDocument(content) as document:
        labels = {mark.get_title(): document.get_page_label(mark.get_dest().get_index()) for mark in document.get_toc()}
        text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    (errors,) = (label for title, label in labels.items() if title.endswith("Errors"))
    assert f"See Errors (page {errors})" in text
    assert "page 0" not in text
