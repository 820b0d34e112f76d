"""Page make-up: what stays together at the foot of a page, and pages that are not left too empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from typing import NamedTuple

import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.model import (
    Align,
    Asset,
    Blocks,
    Callout,
    CalloutKind,
    CodeBlock,
    Emph,
    Equation,
    Figure,
    Footnote,
    Image,
    Section,
    Table,
    Text,
)
from builder.report import blocks, division, drift, parting, print_edition
from builder.report.margins import saved, tighten
from builder.report.measures import MM
from builder.report.pdf import Printed
from builder.report.press import Press
from builder.report.views import Prose
from builder.theme import Theme
from tests.report import report_sample
from tests.report.report_sample import SPAN, Wording, cell, paragraph, text
from tests.report.test_aside import order, said
from tests.report.test_columns import press
from tests.report.test_long import pages, wide
from tests.report.test_pages import chapters, shares

__all__ = ["press"]

BOTH = pytest.mark.parametrize("words", [report_sample.ZH, report_sample.EN], ids=lambda words: words.lang)
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="560" height="600" viewBox="0 0 560 600">
<rect width="560" height="600" fill="#F4F5F7"/><text x="20" y="40" font-size="18" fill="#14213D">Drawn</text></svg>"""
PICTURE = {"p": Asset("p", "image/svg+xml", DRAWING, None, 560, 600)}


NOTE = Footnote((paragraph("n"),), SPAN)


def lines(count: int) -> Blocks:
    """Paragraphs of a line."""
    return tuple(paragraph(f"l{at:03}") for at in range(count))


def printed(words: Wording, theme: Theme, *contents: Blocks) -> Printed:
    made = print_edition(replace(chapters(words, *contents), assets=PICTURE), load_locale(words.lang), theme)
    assert made.complaints == ()
    return made


def rows(count: int, *, label: str = "T 1", source: str = "", caption: str = "caption") -> Table:
    body = tuple((cell(f"row{at}"), cell("x")) for at in range(count))
    head = ((cell("head", True), cell("b", True)),)
    return Table(f"t{count}", text(caption), head, body, (Align.LEFT,) * 2, text(source) if source else (), SPAN, label)


def figure(label: str = "F 1", caption: tuple[Text | Footnote, ...] = (Text("Pictured"),)) -> Figure:
    return Figure("", caption, Image("p"), "alt", (), SPAN, label)


# --- tables


@BOTH
def test_the_source_stays_with_the_last_rows(words: Wording, theme: Theme) -> None:
    table = rows(9, source="Kept-there")
    contents = [(*lines(at), replace(table, id=f"t{at}"), *lines(20)) for at in (16, 19)]
    found = [one for one in pages(printed(words, theme, *contents)) if "Kept-there" in one]
    assert len(found) == len(contents)
    assert all(one.count("row") > 2 for one in found)


@BOTH
def test_a_table_that_goes_on_says_its_caption_over_its_head(words: Wording, theme: Theme) -> None:
    made = printed(words, theme, (rows(60, caption="long-caption " * 20),))
    mark = load_locale(words.lang).words.continued.strip("（）() ")
    with pdfium.PdfDocument(made.content) as document:
        found = [page.get_textpage() for page in document if place(page.get_textpage(), mark)]
        assert found
        for one in found:
            over, head = place(one, "T 1"), place(one, "head")
            assert over is not None
            assert head is not None
            assert abs(over[0] - head[0]) < 4
            assert 0 < over[1] - head[3] < 16
            assert "long-caption" in one.get_text_bounded()


def place(page: pdfium.PdfTextPage, said: str) -> tuple[float, float, float, float] | None:
    """The box of its first character."""
    found = page.search(said).get_next()
    return page.get_charbox(found[0]) if found else None


def test_in_print_what_is_over_a_table_on_its_side_stands_clear_of_it(theme: Theme) -> None:
    table = replace(wide(16, 60, said="water was measured here"), label="T 1")
    made = printed(report_sample.EN, replace(theme, bound=True), (*said(report_sample.EN, 0, 2), table))
    gaps = []
    with pdfium.PdfDocument(made.content) as document:
        for page in document:
            over, head = place(page.get_textpage(), "T 1 (continued)"), place(page.get_textpage(), "head 0")
            if over is not None and head is not None:
                gaps.append(over[1] - head[3])
    assert len(gaps) > 2
    assert min(gaps) > 3
    assert max(gaps) - min(gaps) < 0.5


def test_a_long_group_breaks_with_two_rows_at_either_end(theme: Theme) -> None:
    head = ((cell("a", True), cell("b", True)),)
    body = tuple(
        (*((replace(cell("group"), rowspan=16),) if at % 16 == 0 else ()), cell(f"row{at:02}")) for at in range(32)
    )
    table = Table("", text("c"), head, body, (Align.LEFT,) * 2, (), SPAN)
    made = printed(report_sample.EN, theme, *((*lines(count), table) for count in (14, 17)))
    for one in pages(made):
        found = [int(word[3:]) for word in one.split() if word[:3] == "row"]
        for start in (0, 16):
            assert len([at for at in found if start <= at < start + 16]) != 1
    assert shares(made, theme)[0] > 0.9


