"""The plan: one set of slides for all languages, everything measured, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from deck_samples import (
    AT,
    LANGS,
    bullets,
    edition,
    every_kind,
    figure,
    flow,
    long_text,
    paragraph,
    plain,
    planned,
    plot,
    reported,
    say,
    section,
    slide,
    stress,
    table,
    theme,
)

from builder.deck.frames import OWN
from builder.deck.gauge import Gauge
from builder.deck.laid import layout_of
from builder.deck.pages import PAGES
from builder.deck.prose import printed
from builder.deck.slides import (
    Agenda,
    Bullets,
    ChartSlide,
    CodeSlide,
    Comparison,
    Cover,
    Deck,
    KeyFigures,
    Pair,
    ProcessSlide,
    SectionOpener,
    SourcesSlide,
    Statement,
    TableSlide,
)
from builder.deck.slots import BODY, Layout
from builder.diagnostics import Code
from builder.measure import deck_ruler
from builder.model import Callout, CalloutKind, CodeBlock, Edition, Items, Only

GAUGE = Gauge(deck_ruler(theme()), theme().deck)
SAMPLES = [every_kind, plain, stress]


def decks(make: Callable[[str], Edition]) -> tuple[Deck, ...]:
    return planned(*map(make, LANGS))


def deck(*slides: object, lang: str = "en") -> Deck:
    return planned(edition(lang, section("one", "One", *slides)))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("make", SAMPLES)
def test_all_languages_have_the_same_slides_in_the_same_order(make: Callable[[str], Edition]) -> None:
    zh, en = decks(make)
    assert [(type(s), layout_of(s)) for s in zh.slides] == [(type(s), layout_of(s)) for s in en.slides]
    assert [section.count for section in zh.sections] == [section.count for section in en.sections]
    assert sum(section.count for section in zh.sections) == len(zh.slides)


def test_the_longest_language_decides_for_all() -> None:
    short = edition("zh", section("a", "甲", slide("题", bullets(*["短"] * 12))))
    long = edition("en", section("a", "A", slide("Title", bullets(*[long_text("en", 300)] * 12))))
    zh, en = planned(short, long)
    alone = planned(short)[0]
    assert len(zh.slides) == len(en.slides) > len(alone.slides)


@pytest.mark.parametrize("make", SAMPLES)
def test_every_body_fits_the_frame_that_its_layout_gives_it(make: Callable[[str], Edition]) -> None:
    for one in decks(make):
        for slide_ in one.slides:
            if isinstance(slide_, Bullets | ChartSlide | Statement | CodeSlide | SourcesSlide) and slide_.body.points:
                frame = PAGES[layout_of(slide_)].slot(BODY).frame
                assert GAUGE.fits(slide_.body.points, slide_.body.size, frame), printed(slide_.head.title)
            if isinstance(slide_, ProcessSlide | Pair):
                assert slide_.body.height <= OWN.highest_note


@pytest.mark.parametrize("make", SAMPLES)
def test_every_title_fits_two_lines(make: Callable[[str], Edition]) -> None:
    for one in decks(make):
        for slide_ in one.slides:
            if not isinstance(slide_, Cover | Statement):
                frame = PAGES[layout_of(slide_)].slot(0).frame
                assert GAUGE.title_lines(slide_.head.title, slide_.head.part, slide_.head.size, frame.width) <= 2


def test_sizes_stay_above_their_floors() -> None:
    sizes = theme().deck
    for one in decks(stress):
        for slide_ in one.slides:
            if isinstance(slide_, Bullets):
                assert slide_.body.size >= sizes.body_floor
            if isinstance(slide_, TableSlide):
                assert slide_.size >= sizes.label_floor


def test_a_split_table_keeps_its_rows_and_repeats_its_head() -> None:
    whole = table("en", 60, 4)
    parts = [s for s in deck(slide("All rows", shown=(whole,))).slides if isinstance(s, TableSlide)]
    assert len(parts) > 2
    assert all(printed(part.table.head[0][1].children) == "Column 2" for part in parts)
    assert sum((part.table.body for part in parts), ()) == whole.body
    assert all(sum(part.heights) <= OWN.evidence.height and len(part.table.body) > 5 for part in parts)
    assert [part.head.part for part in parts][:1] == [f" (cont. 1/{len(parts)})"]


def test_a_wide_table_is_split_by_columns_with_the_first_repeated() -> None:
    wide = table("en", 3, 14, words=6)
    parts = [s for s in deck(slide("Wide", shown=(wide,))).slides if isinstance(s, TableSlide)]
    assert len(parts) > 1
    assert all(printed(part.table.head[0][0].children) == "Column 1" for part in parts)
    shown = {printed(cell.children) for part in parts for cell in part.table.head[0]}
    assert shown == {printed(cell.children) for cell in wide.head[0]}
    assert all(sum(part.widths) <= OWN.evidence.width + 1 for part in parts)


def test_takeaways_that_do_not_fit_beside_a_chart_follow_on_a_slide_of_bullets() -> None:
    one = deck(slide("Chart", bullets(*[long_text("en", 200)] * 6), shown=(figure("en"),)))
    kinds = [type(s) for s in one.slides[1:-1]]
    assert kinds[0] is ChartSlide
    assert set(kinds[1:]) == {Bullets}
    texts = [
        printed(p.children) for s in one.slides[1:-1] if isinstance(s, ChartSlide | Bullets) for p in s.body.points
    ]
    assert texts == [long_text("en", 200)] * 6


def test_nothing_of_a_very_long_bullet_is_lost() -> None:
    text = long_text("en", 3000)
    one = deck(slide("Long", bullets(text)))
    shown = " ".join(printed(p.children) for s in one.slides if isinstance(s, Bullets) for p in s.body.points)
    assert shown == text


def test_a_title_that_cannot_fit_is_cut_and_reported_with_its_place() -> None:
    span = replace(AT, line=41)
    long = replace(slide(long_text("zh", 300), bullets("a")), span=span)
    one = edition("zh", section("a", "甲", long))
    found = reported(one)
    assert [(d.code, d.span) for d in found] == [(Code.SLIDE_OVERFLOW, span)]
    assert printed(planned(one)[0].slides[1].head.title).endswith("…")


def test_titles_that_fit_are_not_reported() -> None:
    assert not reported(*map(every_kind, LANGS))


def test_authored_slides_become_what_they_show() -> None:
    kinds = {type(slide_).__name__ for slide_ in decks(every_kind)[0].slides}
    assert kinds == {
        "Cover", "ChartSlide", "Bullets", "Pair", "KeyFigures", "TableSlide", "ProcessSlide", "Comparison",
        "Statement", "PictureSlide", "CodeSlide", "Closing", "SourcesSlide",
    }  # fmt: skip


def test_chapters_without_slides_show_their_findings_figures_tables_and_code() -> None:
    one = decks(plain)[0]
    kinds = [type(slide_) for slide_ in one.slides]
    assert kinds.count(SectionOpener) == kinds.count(ChartSlide) == kinds.count(TableSlide) == 4
    assert CodeSlide in kinds
    opener = next(s for s in one.slides if isinstance(s, SectionOpener))
    assert opener.lead.points
    said = printed(opener.lead.points[0].children).rstrip("。")
    titles = [printed(s.head.title) for s in one.slides if isinstance(s, Statement)]
    assert said not in titles, "the opener already says the takeaway"


def test_short_reports_have_no_section_openers_and_say_their_takeaways() -> None:
    takeaway = Callout(CalloutKind.TAKEAWAY, (), (paragraph("Code leads."),), AT)
    one = planned(edition("en", section("a", "A", takeaway)))[0]
    assert [type(s) for s in one.slides] == [Cover, Statement, type(one.slides[-1])]
    assert printed(one.slides[1].head.title) == "Code leads"


def test_only_a_report_of_three_chapters_or_more_has_an_agenda() -> None:
    for names, count in (("ab", 0), ("abc", 1)):
        one = planned(edition("en", *(section(name, name, slide("Code leads", bullets("x"))) for name in names)))[0]
        assert sum(isinstance(made, Agenda) for made in one.slides) == count


def test_an_empty_chapter_still_has_a_slide_to_link_to() -> None:
    one = planned(edition("en", section("a", "Empty")))[0]
    assert "a" in one.slides[1].head.anchors


def test_references_stand_after_the_closing_slide() -> None:
    names = [type(slide_).__name__ for slide_ in decks(every_kind)[1].slides]
    assert names.index("SourcesSlide") > names.index("Closing")


def test_every_slide_has_notes() -> None:
    for make in SAMPLES:
        for one in decks(make):
            assert all(any(slide_.head.notes) for slide_ in one.slides)


def test_prose_in_notes_is_short_and_ends_with_a_sentence() -> None:
    one = planned(edition("en", section("a", "A", paragraph(long_text("en", 3000)))))[0]
    notes = "".join(one.slides[1].head.notes)
    assert 200 < len(notes) <= 620
    assert notes.endswith(".")


def test_a_slide_of_one_edition_alone_is_planned_alone() -> None:
    zh = edition("zh", section("a", "甲", figure("zh", "f"), figure("zh", "own")))
    en = edition("en", section("a", "A", figure("en", "f")))
    first, second = planned(zh, en)
    assert len(first.slides) == len(second.slides) + 1


def test_key_figures_keep_one_size_and_break_only_where_they_may() -> None:
    for one in decks(every_kind):
        for slide_ in one.slides:
            if isinstance(slide_, KeyFigures):
                assert 2 <= len(slide_.tiles) <= 6
                assert not any("个\n" in tile.value or "百\n" in tile.value for tile in slide_.tiles)


def test_a_comparison_has_panels_of_one_height_and_size() -> None:
    found = next(s for s in decks(every_kind)[1].slides if isinstance(s, Comparison))
    assert (found.left.body.size, found.left.body.height) == (found.right.body.size, found.right.body.height)


def test_only_blocks_and_nested_lists_are_read() -> None:
    nested = Items((replace(bullets("a").items[0], blocks=(paragraph("a"), bullets("b"))),), False, 1, True, AT)
    one = deck(slide("Nested", nested, Only("en", (paragraph("c"),), AT)))
    body = next(s.body for s in one.slides if isinstance(s, Statement))
    assert [(printed(p.children), p.level) for p in body.points] == [("a", 0), ("b", 1), ("c", 0)]


def test_evidence_inside_callouts_is_shown() -> None:
    box = Callout(CalloutKind.NOTE, say("Box"), (flow("en"), replace(figure("en"), content=plot("en"))), AT)
    one = planned(edition("en", section("a", "A", box)))[0]
    assert {ProcessSlide, ChartSlide} <= {type(s) for s in one.slides}


def test_layouts_are_enough_for_a_report() -> None:
    assert len(Layout) >= 12


def test_no_title_ends_with_a_lonely_word() -> None:
    title = "The market for coding tools is larger than the one in medicine, in law or in all of education"
    found = deck(slide(title, bullets("a"))).slides[1].head
    lines = GAUGE.ruler.wrap(printed(found.title), found.size, 872, bold=True)
    assert len(lines) == 1 or len(lines[-1].replace("\u00a0", " ").split()) > 1


def test_a_paragraph_that_only_announces_code_is_no_point() -> None:
    chapter = section("a", "A", paragraph("The answer is an object:"), CodeBlock("{}", "json", AT))
    one = planned(edition("en", chapter))[0]
    assert [type(s) for s in one.slides[1:-1]] == [CodeSlide]


def test_a_finding_that_becomes_a_title_loses_its_full_stop() -> None:
    finding = Callout(CalloutKind.FINDING, (), (paragraph("Code leads. By far."),), AT)
    one = planned(edition("en", section("a", "A", finding, figure("en"))))[0]
    chart = next(s for s in one.slides if isinstance(s, ChartSlide))
    assert printed(chart.head.title) == "Code leads"
    assert [printed(p.children) for p in chart.body.points] == ["By far."]


def test_what_no_slide_shows_stands_after_the_closing_slide() -> None:
    """A chapter with slides of its own keeps its other figures and tables for questions, each once."""
    shown, withheld = replace(figure("en"), id="shown"), replace(figure("en"), id="withheld")
    own = slide("A message", shown=(shown,))
    one = planned(edition("en", section("a", "A", shown, withheld, own)))[0]
    kinds = [type(made).__name__ for made in one.slides]
    after = one.slides[kinds.index("Closing") + 1 :]
    assert [anchor for made in after for anchor in made.head.anchors] == ["withheld"]
