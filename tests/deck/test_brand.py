"""Decks on templates of companies: what of the template is kept, what is dropped, and where what stands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import brands
import pytest
import rendered
from deck_samples import LANGS, every_kind, locales, plain, theme
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation

from builder.deck import Deck, plan
from builder.deck.bare import bare
from builder.deck.brand import read_brand
from builder.deck.dress import dress
from builder.deck.frames import OWN
from builder.deck.master import Master
from builder.deck.matching import SLUGS
from builder.deck.pages import PAGES
from builder.deck.pptx import write as write_deck
from builder.deck.roles import roles_of
from builder.deck.shades import Shade, contrast
from builder.deck.slots import BODY, TITLE, Layout, Slot
from builder.deck.template import template
from builder.diagnostics import Code, Diagnostic, Severity, Span
from builder.model import Edition, Template
from builder.verify import office

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
AT = Span("content/report.yaml", 4, 13)
FACES = {"Calibri": "Liberation Sans", "Georgia": "Liberation Sans", "Verdana": "Liberation Sans"} | {
    "Garamond": "Liberation Sans",
    "楷体": "Noto Sans SC",
}


def template_of(content: bytes, **layouts: str) -> Template:
    names = {name.replace("_", "-"): theirs for name, theirs in layouts.items()}
    return Template("content/brand.pptx", content, AT, names, dict.fromkeys(names, AT))


def made(
    brand: Template, make: Callable[[str], Edition] = every_kind
) -> tuple[tuple[Deck, ...], dict[str, bytes], list[Diagnostic]]:
    """Decks of all languages on the template, their bytes, and what was said."""
    found: list[Diagnostic] = []
    editions = tuple(make(lang) for lang in LANGS)
    editions = tuple(replace(one, house=replace(one.house, template=brand)) for one in editions)
    decks = plan(editions, theme(), locales(), found.append)
    out = {
        deck.lang: write_deck(deck, theme(), locales()[deck.lang], edition.assets)
        for deck, edition in zip(decks, editions, strict=False)
    }
    return decks, out, found


@cache
def deck_on(name: str) -> tuple[tuple[Deck, ...], dict[str, bytes], list[Diagnostic]]:
    return made(template_of(brands.BRANDS[name]()))


def master_of(content: bytes, **layouts: str) -> Master:
    found: list[Diagnostic] = []
    master = dress(template_of(content, **layouts), theme(), found.append)
    assert master is not None
    return master


def room(slot: Slot) -> tuple[float, ...]:
    frame = slot.frame
    return frame.left, frame.top, frame.width, frame.height, frame.text_width, frame.text_height


def home(master: Master, layout: Layout) -> str:
    """The name of the layout that serves."""
    own, brand = master.pages[layout].home, master.brand
    assert own is not None
    assert brand is not None
    return next(one.name for one in brand.layouts if one.part == own.part)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("name", brands.BRANDS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_deck_is_valid_and_made_on_the_companys_layouts(name: str, lang: str, tmp_path: Path) -> None:
    content = deck_on(name)[1][lang]
    path = tmp_path / "deck.pptx"
    path.write_bytes(content)
    assert [str(error) for error in validate_pptx(str(path)).errors] == []
    theirs = {layout.name for layout in Presentation(io.BytesIO(brands.BRANDS[name]())).slide_layouts}
    deck = Presentation(path)
    assert {layout.name for layout in deck.slide_layouts} == theirs
    for slide in deck.slides:
        there = {shape.placeholder_format.idx for shape in slide.slide_layout.placeholders}
        assert {shape.placeholder_format.idx for shape in slide.placeholders} <= there
        assert slide.shapes.title is not None


@pytest.mark.parametrize("name", brands.BRANDS)
def test_nothing_is_a_text_box_or_stands_outside_the_slide(name: str) -> None:
    deck = Presentation(io.BytesIO(deck_on(name)[1]["en"]))
    for slide in deck.slides:
        boxes = [one for one in slide._element.iter(f"{P}cNvSpPr") if one.get("txBox")]
        assert all(one.getparent().getparent().getparent().tag == f"{P}grpSp" for one in boxes)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width + 1
            assert shape.top + shape.height <= deck.slide_height + 1


@pytest.mark.parametrize("name", brands.BRANDS)
def test_all_languages_keep_the_same_slides_and_the_bytes_are_the_same_again(name: str) -> None:
    decks, out, _ = deck_on(name)
    layouts = [[slide.slide_layout.name for slide in Presentation(io.BytesIO(one)).slides] for one in out.values()]
    assert layouts[0] == layouts[1]
    assert made(template_of(brands.BRANDS[name]()))[1] == out
    assert all(len(one) < 2**20 for one in out.values())
    assert all(deck.master.brand is not None for deck in decks)


def test_samples_go_and_the_look_stays() -> None:
    content = deck_on("dark")[1]["en"]
    parts = parts_of(content)
    for part in parts.values():
        assert b"SAMPLE" not in part
        assert b"Sample Person" not in part
        assert b"sample.example" not in part
    # Every part is led to by another: nothing lies about.
    deck = Presentation(io.BytesIO(content))
    reached = {str(part.partname).lstrip("/") for part in deck.part.package.iter_parts()}
    assert {name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"} == reached
    assert [name for name in parts if "comment" in name] == []
    # Logo, band, footers, colours and fonts.
    assert {"Logo", "Band"} <= {shape.name for shape in deck.slide_master.shapes}
    assert b"Georgia" in parts["ppt/theme/theme1.xml"]
    assert b"00C2A8" in parts["ppt/theme/theme1.xml"]
    assert 'bg1="dk1"' in etree.tostring(deck.slide_master._element).decode()
    second = deck.slides[1]
    kinds = {str(shape.placeholder_format.type).split(" ")[0] for shape in second.placeholders}
    assert {"FOOTER", "SLIDE_NUMBER"} <= kinds
    assert deck.core_properties.author == ""
    assert second.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("name", brands.BRANDS)
def test_handouts_are_made_where_the_template_has_none(name: str) -> None:
    parts = parts_of(deck_on(name)[1]["en"])
    assert b'type="hdr"' in parts["ppt/handoutMasters/handoutMaster1.xml"]
    shown = etree.fromstring(parts["ppt/presentation.xml"])
    order = [etree.QName(one).localname for one in shown if etree.QName(one).localname.endswith("IdLst")]
    assert order in (
        ["sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst"],
        ["sldMasterIdLst", "handoutMasterIdLst", "sldIdLst"],
    )


def test_a_template_with_handouts_keeps_its_own() -> None:
    own = template(theme(), locales()["en"], title="OWN HANDOUT")
    parts = parts_of(made(template_of(own))[1]["en"])
    (handout,) = (name for name in parts if name.startswith("ppt/handoutMasters/h"))
    assert b"OWN HANDOUT" in parts[handout]


def test_layouts_are_found_by_type_by_name_and_by_what_they_hold() -> None:
    dark, chinese = master_of(brands.dark()), master_of(brands.chinese())
    assert home(dark, Layout.COVER) == "Title Slide"
    assert home(dark, Layout.BULLETS) == "Title and Content"
    assert home(dark, Layout.CHART_TEXT) == "Two Content"
    assert home(dark, Layout.STATEMENT) == "Title Only"
    assert [home(chinese, one) for one in (Layout.COVER, Layout.SECTION, Layout.CHART, Layout.TWO_CONTENT)] == [
        "标题幻灯片", "节标题", "标题和内容", "两栏内容",
    ]  # fmt: skip
    nameless = master_of(brands.renamed(brands.chinese(), "Entwurf {}"))
    places = [brand.part for brand in (chinese.brand.layouts if chinese.brand else ())]
    assert [nameless.pages[one].home for one in (Layout.COVER, Layout.BULLETS)] == [
        chinese.pages[one].home for one in (Layout.COVER, Layout.BULLETS)
    ]
    assert len(places) == len(brands.CHINESE)


def test_what_the_author_says_comes_first_and_must_be_there() -> None:
    assert home(master_of(brands.plain(), statement="Section Header"), Layout.STATEMENT) == "Section Header"
    assert home(master_of(brands.plain(), chart="Two Content"), Layout.CHART) == "Two Content"
    found = made(template_of(brands.plain(), statement="Sektion", cower="Title Slide"))[2]
    assert [(one.code, one.severity) for one in found if "layout" in one.message][:2] == [
        (Code.LAYOUT_MISSING, Severity.ERROR),
        (Code.INVALID_VALUE, Severity.ERROR),
    ]
    assert "did you mean 'cover'?" in [one.hint for one in found]


def test_a_layout_that_lacks_is_named_once_and_one_for_content_must_be_there() -> None:
    found = [one for one in deck_on("plain")[2] if one.code is Code.LAYOUT_MISSING]
    assert [(one.span, one.severity) for one in found] == [(AT, Severity.WARNING)]
    assert "key-figures" in found[0].message
    assert "'Title Only'" in found[0].message
    decks, _, said = made(template_of(brands.hopeless()))
    assert decks == ()
    assert [(one.code, one.severity) for one in said] == [(Code.UNREADABLE_TEMPLATE, Severity.ERROR)]


def test_a_template_given_out_and_given_back_makes_the_same_slides() -> None:
    """Restyled: another accent, another face, and a title that stands lower."""
    own = template(theme(), locales()["en"])
    master = master_of(own)
    assert master.stage == replace(OWN, foot=master.stage.foot, foot_size=master.stage.foot_size)
    for layout, page in PAGES.items():
        assert [room(slot) for slot in master.pages[layout].slots] == [room(slot) for slot in page.slots], layout
    assert master.dressed(theme()) == replace(theme(), colours=master.dressed(theme()).colours)
    given = brands.changed(own, "ppt/theme/theme1.xml", b"C8372D", b"0A7A3C")
    decks, out, found = made(template_of(given))
    ours, plain_found = plan(tuple(every_kind(lang) for lang in LANGS), theme(), locales(), (said := []).append), said
    assert [one.message for one in found] == [one.message for one in plain_found]
    assert [replace(one, master=ours[0].master, footer="") for one in decks] == [
        replace(one, footer="") for one in ours
    ]
    assert b"0A7A3C" in parts_of(out["en"])["ppt/theme/theme1.xml"]


def test_a_restyled_template_moves_its_slides() -> None:
    own = template(theme(), locales()["en"])
    lower = brands.changed(
        own, "ppt/slideMasters/slideMaster1.xml", b'<a:off x="558800" y="254000"/>', b'<a:off x="558800" y="355600"/>'
    )
    assert lower != own
    assert master_of(lower).stage.head.top == 28


def test_charts_take_the_companys_colours_and_are_seen() -> None:
    for name in brands.BRANDS:
        brand = read_brand("brand.pptx", bare(brands.BRANDS[name]()))
        ground = next(one.ground for one in brand.layouts if one.holder("title"))
        roles = roles_of(brand.colours, ground)
        seen = roles.painted()
        assert contrast(seen.ink, ground) >= 4.5
        assert contrast(roles.muted.hex(brand.colours), ground) >= 4.5
        assert contrast(roles.said.hex(brand.colours), ground) >= 4.5
        marks = [shade.hex(brand.colours) for shade in roles.marks.values()]
        assert len(set(marks)) == len(marks), name
        assert min(contrast(mark, ground) for mark in marks) >= 1.5
    charts = [part for name, part in parts_of(deck_on("dark")[1]["en"]).items() if "charts/chart" in name]
    assert charts
    assert not any(b"srgbClr" in part for part in charts)
    assert not any(b'val="accent6"' in part for part in charts), "green is no grey"


def test_tints_and_shades_are_what_powerpoint_makes_of_them() -> None:
    """Blended in light: half of a shade is no half of its code values."""
    assert Shade("#000000", (("tint", 75_000),)).hex({}) == "#898989"
    assert Shade("#4F81BD", (("shade", 50_000),)).hex({}) == "#385D8A"


def test_a_potx_is_as_good(tmp_path: Path) -> None:
    _, out, _ = made(template_of(brands.as_potx(brands.plain())), plain)
    assert len(Presentation(io.BytesIO(out["zh"])).slides) > 2


def test_a_deck_ends_as_it_begins_and_statements_stand_over_their_text() -> None:
    for name in ("plain", "dark", "chinese"):
        master = master_of(brands.BRANDS[name]())
        assert home(master, Layout.CLOSING) == home(master, Layout.COVER)
        statement = master.pages[Layout.STATEMENT]
        assert statement.slot(TITLE).face.align == statement.slot(BODY).face.align == "l"


def test_every_layout_has_its_row() -> None:
    """`layouts.toml` says of every layout of ours how it is found."""
    assert set(master_of(brands.plain()).pages) == set(Layout) == set(SLUGS.values())


@pytest.mark.skipif(not rendered.SOFFICE, reason="needs LibreOffice")
def test_a_deck_on_a_template_has_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "STAND_INS", office.STAND_INS | FACES)
    decks = {f"{name}-{lang}": deck_on(name)[1][lang] for name in brands.BRANDS for lang in LANGS}
    rendered.render(decks, tmp_path, theme().fonts)
    for name in decks:
        found = rendered.faults(tmp_path / f"{name}.pptx", tmp_path / f"{name}.pdf")
        assert list(found) == [], name
