"""The contents: how deep, how close, and never two lines on a page of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.model import CodeBlock, Edition, Section
from builder.report import print_edition
from builder.report.book import bind
from builder.report.bookviews import ContentsLine
from builder.report.measures import MM
from builder.report.pdf import Printed
from builder.report.press import Press
from builder.theme import Theme
from tests.report import report_sample
from tests.report.report_sample import SPAN, Wording, paragraph, text
from tests.report.test_columns import press
from tests.report.test_pages import chapters

__all__ = ["press"]


def outlined(words: Wording, count: int, parts: int) -> Edition:
    """So many chapters with so many sections each, and nothing to list besides."""
    edition = chapters(words)
    said = (paragraph(words.word),)

    def inner(number: str) -> tuple[Section, ...]:
        return tuple(
            Section(f"s{number}-{at}", 2, text(f"{words.word} {at}"), said, (), SPAN, f"{number}.{at}")
            for at in range(1, parts + 1)
        )

    sections = tuple(
        Section(f"c{at}", 1, text(f"{words.label} {at}"), said, inner(str(at)), SPAN, str(at))
        for at in range(1, count + 1)
    )
    return replace(edition, document=replace(edition.document, sections=sections))


def listed(edition: Edition, press: Press) -> tuple[ContentsLine, ...]:
    lists = bind(edition, press, "").lists
    return lists[0].lines if lists else ()


@pytest.mark.parametrize(
    ("count", "parts", "lines", "deepest"),
    [(4, 3, 16, 2), (1, 0, 0, 0), (1, 2, 3, 2), (1000, 0, 1000, 1), (40, 20, 40, 1)],
)
def test_what_the_contents_list(count: int, parts: int, lines: int, deepest: int, press: Press) -> None:
    found = listed(outlined(report_sample.EN, count, parts), press)
    assert len(found) == lines
    assert max((one.level for one in found), default=0) == deepest


def front(made: Printed) -> Iterator[float]:
    """How much of the type area each page of the contents fills."""
    with pdfium.PdfDocument(made.content) as document:
        for at, page in enumerate(document):
            found = page.get_textpage()
            if document.get_page_label(at).isdecimal():
                return
            boxes = [found.get_charbox(one) for one in range(found.count_chars())]
            tops = [box[1] for box in boxes if box[3] < page.get_height() - 20 * MM]
            if at > 1 and tops:
                area = page.get_height() - 50 * MM
                yield (page.get_height() - 25 * MM - min(tops)) / area


@pytest.mark.parametrize("words", [report_sample.ZH, report_sample.EN], ids=lambda words: words.lang)
@pytest.mark.parametrize("parts", [5])
def test_no_two_lines_of_the_contents_stand_on_a_page_alone(words: Wording, parts: int, theme: Theme) -> None:
    for count in (8, 9):
        made = print_edition(outlined(words, count, parts), load_locale(words.lang), theme)
        assert min(front(made)) > 0.15, (count, parts)


def test_a_report_of_one_chapter_has_no_page_of_contents(theme: Theme) -> None:
    made = print_edition(outlined(report_sample.EN, 1, 0), load_locale("en"), theme)
    with pdfium.PdfDocument(made.content) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    assert not any("Contents" in one for one in texts)
    assert len(texts) == 4  # cover, imprint, chapter, colophon


@pytest.mark.parametrize(("short", "long", "shared"), [(8, 0, True), (2, 0, True), (2, 2, True), (2, 3, False)])
def test_chapters_share_pages_where_most_are_short(short: int, long: int, shared: bool, press: Press) -> None:
    listings = (CodeBlock("\n".join("x = 1" for _ in range(lines)), "python", SPAN) for lines in (4, 40))
    few, many = ((one,) for one in listings)
    book = bind(chapters(report_sample.EN, *[few] * short, *[many] * long), press, "")
    assert book.runs_on is shared
