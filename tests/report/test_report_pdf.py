"""The printed sample as a reader, a printer and a validator find it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import page
import pikepdf
import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.model import Item, Items, Only, Ref, RefKind
from builder.report import print_edition, write
from builder.report.fonts import families
from builder.report.measures import MM
from builder.report.pdf import Printed
from builder.report.resources import Resource
from builder.theme import Theme
from tests.printing import print_html
from tests.report import report_sample
from tests.report.test_pages import chapters
from tests.whole import squeezed


def texts(document: pdfium.PdfDocument) -> list[str]:
    return [one.get_textpage().get_text_bounded() for one in document]


def test_the_layout_engine_has_nothing_to_complain_about(printed: Printed) -> None:
    assert printed.complaints == ()


def test_the_same_edition_gives_the_same_bytes(printed: Printed, words: report_sample.Wording, theme: Theme) -> None:
    assert write(report_sample.edition(words), load_locale(words.lang), theme) == printed.content


def test_only_our_fonts_are_embedded(pdf: Path, theme: Theme) -> None:
    allowed = {family.replace(" ", "") for family in families(theme.fonts)}
    with pikepdf.open(pdf) as file:
        fonts = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        names = {str(font.BaseFont).partition("+")[2] for font in fonts}
        embedded = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one]
    assert names
    assert embedded
    plain = {name.replace("-Bold", "").replace("-Italic", "").replace("-", "") for name in names}
    assert plain <= allowed


def test_metadata_say_what_it_is_and_no_time(pdf: Path, words: report_sample.Wording) -> None:
    with pikepdf.open(pdf) as file:
        info = file.docinfo
        assert str(info["/Title"]) == words.title
        assert str(info["/Author"]) == "Ada Writer"
        assert str(file.Root.Lang) == load_locale(words.lang).tag
        assert "/CreationDate" not in info
        assert "/ModDate" not in info
        with file.open_metadata() as metadata:
            assert "xmp:CreateDate" not in metadata


def test_chapters_and_subsections_are_bookmarks(pdf: Path, words: report_sample.Wording) -> None:
    with pikepdf.open(pdf) as file, file.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
        assert titles[-2:] == [f"1\u2002{words.title}", f"2\u2002{words.word}"]
        assert [str(item.title) for item in outline.root[-2].children] == [f"1.1\u2002{words.word}"]


def test_pages_of_the_body_count_from_one(document: pdfium.PdfDocument, words: report_sample.Wording) -> None:
    pages = texts(document)
    contents = next(at for at, text in enumerate(pages) if load_locale(words.lang).words.contents in text)
    first = next(
        at for at, text in enumerate(pages) if at > contents and words.sentence[:12] in text.replace("\r\n", "")
    )
    assert pages[first].split()[-1] == "1"
    assert pages[first + 1].split()[-1] == "2"


def test_viewers_count_as_the_pages_do(document: pdfium.PdfDocument) -> None:
    labels = [document.get_page_label(at) for at in range(len(document))]
    assert labels[:4] == ["i", "ii", "iii", "1"]


def test_a_table_that_goes_on_says_so_and_repeats_its_head(
    document: pdfium.PdfDocument, words: report_sample.Wording
) -> None:
    continued = words.table.format(n="2.1") + load_locale(words.lang).words.continued
    with_label = [text for text in texts(document) if squeezed(continued) in squeezed(text)]
    assert with_label
    assert all(squeezed(f"{words.label}2025{words.word}{words.label}") in squeezed(text) for text in with_label)


def test_a_table_on_one_page_is_never_continued(document: pdfium.PdfDocument, words: report_sample.Wording) -> None:
    continued = words.table.format(n="1.1") + load_locale(words.lang).words.continued
    assert not any(squeezed(continued) in squeezed(text) for text in texts(document))


def test_no_word_is_lost(document: pdfium.PdfDocument, words: report_sample.Wording) -> None:
    everything = squeezed("".join(texts(document)))
    for text in (words.sentence, words.long, words.title, "len(x) == 2", "return x", "Ada Writer"):
        assert squeezed(text) in everything


def test_no_text_leaves_the_type_area(document: pdfium.PdfDocument, theme: Theme) -> None:
    right = (theme.report.width - theme.report.margin_outer) * MM
    for at, one in enumerate(document):
        text = one.get_textpage()
        for index in range(text.count_chars()):
            if text.get_text_range(index, 1).strip() and at > 0:
                assert text.get_charbox(index)[2] <= right + 1.5


def test_slides_are_not_printed(theme: Theme) -> None:
    edition = report_sample.edition(report_sample.EN, pictures=False)
    content = write(edition, load_locale("en"), theme)
    with pdfium.PdfDocument(content) as document:
        assert "deck alone" not in "".join(texts(document))


@pytest.mark.parametrize(
    "left",
    [
        Only("zh", (), report_sample.SPAN),
        report_sample.paragraph(Ref(RefKind.FACT, "x", {}, report_sample.SPAN)),
    ],
)
def test_what_resolve_must_have_replaced_is_a_bug(left: object, theme: Theme) -> None:
    edition = report_sample.edition(report_sample.EN, pictures=False)
    section = replace(edition.document.sections[0], blocks=(left,))  # type: ignore[arg-type]
    broken = replace(edition, document=replace(edition.document, sections=(section,)))
    with pytest.raises(TypeError):
        print_edition(broken, load_locale("en"), theme)


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "FILE:///etc/hostname", "http://localhost/a.png", "data:text/plain,x", "a.png"]
)
def test_nothing_is_loaded_but_our_own(address: str, theme: Theme) -> None:
    html = f'<html lang="en"><title>t</title><p>x<img src="{address}" alt="y"><link rel="attachment" href="{address}">'
    printed = print_html(html, "", {}, theme.fonts)
    assert any("not a resource" in complaint for complaint in printed.complaints)
    with pikepdf.open(io.BytesIO(printed.content)) as file:
        assert "/EmbeddedFiles" not in file.Root.get("/Names", {})


def test_a_list_begins_at_its_number(theme: Theme) -> None:
    items = tuple(Item((report_sample.paragraph(word),), None, report_sample.SPAN) for word in ("five", "six"))
    listed = Items(items, ordered=True, start=5, tight=True, span=report_sample.SPAN)
    made = print_edition(chapters(report_sample.EN, (listed,)), load_locale("en"), theme)
    with pdfium.PdfDocument(made.content) as document:
        said = "".join(texts(document)).split()
    assert "5." in said
    assert "6." in said


def test_a_report_of_nothing_prints(theme: Theme) -> None:
    edition = report_sample.edition(report_sample.EN)
    front = replace(edition.document.front, title=(), subtitle=(), meta=(), imprint=(), colophon=())
    bare = replace(edition, authors=(), date=None, document=replace(edition.document, front=front, sections=()))
    printed = print_edition(bare, load_locale("en"), theme)
    assert printed.complaints == ()
    assert printed.content.startswith(b"%PDF")


_MISREAD = "PDFA3A-STREAM-LENGTH-001"
"""This validator counts the last byte of packed content as an end of line where it looks like one."""


@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A])
def test_a_validator_finds_both_standards(profile: page.ValidationProfile, pdf: Path) -> None:
    report = page.validate_pdf_bytes(pdf.read_bytes(), profile=profile)
    assert [one.message for one in report.failures if one.rule_id != _MISREAD] == []


def test_a_validator_finds_fault_with_a_picture_without_words(theme: Theme) -> None:
    html = '<html lang="en"><title>t</title><img src="builder:x">'
    shelf = {"builder:x": Resource(report_sample.DRAWING, "image/svg+xml")}
    content = print_html(html, "", shelf, theme.fonts).content
    assert not page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1).is_compliant
