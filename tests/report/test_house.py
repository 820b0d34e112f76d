"""What a house's style sheet says of pages and chapters holds for the whole book."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builder.locales import load_locale
from builder.model import Edition, GlossaryEntry, House
from builder.report import print_edition
from builder.report.reach import reaches
from builder.theme import Theme
from tests.report import report_sample
from tests.report.report_sample import SPAN, paragraph
from tests.report.test_furniture import texts
from tests.report.test_pages import chapters


def styled(css: str) -> Edition:
    """Three chapters of two pages each, in the style of a house."""
    much = tuple(paragraph(report_sample.EN.long) for _ in range(18))
    return replace(chapters(report_sample.EN, much, much, much), house=House(css=css))


def said(edition: Edition, theme: Theme, pattern: str) -> list[list[str]]:
    """What a pattern finds, a list a page."""
    content = print_edition(edition, load_locale("en"), theme).content
    return [re.findall(pattern, page) for page in texts(content)]


@pytest.mark.parametrize("bound", [False, True], ids=["screen", "paper"])
def test_chapters_on_pages_of_its_own_are_numbered_on(theme: Theme, bound: bool) -> None:
    css = ".chapter { page: own } @page own { @bottom-center { content: '<' counter(page) '>' } }"
    found = said(styled(css), replace(theme, bound=bound), r"<(\d+)>")
    assert [number for page in found for number in page] == ["3", "4", "5", "6"]


def test_the_first_page_is_the_cover(theme: Theme) -> None:
    found = said(styled("@page :first { @top-center { content: 'FIRST' } }"), theme, "FIRST")
    assert [len(page) for page in found] == [1, *(0 for _ in found[1:])]


def test_the_number_of_all_pages(theme: Theme) -> None:
    """But that of the cover, which has no foot."""
    css = "@page { @bottom-center { content: '<' counter(pages) '>' } }"
    found = said(styled(css), theme, r"<(\d+)>")
    assert {number for page in found for number in page} == {str(len(found))}


def test_what_it_counts_goes_on_from_chapter_to_chapter(theme: Theme) -> None:
    css = """main { counter-reset: own }
        main .prose { counter-increment: own }
        main .prose::before { content: '<' counter(own) '>' }"""
    found = said(styled(css), theme, r"<(\d+)>")
    assert [int(number) for page in found for number in page] == list(range(1, 3 * 18 + 1))


def test_chapters_on_right_pages(theme: Theme) -> None:
    """Blank pages between them, which are counted."""
    css = ".chapter { break-before: right } .depth-1::after { content: 'BEGINS' }"
    edition = styled(css)
    first, *others = edition.document.sections
    short = replace(first, blocks=first.blocks[:9])
    edition = replace(edition, document=replace(edition.document, sections=(short, *others)))
    found = said(edition, theme, "BEGINS")
    begin = [at for at, page in enumerate(found, 1) if page]
    assert [at % 2 for at in begin] == [1, 1, 1]


def test_chapters_that_share_pages_by_its_will(theme: Theme) -> None:
    """In one document, since it counts all pages, too; the last chapter is a paragraph that goes over the page."""
    css = ".chapter { break-before: auto; page: auto } @page { @bottom-center { content: '<' counter(pages) '>' } }"
    much = tuple(paragraph(report_sample.EN.long) for _ in range(22))
    edition = replace(
        chapters(report_sample.EN, much, much, (paragraph(report_sample.EN.long * 30),)), house=House(css=css)
    )
    found = said(edition, theme, r"<(\d+)>")
    assert {number for page in found for number in page} == {str(len(found))}


def test_the_index_of_a_book_that_is_set_whole(theme: Theme) -> None:
    entry = GlossaryEntry({"en": ("data",)}, {}, "", SPAN)
    edition = replace(styled("@page { @bottom-center { content: counter(pages) } }"), index=True, glossary=(entry,))
    (listed,) = filter(None, said(edition, theme, r"\bdata\s+([\d, ]+)"))
    assert listed[0].replace(" ", "").strip(",").split(",")[:3] == ["1", "3", "5"]


@pytest.mark.parametrize(
    "css",
    [
        ".depth-1 { color: red } /* counter(pages) */",
        "@page { @bottom-center { content: counter(page) } }",
        "tr:nth-child(even) { background: #eee } .prose + .prose { margin-top: 1em }",
        "@page chapter:left { margin-top: 30mm }",
    ],
)
def test_what_stays_within_a_chapter(css: str) -> None:
    assert not reaches(css)
