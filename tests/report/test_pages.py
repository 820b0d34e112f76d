"""Pages as wholes: how full they are, what stays on them, and what hostile content does to them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pikepdf
import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.model import (
    Align,
    Asset,
    Block,
    Blocks,
    Callout,
    CalloutKind,
    CodeBlock,
    Edition,
    Figure,
    Image,
    Item,
    Paragraph,
    Section,
    Table,
)
from builder.model import Items as List
from builder.report import pagination, print_edition
from builder.report.fonts import heading_ruler
from builder.report.measures import MM
from builder.report.pdf import Printed
from builder.theme import Theme
from tests.report import report_sample
from tests.report.report_sample import SPAN, Wording, cell, paragraph, text
from tests.whole import squeezed

SAMPLES = [report_sample.ZH, report_sample.EN]


def chapters(words: Wording, *contents: Blocks) -> Edition:
    """An edition with these chapters alone."""
    edition = report_sample.edition(words, pictures=False)
    sections = tuple(
        Section(f"c{at}", 1, text(words.word), blocks, (), SPAN, str(at)) for at, blocks in enumerate(contents, 1)
    )
    return replace(edition, document=replace(edition.document, sections=sections))


def body(printed: Printed) -> Iterator[tuple[pdfium.PdfPage, list[tuple[float, float, float, float]]]]:
    """The pages of the chapters, and the boxes of their characters but those of head and foot."""
    with pdfium.PdfDocument(printed.content) as document:
        labels = [document.get_page_label(at) for at in range(len(document))]
        for label, page in zip(labels[:-1], document, strict=False):
            if label.isdecimal():
                found = page.get_textpage()
                boxes = [found.get_charbox(at) for at in range(found.count_chars())]
                height = page.get_height()
                yield page, [box for box in boxes if box[1] > 22 * MM and box[3] < height - 24 * MM]


def shares(printed: Printed, theme: Theme) -> list[float]:
    """How much of the type area each page of the chapters fills."""
    page = theme.report
    area = (page.height - page.margin_top - page.margin_bottom) * MM
    top = (page.height - page.margin_top) * MM
    return [(top - min(box[1] for box in boxes)) / area for _, boxes in body(printed) if boxes]


def a_little_too_long(words: Wording) -> tuple[Blocks, ...]:
    """Chapters of a page and some lines more: paragraphs, a callout at the end, pictures between."""
    said = Callout(CalloutKind.FINDING, text(words.word), (paragraph(words.long),), SPAN)
    return tuple(
        (*(paragraph(words.long * 2) for _ in range(count)), report_sample.table(words, 3), said)
        for count in range(5, 11)
    )


@pytest.mark.parametrize("words", SAMPLES, ids=lambda words: words.lang)
def test_no_chapter_ends_on_a_page_that_is_nearly_empty(words: Wording, theme: Theme) -> None:
    printed = print_edition(chapters(words, *a_little_too_long(words)), load_locale(words.lang), theme)
    assert min(shares(printed, theme)) > 0.2


def test_without_looking_back_one_would(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "_LITTLE", 0.0)
    edition = chapters(report_sample.ZH, *a_little_too_long(report_sample.ZH))
    assert min(shares(print_edition(edition, load_locale("zh"), theme), theme)) < 0.2


def test_a_short_callout_is_never_broken(theme: Theme) -> None:
    said = Callout(CalloutKind.NOTE, text("Kept"), (paragraph("Together. " * 60),), SPAN)
    contents = [(*(paragraph("Filling the page. " * 8) for _ in range(count)), said) for count in range(14, 20)]
    printed = print_edition(chapters(report_sample.EN, *contents), load_locale("en"), theme)
    with pdfium.PdfDocument(printed.content) as document:
        counts = [page.get_textpage().get_text_bounded().count("Together.") for page in document]
    assert set(counts) == {0, 60}


def hostile(words: Wording) -> Edition:
    long = (words.long * 40).replace("\n", " ")
    code = CodeBlock("x" * 300 + "\n" + "some code " * 30, "", SPAN)
    pictures = {
        name: Asset(name, "image/svg+xml", report_sample.DRAWING, None, width, height)
        for name, width, height in (("wide", 4000, 200), ("tall", 200, 4000), ("tiny", 16, 16))
    }
    shown = tuple(Figure(name, text(long[:160]), Image(name), name, (), SPAN) for name in pictures)
    edition = chapters(
        words,
        (paragraph(long[:3000].replace(" ", "")), code, nested(long, 5), paragraph("https://example.org/" + "a" * 200)),
        (grid([["a", "b", "c", "d"]] + [[long[:4], long[:9], long[:20], long[:30]]] * 60, "long"),),
        (grid([[long[:5]] * 12] + [["12345.678", long[:4]] * 6] * 5, "broad"),),
        (grid([["a", "b", "c"], [long[:600], "word" * 40, "c"], ["a", "b", "c"]]),),
        (),
        shown,
    )
    front = replace(edition.document.front, title=text(long[:120]), meta=((text(long[:20]), text(long[:200])),) * 8)
    first, *others = edition.document.sections
    sections = (replace(first, title=text(long[:200])), *others)
    return replace(edition, document=replace(edition.document, front=front, sections=sections), assets=pictures)


def nested(words: str, depth: int) -> Block:
    inner: tuple[Block, ...] = (nested(words, depth - 1),) if depth > 1 else ()
    return List((Item((paragraph(words[:60]), *inner), None, SPAN),), False, 1, True, SPAN)


def grid(rows: Sequence[Sequence[str]], name: str = "grid") -> Table:
    head, *others = (tuple(cell(one) for one in row) for row in rows)
    return Table(name, text("c"), (head,), tuple(others), (Align.LEFT,) * len(head), (), SPAN, "1")


@pytest.mark.parametrize("words", SAMPLES, ids=lambda words: words.lang)
def test_hostile_content_stays_in_the_type_area_and_whole(words: Wording, theme: Theme) -> None:
    edition = hostile(words)
    printed = print_edition(edition, load_locale(words.lang), theme)
    assert printed.complaints == ()
    left = theme.report.margin_inner * MM
    for one, boxes in body(printed):
        right = one.get_width() - theme.report.margin_outer * MM
        assert all(left - 1 <= box[0] and box[2] <= right + 1.5 for box in boxes if box[2] > box[0])
    with pdfium.PdfDocument(printed.content) as document:
        everything = squeezed("".join(page.get_textpage().get_text_bounded() for page in document))
    first = edition.document.sections[0].blocks[0]
    assert isinstance(first, Paragraph)
    for whole in ("x" * 300, "some code " * 30, "a" * 200, "word" * 40):
        assert squeezed(whole) in everything


def test_labels_of_drawings_are_kerned_text_and_no_pictures(printed: Printed, theme: Theme, words: Wording) -> None:
    """A transparency group would be drawn as a picture, which cuts the edges of letters."""
    ruler = heading_ruler(load_locale(words.lang), theme)
    with pdfium.PdfDocument(printed.content) as document:
        found = [width for page in document for width in widths_of("SWE-bench", page)]
    measured = ruler.width("SWE-bench", theme.sizes.chart_label)
    assert any(measured * 0.97 < width <= measured for width in found)
    with pikepdf.open(io.BytesIO(printed.content)) as file:
        forms = [one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        assert forms
        assert not [form for form in forms if "/Group" in form and b"BT" in form.read_bytes()]


def widths_of(word: str, page: pdfium.PdfPage) -> Iterator[float]:
    found = page.get_textpage()
    search = found.search(word)
    while place := search.get_next():
        start, count = place
        yield found.get_charbox(start + count - 1, loose=True)[2] - found.get_charbox(start, loose=True)[0]


def test_a_rule_of_a_table_is_one_line(theme: Theme) -> None:
    printed = print_edition(
        chapters(report_sample.EN, (grid([["a", "b", "c"], ["d", "e", "f"]]),)), load_locale("en"), theme
    )
    drawn = [
        path.get_bounds() for page, _ in body(printed) for path in page.get_objects([pdfium.raw.FPDF_PAGEOBJ_PATH])
    ]
    rules = [right - left for left, bottom, right, top in drawn if right - left > 50 and top - bottom < 3]
    assert len(rules) == 3  # over the table, under its head and at its foot
    assert max(rules) - min(rules) < 2
