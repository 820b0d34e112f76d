"""Pages are counted from the first chapter on, and from there alone."""

from __future__ import annotations

import io

import pypdfium2 as pdfium

from builder.report.pdf import running
from builder.theme import load_theme

CSS = """
@page { size: 300px 200px; margin: 40px }
@page opening { @bottom-left { content: counter(page) } @top-left { content: "head" } }
@page :nth(1 of opening) { counter-reset: page 1; @top-left { content: none } }
.chapter { page: opening }
"""
BREAK = ' style="break-before: page"'


def heads_and_folios(breaks: tuple[bool, ...], runs_on: bool) -> list[str]:
    """What stands in the margins of each page of a document whose chapters begin new ones, or do not."""
    chapters = "".join(f'<section class="chapter"{BREAK if one else ""}><p>text</p></section>' for one in breaks)
    html = f"<p>front</p><main{' class=runs-on' if runs_on else ''}>{chapters}</main>"
    with running({}, load_theme(None).fonts) as engine:
        content = engine.render(html, CSS).write_pdf()
    with pdfium.PdfDocument(io.BytesIO(content)) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(text.replace("text", "").split()) for text in texts]


def test_a_break_between_chapters_that_share_pages_goes_on_counting() -> None:
    assert heads_and_folios((False, False, True, True), runs_on=True) == ["front", "1", "head 2", "head 3"]


def test_one_chapter_a_page_begins_the_count_where_it_says() -> None:
    assert heads_and_folios((False, True), runs_on=False) == ["front", "1", "1"]
