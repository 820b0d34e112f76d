"""Joined cells, pictures of any width and pictures that are still to come, as native shapes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from deck_samples import AT, LANGS, edition, figure, picture, say, section, slide, table, theme, written, written_alone
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from builder.deck.cuts import fit_tables
from builder.deck.frames import OWN
from builder.deck.gauge import Gauge
from builder.deck.grid import narrow
from builder.deck.native_picture import LARGEST, shown_width
from builder.measure import deck_ruler
from builder.model import Align, Cell, Code, Edition, Image, Missing, Table, Text
from builder.text import plain


def grouped(lang: str, *groups: int) -> Table:
    """Groups of rows under one cell each, below a head of two rows."""
    word = "组" if lang == "zh" else "Group "
    head = (
        (Cell(say("A"), True, rowspan=2), Cell(say("B"), True, colspan=2)),
        (Cell(say("C"), True), Cell(say("D"), True)),
    )
    body = tuple(
        (*((Cell(say(f"{word}{n}"), False, rowspan=rows),) if at == 0 else ()), *(Cell(say(f"{at}"), False),) * 2)
        for n, rows in enumerate(groups)
        for at in range(rows)
    )
    return Table("t", say("T"), head, body, (Align.LEFT, Align.RIGHT, Align.RIGHT), (), AT, "")


def exhibits(lang: str) -> Edition:
    missing = replace(figure(lang, "f", Missing("img/no.png")), alt="what it will show")
    bare = replace(figure(lang, "g", Missing("img/none.png")), caption=())
    return edition(
        lang,
        section(
            "one",
            "One",
            slide("Joined cells", shown=(grouped(lang, 2, 3),)),
            slide("To come", shown=(missing,)),
            slide("Two at once", shown=(missing, bare)),
            slide("Wide", shown=(figure(lang, "w", Image("wide.png", 25, percent=True)),)),
        ),
    )


@cache
def built(lang: str) -> bytes:
    return written(exhibits, lang)


def shapes(lang: str) -> Iterator[Any]:
    for one in Presentation(io.BytesIO(built(lang))).slides:
        yield from one.shapes


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_is_valid_open_xml(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(built(lang))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_joined_cells_are_merged_natively() -> None:
    (native,) = [shape.table for shape in shapes("en") if shape.has_table]
    origins = {(r, c): (cell.span_height, cell.span_width) for r, row in enumerate(native.rows)
               for c, cell in enumerate(row.cells) if cell.is_merge_origin}  # fmt: skip
    assert origins == {(0, 0): (2, 1), (0, 1): (1, 2), (2, 0): (2, 1), (4, 0): (3, 1)}
    assert [native.cell(row, 0).text for row in range(7)] == ["A", "", "Group 0", "", "Group 1", "", ""]


def test_every_row_of_the_head_looks_like_one() -> None:
    (native,) = [shape.table for shape in shapes("en") if shape.has_table]
    second = native.cell(1, 1)
    assert [run.font.bold for run in second.text_frame.paragraphs[0].runs] == [True]
    assert second._tc.tcPr.find("{*}solidFill") is not None
    assert native.cell(2, 1)._tc.tcPr.find("{*}solidFill") is None


def test_a_group_that_goes_on_is_named_on_every_slide() -> None:
    gauge = Gauge(deck_ruler(theme()), theme().deck)
    for parts in fit_tables(tuple(grouped(lang, 3, 40, 8) for lang in LANGS), OWN.evidence, gauge):
        bodies = [sheet.table.body for sheet in parts]
        assert sum(map(len, bodies)) == 51
        assert all(len(body[0]) == 3 for body in bodies), "the first row of a part has all its cells"
        assert all(sum(row[0].rowspan for row in body if len(row) == 3) == len(body) for body in bodies)
        assert all(sum(sheet.heights) <= OWN.evidence.height for sheet in parts)


def test_every_part_of_a_wide_table_says_what_its_rows_are() -> None:
    gauge = Gauge(deck_ruler(theme()), theme().deck)
    base = grouped("en", 3, 3)
    wide = tuple((*row, *(replace(row[-1], children=(Text("1234567.8"),)) for _ in range(16))) for row in base.body)
    (parts,) = fit_tables((replace(base, head=(), body=wide, aligns=base.aligns[:1] * 19),), OWN.evidence, gauge)
    firsts = [[plain(cell.children) for cell in sheet.table.body[0]][:2] for sheet in parts]
    assert len(parts) > 1
    assert all(first == firsts[0] for first in firsts)


def test_code_in_cells_is_measured_as_wide_as_it_is_drawn() -> None:
    gauge = Gauge(deck_ruler(theme()), theme().deck)

    def width(inline: Text | Code) -> float:
        return narrow(Table("t", (), (), ((Cell((inline,), False),),), (Align.LEFT,), (), AT, ""), 10, gauge)[0]

    assert width(Code("il'{}:il.")) > 1.4 * width(Text("il'{}:il."))


def test_groups_that_fit_a_slide_are_not_parted() -> None:
    gauge = Gauge(deck_ruler(theme()), theme().deck)
    (parts,) = fit_tables((grouped("en", *[6] * 8),), OWN.evidence, gauge)
    assert len(parts) > 1
    assert {row[0].rowspan for sheet in parts for row in sheet.table.body if len(row) == 3} == {6}


def test_a_picture_that_is_to_come_is_a_frame_with_words() -> None:
    found = [s for s in shapes("en") if s.has_text_frame and "img/no.png" in s.text_frame.text]
    assert len(found) == 2
    for shape in found:
        assert "what it will show" in shape.text_frame.text
        assert shape._element.nvSpPr.cNvPr.get("descr") == "what it will show"
        assert not shape.is_placeholder


def test_pictures_are_no_larger_than_they_can_be_or_are_asked_to_be() -> None:
    asset, room = replace(picture(), width=100.0, height=50.0), OWN.evidence
    assert shown_width(Image("a"), asset, room) == 100 * 0.75 * LARGEST
    assert shown_width(Image("a", 60, percent=True), asset, room) == pytest.approx(0.6 * room.width)
    assert shown_width(Image("a", 320), asset, room) == 320 * 0.75 * LARGEST
    assert shown_width(Image("a", 9999), asset, room) == room.width


def test_a_section_of_one_language_stands_in_its_deck_alone_and_in_its_place() -> None:
    def make(lang: str) -> Edition:
        own = (section("own", "Own", slide("Own title", shown=(table(lang, 2, 2),))),) if lang == "zh" else ()
        return edition(lang, section("a", "A", slide("First")), *own, section("b", "B", slide("Last")))

    titles = {
        lang: [
            s.shapes.title.text_frame.text
            for s in Presentation(io.BytesIO(written(make, lang))).slides
            if s.shapes.title
        ]
        for lang in LANGS
    }
    assert [t for t in titles["zh"] if t in ("First", "Own title", "Last")] == ["First", "Own title", "Last"]
    assert [t for t in titles["en"] if t in ("First", "Own title", "Last")] == ["First", "Last"]


@pytest.mark.parametrize("lang", LANGS)
def test_one_language_alone_is_a_deck(lang: str) -> None:
    assert written_alone(edition(lang, section("a", "A", slide("First"))))


@pytest.mark.parametrize("lang", LANGS)
def test_the_frame_of_a_missing_picture_says_no_caption_again(lang: str) -> None:
    """The slide says it already, over the frame; what the picture will show is said there."""
    frames = [one for one in shapes(lang) if one.has_text_frame and "img/no" in one.text_frame.text]
    assert frames
    caption = "".join(inline.text for inline in figure(lang, "f", Missing("x")).caption if isinstance(inline, Text))
    assert caption
    assert not [one for one in frames if caption in one.text_frame.text]
