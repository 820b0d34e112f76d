"""Wide and long content: nothing leaves the type area, nothing is lost, nothing lies over something else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import page
import pikepdf
import pypdfium2 as pdfium
import pytest

from builder.cells import keys
from builder.locales import load_locale
from builder.model import (
    Align,
    Asset,
    Blocks,
    Cell,
    Code,
    CodeBlock,
    Edition,
    Figure,
    Footnote,
    Image,
    Item,
    Items,
    Link,
    Paragraph,
    Section,
    Table,
    Text,
)
from builder.report import print_edition
from builder.report.composition import SOFT, holds, softened
from builder.report.fonts import heading_ruler
from builder.report.groups import group, groups
from builder.report.measures import MM, measures
from builder.report.pdf import Printed
from builder.report.press import Press
from builder.report.resources import Shelf
from builder.report.tables import grid
from builder.theme import Theme
from tests.report import report_sample
from tests.report.report_sample import SPAN, Wording, cell, paragraph, text
from tests.report.test_pages import chapters
from tests.whole import squeezed

SAMPLES = [report_sample.ZH, report_sample.EN]
BOTH = pytest.mark.parametrize("words", SAMPLES, ids=lambda words: words.lang)

NAMES = (
    "a_very_long_snake_case_identifier_that_goes_on_and_on_until_nothing_fits",
    "https://example.org/documents/of/many/folders/index.html?query=something&page=1234567890",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a089f86d081884c7d659a2feaa0",
    "source/main/org/example/project/module/ClassNameFactoryBuilder.configuration.json",
)


def wide(columns: int, rows: int = 5, said: str = "") -> Table:
    """A table whose every cell is a word of its own, and every third one says `said`, too."""
    body = tuple(
        tuple(cell(f"r{row}c{at}" + (f" {said}" if at % 3 == 2 else "")) for at in range(columns))
        for row in range(rows)
    )
    head = (tuple(Cell(text(f"head {at}"), True) for at in range(columns)),)
    return Table(f"t{columns}", text("c"), head, body, (Align.LEFT,) * columns, (), SPAN, "1")


def printed(words: Wording, theme: Theme, *contents: Blocks, **assets: Asset) -> Printed:
    edition = replace(chapters(words, *contents), assets=assets)
    return sound(print_edition(edition, load_locale(words.lang), theme), theme)


def sound(made: Printed, theme: Theme) -> Printed:
    """Nothing was complained about, leaves the type area or lies over something else."""
    assert made.complaints == ()
    margin = theme.report.margin_inner * MM
    with pdfium.PdfDocument(made.content) as document:
        for at, one in enumerate(document):
            lines = list(boxes(one))
            if at > 0:
                assert all(
                    margin - 1 <= left and right <= one.get_width() - margin + 1.5 for left, _, right, _ in lines
                )
                assert all(bottom > 0 and top < one.get_height() for _, bottom, _, top in lines)
            for first, second in combinations(lines, 2):
                assert shared(first, second) < 0.3, f"page {at + 1}"
    return made


def boxes(one: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Lines of text: left, bottom, right, top."""
    found = one.get_textpage()
    rects = (found.get_rect(at) for at in range(found.count_rects()))
    yield from (rect for rect in rects if rect[2] - rect[0] > 1 and rect[3] - rect[1] > 1)


