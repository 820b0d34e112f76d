from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.report import print_edition
from builder.report.pdf import Printed
from builder.theme import Theme, load_theme
from tests.report import report_sample


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme(None)


@pytest.fixture(scope="session", params=[report_sample.ZH, report_sample.EN], ids=lambda words: words.lang)
def words(request: pytest.FixtureRequest) -> report_sample.Wording:
    return request.param


@pytest.fixture(scope="session")
def printed(words: report_sample.Wording, theme: Theme) -> Printed:
    """The sample of one language."""
    return print_edition(report_sample.edition(words), load_locale(words.lang), theme)


@pytest.fixture(scope="session")
def pdf(printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "sample.pdf"
    path.write_bytes(printed.content)
    return path


@pytest.fixture
def document(pdf: Path) -> Iterator[pdfium.PdfDocument]:
    with pdfium.PdfDocument(pdf) as document:
        yield document
