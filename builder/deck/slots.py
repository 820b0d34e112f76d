"""What a layout is made of: placeholders and their faces, ornaments, names and indexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from builder.deck.frames import (
    Frame,
)
from builder.deck.palette import INK

SizeName = Literal["title", "body", "label", "source", "statement", "cover", "key_figure"]


@dataclass(frozen=True, slots=True)
class Face:
    """How the text of a placeholder looks. `colour` and `fill` are DrawingML colours."""

    size: SizeName = "body"
    bold: bool = False
    colour: str = INK
    anchor: Literal["t", "ctr", "b"] = "t"
    bullets: bool = False
    fill: str = ""
    major: bool = False
    align: str = "l"


class Kind(StrEnum):
    """Types of placeholders (ECMA-376-1 §19.7.10); CONTENT has none and takes anything."""

    TITLE = "title"
    COVER_TITLE = "ctrTitle"
    SUBTITLE = "subTitle"
    BODY = "body"
    CONTENT = ""
    CHART = "chart"
    TABLE = "tbl"
    PICTURE = "pic"


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder. `index` finds it again on the slide; a title has 0."""

    index: int
    kind: Kind
    name: str
    frame: Frame
    face: Face


@dataclass(frozen=True, slots=True)
class Foot:
    """A placeholder for what every slide says at its edge; `kind` is its type (ECMA-376-1 §19.7.10)."""

    kind: str
    index: int
    name: str


@dataclass(frozen=True, slots=True)
class Ornament:
    frame: Frame
    colour: str


@dataclass(frozen=True, slots=True)
class Seat:
    """The placeholder of a company's layout that a slot fills: its index and type. A `kept` one stands and looks as the
    layout says; of others the font and colour do. `bulleted`: it has bullets of its own; `filled`: it gets the slot's
    ground."""

    index: int
    kind: str
    kept: bool = False
    bulleted: bool = False
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """A layout of a company's template, by its part's name. Slots without a seat are shapes of their own. `ours`: it is
    one that Builder gave out, and looks as it does there. `faint`: placeholders in whose colour small text is not seen,
    by index."""

    part: str
    seats: Mapping[int, Seat]
    ours: bool = False
    faint: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """A layout. `type` is its ST_SlideLayoutType, "" for our own; a `dark` page has an ink ground; one of a company's
    template has a `home` there."""

    type: str
    slots: tuple[Slot, ...]
    ornaments: tuple[Ornament, ...] = ()
    ground: str = ""
    dark: bool = False
    home: Home | None = None

    def has(self, index: int) -> bool:
        return any(slot.index == index for slot in self.slots)

    def slot(self, index: int) -> Slot:
        return next(slot for slot in self.slots if slot.index == index)


class Layout(StrEnum):
    """Every layout, by the name that PowerPoint shows."""

    COVER = "Cover"
    AGENDA = "Agenda"
    SECTION = "Section opener"
    STATEMENT = "Statement"
    KEY_FIGURES = "Key figures"
    KEY_FIGURES_GRID = "Key figures, two rows"
    CHART_TEXT = "Chart and takeaways"
    CHART = "Chart"
    TWO_CONTENT = "Two contents"
    TWO_CONTENT_NOTE = "Two contents and note"
    COMPARISON = "Comparison"
    TABLE = "Table"
    TABLE_TEXT = "Table and takeaways"
    TABLE_NOTE = "Table and note"
    PROCESS = "Process"
    BULLETS = "Title and content"
    PICTURE_TEXT = "Picture and text"
    PICTURE = "Picture"
    CODE = "Code"
    CODE_TEXT = "Code under text"
    SOURCES = "Sources"
    CLOSING = "Closing"
    TITLE_ONLY = "Title only"


TITLE: Final = 0
BODY: Final = 1
SECOND: Final = 2
DATED: Final = 10
FOOTER: Final = 11
NUMBER: Final = 12
EVIDENCE: Final = 13
SOURCE: Final = 20
LEFT_HEAD: Final = 21
RIGHT_HEAD: Final = 22
META: Final = 23
ORDINAL: Final = 24
CAPTION: Final = 25
TILE: Final = 30
"""Indexes of placeholders; tiles count up from TILE."""
PALE: Final = '<a:schemeClr val="bg1"><a:lumMod val="85000"/></a:schemeClr>'
MUTED: Final = '<a:schemeClr val="accent6"><a:lumMod val="75000"/></a:schemeClr>'
"""Small grey text; 4.5:1 on white, which the theme's grey does not reach."""
SHADE: Final = '<a:schemeClr val="accent6"><a:alpha val="22000"/></a:schemeClr>'
SHADE_LIGHT: Final = '<a:schemeClr val="accent6"><a:alpha val="38000"/></a:schemeClr>'
