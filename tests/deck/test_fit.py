"""What fills a slide, and what becomes of what does not fit it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from deck_samples import (
    AT,
    bullets,
    edition,
    figure,
    flow,
    locales,
    long_text,
    paragraph,
    planned,
    plot,
    reported,
    say,
    section,
    slide,
    table,
    tangle,
    theme,
    tiles,
)
from lxml import etree

from builder.deck.flows import has_room, steps_of
from builder.deck.frames import OWN
from builder.deck.gauge import INDENT, Gauge, is_heavy, mono_wrapped, parted
from builder.deck.grid import PAD_X, narrow, sheet_of
from builder.deck.pages import PAGES
from builder.deck.paragraphs import Paragraphs
from builder.deck.prose import printed, says_again, sentences, settled
from builder.deck.runs import Writing
from builder.deck.slides import (
    Agenda,
    Body,
    Bullets,
    ChartSlide,
    CodeSlide,
    Deck,
    DeckSlide,
    KeyFigures,
    Marker,
    Point,
    ProcessSlide,
    Statement,
    TableSlide,
)
from builder.deck.slots import BODY, Layout
from builder.deck.tongues import under
from builder.diagnostics import Code, Severity
from builder.measure import deck_ruler
from builder.model import (
    Break,
    Cell,
    CodeBlock,
    Edge,
    Emph,
    Entry,
    Figure,
    Flow,
    Inline,
    Link,
    Mark,
    Node,
    NodeShape,
    References,
    Script,
    Status,
    Table,
    Text,
)

GAUGE = Gauge(deck_ruler(theme()), theme().deck)
LONG = long_text("en", 70)


def slides(*blocks: object) -> tuple[DeckSlide, ...]:
    return deck(*blocks).slides[1:-1]


def deck(*blocks: object) -> Deck:
    return planned(edition("en", section("a", "A", *blocks)))[0]  # type: ignore[arg-type]


def test_a_title_written_for_a_slide_must_fit_and_a_heading_is_only_cut() -> None:
    text = long_text("en", 300)
    (written,) = reported(edition("en", section("a", "A", slide(text, bullets("a", "b", "c")))))
    found = reported(edition("en", section("a", text, bullets("a", "b", "c"))))
    assert (written.code, written.severity) == (Code.SLIDE_OVERFLOW, Severity.ERROR)
    assert {(d.code, d.severity) for d in found} == {
        (Code.SLIDE_OVERFLOW, Severity.WARNING),
        (Code.HEADING_TITLE, Severity.WARNING),
    }


def test_the_words_that_a_title_loses_stand_in_the_notes() -> None:
    text = long_text("en", 300)
    one = planned(edition("en", section("a", text, bullets("a", "b", "c"))))[0].slides[1]
    assert printed(one.head.title).endswith("…")
    assert one.head.notes[0] == text


def test_a_process_that_no_slide_holds_is_listed_and_reported() -> None:
    great = tangle("en", 24)
    assert not has_room(great, GAUGE, OWN.evidence)
    one = edition("en", section("a", "A", slide("All", shown=(great,))))
    assert [(d.code, d.severity) for d in reported(one)] == [(Code.SLIDE_OVERFLOW, Severity.WARNING)]
    parts = [s for s in planned(one)[0].slides if isinstance(s, Bullets)]
    assert not any(isinstance(s, ProcessSlide) for s in planned(one)[0].slides)
    numbered = [point.number for s in parts for point in s.body.points if point.marker is Marker.NUMBER]
    assert numbered == list(range(1, 25))


def test_a_listed_process_says_where_its_branches_lead() -> None:
    nodes = tuple(Node(f"n{i}", NodeShape.STEP, say(name)) for i, name in enumerate(("Check?", "Ship", "Mend")))
    edges = (Edge("n0", "n1", say("yes")), Edge("n0", "n2", say("no")), Edge("n1", "n2", ()))
    points = steps_of(Flow("f", (), nodes, edges, "", (), AT))
    assert [(printed(p.children), p.level) for p in points] == [
        ("Check?", 0), ("yes → 2. Ship", 1), ("no → 3. Mend", 1), ("Ship", 0), ("Mend", 0),
    ]  # fmt: skip


def test_a_process_stands_larger_than_the_text_under_it() -> None:
    shown = next(s for s in slides(slide("Loop", bullets("a"), shown=(flow("en"),))) if isinstance(s, ProcessSlide))
    assert shown.body.height < OWN.evidence.height / 2


def test_quantities_of_key_figures_stay_on_one_line_at_one_size() -> None:
    for lang in ("zh", "en"):
        for count in (2, 3, 4, 6):
            one = edition(
                lang, section("a", "A", slide("Key", shown=(Figure("k", (), tiles(lang, count), "", (), AT),)))
            )
            shown = next(s for s in planned(one)[0].slides if isinstance(s, KeyFigures))
            frames = OWN.tiles(count, shown.widths, shown.height)
            for tile, frame in zip(shown.tiles, frames, strict=True):
                assert "\n" not in tile.value
                assert GAUGE.ruler.width(tile.value, shown.size, bold=True) <= frame.text_width
            assert max(frame.left + frame.width for frame in frames) <= OWN.zone.right + 0.01
            assert all(a.left + a.width <= b.left or a.top < b.top for a, b in pairwise(frames))
            assert max(frame.top + frame.height for frame in frames) <= OWN.zone.bottom + 0.01


def test_next_to_no_text_is_a_statement() -> None:
    assert [type(s) for s in slides(slide("Title", bullets("One short point")))] == [Statement]
    assert [type(s) for s in slides(slide("Title", bullets("a", "b", "c", "d")))] == [Bullets]


def test_a_single_point_has_no_bullet() -> None:
    (one,) = slides(slide("Chart", bullets("Alone"), shown=(figure("en"),)))
    assert isinstance(one, ChartSlide)
    assert [point.marker for point in one.body.points] == [Marker.NONE]


def test_the_text_of_a_short_section_stands_beside_its_evidence() -> None:
    (one,) = slides(paragraph("Code leads. By far."), table("en", 3, 3))
    assert isinstance(one, TableSlide)
    assert printed(one.head.title) == "A"
    assert printed(one.head.caption) == "Table 1  All indicators"
    assert [printed(point.children) for point in one.body.points] == ["Code leads.", "By far."]


def test_the_text_of_a_short_section_stands_over_its_code() -> None:
    (one,) = slides(paragraph("It answers."), CodeBlock("{}", "json", AT))
    assert isinstance(one, CodeSlide)
    assert printed(one.intro.points[0].children) == "It answers."
    assert one.intro.height + one.body.height < OWN.zone.height


def test_no_line_ends_with_a_number_before_its_scale_nor_begins_with_a_short_last_word() -> None:
    slot = PAGES[Layout.BULLETS].slot(BODY)
    gauge = Gauge(deck_ruler(theme()), theme().deck)

    def written(text: str) -> str:
        paragraphs = Paragraphs(Writing(locales()["en"]), gauge)
        (line,) = paragraphs.body(Body((Point(say(text), marker=Marker.BULLET),), 18), slot)
        return "".join(etree.fromstring(line).itertext())

    assert written("It costs 4 billion dollars") == "It costs 4\u00a0billion dollars"
    said = next(
        text
        for text in ("and so on " * 9 + "a" * n + " in 2025" for n in range(2, 40))
        if gauge.ruler.wrap(text, 18, slot.frame.text_width - INDENT)[-1] == "2025"
    )
    assert written(said) == f"{said[:-5]}\u00a02025"


def test_a_column_is_as_wide_as_the_longest_word_of_either_language() -> None:
    gauge = Gauge(deck_ruler(theme()), theme().deck)
    cell = Cell(under(say("教育"), say("Electroencephalography"), "en"), True)
    for size in (12.0, 16.0):
        (width,) = narrow(replace(table("zh", 1, 1), head=(), body=((cell,),)), size, gauge)
        assert width >= gauge.ruler.width("Electroencephalography", gauge.aside(size), bold=True) + 2 * PAD_X


def test_a_line_of_code_stands_in_a_lower_panel() -> None:
    (one,) = slides(slide("Code", CodeBlock("x = 1", "", AT)))
    (many,) = slides(slide("Code", CodeBlock("\n".join("x = 1" for _ in range(12)), "", AT)))
    assert isinstance(one, CodeSlide)
    assert isinstance(many, CodeSlide)
    assert 0.5 * OWN.zone.height < one.body.height < 0.7 * OWN.zone.height
    assert many.body.height == OWN.zone.height


def test_lines_of_code_stay_whole_where_some_size_allows_it() -> None:
    (one,) = slides(slide("Code", CodeBlock("x" * 100 + "\n" + "y" * 30, "", AT)))
    assert isinstance(one, CodeSlide)
    width = OWN.zone.width - 36
    assert [len(list(mono_wrapped(printed(p.children), one.body.size, width))) for p in one.body.points] == [1, 1]


def test_longer_lines_of_code_are_cut_after_a_space() -> None:
    text = "call " * 40
    lines = list(mono_wrapped(text, 12, 500))
    assert "".join(lines) == text
    assert all(line.endswith(" ") for line in lines)


def test_a_small_table_fills_half_of_the_content_at_least() -> None:
    shown = next(s for s in slides(slide("Table", shown=(table("en", 3, 3),))) if isinstance(s, TableSlide))
    assert sum(shown.heights) >= OWN.evidence.height / 2


def row_table(*cells: str) -> Table:
    """Heads over a single row."""
    head = tuple(Cell(say(f"Head {n}"), True) for n in range(len(cells)))
    return replace(table("en", 1, 2), head=(head,), body=(tuple(Cell(say(one), False) for one in cells),))


def shown_table(one: Table) -> TableSlide:
    return next(s for s in slides(slide("Table", shown=(one,))) if isinstance(s, TableSlide))


def test_a_table_of_two_rows_fills_half_of_the_content_at_least() -> None:
    shown = shown_table(table("en", 1, 2))
    assert len(shown.heights) == 2
    assert sum(shown.heights) > 0.6 * OWN.evidence.height


def test_a_single_row_of_words_stands_upright_and_one_of_numbers_lies() -> None:
    words, numbers = shown_table(row_table("one", "two", "three")).table, shown_table(row_table("1", "2", "3")).table
    assert [[printed(cell.children) for cell in row] for row in words.body] == [
        ["Head 0", "one"],
        ["Head 1", "two"],
        ["Head 2", "three"],
    ]
    assert not words.head
    assert all(row[0].header and not row[1].header for row in words.body)
    assert len(numbers.head) == len(numbers.body) == 1


def test_bold_text_is_measured_as_such_wherever_it_stands() -> None:
    bold = Emph(say("bold"), strong=True)
    assert is_heavy((bold,))
    assert is_heavy((Link("#a", (bold,), AT),))
    assert is_heavy((Script((Text("by "), bold), raised=True),))
    assert not is_heavy((Script(say("by"), raised=True),))


def test_links_and_words_between_full_width_marks_have_room_on_lines_of_their_own() -> None:
    """LibreOffice breaks neither at a space of a link nor after a full-width mark between Latin words."""

    def height(*inlines: Inline) -> float:
        one = replace(table("en", 1, 2), head=(), body=((Cell(inlines, False),),))
        return sheet_of(one, 16, 200, GAUGE).heights[0]

    words = "Prettier Commitlint Stylelint Semantic Release of Remark"
    assert height(Link("#a", say(words), AT), Break(), Text("by")) > height(Text(words), Break(), Text("by"))
    spaced, chained = "规范 Prettier Commitlint Stylelint", "规范 Prettier，Commitlint，Stylelint"
    assert height(Text(chained)) > height(Text(spaced))


def test_a_list_much_shorter_than_its_counterpart_is_set_larger() -> None:
    """Ten points in one language and four in the other."""
    many, few = bullets(*(f"第{n}点说明" for n in range(10))), bullets("One", "Two", "Three", "Four")
    zh = edition("zh", section("a", "甲", slide("标题", many)))
    en = edition("en", section("a", "A", slide("Title", few)))
    (long,), (short,) = ([s for s in one.slides if isinstance(s, Bullets)] for one in planned(zh, en))
    assert short.body.size > long.body.size
    assert GAUGE.spanned(short.body, GAUGE.zone) > GAUGE.zone.height / 2


def test_a_point_alone_is_a_statement_whatever_the_other_language_holds() -> None:
    many = bullets(*(f"第{n}点说明" for n in range(8)))
    zh = edition("zh", section("a", "甲", slide("标题", many)))
    en = edition("en", section("a", "A", slide("Title", bullets("A single point"))))
    long, short = (one.slides[1] for one in planned(zh, en))
    assert isinstance(long, Bullets)
    assert isinstance(short, Statement)
    assert [point.marker for point in short.body.points] == [Marker.NONE]


def test_notes_of_a_chart_stand_over_its_source() -> None:
    noted = replace(figure("en"), content=replace(plot("en"), notes=("Hatching marks forecasts", "Broken axis")))
    (one,) = slides(slide("Chart", shown=(noted,)))
    assert one.head.remark == "Hatching marks forecasts · Broken axis"


def test_a_caption_that_the_title_says_is_its_number_alone() -> None:
    (one,) = slides(slide("Gains on all major benchmarks were large", shown=(figure("en"),)))
    assert printed(one.head.caption) == "Figure 1.1"
    assert says_again("开源与闭源模型的差距缩小到 1.7%", "开源与闭源模型的差距")
    assert not says_again("Code leads", "Gains on major benchmarks")
    assert not says_again("Code leads", "")


def test_what_stands_after_the_closing_slide_is_not_on_the_agenda() -> None:
    refs = section("refs", "References", References((Entry("a", (), AT, "1", say("A source")),), AT))
    chapters = (section(name, name, slide("Code leads", bullets("x"))) for name in ("First", "Second", "Third"))
    agenda = next(s for s in planned(edition("en", *chapters, refs))[0].slides if isinstance(s, Agenda))
    assert [printed(line.title) for line in agenda.lines] == ["First", "Second", "Third"]


def test_a_long_chapter_stands_on_one_line_of_the_agenda() -> None:
    chapters = (section(name, text) for name, text in (("a", long_text("en", 200)), ("b", "B"), ("c", "C")))
    agenda = planned(edition("en", *chapters))[0].slides[1]
    assert isinstance(agenda, Agenda)
    assert all(GAUGE.ruler.width(printed(line.title), agenda.size) < 560 for line in agenda.lines)


def test_a_panel_beside_a_chart_is_as_high_as_its_text() -> None:
    frame = GAUGE.frame(Layout.CHART_TEXT, BODY)
    short, long = (slides(slide("Chart", bullets(*said), shown=(figure("en"),)))[0] for said in (["Few"], [LONG] * 3))
    assert isinstance(short, ChartSlide)
    assert isinstance(long, ChartSlide)
    assert GAUGE.needed(short.body.points, short.body.size, frame) <= short.body.height < 0.5 * frame.height
    assert long.body.height == frame.height
    assert short.body.size > long.body.size


def test_a_panel_beside_a_table_is_as_high_as_the_table() -> None:
    (one,) = slides(slide("Table", bullets("Few"), shown=(table("en", 6, 4),)))
    assert isinstance(one, TableSlide)
    assert one.body.height == sum(one.heights)


def test_space_parts_a_heading_from_what_is_over_it_not_from_its_text() -> None:
    points = (
        Point(say("a")),
        Point(say("b"), heading=True),
        Point(say("c")),
        Point(say("d"), level=1),
        Point(say("e")),
    )
    assert parted(points) == (False, True, False, False, True)


def test_a_title_of_two_lines_breaks_after_a_clause_or_in_the_middle() -> None:
    for title, first in (
        ("AI coding tools are production-ready; medical tools are experimental or in pilots", "AI coding tools are"
         " production-ready;"),
        ("Code data outweighs the medical and legal literature by orders of magnitude", "Code data outweighs the"
         " medical and"),
    ):  # fmt: skip
        head = slides(slide(title, bullets("a", "b", "c")))[0].head
        assert GAUGE.ruler.wrap(title, head.size, head.width, bold=True)[0].strip() == first


def test_a_sentence_inside_quotation_marks_does_not_stand_alone() -> None:
    assert sentences("“I work late. It is dark.” Then they close. Early.") == (
        "“I work late. It is dark.”",
        "Then they close.",
        "Early.",
    )


def test_yes_and_no_are_said_before_text() -> None:
    words = locales()["en"].words
    assert printed(settled((Status(Mark.YES), Text(" in all branches")), words)) == "Yes: in all branches"
    assert printed(settled((Status(Mark.NO),), words)) == "No"


def test_a_plan_needs_no_writer_of_presentations() -> None:
    code = "import sys; from builder.deck import plan; sys.exit('pptx' in sys.modules)"
    root = Path(__file__).parent.parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
