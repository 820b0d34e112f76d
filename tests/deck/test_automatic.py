"""Decks of reports that have no slide of their own: their length, what they keep, and what they say is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from deck_samples import (
    AT,
    LANGS,
    bullets,
    edition,
    figure,
    locales,
    long_text,
    paragraph,
    planned,
    say,
    section,
    slide,
    table,
    theme,
)
from plain_samples import guide, long_report, nested, prose_table, spanned_table

from builder.deck import Length, plan
from builder.deck.choice import Candidate, chosen
from builder.deck.condense import Condenser
from builder.deck.cuts import fit_tables
from builder.deck.fit import fit_bodies
from builder.deck.frames import OWN
from builder.deck.gauge import Gauge
from builder.deck.grid import columns_of, sheet_of, spread
from builder.deck.laid import layout_of
from builder.deck.prose import printed
from builder.deck.slides import (
    Agenda,
    Bullets,
    Closing,
    CodeSlide,
    Deck,
    DeckSlide,
    Marker,
    PictureSlide,
    Point,
    SectionOpener,
    Statement,
    TableSlide,
)
from builder.diagnostics import Code, Diagnostic, Severity
from builder.measure import deck_ruler
from builder.model import (
    Callout,
    CalloutKind,
    Cell,
    CodeBlock,
    Edition,
    Heading,
    Image,
    Item,
    Items,
    Link,
    Paragraph,
    SlideLayout,
    Text,
)
from builder.pipeline import read
from builder.project import open_project
from builder.request import SLIDES
from builder.text import walk

ROOT = Path(__file__).parents[2]
GAUGE = Gauge(deck_ruler(theme()), theme().deck)


def decks(*editions: Edition, length: Length = Length.FULL) -> tuple[tuple[Deck, ...], list[Diagnostic]]:
    found: list[Diagnostic] = []
    return plan(editions, theme(), locales(), found.append, length), found


def main_of(deck: Deck) -> tuple[DeckSlide, ...]:
    """Slides up to the closing one."""
    end = next(n for n, made in enumerate(deck.slides, start=1) if isinstance(made, Closing))
    return deck.slides[:end]


def points_of(deck: Deck) -> Iterator[str]:
    for made in deck.slides:
        if isinstance(made, Bullets | Statement | PictureSlide | TableSlide):
            yield from (printed(point.children) for point in made.body.points)
        if isinstance(made, CodeSlide):
            yield from (printed(point.children) for point in made.intro.points)


def one(*blocks: object, lang: str = "en") -> Deck:
    return planned(edition(lang, section("one", "One", *blocks)))[0]  # type: ignore[arg-type]


# --- length


@pytest.mark.parametrize(("chapters", "sections"), [(5, 4), (12, 5), (100, 1)])
def test_a_report_of_any_length_gives_a_deck_of_sensible_length(chapters: int, sections: int) -> None:
    made, _ = decks(*(long_report(lang, chapters, sections) for lang in LANGS))
    for deck in made:
        main = main_of(deck)
        assert 20 <= len(main) <= 60
        assert len(deck.slides) - len(main) <= 40
    zh, en = made
    assert [layout_of(s) for s in zh.slides] == [layout_of(s) for s in en.slides]


def test_a_brief_deck_has_some_fifteen_slides_and_no_appendix() -> None:
    (deck,), _ = decks(long_report("en", 12, 4), length=Length.BRIEF)
    assert 12 <= len(deck.slides) <= 15
    assert isinstance(deck.slides[-1], Closing)


def test_the_pipeline_takes_the_length_by_its_name() -> None:
    book = read(open_project(ROOT / "examples" / "handbook"), lambda _: None, SLIDES[1])
    assert book is not None
    assert tuple(length.value for length in (Length.FULL, Length.BRIEF)) == SLIDES
    assert 10 <= len(book.decks[0].slides) <= 15


def test_slides_of_the_author_are_all_kept_but_in_a_brief_deck() -> None:
    own = edition("en", *(section(f"c{n}", f"C{n}", *(slide(f"Message {n} {k}") for k in range(20))) for n in range(5)))
    (full,), _ = decks(own)
    (brief,), _ = decks(own, length=Length.BRIEF)
    assert sum(isinstance(made, Statement) for made in full.slides) == 100
    assert len(brief.slides) <= 15


def test_every_chapter_has_a_slide_and_every_line_of_the_agenda_leads_to_one() -> None:
    (deck,), _ = decks(long_report("en", 20, 3))
    anchors = {anchor for made in deck.slides for anchor in made.head.anchors}
    assert {f"c{n}" for n in range(20)} <= anchors
    assert {made.head.chapter for made in main_of(deck)} >= {f"c{n}" for n in range(20)}


def test_the_agenda_of_a_book_of_many_chapters_groups_them() -> None:
    (deck,), _ = decks(long_report("en", 100, 1))
    lines = [line for made in deck.slides if isinstance(made, Agenda) for line in made.lines]
    anchors = {anchor for made in deck.slides for anchor in made.head.anchors}
    assert len(lines) <= 24
    assert printed(lines[0].title) == "Revenue 1 – Risk 4"
    assert {line.target for line in lines} <= anchors
    assert not any(isinstance(made, SectionOpener) for made in deck.slides)


def test_what_is_kept_is_spread_over_chapters_and_sections() -> None:
    rich = [Candidate(f"rich-{n}", "rich", f"s{n // 5}", 7.0) for n in range(50)]
    poor = [Candidate(f"poor-{n}", "poor", "p", 2.0) for n in range(3)]
    kept = chosen([*rich, *poor], 12)
    assert len(kept) == 12
    assert any(key.startswith("poor") for key in kept)
    assert len({one.section for one in rich if one.key in kept}) >= 8


# --- titles


def test_headings_as_titles_are_reported_once_for_all_languages() -> None:
    _, found = decks(*(long_report(lang, 4, 4) for lang in LANGS))
    headings = [fault for fault in found if fault.code is Code.HEADING_TITLE]
    assert [(fault.severity, fault.span) for fault in headings] == [(Severity.WARNING, AT)]
    assert "slides have headings" in headings[0].message


@pytest.mark.parametrize("kind", [CalloutKind.TAKEAWAY, CalloutKind.FINDING])
def test_the_message_of_a_section_is_its_title(kind: CalloutKind) -> None:
    message = Callout(kind, (), (paragraph("Code leads by far. It did so last year."),), AT)
    inner = section("b", "B", message, paragraph("Most tasks can be checked."), level=2)
    (deck,), found = decks(edition("en", section("a", "A", children=(inner,))))
    assert [printed(made.head.title) for made in deck.slides[1:-1]] == ["Code leads by far"]
    assert [printed(p.children) for p in deck.slides[1].body.points] == [  # type: ignore[union-attr]
        "It did so last year.",
        "Most tasks can be checked.",
    ]
    assert not found


def test_a_heading_that_several_sections_have_stands_after_its_chapter() -> None:
    chapters = (
        section(name, name.upper(), children=(section(f"{name}-x", "Limits", paragraph("Sixty a minute."), level=2),))
        for name in "ab"
    )
    titles = [printed(made.head.title) for made in planned(edition("en", *chapters))[0].slides[1:-1]]
    assert titles == ["A: Limits", "B: Limits"]


def test_the_title_of_a_statement_has_its_limit_too() -> None:
    """A title and a point or two become a statement, which takes more lines: four, at 24 pt or more."""
    long = slide(long_text("zh", 180), bullets("一"))
    _, found = decks(edition("zh", section("a", "甲", long)))
    assert [(fault.code, fault.severity) for fault in found] == [(Code.SLIDE_OVERFLOW, Severity.ERROR)]
    (deck,), found = decks(edition("zh", section("a", "甲", slide(long_text("zh", 90), layout=SlideLayout.STATEMENT))))
    assert not found
    assert deck.slides[1].head.size >= 24


def test_warnings_that_differ_in_their_place_alone_are_summed_up() -> None:
    inner = (section(f"s{n}", f"{n} {long_text('en', 400)}", paragraph("One."), level=2) for n in range(20))
    _, found = decks(edition("en", section("a", "A", children=tuple(inner))))
    assert sorted(fault.code for fault in found) == [Code.HEADING_TITLE, Code.SLIDE_OVERFLOW]
    assert any(fault.message.endswith("19 more like it") for fault in found)


# --- text

_POINTING = ("下表", "如下", "以下", "table below", "following", "As follows")


def test_a_figure_stands_with_what_is_said_of_it() -> None:
    shown = figure("en", "trend")
    told = paragraph(Link("#trend", say("Figure 1.1"), AT), " is about sales. Sales grew for three years in a row.")
    deck = one(shown, paragraph("An aside comes first."), paragraph("Another follows."), bullets("A list."), told)
    chart = next(made for made in deck.slides if "trend" in made.head.anchors)
    assert [printed(p.children) for p in chart.body.points] == ["Sales grew for three years in a row."]  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", LANGS)
def test_no_point_announces_or_points_to_what_does_not_follow(lang: str) -> None:
    (deck,), _ = decks(long_report(lang, 5, 5))
    said = list(points_of(deck))
    assert len(said) > 40
    for text in said:
        assert not text.endswith(("：", ":")), text
        assert not any(words in text for words in _POINTING), text


def test_a_sentence_that_leans_on_another_only_follows_it() -> None:
    text = say("Prices rose. This hurt sales. However, profit held. Costs fell in every region of the country.")
    told = Condenser(locales()["en"]).told((text,), 2)
    assert [printed(one_) for one_ in told] == ["Prices rose.", "This hurt sales."]
    fragments = (say("See the table below:"), say("It rose."))
    assert [printed(one_) for one_ in Condenser(locales()["en"]).told(fragments, 3)] == ["It rose."]


def test_a_number_stays_with_the_character_that_it_counts() -> None:
    deck = one(paragraph("市场规模达到 40 亿～74 亿美元，增长 8 倍。"), lang="zh")
    assert list(points_of(deck)) == ["市场规模达到 40\u00a0亿～74\u00a0亿美元，增长 8\u00a0倍。"]


def test_short_listings_that_follow_one_another_share_a_slide() -> None:
    listings = [CodeBlock(f"run step-{n}\ncheck", "sh", AT) for n in range(3)]
    told = [block for listing in listings for block in (paragraph("It runs one of the steps."), listing)]
    (shown,) = (made for made in one(*told, bullets("a", "b", "c", "d")).slides if isinstance(made, CodeSlide))
    assert [printed(point.children) for point in shown.body.points][::3] == ["run step-0", "run step-1", "run step-2"]
    long = CodeBlock("\n".join(f"line_{n}" for n in range(12)), "", AT)
    assert len([made for made in one(long, long).slides if isinstance(made, CodeSlide)]) == 2


def test_what_little_a_section_says_stands_over_its_only_listing() -> None:
    deck = one(paragraph("It sets the key."), CodeBlock("KEY=1", "", AT), bullets("on: it is used", "off: it is not"))
    (shown,) = (made for made in deck.slides if isinstance(made, CodeSlide | Bullets | Statement))
    assert isinstance(shown, CodeSlide)
    said = [printed(point.children) for point in shown.intro.points]
    assert said == ["It sets the key.", "on: it is used", "off: it is not"]


def test_titles_do_not_lead_out_of_the_deck() -> None:
    titled = replace(section("a", "", paragraph("It says something."), bullets("x", "y", "z")), title=(LINKED,))
    (deck,), _ = decks(edition("en", titled, section("b", "B", paragraph("More is said."), bullets("x", "y"))))
    heads = [made.head.title for made in deck.slides]
    assert any(printed(title) == "Its site" for title in heads)
    assert not any(isinstance(inline, Link) for title in heads for inline in title)


LINKED = Link("https://example.org", say("Its site"), AT)


# --- what is cut


def test_a_long_table_shows_its_first_rows_and_stands_whole_in_the_appendix() -> None:
    deck = one(table("en", 60, 4))
    first, *others = (made for made in deck.slides if isinstance(made, TableSlide))
    count = len(first.table.body)
    assert first in main_of(deck)
    assert 8 <= count < 20
    assert first.head.remark == f"First {count} of 60 rows; the whole table is in the appendix"
    assert not set(others) & set(main_of(deck))
    assert sum(len(part.table.body) for part in others) == 60


def test_a_table_of_hundreds_of_rows_is_left_to_the_report() -> None:
    deck = one(table("en", 400, 4))
    (shown,) = (made for made in deck.slides if isinstance(made, TableSlide))
    assert shown.head.remark.endswith("of 400 rows; the rest is in the report")


def test_long_text_in_cells_is_cut_to_a_sentence() -> None:
    deck = one(prose_table("en", "prose"))
    (shown,) = (made for made in deck.slides if isinstance(made, TableSlide))
    assert {printed(row[1].children) for row in shown.table.body} == {"The method looks things up before it answers."}
    assert shown.head.remark == "The rest is in the report"


def test_long_code_shows_its_first_lines_and_says_how_many() -> None:
    code = CodeBlock("\n".join(f"line_{n}" for n in range(200)), "", AT)
    (shown,) = (made for made in one(paragraph("It prints."), code).slides if isinstance(made, CodeSlide))
    count = len(shown.body.points)
    assert 8 <= count <= 16
    assert shown.head.remark == f"First {count} of 200 lines; the rest is in the report"
    assert shown.body.size >= theme().deck.label_floor


@pytest.mark.parametrize(("count", "depth"), [(40, 1), (500, 1), (30, 10)])
def test_a_long_list_is_cut_with_the_rest_counted(count: int, depth: int) -> None:
    whole = nested("en", count, depth)
    points = one(whole).slides[1].body.points  # type: ignore[union-attr]
    *kept, last = (printed(point.children) for point in points)
    total = len(list(_items(whole)))
    assert last == f"… and {total - len(kept)} more in the report"
    assert len(kept) >= 5


def test_no_cut_list_ends_with_the_label_of_what_is_left_out() -> None:
    inner = bullets(*[f"Item {n}." for n in range(3)])
    groups = Items(tuple(Item((paragraph(f"Group {n}"), inner), None, AT) for n in range(20)), False, 1, True, AT)
    *kept, _ = points_of(one(groups))
    assert kept
    assert not kept[-1].startswith("Group")


def test_what_opens_a_chapter_on_a_dark_ground_holds_no_links() -> None:
    said = Paragraph((Text("Read "), Link("https://x.org", (Text("more"),), AT), Text(" of it here.")), AT)
    parts = {c: tuple(section(f"{c}{n}", f"S{n}", table("en", 5, 3), level=2) for n in range(3)) for c in "abcd"}
    (deck,), _ = decks(edition("en", *(section(c, c, said, children=own) for c, own in parts.items())))
    opener = next(made for made in deck.slides if isinstance(made, SectionOpener))
    assert printed(opener.lead.points[0].children) == "Read more of it here."
    assert not any(isinstance(part, Link) for part in walk(opener.lead))


def _items(block: object) -> Iterator[object]:
    for item in block.items:  # type: ignore[attr-defined]
        yield item
        for inner in item.blocks[1:]:
            yield from _items(inner)


def test_short_lists_are_whole() -> None:
    (deck,), _ = decks(edition("en", section("a", "A", bullets(*[f"Item {n}." for n in range(7)]))))
    assert len(list(points_of(deck))) == 7
    assert len(planned(guide("zh"))[0].slides) == 6


def test_a_line_of_code_that_no_slide_holds_goes_on_in_the_next_frame() -> None:
    point = Point((Text("x" * 9000),), marker=Marker.NONE, mono=True)
    (parts,) = fit_bodies(((point,),), OWN.zone, OWN.zone, (14.0,), GAUGE)
    assert "".join(printed(p.children) for part in parts for p in part.points) == "x" * 9000
    assert all(GAUGE.fits(part.points, part.size, OWN.zone) for part in parts)


# --- wide tables


@pytest.mark.parametrize("columns", [9, 14, 24, 41])
@pytest.mark.parametrize("rows", [6, 60])
def test_a_table_of_many_columns_with_spans_stays_on_its_slides(rows: int, columns: int) -> None:
    tables = tuple(spanned_table(lang, rows, columns) for lang in LANGS)
    for whole, parts in zip(tables, fit_tables(tables, OWN.evidence, GAUGE), strict=True):
        for part in parts:
            assert sum(part.widths) <= OWN.evidence.width + 1
            assert sum(part.heights) <= OWN.evidence.height
            assert part.size >= theme().deck.label_floor
            assert printed(part.table.head[0][0].children) == printed(whole.head[0][0].children)
        shown = {printed(cell.children) for part in parts for row in part.table.head for cell in row}
        assert shown == {printed(cell.children) for row in whole.head for cell in row}


def test_tables_that_differ_in_their_columns_are_fitted_each_alone() -> None:
    zh, en = fit_tables((table("zh", 5, 30, words=4), table("en", 5, 12, words=4)), OWN.evidence, GAUGE)
    assert all(sum(part.widths) <= OWN.evidence.width + 1 for part in (*zh, *en))
    assert columns_of(zh[0].table) < 30


def test_a_cell_that_spans_all_rows_does_not_keep_them_together() -> None:
    base = table("en", 60, 4)
    rows = (((replace(base.body[0][0], rowspan=60)), *base.body[0][1:]), *(row[1:] for row in base.body[1:]))
    (parts,) = fit_tables((replace(base, body=rows),), OWN.evidence, GAUGE)
    assert all(sum(part.heights) <= OWN.evidence.height for part in parts)
    assert all(printed(part.table.body[0][0].children) == "Row 1" for part in parts)
    assert sum(len(part.table.body) for part in parts) == 60


@pytest.mark.parametrize(("width", "height", "shown"), [(90, 20, 0), (300, 200, 1)])
def test_badges_have_no_slide_of_their_own(width: int, height: int, shown: int) -> None:
    badge = replace(figure("en", "build", Image("wide.png")), caption=(), label="")
    one = edition("en", section("intro", "Intro", paragraph("Weirs hold water back."), badge))
    small = replace(one, assets={"wide.png": replace(one.assets["wide.png"], width=width, height=height)})
    assert sum(isinstance(each, PictureSlide) for each in planned(small)[0].slides) == shown


def test_rows_of_a_table_with_room_to_spare_are_of_one_height() -> None:
    cells = [[Cell(say(text), False)] for text in ("One line", "Two lines of text in a narrow column", "One line")]
    one = replace(table("en", 3, 1), body=tuple(map(tuple, cells)))
    frame = GAUGE.zone
    tight = sheet_of(one, 14, 150, GAUGE)
    heights = spread(tight, frame).heights
    assert len(set(tight.heights)) > 1
    assert max(heights) - min(heights) < 0.1
    assert sum(tight.heights) < sum(heights) <= frame.height
    full = spread(tight, replace(frame, height=sum(tight.heights)))
    assert full.heights == tight.heights


def test_a_heading_over_nothing_is_no_point() -> None:
    box = Callout(CalloutKind.NOTE, say("Contents"), (Heading(3, say("List"), AT),), AT)
    (deck,) = planned(edition("en", section("a", "A", paragraph("One thing holds."), paragraph("So does it."), box)))
    said = [printed(point.children) for point in deck.slides[1].body.points]  # type: ignore[union-attr]
    assert said == ["One thing holds.", "So does it."]