# --- callouts, code, formulas, words that lead


def test_both_parts_of_a_broken_callout_are_closed(theme: Theme) -> None:
    inner = tuple(paragraph(f"kept{at}") for at in range(40))
    made = printed(report_sample.EN, theme, (*lines(30), Callout(CalloutKind.FINDING, text("Title"), inner, SPAN)))
    gaps = []
    with pdfium.PdfDocument(made.content) as document:
        for page in document:
            found = page.get_textpage()
            inside = list(words_of(found, "kept"))
            grounds = [one.get_bounds() for one in page.get_objects([pdfium.raw.FPDF_PAGEOBJ_PATH])]
            grounds = [box for box in grounds if 60 * MM < box[2] - box[0] < 150 * MM and box[3] - box[1] > 20]
            if inside:
                gaps.append(min(box[1] for box in inside) - min(box[1] for box in grounds))
                gaps.append(max(box[3] for box in grounds) - max(box[3] for box in inside))
    assert len(gaps) == 4
    assert min(gaps) > 8


def words_of(page: pdfium.PdfTextPage, start: str) -> Iterator[tuple[float, float, float, float]]:
    search = page.search(start)
    while found := search.get_next():
        yield page.get_charbox(found[0])


def test_no_line_of_code_stands_alone(theme: Theme) -> None:
    code = CodeBlock("\n".join(f"code{at}" for at in range(16)), "", SPAN)
    made = printed(report_sample.EN, theme, *((*lines(count), code, *lines(20)) for count in (18, 26)))
    counts = [len(re.findall(r"code\d", one)) for one in pages(made)]
    assert sum(counts) == 2 * 16
    assert 1 not in counts


def test_short_code_is_not_bound_to_what_follows(theme: Theme) -> None:
    code, long = (CodeBlock("\n".join(["code0"] * count), "", SPAN) for count in (1, 14))
    made = printed(report_sample.EN, theme, (*lines(21), code, long, *lines(20)))
    assert next(one for one in pages(made) if "l020" in one).count("code0") == 1


def test_no_page_begins_with_a_formula(theme: Theme) -> None:
    words = report_sample.EN
    equation = Equation("", r"\sum_{i=1}^{n} \frac{x_i}{y_i} = 1", SPAN, "(7.7)")
    contents = [(*lines(count), paragraph(words.long), equation, *lines(20)) for count in (25, 26)]
    with pdfium.PdfDocument(printed(words, theme, *contents).content) as document:
        found = [page.get_textpage() for page in document if place(page.get_textpage(), "(7.7)")]
        assert len(found) == len(contents)
        for one in found:
            number = place(one, "(7.7)")
            assert number is not None
            assert any(box[1] > number[3] + 10 for box in words_of(one, "e") if box[3] < (297 - 24) * MM)


def test_a_bold_phrase_stays_with_what_it_heads(press: Press) -> None:
    bold, both = (Emph(text("Method"), strong=True),), (Emph(text("Method"), strong=True), Text(" goes on"))
    found = blocks.flow((paragraph(*bold), paragraph(*both)), press)
    assert [one.style for one in found if isinstance(one, Prose)] == ["lead-in", ""]


# --- pages left for a figure


def drifting(words: Wording, *, named: bool = True, shown: Figure | None = None) -> Blocks:
    see = paragraph("see F 1" if named else "see there")
    return (*said(words, 0, 3), see, shown or figure(), *said(words, 3, 9))


@BOTH
def test_the_text_goes_on_before_a_figure_that_it_names(words: Wording, theme: Theme) -> None:
    made = printed(words, theme, drifting(words))
    found = "".join(pages(made)).split("see F 1")[1]
    assert found.index("p003.") < found.index("F 1") < found.index("p011.")
    assert shares(made, theme)[0] > 0.9
    assert order(made) == [f"p{at:03}." for at in range(12)]


@pytest.mark.parametrize(
    ("named", "shown"),
    [(False, None), (True, figure(label="")), (True, figure(caption=(Text("Pictured"), NOTE)))],
    ids=["not named", "no number", "a note"],
)
def test_other_figures_stay_where_they_are(named: bool, shown: Figure | None, theme: Theme) -> None:
    words = report_sample.EN
    made = printed(words, theme, drifting(words, named=named, shown=shown))
    found = "".join(pages(made))
    assert shares(made, theme)[0] < 0.7
    assert found.index("Pictured") < found.index("p003.")


