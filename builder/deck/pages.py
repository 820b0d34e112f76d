"""Every layout: one table that the template draws, the plan measures in and the writer fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from builder.deck.frames import NOTE_RISE, OWN, PANEL_INSET, Frame, Stage
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

MARGIN: Final = OWN.zone.left
MARK: Final = Ornament(Frame(MARGIN, 99, 40, 3.5), ACCENT)
FOOT_RULE: Final = Ornament(Frame(MARGIN, 507, OWN.zone.width, 0.75), RULE)
NOTE_HEIGHT: Final = 94.0
_NOTE_GAP: Final = 8.0
_TEXT: Final = Face(bullets=True)
_PANEL: Final = Face(bullets=True, fill=MIST)
_MIDDLE: Final = Face(bullets=True, fill=MIST, anchor="ctr")
_EVIDENCE: Final = Face("label")
_SOURCE: Final = Face("source", colour=MUTED, anchor="b")
_CAPTION: Final = Face("label", colour=MUTED, anchor="ctr")


def _bars(left: float, heights: tuple[int, ...], bright: int) -> tuple[Ornament, ...]:
    """The quiet figure on dark pages: bars standing on the lower edge, one of them lit."""
    return tuple(
        Ornament(
            Frame(left + 30 * place, OWN.height - height, 16, height),
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
    (Ornament(Frame(0, 0, 304, OWN.height), INK), Ornament(Frame(44, 50, 40, 4), ACCENT)),
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
        Slot(SOURCE, Kind.BODY, "Source", OWN.source, _SOURCE),
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


def light_pages(stage: Stage) -> dict[Layout, Page]:
    """Pages of content on a light ground, in the order of the template."""
    zone, evidence, span, column = stage.zone, stage.evidence, stage.span, stage.column
    title = Slot(TITLE, Kind.TITLE, "Title", stage.head, Face("title", bold=True, anchor="b", major=True))
    source = Slot(SOURCE, Kind.BODY, "Source", stage.source, _SOURCE)
    caption = Slot(CAPTION, Kind.BODY, "Caption", stage.caption, _CAPTION)
    strip = replace(stage.note(NOTE_HEIGHT), rise=NOTE_RISE)
    note = Slot(BODY, Kind.BODY, "Takeaways", strip, _MIDDLE)
    main, side = replace(evidence, width=span(8)), replace(evidence, left=column(8), width=span(4), inset=PANEL_INSET)
    takeaways = Slot(BODY, Kind.BODY, "Takeaways", side, _MIDDLE)
    noted = replace(evidence, height=strip.top - _NOTE_GAP - evidence.top)
    code = Face(fill=MIST)

    def page(type_: str, *slots: Slot) -> Page:
        return Page(type_, (title, *slots, source))

    def shown(type_: str, kind: Kind, name: str, frame: Frame, *text: Slot) -> Page:
        """A page for one piece of evidence."""
        return page(type_, caption, Slot(EVIDENCE, kind, name, frame, _EVIDENCE), *text)

    def rest(height: float, inset: float = 0) -> Frame:
        """The lower end of the zone."""
        return replace(zone, top=zone.bottom - height, height=height, inset=inset)

    return {
        Layout.KEY_FIGURES: page("", *_tiles(stage, 1, 4), Slot(BODY, Kind.BODY, "Text", rest(160), _TEXT)),
        Layout.KEY_FIGURES_GRID: page("", *_tiles(stage, 2, 3)),
        Layout.CHART_TEXT: shown("", Kind.CHART, "Chart", main, takeaways),
        Layout.CHART: shown("chart", Kind.CHART, "Chart", evidence),
        Layout.TWO_CONTENT: page("twoTxTwoObj", *_pair(stage, 32, zone.bottom, Kind.CONTENT, _EVIDENCE, 0)),
        Layout.TWO_CONTENT_NOTE: page("", *_pair(stage, 32, strip.top - _NOTE_GAP, Kind.CONTENT, _EVIDENCE, 0), note),
        Layout.COMPARISON: page("", *_pair(stage, 40, zone.bottom, Kind.BODY, _PANEL, PANEL_INSET)),
        Layout.TABLE: shown("tbl", Kind.TABLE, "Table", evidence),
        Layout.TABLE_TEXT: shown("", Kind.TABLE, "Table", main, takeaways),
        Layout.TABLE_NOTE: shown("", Kind.TABLE, "Table", noted, note),
        Layout.PROCESS: page("", caption, note),
        Layout.BULLETS: page("obj", Slot(BODY, Kind.CONTENT, "Content", zone, _TEXT)),
        Layout.PICTURE_TEXT: shown("", Kind.PICTURE, "Picture", main, takeaways),
        Layout.PICTURE: shown("", Kind.PICTURE, "Picture", evidence),
        Layout.CODE: page("", Slot(BODY, Kind.BODY, "Code", replace(zone, inset=PANEL_INSET), code)),
        Layout.CODE_TEXT: page(
            "",
            Slot(SECOND, Kind.BODY, "Text", replace(zone, height=120), _TEXT),
            Slot(BODY, Kind.BODY, "Code", rest(210, PANEL_INSET), code),
        ),
        Layout.SOURCES: page("", Slot(BODY, Kind.BODY, "Sources", zone, Face("label"))),
        Layout.TITLE_ONLY: page("titleOnly"),
    }


def _tiles(stage: Stage, rows: int, per_row: int) -> tuple[Slot, ...]:
    face = Face("key_figure", bold=True, fill=MIST)
    frames = stage.tile_grid(rows, per_row, 163)
    return tuple(Slot(TILE + n, Kind.BODY, f"Key figure {n + 1}", frame, face) for n, frame in enumerate(frames))


def _pair(stage: Stage, down: float, bottom: float, kind: Kind, face: Face, inset: float) -> tuple[Slot, ...]:
    """Two columns under headings, `down` from the zone's upper edge: a line over evidence, a band over panels of
    text."""
    banded = kind is Kind.BODY
    head = Face(bold=True, colour=PAPER, fill=INK, anchor="ctr") if banded else Face("label", bold=True, anchor="b")
    edge = PANEL_INSET if banded else 0
    left_index = EVIDENCE if kind is Kind.CONTENT else BODY
    zone, width = stage.zone, stage.span(6)
    lefts = (zone.left, stage.column(6))
    heads = (Frame(left, zone.top, width, down - (0 if banded else 6), edge, 0) for left in lefts)
    bodies = (Frame(left, zone.top + down, width, bottom - zone.top - down, inset) for left in lefts)
    (left_head, right_head), (left, right) = heads, bodies
    return (
        Slot(LEFT_HEAD, Kind.BODY, "Heading left", left_head, head),
        Slot(left_index, kind, "Content left", left, face),
        Slot(RIGHT_HEAD, Kind.BODY, "Heading right", right_head, head),
        Slot(SECOND, kind, "Content right", right, face),
    )


_LIGHT: Final = light_pages(OWN)
PAGES: Final[Mapping[Layout, Page]] = {
    Layout.COVER: _COVER,
    Layout.AGENDA: _AGENDA,
    Layout.SECTION: _SECTION,
    Layout.STATEMENT: _STATEMENT,
    **{layout: page for layout, page in _LIGHT.items() if layout is not Layout.TITLE_ONLY},
    Layout.CLOSING: _CLOSING,
    Layout.TITLE_ONLY: _LIGHT[Layout.TITLE_ONLY],
}
