"""The file: valid, native, editable, the same every time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from deck_samples import (
    AT,
    LANGS,
    bullets,
    edition,
    every_kind,
    figure,
    locales,
    plain,
    planned,
    say,
    section,
    slide,
    stress,
    theme,
    written,
    written_alone,
)
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.presentation import Presentation as Pptx
from pptx.slide import Slide as Made

from builder.deck.pptx import write as write_deck
from builder.deck.slots import DATED, FOOTER, NUMBER, SOURCE, TITLE
from builder.measure import has_east_asian
from builder.model import Edition, Entry, Image, Moment, References, Slide

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MAKERS = {"every_kind": every_kind, "plain": plain, "stress": stress}
CASES = [(name, lang) for name in MAKERS for lang in LANGS]


@cache
def built(name: str, lang: str) -> bytes:
    return written(MAKERS[name], lang)


def opened(name: str, lang: str) -> Pptx:
    return Presentation(io.BytesIO(built(name, lang)))


def slides_of(name: str) -> Iterator[tuple[str, Made]]:
    for lang in LANGS:
        for one in opened(name, lang).slides:
            yield lang, one


@pytest.mark.parametrize(("name", "lang"), CASES)
def test_the_file_is_valid_open_xml(name: str, lang: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(built(name, lang))
    result = OpenXmlValidator().validate(path)
    assert [str(error) for error in result.errors] == []


def test_both_languages_have_as_many_slides() -> None:
    for name in MAKERS:
        assert len({len(opened(name, lang).slides) for lang in LANGS}) == 1


def test_charts_and_tables_are_native() -> None:
    for lang in LANGS:
        slides = opened("every_kind", lang).slides
        assert sum(shape.has_chart for one in slides for shape in one.shapes) == 4
        assert sum(shape.has_table for one in slides for shape in one.shapes) == 2
        assert sum(shape.shape_type == 13 or "pic" in shape._element.tag for one in slides for shape in one.shapes) == 1


def test_the_title_comes_first_and_nothing_but_processes_stands_outside_placeholders() -> None:
    for name in MAKERS:
        for _, one in slides_of(name):
            shapes = list(one.shapes)
            assert shapes[0].placeholder_format.type in (1, 3), "title or centre title"
            assert shapes[0].text_frame.text.strip()
            others = [shape for shape in shapes if not shape.is_placeholder and shape.shape_type != 6]
            assert all(b"adec:decorative" in etree.tostring(shape._element) for shape in others)


def test_no_placeholder_is_left_empty() -> None:
    for name in MAKERS:
        for _, one in slides_of(name):
            assert all(shape.text_frame.text.strip() for shape in one.placeholders if shape.has_text_frame)


def test_shape_ids_are_unique_on_each_slide() -> None:
    for name in MAKERS:
        for _, one in slides_of(name):
            ids = one.shapes._spTree.xpath(".//p:cNvPr/@id")
            assert len(ids) == len(set(ids))


def test_slide_numbers_and_the_title_of_the_report_stand_at_the_foot() -> None:
    for lang in LANGS:
        main = list(opened("every_kind", lang).slides)[2:-2]
        for one in main:
            kinds = {shape.placeholder_format.type for shape in one.placeholders}
            assert {13, 15} <= kinds, "slide number and footer"


def test_every_slide_has_notes_in_its_language() -> None:
    for name in MAKERS:
        for lang, one in slides_of(name):
            assert one.has_notes_slide
            frame = one.notes_slide.notes_text_frame
            assert frame is not None
            assert frame.text.strip(), (lang, one.slide_id)


def test_evidence_has_alternative_texts() -> None:
    for _, one in slides_of("every_kind"):
        for shape in one.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type in (6, 13) or "pic" in shape._element.tag:
                assert shape._element.xpath(".//p:cNvPr/@descr")[0].strip()


def test_ornaments_are_marked_decorative() -> None:
    with zipfile.ZipFile(io.BytesIO(built("every_kind", "zh"))) as package:
        for name in package.namelist():
            if name.startswith(("ppt/slideLayouts/slideLayout", "ppt/slideMasters/slideMaster")):
                content = package.read(name).decode()
                assert content.count('name="Ornament') == content.count("adec:decorative xmlns")


def test_chapters_are_sections_of_the_outline() -> None:
    for lang in LANGS:
        found = opened("plain", lang).part._element.xpath(".//*[local-name()='section']/@name")
        assert len(found) == 6
        assert found[1].startswith("1 ")


def test_the_agenda_leads_to_its_chapters() -> None:
    one = opened("plain", "en")
    agenda = one.slides[1]
    links = agenda._element.xpath(".//a:hlinkClick")
    assert len(links) == 4
    targets = [agenda.part.related_part(link.get(f"{{{R}}}id")) for link in links]
    assert [t.slide.shapes.title.text_frame.text for t in targets] == [f"Chapter {x}" for x in "abcd"]


R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def dated() -> Edition:
    """Six chapters, so that they have openers, and a date."""
    chapters = (
        section(name, f"Chapter {name}", slide(f"{name} says", bullets("x")), slide(f"{name} ends", bullets("y")))
        for name in "abcdef"
    )
    return replace(edition("en", *chapters), date=Moment(2026, 2))


def test_every_slide_leads_back_to_the_agenda_by_what_it_has_anyway() -> None:
    deck = Presentation(io.BytesIO(written_alone(dated())))
    agenda = deck.slides[1]
    led = []
    for number, one in enumerate(deck.slides):
        links = one._element.xpath(".//p:cNvPr/a:hlinkClick")
        assert {link.get("tooltip") for link in links} <= {"Agenda"}
        assert {link.get("action") for link in links} <= {"ppaction://hlinksldjump"}
        assert all(one.part.related_part(link.get(f"{{{R}}}id")).slide is agenda for link in links)
        led += [number] * len(links)
    last = len(deck.slides) - 1
    openers = [n for n, one in enumerate(deck.slides) if one.slide_layout.name == "Section opener"]
    assert len(openers) == 6
    assert set(led) == set(range(2, last)), "all but cover, agenda and closing"
    assert all(led.count(number) == 2 for number in openers), "footer and ordinal"


def test_a_deck_without_agenda_leads_nowhere() -> None:
    one = edition("en", section("refs", "References", References((Entry("a", (), AT, "1", say("A source")),), AT)))
    deck = Presentation(io.BytesIO(written_alone(one)))
    assert [slide.slide_layout.name for slide in deck.slides].count("Agenda") == 0
    assert not any(slide._element.xpath(".//p:cNvPr/a:hlinkClick") for slide in deck.slides)


def test_the_date_stands_at_the_foot_as_text() -> None:
    deck = Presentation(io.BytesIO(written_alone(dated())))
    found = [shape for one in deck.slides for shape in one.placeholders if shape.placeholder_format.type == 16]
    assert {shape.text_frame.text for shape in found} == {"February 2026"}
    assert len(found) == 12, "all but cover, agenda, openers and closing"
    assert not any(shape._element.xpath(".//a:fld") for shape in found)
    for _, one in slides_of("plain"):
        assert 16 not in {shape.placeholder_format.type for shape in one.placeholders}, "the report has none"


def test_handouts_are_headed_with_title_and_date() -> None:
    with zipfile.ZipFile(io.BytesIO(written_alone(dated()))) as package:
        master = etree.fromstring(package.read("ppt/handoutMasters/handoutMaster1.xml"))
    said = {ph.get("type"): "".join(ph.xpath("../../..//*[local-name()='t']/text()")) for ph in master.iter(f"{P}ph")}
    assert said == {
        "hdr": "Why Models Advance Faster in Coding", "dt": "February 2026", "ftr": " ", "sldNum": "‹#›",
    }  # fmt: skip


def ids_by_title(one: Edition) -> dict[str, tuple[int, str]]:
    deck = Presentation(io.BytesIO(written_alone(one)))
    made = {slide.slide_id: slide._element.xpath(".//*[local-name()='creationId']/@val") for slide in deck.slides}
    assert all(256 <= number < 2**31 for number in made)
    assert len({val for (val,) in made.values()}) == len(made) == len(deck.slides)
    return {slide.shapes.title.text_frame.text: (slide.slide_id, made[slide.slide_id][0]) for slide in deck.slides}


def test_a_slide_that_is_put_in_leaves_the_others_their_ids() -> None:
    def report(*more: Slide) -> Edition:
        first = section("a", "A", *more, slide("Shows a chart", shown=(figure("en"),)), slide("Says so", bullets("x")))
        return edition("en", first, section("b", "B", slide("Says more", bullets("y"))), section("c", "C"))

    before = ids_by_title(report())
    after = ids_by_title(report(slide("New", bullets("z"))))
    assert set(after) - set(before) == {"New"}
    assert {title: after[title] for title in before} == before
    renamed = ids_by_title(replace(report(), document=replace(report().document, sections=(
        section("a", "A", slide("Shows it otherwise", shown=(figure("en"),))),))))  # fmt: skip
    assert renamed["Shows it otherwise"] == before["Shows a chart"], "by what it shows"


def test_slides_and_groups_have_the_same_ids_in_every_language() -> None:
    for name in MAKERS:
        zh, en = (opened(name, lang) for lang in LANGS)
        assert [one.slide_id for one in zh.slides] == [one.slide_id for one in en.slides]
        groups = [deck.part._element.xpath(".//*[local-name()='section']/@id") for deck in (zh, en)]
        assert groups[0] == groups[1]
        assert len(set(groups[0])) == len(groups[0])


def test_parts_of_slides_are_counted_in_their_order() -> None:
    deck = opened("every_kind", "en")
    names = [(str(one.part.partname), str(one.notes_slide.part.partname)) for one in deck.slides]
    assert names == [
        (f"/ppt/slides/slide{n}.xml", f"/ppt/notesSlides/notesSlide{n}.xml") for n in range(1, len(names) + 1)
    ]


def test_a_slide_is_read_title_first_and_foot_last() -> None:
    """The order of the tree is the order in which a screen reader says it."""
    for name in MAKERS:
        for _, one in slides_of(name):
            kinds = [shape.placeholder_format.idx if shape.is_placeholder else -1 for shape in one.shapes]
            foot = [kind for kind in kinds if kind in (DATED, FOOTER, NUMBER)]
            assert kinds[0] == TITLE
            assert kinds[len(kinds) - len(foot) :] == foot == sorted(foot)
            if SOURCE in kinds:
                assert kinds.index(SOURCE) == len(kinds) - len(foot) - 1, "the source behind what it is of"


def test_no_slide_comes_or_moves_by_itself() -> None:
    for name, lang in CASES:
        with zipfile.ZipFile(io.BytesIO(built(name, lang))) as package:
            for part in package.namelist():
                if part.startswith(("ppt/slides/slide", "ppt/slideLayouts/slide", "ppt/slideMasters/slide")):
                    assert not re.search(rb"<p:(transition|timing)\b", package.read(part)), part


@pytest.mark.parametrize("lang", LANGS)
def test_text_of_charts_tables_and_notes_is_tagged_with_its_language(lang: str) -> None:
    tags = {locales()[lang].tag, locales()[lang].type.latin_tag}
    with zipfile.ZipFile(io.BytesIO(built("every_kind", lang))) as package:
        for part in package.namelist():
            if not part.startswith(("ppt/charts/chart", "ppt/slides/slide", "ppt/notesSlides/notes", "ppt/handout")):
                continue
            if part.endswith(".rels"):
                continue
            root = etree.fromstring(package.read(part))
            found = list(root.iter(f"{A}rPr", f"{A}endParaRPr"))
            assert found, part
            assert {one.get("lang") for one in found} <= tags, part
            assert "charts" not in part or {one.get("val") for one in root.iter(f"{C}lang")} == {locales()[lang].tag}
            assert all(run.find(f"{A}rPr") is not None for run in root.iter(f"{A}r", f"{A}fld")), part


def test_citations_lead_to_the_sources() -> None:
    one = opened("every_kind", "zh")
    first = one.slides[1]
    links = first._element.xpath(".//a:hlinkClick[@action]")
    assert first.part.related_part(links[0].get(f"{{{R}}}id")).slide is one.slides[-1]


def test_runs_are_tagged_with_their_language() -> None:
    for lang, tag in (("zh", "zh-CN"), ("en", "en-US")):
        for one in opened("every_kind", lang).slides:
            for run in one._element.iter(f"{A}r"):
                text = "".join(run.itertext())
                han = has_east_asian(text)
                expected = tag if han or lang == "en" else "en-US"
                assert run.find(f"{A}rPr").get("lang") == expected, text


def test_only_theme_fonts_and_theme_colours_are_used() -> None:
    """But for code, which needs a monospaced face, and bullets, which name the font of their sign."""
    for name, lang in CASES:
        with zipfile.ZipFile(io.BytesIO(built(name, lang))) as package:
            for part in package.namelist():
                if not part.startswith(("ppt/slides/slide", "ppt/slideLayouts/slide", "ppt/slideMasters/slide")):
                    continue
                root = etree.fromstring(package.read(part))
                faces = {e.get("typeface") for tag in ("latin", "ea", "cs") for e in root.iter(f"{A}{tag}")}
                assert {face for face in faces if not face.startswith("+")} <= {"Courier New"}, part
                assert not list(root.iter(f"{A}srgbClr")), part


def test_theme_names_the_fonts_of_the_locale() -> None:
    with zipfile.ZipFile(io.BytesIO(built("plain", "zh"))) as package:
        root = etree.fromstring(package.read("ppt/theme/theme1.xml"))
    for kind in ("majorFont", "minorFont"):
        font = root.find(f".//{A}{kind}")
        assert [font.find(f"{A}{tag}").get("typeface") for tag in ("latin", "ea")] == [
            locales()["zh"].type.deck_latin,
            locales()["zh"].type.deck_east_asian,
        ]


def test_text_never_shrinks_by_itself_nor_hangs_over_its_edge() -> None:
    with zipfile.ZipFile(io.BytesIO(built("every_kind", "zh"))) as package:
        for part in package.namelist():
            if part.startswith("ppt/slide") and part.endswith(".xml"):
                content = package.read(part).decode()
                assert "normAutofit" not in content
                assert 'hangingPunct="1"' not in content


def test_a_picture_keeps_its_proportions_and_is_not_cropped() -> None:
    one = edition("en", section("a", "A", slide("Wide", shown=(figure("en", "p", Image("wide.png")),))))
    data = written_alone(one)
    picture = next(s for s in Presentation(io.BytesIO(data)).slides[1].shapes if "pic" in s._element.tag)
    assert picture.width / picture.height == pytest.approx(1.5, rel=1e-3)
    assert (picture.crop_left, picture.crop_top, picture.crop_right, picture.crop_bottom) == (0, 0, 0, 0)


def test_properties_say_title_and_language_and_name_no_one() -> None:
    properties = opened("every_kind", "en").core_properties
    assert properties.title == "Why Models Advance Faster in Coding"
    assert properties.language == "en-US"
    assert (properties.author, properties.last_modified_by) == ("", "")


def test_properties_say_subject_and_the_date_of_the_report() -> None:
    properties = Presentation(io.BytesIO(written_alone(dated()))).core_properties
    assert properties.subject == "A research report"
    assert (properties.created, properties.modified) == (datetime(2026, 2, 1), datetime(2026, 2, 1))
    quarter = replace(dated(), date=Moment(2025, quarter=3))
    assert Presentation(io.BytesIO(written_alone(quarter))).core_properties.created == datetime(2025, 7, 1)


def test_authors_that_the_report_names_are_in_the_properties() -> None:
    one = edition("en", section("a", "A"), authors=("A. Author", "B. Author"))
    properties = Presentation(io.BytesIO(written_alone(one))).core_properties
    assert properties.author.startswith("A. Author")


@pytest.mark.parametrize("make", MAKERS.values())
def test_a_plan_is_written_to_the_same_bytes_twice(make: Callable[[str], Edition]) -> None:
    editions = tuple(make(lang) for lang in LANGS)
    deck = planned(*editions)[0]
    first, second = (write_deck(deck, theme(), locales()["zh"], editions[0].assets) for _ in range(2))
    assert first == second


def test_another_process_writes_the_same_bytes() -> None:
    code = (
        "import sys, hashlib; sys.path[:0] = [sys.argv[1], sys.argv[2]]\n"
        "from deck_samples import *\n"
        "print(hashlib.sha256(written(every_kind, LANGS[0])).hexdigest())"
    )
    here = Path(__file__).parent
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(here), str(here.parent.parent)],
            env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1]


def test_text_of_the_author_cannot_break_the_file() -> None:
    nasty = slide('<a:t>&amp; "quoted" \x00\x0b\ud7ff ]]>', shown=())
    data = written_alone(edition("en", section("a", "A & <B>", nasty), title="T < & >"))
    texts = [one.shapes.title.text_frame.text for one in Presentation(io.BytesIO(data)).slides]
    assert texts[0] == "T < & >"
    assert '<a:t>&amp; "quoted"' in texts[1]
