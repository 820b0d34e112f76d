"""Joined cells and pictures that are still to come, as readers of the PDF find them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from builder.locales import load_locale
from builder.model import Align, Asset, Break, Cell, Figure, Image, Link, Missing, Picture, Table, Text
from builder.report import print_edition
from builder.report.figures import drawing
from builder.report.measures import MM
from builder.report.press import Press
from builder.report.tables import grid
from builder.report.views import Anchor, Icon, Line
from builder.theme import Theme
from tests.report import report_sample
from tests.report.report_sample import SPAN, cell, text
from tests.report.test_columns import press
from tests.report.test_pages import chapters
from tests.verapdf import failures

__all__ = ["press"]


def long_table() -> Table:
    """Two groups of rows, the second longer than a page, under a head of two rows."""
    head = (
        (replace(cell("Model", header=True), rowspan=2), replace(cell("Tests", header=True), colspan=2)),
        (cell("passed", header=True), cell("all", header=True)),
    )
    groups = ((3, "short"), (70, "tall"))
    body = tuple(
        (*((replace(cell(name, header=True), rowspan=rows),) if n == 0 else ()), cell(f"{name} {n}"), cell("1"))
        for rows, name in groups
        for n in range(rows)
    )
    return Table("t", text("c"), head, body, (Align.LEFT,) * 3, (), SPAN, "Table 1.1")


def elements(file: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == kind:
            yield one


@pytest.fixture(scope="module")
def joined(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Path:
    figure = Figure("f", text("caption"), Missing("img/no.png"), "what it will show", (), SPAN, "Figure 1.1")
    heads_alone = Table(
        "h", (), ((cell("one", header=True), cell("two", header=True)),), (), (Align.LEFT,) * 2, (), SPAN
    )
    edition = chapters(report_sample.EN, (long_table(), figure, heads_alone))
    path = tmp_path_factory.mktemp("joined") / "joined.pdf"
    path.write_bytes(print_edition(edition, load_locale("en"), theme).content)
    return path


def test_cells_of_every_page_name_their_headers(joined: Path) -> None:
    with pikepdf.open(joined) as file:
        heads = {str(one.ID): one for one in elements(file, "/TH")}
        assert {str(one.A.Scope) for one in heads.values()} == {"/Column", "/Row"}
        counts = []
        for one in elements(file, "/TD"):
            named = [heads[str(name)] for name in one.get("/A", {}).get("/Headers", ())]
            counts.append(sorted(str(head.A.Scope) for head in named))
        assert ["/Column", "/Column", "/Row"] in counts
        assert [] not in counts


def test_pictures_with_a_line_of_a_cell_for_themselves_are_no_icons(press: Press) -> None:
    sizes = {"a": (1200, 600), "i": (16, 16)}
    assets = {name: Asset(name, "image/png", b"", None, *map(float, size)) for name, size in sizes.items()}
    shot, icon = (Picture(name, name, SPAN) for name in sizes)
    cells = ((shot,), (Text("x "), shot), (icon,), (Link("https://x.org", (shot,), SPAN), Break(), Text("words")))
    body = (tuple(Cell(children, False) for children in cells),)
    made = grid(Table("t", (), (), body, (Align.LEFT,) * 4, (), SPAN), replace(press, assets=assets), True)
    icons = [next(_icons(one.children)) for one in made.body[0].cells]
    assert [one.style for one in icons] == ["plate", "picture", "picture", "plate"]
    assert made.columns[0] > 2 * made.columns[2]
    assert 0 < icons[0].width < 1200


def _icons(line: Line) -> Iterator[Icon]:
    for item in line:
        if isinstance(item, Icon):
            yield item
        elif isinstance(item, Anchor):
            yield from _icons(item.children)


def test_rows_of_every_page_have_as_many_columns(joined: Path, tmp_path: Path) -> None:
    assert failures([joined]) == []


def test_a_group_longer_than_a_page_goes_on_and_a_short_one_is_not_parted(joined: Path) -> None:
    with pdfium.PdfDocument(joined) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    rows = [n for n, page in enumerate(pages) for at in range(3) if f"short {at}" in page]
    assert len(set(rows)) == 1
    assert sum("tall" in page for page in pages) >= 2
    assert all(any(f"tall {n}" in page for page in pages) for n in range(70))


def test_a_picture_that_is_to_come_is_a_figure_that_says_what_and_where(joined: Path) -> None:
    with pdfium.PdfDocument(joined) as document:
        whole = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "what it will show" in whole
    assert "img/no.png" in whole
    with pikepdf.open(joined) as file:
        assert "what it will show" in {str(one.get("/Alt", "")) for one in elements(file, "/Figure")}


@pytest.mark.parametrize(
    ("image", "size", "share"),
    [
        (Image("a"), (100, 50), None),
        (Image("a", 60, percent=True), (100, 50), 0.6),
        (Image("a", 100, percent=True), (5000, 50), 1.0),
        (Image("a", 100, percent=True), (50, 5000), None),
        (Image("a", 40), (1000, 500), None),
        (Image("a"), (24, 24), None),
    ],
)
def test_pictures_are_as_wide_as_asked_and_never_beyond_the_page(
    image: Image, size: tuple[int, int], share: float | None, press: Press
) -> None:
    asset = Asset("a", "image/png", b"", None, *map(float, size))
    made = drawing(Figure("f", (), image, "x", (), SPAN), replace(press, assets={"a": asset}), True).width * MM
    wanted = (
        share * press.measures.text if share else (image.width if image.width and not image.percent else size[0]) * 0.75
    )
    assert made == pytest.approx(min(wanted, press.measures.tallest * size[0] / size[1]))


def test_a_picture_without_words_is_named_after_its_file(press: Press) -> None:
    asset = Asset("img/map.png", "image/png", b"", None, 9.0, 9.0)
    figure = Figure("", (), Image("img/map.png"), "", (), SPAN)
    assert drawing(figure, replace(press, assets={"img/map.png": asset}), True).alt == "map"


@pytest.mark.parametrize(("alt", "said"), [("what it will show", 1), ("", 0), ("The caption", 0)])
def test_the_frame_of_a_missing_picture_says_no_caption_again(alt: str, said: int, press: Press) -> None:
    figure = Figure("f", text("The caption."), Missing("img/no.png"), alt, (), SPAN, "Figure 1.1")
    src = drawing(figure, press, outermost=True).src
    content = press.shelf.items[src].content.decode()
    assert "img/no.png" in content
    assert content.count("what it will show") == said
    assert "The caption" not in content
