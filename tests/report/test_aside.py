"""Tables on pages on their side, and rows that go on over the page."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.model import Align, Blocks, Cell, Footnote, Paragraph, Section, Table, Text
from builder.report import pagination, print_edition
from builder.report.facing import print_facing
from builder.report.measures import MM
from builder.report.pdf import Printed
from builder.report.resources import Shelf
from builder.theme import Theme
from tests.report import report_sample
from tests.report.report_sample import SPAN, Wording, cell, paragraph, text
from tests.report.test_long import pages, wide
from tests.report.test_pages import chapters, shares

BOTH = pytest.mark.parametrize("words", [report_sample.ZH, report_sample.EN], ids=lambda words: words.lang)


def said(words: Wording, first: int, count: int) -> Blocks:
    """Paragraphs that can be told from each other."""
    return tuple(paragraph(f"p{at:03}. " + words.long * 2) for at in range(first, first + count))


def broad(name: str, label: str = "T 1", note: bool = False) -> Table:
    table = replace(wide(16, said="water was measured here"), id=name, label=label)
    if not note:
        return table
    noted = Cell((Text("r0c0 "), Footnote((paragraph("Noted."),), SPAN)), False)
    return replace(table, body=((noted, *table.body[0][1:]), *table.body[1:]))


def printed(words: Wording, theme: Theme, *contents: Blocks) -> Printed:
    made = print_edition(chapters(words, *contents), load_locale(words.lang), theme)
    assert made.complaints == ()
    return made


def sides(made: Printed) -> str:
    """A letter a page of the chapters: t for text, b for one on its side."""
    with pdfium.PdfDocument(made.content) as document:
        labels = [document.get_page_label(at) for at in range(len(document) - 1)]
        body = [page for label, page in zip(labels, document, strict=False) if label.isdecimal()]
        return "".join("b" if page.get_width() > page.get_height() else "t" for page in body)


def order(made: Printed) -> list[str]:
    """The marks of paragraphs and the first cells of tables, as they are printed."""
    marks = [word for one in pages(made) for word in one.split()]
    return [word for word in marks if word == "r0c0" or (word[0] == "p" and word[1:4].isdigit())]


@BOTH
@pytest.mark.parametrize("before", [1, 4])
def test_the_text_goes_on_before_a_table_on_its_side(words: Wording, theme: Theme, before: int) -> None:
    made = printed(words, theme, (*said(words, 0, before), broad("w"), *said(words, before, 24)))
    assert shares(made, theme)[sides(made).index("b") - 1] > 0.85
    found = order(made)
    assert [one for one in found if one != "r0c0"] == [f"p{at:03}." for at in range(before + 24)]
    assert before < found.index("r0c0") < before + 24


@BOTH
def test_tables_one_after_the_other_keep_their_order(words: Wording, theme: Theme) -> None:
    tables = [replace(broad(f"w{at}", f"T {at}"), caption=text(f"caption{at}")) for at in range(3)]
    blocks = (tables[0], *said(words, 0, 3), tables[1], tables[2], *said(words, 3, 12))
    made = printed(words, theme, blocks, said(words, 15, 2))
    found = "".join(pages(made))
    listed = [found.index(f"caption{at}", found.index("p000")) for at in range(3)]
    assert listed == sorted(listed)
    assert [one for one in order(made) if one != "r0c0"] == [f"p{at:03}." for at in range(17)]


@pytest.mark.parametrize("table", [broad("w", label=""), broad("w", note=True)], ids=["no number", "a note"])
def test_what_cannot_be_found_by_its_number_stays_where_it_is(table: Table, theme: Theme) -> None:
    made = printed(report_sample.EN, theme, (*said(report_sample.EN, 0, 1), table, *said(report_sample.EN, 1, 9)))
    assert order(made)[:3] == ["p000.", "r0c0", "p001."]


def test_a_section_that_is_but_a_table_keeps_it(theme: Theme) -> None:
    words = report_sample.EN
    edition = chapters(words, said(words, 0, 1))
    inner = (
        Section("s", 2, text("Alone"), (broad("w"),), (), SPAN, "1.1"),
        Section("t", 2, text("Other"), said(words, 1, 3), (), SPAN, "1.2"),
    )
    sections = (replace(edition.document.sections[0], sections=inner),)
    edition = replace(edition, document=replace(edition.document, sections=sections))
    made = print_edition(edition, load_locale("en"), theme)
    assert order(made) == ["p000.", "r0c0", "p001.", "p002.", "p003."]
    assert any("Alone" in one and "r0c0" in one for one in pages(made))


def test_should_page_numbers_move_the_text_nothing_is_lost(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then tables stand where they were written."""
    monkeypatch.setattr(pagination, "_is_stale", lambda context, pages: True)
    words, other = report_sample.EN, report_sample.ZH
    first = chapters(words, (*said(words, 0, 1), broad("w"), *said(words, 1, 4)), said(words, 5, 1))
    second = chapters(other, (paragraph(other.long),), (paragraph(other.long),))
    locales = {lang: load_locale(lang) for lang in ("en", "zh")}
    made = print_facing(first, second, locales, theme, Shelf())
    assert made.complaints == ()
    assert order(made) == ["p000.", "r0c0", *(f"p{at:03}." for at in range(1, 6))]


@BOTH
def test_joined_cells_are_said_again_on_the_next_page(words: Wording, theme: Theme) -> None:
    rows = ((3, "short"), (90, "tall"))
    body = tuple(
        (*((replace(cell(f"{name}-head", header=True), rowspan=count),) if n == 0 else ()), cell(f"{name}{n}"))
        for count, name in rows
        for n in range(count)
    )
    table = Table("t", text("c"), ((cell("a", True), cell("b", True)),), body, (Align.LEFT,) * 2, (), SPAN, "T 1")
    made = printed(words, theme, (table,))
    found = [one for one in pages(made) if re.search(r"tall\d", one)]
    assert len(found) > 2
    assert [one.count("tall-head") for one in found] == [1] * len(found)
    assert "".join(pages(made)).count("short-head") == 1


@BOTH
def test_what_goes_on_of_a_cell_keeps_its_distance_to_the_rule(words: Wording, theme: Theme) -> None:
    long = paragraph(" ".join(f"w{at:04}" for at in range(1500)))
    assert isinstance(long, Paragraph)
    body = ((cell("x"), Cell(long.children, False)),)
    head = ((cell("a", True), cell("b", True)),)
    made = printed(words, theme, (Table("t", text("c"), head, body, (Align.LEFT,) * 2, (), SPAN, "T 1"),))
    gaps = []
    with pdfium.PdfDocument(made.content) as document:
        for page in document:
            found = page.get_textpage()
            boxes = [found.get_charbox(at) for at in range(found.count_chars()) if found.get_text_range(at, 1) == "w"]
            rules = [one.get_bounds() for one in page.get_objects([pdfium.raw.FPDF_PAGEOBJ_PATH])]
            thin = [rule[1] for rule in rules if rule[2] - rule[0] > 60 * MM and rule[3] - rule[1] < 3]
            if len(boxes) > 50:
                top = max(box[3] for box in boxes)
                gaps.append(min(rule - top for rule in thin if rule > top))
    assert len(gaps) > 1
    assert max(gaps) - min(gaps) < 0.5
    assert min(gaps) > 3