def shared(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """How much of the smaller of two boxes lies in the other."""
    across, up = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    least = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return across * up / least if across > 0 and up > 0 else 0.0


def pages(made: Printed) -> list[str]:
    """The text of the pages without their heads and folios."""
    with pdfium.PdfDocument(made.content) as document:
        return [one.get_textpage().get_text_bounded(bottom=21 * MM, top=one.get_height() - 23 * MM) for one in document]


def everything(made: Printed) -> str:
    return squeezed("".join(pages(made)))


@pytest.fixture
def press(theme: Theme) -> Press:
    locale = load_locale("en")
    kind = measures(theme.report, locale.type)
    return Press(locale, theme, kind, heading_ruler(locale, theme), {}, Shelf(), holds(locale))


def test_a_table_takes_what_it_needs(press: Press) -> None:
    """The full measure, small type, a page on its side, groups of columns: in this order."""
    said = "water was measured at the upper weir"
    steps = [grid(wide(columns, said=said), press, outermost=True) for columns in (3, 12, 16, 40)]
    assert [(one.broad, bool(one.more)) for one in steps] == [
        (False, False),
        (False, False),
        (True, False),
        (True, True),
    ]
    assert [one.dense for one in steps] == [False, True, True, True]


def test_groups_have_the_first_column_again_and_every_other_once(press: Press) -> None:
    made = grid(wide(40, said="water was measured at the upper weir"), press, outermost=True)
    sheets = (made, *made.more)
    heads = [[words_of(one) for one in sheet.head[0]] for sheet in sheets]
    assert {head[0] for head in heads} == {"head 0"}
    assert [one for head in heads for one in head[1:]] == [f"head {at}" for at in range(1, 40)]
    assert max(map(len, heads)) - min(map(len, heads)) <= 3


def words_of(one: object) -> str:
    return "".join(getattr(item, "text", "") for item in one.children)  # type: ignore[attr-defined]


def test_no_page_on_its_side_inside_of_a_box(press: Press) -> None:
    made = grid(wide(40, said="water"), press, outermost=False)
    assert not made.broad
    assert made.more


def test_a_cell_over_columns_of_two_groups_stands_in_both() -> None:
    head = ((cell("a"), replace(cell("b"), colspan=4)),)
    body = (tuple(cell(str(at)) for at in range(5)),)
    table = Table("t", (), head, body, (Align.LEFT,) * 5, (), SPAN)
    first, second = (group(table, columns) for columns in groups((10.0,) * 5, 30.0))
    assert [one.colspan for one in first.head[0]] == [1, 2] == [one.colspan for one in second.head[0]]
    assert [cell_text(one) for one in first.body[0]] == ["0", "1", "2"]
    assert [cell_text(one) for one in second.body[0]] == ["0", "3", "4"]


def test_columns_that_say_what_a_row_is_stand_in_every_group() -> None:
    shared = (replace(cell("0"), rowspan=2), *(cell(str(at)) for at in range(1, 6)))
    body = (shared, tuple(cell(str(at)) for at in range(1, 6)))
    table = Table("t", (), (), body, (Align.LEFT,) * 6, (), SPAN)
    assert (keys(body), keys(body[:1]), keys((tuple(cell("x") for _ in range(4)),))) == (2, 2, 1)
    parts = [group(table, columns, 2) for columns in groups((10.0,) * 6, 40.0, 2)]
    rows = [[cell_text(one) for one in part.body[0]] for part in parts]
    assert rows == [["0", "1", "2", "3"], ["0", "1", "4", "5"]]


def cell_text(one: Cell) -> str:
    (inline,) = one.children
    assert isinstance(inline, Text)
    return inline.text


@BOTH
def test_wide_tables_lose_nothing(words: Wording, theme: Theme) -> None:
    tables = tuple(wide(columns, said=words.word) for columns in (9, 16, 30))
    made = printed(words, theme, (paragraph(words.sentence), *tables, paragraph(words.sentence)))
    found = "".join(pages(made)).split()
    assert {f"r{row}c{at}" for row in range(5) for at in range(30)} <= set(found)
    with pdfium.PdfDocument(made.content) as document:
        assert {one.get_width() > one.get_height() for one in document} == {True, False}
    assert page.validate_pdf_bytes(made.content, profile=page.ValidationProfile.PDF_UA_1).is_compliant


@BOTH
def test_a_row_higher_than_a_page_goes_on(words: Wording, theme: Theme) -> None:
    long = " ".join(f"w{at}" for at in range(1500))
    body = ((cell("a"), cell(long)), (cell("b"), cell("end")))
    made = printed(words, theme, (Table("t", text("c"), (), body, (Align.LEFT,) * 2, (), SPAN, "1"),))
    assert [
        word for word in "".join(f"{one} " for one in pages(made)).split() if word in set(long.split())
    ] == long.split()


@BOTH
def test_long_names_break_and_stay_whole(words: Wording, theme: Theme) -> None:
    inlines = tuple(
        one for name in NAMES for one in (Code(name), Text(" "), Link("https://example.org", text(name), SPAN))
    )
    rows = tuple(tuple(Cell((Code(name),), False) for name in NAMES) for _ in range(2))
    table = Table("t", text(" ".join(NAMES)), (), rows, (Align.LEFT,) * len(NAMES), (), SPAN, "1")
    code = CodeBlock("\n".join(name * 5 for name in NAMES), "", SPAN)
    edition = chapters(words, (Paragraph(inlines, SPAN), table, code, nested(words, NAMES[0], 8)))
    first = edition.document.sections[0]
    titled = replace(first, title=text(NAMES[1]), sections=(Section("s", 2, (Code(NAMES[0]),), (), (), SPAN, "1.1"),))
    made = sound(print_edition(with_sections(edition, titled), load_locale(words.lang), theme), theme)
    found = everything(made)
    for name in NAMES:
        assert squeezed(name * 5) in found
        assert found.count(squeezed(name)) >= 10
    assert SOFT not in "".join(pages(made))


def with_sections(edition: Edition, *sections: Section) -> Edition:
    return replace(edition, document=replace(edition.document, sections=sections))


def nested(words: Wording, said: str, depth: int) -> Items:
    inner: Blocks = (nested(words, said, depth - 1),) if depth > 1 else ()
    own = (paragraph(said), paragraph(words.sentence), CodeBlock("x = 1", "", SPAN))
    return Items((Item((*own, *inner), True if depth % 2 else None, SPAN),), depth % 3 == 0, 98, False, SPAN)


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("some_function_name_here", "some_|function_|name_|here"),
        ("https://example.org/a-path", "https://example.|org/|a-|path"),
        ("ClassNameFactoryBuilder", "Class|Name|Factory|Builder"),
        ("3.14159265358979323846", "3.14159265358979323846"),
        ("short_name", "short_name"),
    ],
)
def test_where_names_break(name: str, broken: str) -> None:
    assert softened(name).replace(SOFT, "|") == broken


