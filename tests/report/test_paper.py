"""The same report on other paper, and for a printing house."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.report import write
from builder.report.measures import MM
from builder.theme import PAPERS, Theme
from tests.report import report_sample
from tests.report.report_sample import Wording

BLEED = 10.0
"""What goes over the edge of the page, pt."""


@pytest.fixture(scope="module")
def bound(words: Wording, theme: Theme) -> Iterator[pikepdf.Pdf]:
    content = write(report_sample.edition(words), load_locale(words.lang), replace(theme, bound=True))
    with pikepdf.open(io.BytesIO(content)) as file:
        yield file


@pytest.mark.parametrize("paper", PAPERS)
def test_pages_have_the_size_of_the_paper(paper: str, theme: Theme) -> None:
    content = write(report_sample.edition(report_sample.EN), load_locale("en"), theme.on(paper))
    width, height = (length * MM for length in PAPERS[paper])
    with pdfium.PdfDocument(content) as document:
        assert {tuple(map(round, sorted(page.get_size()))) for page in document} == {(round(width), round(height))}


def test_pages_bleed_and_are_trimmed(bound: pikepdf.Pdf, theme: Theme) -> None:
    for page in bound.pages:
        trim, bleed, media = ([float(value) for value in page[box]] for box in ("/TrimBox", "/BleedBox", "/MediaBox"))
        sides = sorted((trim[2] - trim[0], trim[3] - trim[1]))
        assert sides == pytest.approx([theme.report.width * MM, theme.report.height * MM], abs=0.5)
        assert [after - before for before, after in zip(bleed, trim, strict=True)] == pytest.approx(
            [BLEED, BLEED, -BLEED, -BLEED], abs=0.5
        )
        assert media[0] < bleed[0]
        assert bleed[2] < media[2]


def test_chapters_begin_on_right_pages_and_the_report_ends_on_a_left_one(bound: pikepdf.Pdf, words: Wording) -> None:
    data = io.BytesIO()
    bound.save(data)
    with pdfium.PdfDocument(data.getvalue()) as document:
        starts = [mark.get_dest().get_index() for mark in document.get_toc() if mark.level == 0]
        assert len(starts) > 2
        assert {at % 2 for at in starts} == {0}
        assert len(document) % 2 == 0


def test_margins_are_mirrored(bound: pikepdf.Pdf, theme: Theme) -> None:
    """The folio stands at the outer edge, as far from it on left pages as on right ones."""
    data = io.BytesIO()
    bound.save(data)
    outer: dict[bool, set[int]] = {False: set(), True: set()}
    with pdfium.PdfDocument(data.getvalue()) as document:
        for at, page in enumerate(document):
            text, (left, bottom, right, _) = page.get_textpage(), page.get_trimbox()
            boxes = [text.get_charbox(index) for index in range(text.count_chars())]
            foot = [box for box in boxes if bottom < box[3] < bottom + (theme.report.margin_bottom - 3) * MM]
            if foot and document.get_page_label(at).isdecimal():
                on_left = bool(at % 2)
                edge = min(box[0] for box in foot) - left if on_left else right - max(box[2] for box in foot)
                outer[on_left].add(round(edge))
    assert outer[True]
    assert outer[False]
    edges = outer[True] | outer[False]
    assert max(edges) - min(edges) <= 1
    assert max(edges) < theme.report.margin_outer * MM - 5