def test_no_figure_goes_past_a_heading_or_what_leads_to_it(theme: Theme) -> None:
    words = report_sample.EN
    edition = chapters(words, (*said(words, 0, 3), paragraph("see F 1"), figure()))
    inner = Section("s", 2, text("Other"), said(words, 3, 9), (), SPAN, "1.1")
    (chapter,) = edition.document.sections
    document = replace(edition.document, sections=(replace(chapter, sections=(inner,)),))
    made = print_edition(replace(edition, document=document, assets=PICTURE), load_locale("en"), theme)
    leading = printed(words, theme, (*said(words, 0, 3), paragraph("F 1 shows:"), figure(), *said(words, 3, 9)))
    for one in (made, leading):
        found = "".join(pages(one))
        assert found.index("Pictured") < found.index("p003.")


def test_a_page_is_drawn_together_for_a_figure_that_lacks_little(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    box = Callout(CalloutKind.FINDING, text("t"), (paragraph("b"),), SPAN)
    contents = (box, box, box, figure(label=""), *lines(24))
    assert shares(printed(report_sample.EN, theme, contents), theme)[0] > 0.95
    monkeypatch.setattr(drift, "gone_over", lambda page, before: None)
    assert shares(printed(report_sample.EN, theme, contents), theme)[0] < 0.5


@pytest.mark.parametrize("count", [4, 5, 6])
def test_a_short_table_breaks_where_its_page_would_be_left_too_empty(
    count: int, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With two rows on either side."""
    words = report_sample.EN
    body = tuple((cell(f"row{at} " + "said " * 150), cell("x")) for at in range(count))
    table = replace(rows(2), body=body)
    contents = (*lines(12), table)
    made = printed(words, theme, contents)
    found = [[int(word[3:]) for word in one.split() if word[:3] == "row"] for one in pages(made)]
    parts = [len(one) for one in found if one]
    assert len(parts) > 1
    assert min(parts) >= 2
    before = shares(made, theme)[0]
    monkeypatch.setattr(division, "divided", lambda box: None)
    assert shares(printed(words, theme, contents), theme)[0] < 0.7 < before


def test_rows_go_over_to_a_poor_last_page_where_the_whole_table_would_leave_its_own_too_empty(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = report_sample.EN
    body = tuple((cell(f"row{at} " + "said " * 70), cell("x")) for at in range(5))
    box = Callout(CalloutKind.FINDING, text("t"), (paragraph("said " * 20),), SPAN)
    contents = (*lines(14), replace(rows(2), body=body), box)
    made = printed(words, theme, contents)
    found = [[int(word[3:]) for word in one.split() if word[:3] == "row"] for one in pages(made)]
    assert [one for one in found if one] == [[0, 1], [2, 3, 4]]
    assert shares(made, theme)[0] > 0.7
    monkeypatch.setattr(parting, "_rows", lambda page, chapter: iter(()))
    assert shares(printed(words, theme, contents), theme)[0] < 0.7


def test_text_before_and_behind_a_table_that_waits_keeps_its_distance(theme: Theme) -> None:
    words = report_sample.EN
    table = replace(wide(16, said="water was measured here"), label="T 1")
    made = printed(words, theme, (*said(words, 0, 2), table, *said(words, 2, 2)))
    with pdfium.PdfDocument(made.content) as document:
        page = next(one for one in document if place(one.get_textpage(), "p002."))
        tops = [box[3] for at in range(4) if (box := place(page.get_textpage(), f"p{at:03}."))]
    gaps = [above - below for above, below in pairwise(tops)]
    assert max(gaps) - min(gaps) < 0.5


class Length(NamedTuple):
    value: float
    unit: str = "px"


def test_lists_that_are_drawn_together_stay_apart_from_what_follows_them() -> None:
    half = 8.0
    both = {"margin_top": Length(half), "margin_bottom": Length(half)}
    group, paragraphs = (SimpleNamespace(element_tag=tag, style=dict(both)) for tag in ("ul", "div"))
    assert saved(group, half) == half
    assert saved(paragraphs, half) == 2 * half
    tighten([group], half)
    assert [group.style[side].value for side in both] == [0, half]


def test_a_heading_that_is_drawn_together_keeps_its_distance_from_its_text() -> None:
    """It stands lower than its lines, nearer to its text, and is no nearer than the room below it shrinks."""
    heading = SimpleNamespace(
        element_tag="h2", style={"margin_top": Length(16.0), "margin_bottom": Length(16.0), "top": Length(6.0)}
    )
    undo = tighten([heading], 8.0)
    assert (heading.style["margin_bottom"].value, heading.style["top"].value) == (8.0, 3.0)
    undo()
    assert heading.style["top"].value == 6.0


def test_what_is_in_one_language_is_in_one_face(press: Press) -> None:
    """Entries of a list, with marks of both scripts and without; numbers and Han stay with the text around them."""
    said = ("Crossings in Figures", "Régie des bacs d’Amont", "2025", "渡轮 Amont")
    found = blocks.flow(tuple(map(paragraph, said)), press)
    assert [one.western for one in found if isinstance(one, Prose)] == [True, True, False, False]