@BOTH
def test_long_code_keeps_every_line(words: Wording, theme: Theme) -> None:
    lines = [f"{' ' * (at % 5)}value_{at} = {words.word} + {'x' * (at * 2)} # {at}" for at in range(200)]
    made = printed(words, theme, (CodeBlock("\n".join(lines) + "\n\tafter a tab", "", SPAN),))
    found = everything(made)
    assert all(squeezed(line) in found for line in lines)
    assert len(pages(made)) > 5


@BOTH
def test_a_note_longer_than_a_page_goes_on_at_the_next(words: Wording, theme: Theme) -> None:
    said = [f"said{at}." for at in range(900)]
    long, short = Footnote((paragraph(" ".join(said)),), SPAN), Footnote((paragraph("After."),), SPAN)
    body = paragraph(words.sentence, long, Text(" "), Text(words.sentence), short)
    made = printed(words, theme, (paragraph(words.long), body, paragraph(words.long)))
    assert [word for word in " ".join(pages(made)).split() if word.startswith("said")] == said
    found = everything(made)
    assert "2After." in found
    assert "3After." not in found


@BOTH
def test_pictures_in_sequence_keep_their_captions(words: Wording, theme: Theme) -> None:
    drawings = {
        f"p{at}": Asset(f"p{at}", "image/svg+xml", report_sample.DRAWING, None, width, height)
        for at, (width, height) in enumerate([(480, 200), (900, 300), (200, 2400), (3000, 100)] * 3)
    }
    shown = tuple(Figure(name, text(f"caption-{name}."), Image(name), name, (), SPAN) for name in drawings)
    made = printed(words, theme, (paragraph(words.sentence), *shown, paragraph(words.sentence)), **drawings)
    with pdfium.PdfDocument(made.content) as document:
        for one in document:
            captions = one.get_textpage().get_text_bounded().count("caption-")
            assert captions == one.get_textpage().get_text_bounded().count("Drawn")


@BOTH
def test_many_short_chapters_share_pages_and_long_ones_do_not(words: Wording, theme: Theme) -> None:
    short = printed(words, theme, *((paragraph(words.sentence),) for _ in range(30)))
    assert len(pages(short)) < 12
    chapter = tuple(paragraph(words.sentence * 3) for _ in range(8))
    two, four = (len(pages(printed(words, theme, *(chapter,) * count))) for count in (2, 4))
    assert four - two == 2 * 2


def test_titles_of_short_chapters_are_never_left_alone(theme: Theme) -> None:
    made = printed(report_sample.EN, theme, *((paragraph(f"Said{at}. " * 30),) for at in range(30)))
    starts = ["".join(one.split()) for one in pages(made)]
    assert all(f"Said{at}." in "".join(starts) for at in range(30))
    assert all(a != b for a, b in pairwise(starts))


def test_the_engine_still_gives_its_pseudo_elements_to_all() -> None:
    """Else what takes them away has become idle."""
    from weasyprint.html import UA_STYLESHEET

    given = {pseudo for _, _, _, pseudo, _ in UA_STYLESHEET.matcher.other_selectors}
    assert {"marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"} <= given


def test_content_of_pages_is_marked_as_tags_want_it(theme: Theme) -> None:
    made = print_edition(chapters(report_sample.EN, (paragraph("Said."),)), load_locale("en"), theme)
    with pikepdf.open(io.BytesIO(made.content)) as file:
        contents = [one.Contents.read_bytes() for one in file.pages]
    assert all(b"/MCID 0" in content for content in contents)
    assert not any(b"'MCID'" in content for content in contents)
