"""Every layout: one table that the template draws, the plan measures in and the writer fills."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from builder.deck.frames import (
    CAPTION_LINE,
    EVIDENCE_ZONE,
    HEAD,
    MARGIN,
    NOTE_RISE,
    PANEL_INSET,
    SLIDE_HEIGHT,
    SOURCE_LINE,
    ZONE,
    Frame,
    column,
    span,
    tile_grid,
)
from builder.deck.palette import ACCENT, INK, MIST, PAPER, RULE
from builder.deck.slots import (
    BODY,
    CAPTION,
    EVIDENCE,
    LEFT_HEAD,
    META,
    MUTED,
    ORDINAL,
    PALE,
    RIGHT_HEAD,
    SECOND,
    SHADE,
    SHADE_LIGHT,
    SOURCE,
    TILE,
    TITLE,
    Face,
    Kind,
    Layout,
    Ornament,
    Page,
    SizeName,
    Slot,
)

MARK: Final = Ornament(Frame(MARGIN, 99, 40, 3.5), ACCENT)
FOOT_RULE: Final = Ornament(Frame(MARGIN, 507, span(12), 0.75), RULE)
_MAIN: Final = Frame(MARGIN, 138, span(8), 328)
_SIDE: Final = Frame(column(8), 138, span(4), 328, PANEL_INSET)
_TEXT: Final = Face(bullets=True)
_PANEL: Final = Face(bullets=True, fill=MIST)
_MIDDLE: Final = Face(bullets=True, fill=MIST, anchor="ctr")
_EVIDENCE: Final = Face("label")
_TITLE: Final = Slot(TITLE, Kind.TITLE, "Title", HEAD, Face("title", bold=True, anchor="b", major=True))
_SOURCE: Final = Slot(SOURCE, Kind.BODY, "Source", SOURCE_LINE, Face("source", colour=MUTED, anchor="b"))
_CAPTION: Final = Slot(CAPTION, Kind.BODY, "Caption", CAPTION_LINE, Face("label", colour=MUTED, anchor="ctr"))
_BODY: Final = Slot(BODY, Kind.BODY, "Text", ZONE, _TEXT)
_NOTE: Final = Slot(BODY, Kind.BODY, "Takeaways", Frame(MARGIN, 372, span(12), 94, PANEL_INSET, NOTE_RISE), _MIDDLE)
_TAKEAWAYS: Final = Slot(BODY, Kind.BODY, "Takeaways", _SIDE, _MIDDLE)


def _light(type_: str, *slots: Slot) -> Page:
    return Page(type_, (_TITLE, *slots, _SOURCE))


def _shown(type_: str, kind: Kind, name: str, frame: Frame, *text: Slot) -> Page:
    """A page for one piece of evidence."""
    return _light(type_, _CAPTION, Slot(EVIDENCE, kind, name, frame, _EVIDENCE), *text)


def _tiles(rows: int, per_row: int) -> tuple[Slot, ...]:
    face = Face("key_figure", bold=True, fill=MIST)
    frames = tile_grid(rows, per_row, 163)
    return tuple(Slot(TILE + n, Kind.BODY, f"Key figure {n + 1}", frame, face) for n, frame in enumerate(frames))


def _bars(left: float, heights: tuple[int, ...], bright: int) -> tuple[Ornament, ...]:
    """The quiet figure on dark pages: bars standing on the lower edge, one of them lit."""
    return tuple(
        Ornament(
            Frame(left + 30 * place, SLIDE_HEIGHT - height, 16, height),
            ACCENT if place == bright else SHADE_LIGHT if place % 2 else SHADE,
        )
        for place, height in enumerate(heights)
    )


def _headline(size: SizeName, colour: str = PAPER) -> Face:
    return Face(size, bold=True, colour=colour, anchor="b", major=True)


_COVER = Page(
    "title",
    (
        Slot(TITLE, Kind.COVER_TITLE, "Title", Frame(MARGIN, 112, 620, 184), _headline("cover")),
        Slot(BODY, Kind.SUBTITLE, "Subtitle", Frame(MARGIN, 326, 620, 62), Face("body", colour=PALE)),
        Slot(META, Kind.BODY, "Particulars", Frame(MARGIN, 402, 620, 98), Face("label", colour=PALE, anchor="b")),
    ),
    (
        Ornament(Frame(MARGIN, 308, 44, 4), ACCENT),
        *_bars(704, (96, 132, 120, 178, 226, 318, 404, 352), 6),
    ),
    INK,
    dark=True,
)
_AGENDA = Page(
    "",
    (
        Slot(TITLE, Kind.TITLE, "Title", Frame(44, 66, 216, 130), Face("statement", True, PAPER, major=True)),
        Slot(BODY, Kind.BODY, "Chapters", Frame(348, 52, 568, 440), Face(anchor="ctr")),
    ),
    (Ornament(Frame(0, 0, 304, SLIDE_HEIGHT), INK), Ornament(Frame(44, 50, 40, 4), ACCENT)),
)
_SECTION = Page(
    "secHead",
    (
        Slot(TITLE, Kind.TITLE, "Title", Frame(136, 112, 580, 184), _headline("statement")),
        Slot(ORDINAL, Kind.BODY, "Number", Frame(MARGIN, 216, 84, 80), _headline("statement", ACCENT)),
        Slot(BODY, Kind.BODY, "Text", Frame(136, 326, 580, 146), Face(colour=PALE)),
    ),
    (Ornament(Frame(136, 308, 44, 4), ACCENT), *_bars(736, (64, 90, 120, 168, 132), 3)),
    INK,
    dark=True,
)
_STATEMENT = Page(
    "",
    (
        Slot(TITLE, Kind.TITLE, "Title", Frame(84, 96, 772, 190), Face("statement", True, anchor="b", major=True)),
        Slot(BODY, Kind.BODY, "Text", Frame(84, 306, 772, 156), Face(bullets=True)),
        _SOURCE,
    ),
    (Ornament(Frame(MARGIN, 96, 5, 366), ACCENT),),
    MIST,
)
_CLOSING = Page(
    "",
    (
        Slot(TITLE, Kind.TITLE, "Title", Frame(MARGIN, 112, 620, 184), _headline("statement")),
        Slot(BODY, Kind.BODY, "Text", Frame(MARGIN, 326, 620, 146), Face(colour=PALE, bullets=True)),
    ),
    (Ornament(Frame(MARGIN, 308, 44, 4), ACCENT), *_bars(736, (168, 226, 318, 404, 352), 3)),
    INK,
    dark=True,
)


def _pair(top: float, height: float, kind: Kind, face: Face, inset: float) -> tuple[Slot, ...]:
    """Two columns under headings: a line over evidence, a band over panels of text."""
    banded = kind is Kind.BODY
    head = Face(bold=True, colour=PAPER, fill=INK, anchor="ctr") if banded else Face("label", bold=True, anchor="b")
    edge = PANEL_INSET if banded else 0
    left_index = EVIDENCE if kind is Kind.CONTENT else BODY
    lefts = (MARGIN, column(6))
    heads = (Frame(left, ZONE.top, span(6), top - ZONE.top - (0 if banded else 6), edge, 0) for left in lefts)
    bodies = (Frame(left, top, span(6), height, inset) for left in lefts)
    (left_head, right_head), (left, right) = heads, bodies
    return (
        Slot(LEFT_HEAD, Kind.BODY, "Heading left", left_head, head),
        Slot(left_index, kind, "Content left", left, face),
        Slot(RIGHT_HEAD, Kind.BODY, "Heading right", right_head, head),
        Slot(SECOND, kind, "Content right", right, face),
    )


PAGES: Final[Mapping[Layout, Page]] = {
    Layout.COVER: _COVER,
    Layout.AGENDA: _AGENDA,
    Layout.SECTION: _SECTION,
    Layout.STATEMENT: _STATEMENT,
    Layout.KEY_FIGURES: _light(
        "", *_tiles(1, 4), Slot(BODY, Kind.BODY, "Text", Frame(MARGIN, 306, span(12), 160), _TEXT)
    ),
    Layout.KEY_FIGURES_GRID: _light("", *_tiles(2, 3)),
    Layout.CHART_TEXT: _shown("", Kind.CHART, "Chart", _MAIN, _TAKEAWAYS),
    Layout.CHART: _shown("chart", Kind.CHART, "Chart", EVIDENCE_ZONE),
    Layout.TWO_CONTENT: _light("twoTxTwoObj", *_pair(156, 310, Kind.CONTENT, _EVIDENCE, 0)),
    Layout.TWO_CONTENT_NOTE: _light("", *_pair(156, 208, Kind.CONTENT, _EVIDENCE, 0), _NOTE),
    Layout.COMPARISON: _light("", *_pair(164, 302, Kind.BODY, _PANEL, PANEL_INSET)),
    Layout.TABLE: _shown("tbl", Kind.TABLE, "Table", EVIDENCE_ZONE),
    Layout.TABLE_TEXT: _shown("", Kind.TABLE, "Table", _MAIN, _TAKEAWAYS),
    Layout.TABLE_NOTE: _shown("", Kind.TABLE, "Table", Frame(MARGIN, 138, span(12), 226), _NOTE),
    Layout.PROCESS: _light("", _CAPTION, _NOTE),
    Layout.BULLETS: _light("obj", Slot(BODY, Kind.CONTENT, "Content", ZONE, _TEXT)),
    Layout.PICTURE_TEXT: _shown("", Kind.PICTURE, "Picture", _MAIN, _TAKEAWAYS),
    Layout.PICTURE: _shown("", Kind.PICTURE, "Picture", EVIDENCE_ZONE),
    Layout.CODE: _light(
        "", Slot(BODY, Kind.BODY, "Code", Frame(MARGIN, ZONE.top, span(12), ZONE.height, PANEL_INSET), Face(fill=MIST))
    ),
    Layout.CODE_TEXT: _light(
        "",
        Slot(SECOND, Kind.BODY, "Text", Frame(MARGIN, ZONE.top, span(12), 120), _TEXT),
        Slot(BODY, Kind.BODY, "Code", Frame(MARGIN, 256, span(12), 210, PANEL_INSET), Face(fill=MIST)),
    ),
    Layout.SOURCES: _light("", Slot(BODY, Kind.BODY, "Sources", ZONE, Face("label"))),
    Layout.CLOSING: _CLOSING,
    Layout.TITLE_ONLY: _light("titleOnly"),
}
