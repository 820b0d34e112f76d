"""Boxes with a ground that go over a page, and last words of paragraphs: one report is printed for both."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_uint

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from builder.locales import load_locale
from builder.model import Callout, CalloutKind, CodeBlock
from builder.report import print_edition
from builder.theme import Theme
from tests.report import report_sample
from tests.report.report_sample import SPAN, paragraph
from tests.report.test_make_up import lines
from tests.report.test_pages import chapters

WORD = "documentation"
LINE = 17.0
"""Of a box, pt, or more."""


@pytest.fixture(scope="module")
def document(theme: Theme) -> Iterator[pdfium.PdfDocument]:
    listing = CodeBlock("\n".join(f"x = {at}" for at in range(14)), "python", SPAN)
    box = Callout(CalloutKind.NOTE, (), (*lines(24), listing, paragraph("behind")), SPAN)
    endings = tuple(paragraph("This line " + "is so " * 12 + "i" * count + f" {WORD}.") for count in range(1, 30))
    made = print_edition(chapters(report_sample.EN, (box,), endings), load_locale("en"), theme)
    with pdfium.PdfDocument(made.content) as document:
        yield document


def test_a_box_that_goes_over_ends_behind_its_last_line(document: pdfium.PdfDocument, theme: Theme) -> None:
    page = next(one for one in document if "l023" in one.get_textpage().get_text_bounded())
    assert "x = 0" not in page.get_textpage().get_text_bounded()
    text = page.get_textpage()
    at, count = text.search("l023").get_next()
    last = text.get_charbox(at, count)[1]
    mist = tuple(int(theme.colours.mist[place : place + 2], 16) for place in (1, 3, 5))
    grounds = [one.get_bounds()[1] for one in page.get_objects([raw.FPDF_PAGEOBJ_PATH]) if filling(one) == mist]
    assert grounds
    assert 0 < last - min(grounds) < LINE


def filling(path: pdfium.PdfObject) -> tuple[int, ...]:
    parts = [c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(path.raw, *parts)
    return tuple(part.value for part in parts[:3])


def test_the_last_word_of_a_paragraph_is_not_divided(document: pdfium.PdfDocument) -> None:
    read = [line.strip() for page in document for line in page.get_textpage().get_text_bounded().splitlines()]
    assert sum(line.startswith("This line") for line in read) == 29
    assert sum(line.endswith(f"{WORD}.") for line in read) == 29
