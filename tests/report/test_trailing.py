"""Where a text breaks that fits its line, but not with the space behind it."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2 as pdfium

from builder.locales import load_locale
from builder.model import Emph, Text
from builder.report import print_edition
from builder.theme import Theme
from tests.report import report_sample
from tests.report.report_sample import paragraph
from tests.report.test_pages import chapters


def test_no_first_word_stands_alone_before_an_element_that_has_no_room(theme: Theme) -> None:
    """Texts of all lengths about that of a line, before a word in bold."""
    words = report_sample.EN
    bold = Emph((Text("bolder"),), True)
    tails = ("n" * wide + "i" * narrow for wide in range(5) for narrow in range(1, 20))
    contents = tuple(paragraph("There " + "is it " * 16 + tail + " ", bold, " and on") for tail in tails)
    made = print_edition(chapters(words, contents), load_locale("en"), theme)
    with pdfium.PdfDocument(made.content) as document:
        lines = [line.strip() for page in document for line in page.get_textpage().get_text_bounded().splitlines()]
    assert sum(line.startswith("There is it") for line in lines) == len(contents)
    assert "There" not in lines


def test_a_line_of_words_before_a_long_address_is_ragged(theme: Theme) -> None:
    """In a Chinese report, which justifies: words are not pulled apart."""
    edition = report_sample.edition(report_sample.ZH, pictures=False)
    address = "W" * 34
    section = replace(edition.document.sections[1], blocks=(paragraph(f"google drive: {address} end"),), sections=())
    document = replace(edition.document, sections=(section,))
    made = print_edition(replace(edition, document=document), load_locale("zh"), theme)
    with pdfium.PdfDocument(made.content) as printed:
        page = next(one for one in printed if "google" in one.get_textpage().get_text_bounded())
        found = page.get_textpage()
        at = found.get_text_range().index("google drive:")
        before, behind = (found.get_charbox(at + place, loose=True) for place in (5, 7))
    assert behind[0] - before[2] < load_locale("zh").type.body_size
