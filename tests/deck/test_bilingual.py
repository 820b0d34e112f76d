"""The bilingual deck: the slides of the single decks, each in both languages."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import brands
import pytest
from deck_samples import LANGS, edition, every_kind, flow, locales, paired, paragraph, planned, section, slide, theme
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.presentation import Presentation as Pptx
from test_brand import template_of

from builder.deck import plan
from builder.deck.basis import basis
from builder.deck.bilingual import joined, write
from builder.deck.bilingual.exhibits import Exhibits
from builder.deck.bilingual.merging import in_order
from builder.deck.bilingual.plots import both as both_plots
from builder.deck.bilingual.tables import both as both_tables
from builder.deck.frames import OWN
from builder.deck.gauge import Gauge
from builder.deck.identity import distinct, slide_ids
from builder.deck.native_chart import chart_bytes
from builder.deck.native_flow import add_flow
from builder.deck.prose import printed
from builder.deck.slides import Body, Deck, Head, ProcessSlide, TableSlide
from builder.deck.tongues import beside, is_quantity, under
from builder.measure import deck_ruler, has_east_asian
from builder.model import Align, Axis, Cell, Flow, Marks, Paint, Plot, Shape, Stacking, Style, Table, Text, Tick
from builder.pipeline import Book, read
from builder.project import open_project
from builder.text import in_two

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FERRY = Path(__file__).parents[2] / "examples" / "ferry"
PAIRS = (("zh", "fr"), ("en", "zh"))


@cache
def ferry() -> Book:
    book = read(open_project(FERRY), lambda _: None)
    assert book is not None
    return book


def decks(first: str, second: str) -> tuple[Deck, Deck]:
    found = {deck.lang: deck for deck in ferry().decks}
    return found[first], found[second]


@cache
def written(first: str, second: str) -> bytes:
    book = ferry()
    editions = {one.lang: one for one in book.editions}
    return write(decks(first, second), (editions[first], editions[second]), book.theme, book.locales)


def opened(content: bytes) -> Pptx:
    return Presentation(io.BytesIO(content))


def ids(one: Pptx) -> list[int]:
    return [int(slide.slide_id) for slide in one.slides]


def words(text: str) -> str:
    """Without what wraps and joins."""
    return "".join(text.split())


@pytest.mark.parametrize("pair", PAIRS)
def test_it_has_the_slides_of_the_single_decks(pair: tuple[str, str]) -> None:
    for deck in decks(*pair):
        assert ids(opened(written(*pair))) == list(slide_ids(distinct(one.head.name for one in deck.slides)))


@pytest.mark.parametrize("pair", PAIRS)
def test_titles_and_notes_are_in_both_languages_the_first_before_the_second(pair: tuple[str, str]) -> None:
    one = opened(written(*pair))
    for made, first, second in zip(one.slides, *(deck.slides for deck in decks(*pair)), strict=True):
        assert made.shapes.title is not None
        lines = [paragraph.text for paragraph in made.shapes.title.text_frame.paragraphs]
        assert list(map(words, lines)) == [words(printed(slide.head.title)) for slide in (first, second)]
        notes = made.notes_slide.notes_text_frame
        assert notes is not None
        said = notes.text
        for line in (*first.head.notes, *second.head.notes):
            assert line in said
        assert said.startswith(first.head.notes[0])
        assert said.endswith(second.head.notes[-1])


@pytest.mark.parametrize("pair", PAIRS)
def test_every_run_is_tagged_with_its_own_language(pair: tuple[str, str]) -> None:
    first, second = (ferry().locales[lang] for lang in pair)
    tags = {first.tag, second.tag, *(one.type.latin_tag for one in (first, second))}
    seen = set()
    with zipfile.ZipFile(io.BytesIO(written(*pair))) as package:
        for part in package.namelist():
            if not part.startswith(("ppt/slides/slide", "ppt/notesSlides/notes", "ppt/charts/chart")):
                continue
            for run in etree.fromstring(package.read(part)).iter(f"{A}r", f"{A}fld"):
                properties = run.find(f"{A}rPr")
                assert properties is not None, part
                lang, text = properties.get("lang"), "".join(run.itertext())
                assert lang in tags, text
                assert not has_east_asian(text) or lang == "zh-CN", text
                seen.add(lang)
    assert {first.tag, second.tag} <= seen


def test_what_is_smaller_can_still_be_read() -> None:
    for made in opened(written("zh", "fr")).slides:
        for run in made._element.iter(f"{A}rPr"):
            assert int(run.get("sz", "1200")) >= 1100


def test_properties_sections_and_alternative_texts_are_in_both_languages() -> None:
    first, second = decks("zh", "fr")
    one = opened(written("zh", "fr"))
    assert one.core_properties.title == f"{first.title} / {second.title}"
    names = one.part._element.xpath(".//*[local-name()='section']/@name")
    assert names[0] == f"{first.sections[0].name} / {second.sections[0].name}"
    charts = [slide.plot.alt for deck in (first, second) for slide in deck.slides if hasattr(slide, "plot")]
    told = one.slides[1]._element.xpath(".//p:graphicFrame//p:cNvPr/@descr")
    assert told == ["\n".join(charts)]


def test_it_is_valid_and_the_same_twice(tmp_path: Path) -> None:
    content = paired(every_kind)
    assert content == paired(every_kind)
    (tmp_path / "pair.pptx").write_bytes(content)
    assert not validate_pptx(tmp_path / "pair.pptx").errors


def test_on_a_template_of_a_company(tmp_path: Path) -> None:
    editions = tuple(every_kind(lang) for lang in LANGS)
    house = replace(editions[0].house, template=template_of(brands.dark()))
    first, second = (replace(one, house=house) for one in editions)
    made = plan((first, second), theme(), locales(), lambda _: None)
    (tmp_path / "pair.pptx").write_bytes(write((made[0], made[1]), (first, second), theme(), locales()))
    assert not validate_pptx(tmp_path / "pair.pptx").errors
    one = Presentation(str(tmp_path / "pair.pptx"))
    assert len(one.slides) == len(made[0].slides)
    for page in one.slides:
        assert page.shapes.title is not None
        assert len(page.shapes.title.text_frame.paragraphs) == 2


def test_a_slide_of_one_language_stands_where_it_stands_there() -> None:
    def report(lang: str, *more: str) -> Deck:
        slides = tuple(slide(name, paragraph(name)) for name in ("A", *more, "B"))
        own = replace(section("one", "One"), blocks=slides)
        return planned(edition("zh", own), edition("en", own))[LANGS.index(lang)]

    first, second = report("zh"), report("en", "Alone")
    deck = joined((first, second), theme(), (locales()["zh"], locales()["en"]))
    titles = [printed(one.head.title) for one in deck.slides]
    assert len(titles) == len(first.slides) + 1
    assert titles.index("Alone") == 1 + next(n for n, title in enumerate(titles) if title.startswith("A"))
    assert deck.slides[titles.index("Alone")].head.lang == "en"
    assert sum(one.count for one in deck.sections) == len(deck.slides)
    assert in_order(("a", "b"), ("x", "a", "y", "z", "b", "w")) == ("x", "a", "y", "z", "b", "w")


def test_what_reads_the_same_stands_once() -> None:
    same = (Text("SWE-bench, 42%"),)
    assert under(same, (Text("SWE-bench 42%"),), "en") == same
    assert beside(same, (), "en") == same
    assert [printed(part) for part in in_two(under((Text("代码"),), (Text("Code"),), "en"))] == ["代码", "Code"]
    assert is_quantity("约 6.3 亿", locales()["zh"])
    assert is_quantity("January 2026", locales()["en"])
    assert not is_quantity("2026（预测）", locales()["zh"])
    assert not is_quantity("数月至数年", locales()["zh"])


def test_a_head_in_another_scale_is_not_said_over_the_numbers_of_the_first() -> None:
    def table(head: str, *cells: str) -> TableSlide:
        rows = tuple(
            (Cell((Text(name),), True), Cell((Text(cell),), False)) for name, cell in zip("XY", cells, strict=True)
        )
        heads = ((Cell((Text(f"Name {head}"),), True), Cell((Text(head),), True)),)
        own = Table("t", (), heads, rows, (Align.LEFT, Align.LEFT), (), every_kind("en").document.front.span)
        return TableSlide(Head((), own.span), own, Body(), size=14, widths=(400, 400), heights=(30, 30, 30))

    gauge = Gauge(deck_ruler(theme()), theme().deck)
    pair = locales()["zh"], locales()["en"]
    scaled, _ = both_tables(table("万人", "6300", "12"), table("millions", "63", "0.12"), OWN.evidence, gauge, pair)
    named, head = scaled.table.head[0]
    assert printed(named.children) == "Name 万人\nName millions"
    assert printed(head.children) == "万人"
    same, _ = both_tables(table("人", "63", "12"), table("people", "63", "12"), OWN.evidence, gauge, pair)
    assert printed(same.table.head[0][1].children) == "人\npeople"


def test_the_unit_of_a_chart_is_said_twice_only_where_both_count_in_it() -> None:
    first, second = (
        next(slide.plot for slide in deck.slides if hasattr(slide, "plot")) for deck in planned(*map(every_kind, LANGS))
    )
    assert isinstance(first, Plot)
    pair = locales()["zh"], locales()["en"]
    assert both_plots(first, second, theme(), pair, (500, 300)).unit == "百分点 / pp"
    other = replace(second, marks=tuple(replace(one, values=(1, 2, 3)) for one in second.marks))
    assert both_plots(first, other, theme(), pair, (500, 300)).unit == "百分点"
    assert both_plots(first, second, theme(), pair, (500, 300)).categories[0] == "代码\nCode"
    assert both_plots(first, second, theme(), pair, (500, 60)).categories == first.categories


def test_arrows_of_a_process_are_said_in_both_languages_in_runs_of_their_own() -> None:
    def labelled(lang: str, word: str) -> Flow:
        edges = flow(lang).edges
        return replace(flow(lang), edges=(replace(edges[0], label=(Text(word),)), *edges[1:]))

    first, second = labelled("zh", "是"), labelled("en", "Yes")
    gauge = Gauge(deck_ruler(theme()), theme().deck)
    joined_slide, unsaid = Exhibits(gauge, theme(), (locales()["zh"], locales()["en"])).process(
        *(ProcessSlide(Head((), every_kind("zh").document.front.span), one, Body()) for one in (first, second))
    )
    assert unsaid == ()
    assert printed(joined_slide.flow.edges[0].label) == "是\nYes"
    beside_it = replace(joined_slide.flow.edges[0], label=beside((Text("是"),), (Text("Yes"),), "en"))
    for edge in (joined_slide.flow.edges[0], beside_it):
        own = replace(joined_slide.flow, edges=(edge, *joined_slide.flow.edges[1:]))
        presentation = Presentation()
        page = presentation.slides.add_slide(presentation.slide_layouts[6])
        add_flow(page, own, 0, 0, 9_000_000, 4_000_000, theme(), locales()["zh"], locales()["en"])
        runs = {run.findtext(f"{A}t").strip(): run[0].get("lang") for run in page._element.iter(f"{A}r")}
        assert (runs["是"], runs["Yes"]) == ("zh-CN", "en-US")


def test_drafts_and_handouts_are_marked_in_both_languages() -> None:
    first, second = (replace(deck, draft=True) for deck in decks("zh", "fr"))
    both = replace(first, second=second)
    one, other = (ferry().locales[lang] for lang in ("zh", "fr"))
    with zipfile.ZipFile(io.BytesIO(basis(first.master, theme(), one, both, other))) as package:
        marked = etree.fromstring(package.read("ppt/slideMasters/slideMaster1.xml"))
        headed = etree.fromstring(package.read("ppt/handoutMasters/handoutMaster1.xml"))
    assert f"{one.words.draft} / {other.words.draft}" in "".join(marked.itertext())
    assert f"{first.footer} / {second.footer}" in "".join(headed.itertext())


def test_points_are_named_in_both_languages_where_as_many_find_room() -> None:
    styles = (Style(Paint.GREY),) * 2
    axis = Axis(0, 10, (Tick(0, "0"), Tick(10, "10")), False, True, "")

    def cloud(*names: str) -> Plot:
        marks = Marks(Shape.POINT, "s", (2.0, 8.0), names, styles, xs=(2.0, 8.0))
        return Plot("c", "scatter", (), (marks,), axis, axis, False, Stacking.NONE, (), "", (), (), "")

    pair = locales()["zh"], locales()["en"]
    named = both_plots(cloud("中心", "港口"), cloud("Central", "Harbour"), theme(), pair, (500, 300))
    assert named.marks[0].labels == ("中心\nCentral", "港口\nHarbour")
    xml = chart_bytes(named, theme(), pair[0], 500, 300, "", pair[1]).part.decode()
    runs = dict(re.findall(r'lang="([^"]+)" sz="[0-9]+" b="0">.{0,200}?<a:t>(中心|Central)</a:t>', xml))
    assert runs == {pair[0].tag: "中心", pair[1].tag: "Central"}
