"""Cross-references on paper, blank pages, art that bleeds, a logo and a style sheet, lists that go over their page."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.model import Asset, Edition, House, Link, Paragraph, Text
from builder.report import print_edition
from builder.theme import Theme
from tests.report import report_sample
from tests.report.report_sample import SPAN, Wording, paragraph
from tests.report.test_contents import outlined
from tests.report.test_pages import chapters

SQUARE = b"""<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">
<rect width="20" height="20" fill="#00FF00"/></svg>"""


def referring(words: Wording) -> Edition:
    """Three chapters; the first names the others, the second, which has two pages, itself and the last."""

    def to(target: str) -> Paragraph:
        return Paragraph((Text("("), Link(f"#{target}", (Text(f"->{target}"),), SPAN), Text(")")), SPAN)

    much = tuple(paragraph(words.long) for _ in range(18))
    return chapters(words, (to("c2"), to("c3")), (*much, to("c2"), to("c3")), (paragraph(words.word),))


def texts(content: bytes) -> list[str]:
    with pdfium.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


@pytest.fixture(scope="module")
def bound(words: Wording, theme: Theme) -> bytes:
    return print_edition(referring(words), load_locale(words.lang), replace(theme, bound=True)).content


def test_references_to_other_chapters_say_the_page_on_paper(bound: bytes, words: Wording) -> None:
    with pdfium.PdfDocument(bound) as document:
        pages = {
            f"c{at}": document.get_page_label(mark.get_dest().get_index())
            for at, mark in enumerate(list(document.get_toc())[-3:], 1)
        }
    said = re.findall(r"->(c\d)([^)\n]*)\)", "\n".join(texts(bound)).replace("）", ")"))
    page = load_locale(words.lang).words.on_page
    expected = [("c2", pages["c2"]), ("c3", pages["c3"]), ("c2", ""), ("c3", pages["c3"])]
    assert [(name, "".join(re.findall(r"\d+", rest))) for name, rest in said] == expected
    assert re.sub(r"\s", "", page.format(n=pages["c2"])).strip("（()）") in re.sub(r"\s", "", "".join(texts(bound)))


def test_references_on_screen_are_links_alone(words: Wording, theme: Theme) -> None:
    content = print_edition(referring(words), load_locale(words.lang), theme).content
    assert re.findall(r"->(c\d)([^)\n]*)\)", "\n".join(texts(content))) == [(f"c{n}", "") for n in (2, 3, 2, 3)]


def test_blank_pages_are_blank(bound: bytes) -> None:
    pages = texts(bound)
    assert "" in pages
    assert all(page == "" or len(page) > 8 for page in pages)


def test_the_cover_bleeds_and_leaves_room_for_the_marks(bound: bytes, theme: Theme) -> None:
    ink = tuple(int(theme.colours.ink[at : at + 2], 16) for at in (1, 3, 5))
    with pdfium.PdfDocument(bound) as document:
        page = document[0]
        left, bottom, _, _ = page.get_bleedbox()
        media = page.get_mediabox()
        image = page.render(scale=1).to_pil().convert("RGB")
    across, up = round(left - media[0]), round(media[3] - bottom)
    assert image.getpixel((across + 2, image.height // 4)) == ink
    assert image.getpixel((across + 2, up - 3)) == ink
    assert image.getpixel((across - 3, image.height // 4)) == (255, 255, 255)


def test_a_publisher_has_a_logo_and_a_style(words: Wording, theme: Theme) -> None:
    plain = chapters(words, (paragraph(words.word),))
    asset = Asset("logo.svg", "image/svg+xml", SQUARE, None, 20, 20)
    css = '.depth-1 { color: #FF0000; background: url("logo.svg") } .cover-title::after { content: "※" }'
    house = House("logo.svg", css, ("logo.svg",))
    edition = replace(plain, assets={**plain.assets, "logo.svg": asset}, house=house)
    printed = print_edition(edition, load_locale(words.lang), theme)
    assert not printed.complaints
    with pdfium.PdfDocument(printed.content) as document:
        cover = {colour for _, colour in document[0].render(scale=1).to_pil().convert("RGB").getcolors(10**6)}
        first = {
            colour for _, colour in document[len(document) - 2].render(scale=1).to_pil().convert("RGB").getcolors(10**6)
        }
    assert (0, 255, 0) in cover
    assert {(0, 255, 0), (255, 0, 0)} <= first


def with_tables(edition: Edition, count: int) -> Edition:
    """So many of its chapters hold a table, so that there is a list of them behind the contents."""
    first = tuple(
        replace(one, blocks=(replace(report_sample.table(report_sample.ZH), id=f"t{at}", label=f"表 {at}.1"),))
        for at, one in enumerate(edition.document.sections[:count], 1)
    )
    sections = first + edition.document.sections[count:]
    return replace(edition, document=replace(edition.document, sections=sections))


def test_a_list_does_not_go_over_its_page_by_a_line(theme: Theme) -> None:
    """Twelve chapters with two sections each are four lines more than a page holds."""
    edition = with_tables(outlined(report_sample.ZH, 12, 2), 4)
    content = print_edition(edition, load_locale("zh"), theme).content
    contents, tables = (page for page in texts(content) if ". ." in page)
    lines = [line for line in contents.splitlines() if ". ." in line]
    assert len(lines) == 36
    numbers = [int(line.split()[-1]) for line in lines]
    assert numbers == sorted(numbers)
    assert 0 not in numbers
    assert tables.count("\n") < 9
