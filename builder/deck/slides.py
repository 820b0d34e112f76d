"""What a deck is, as values: a slide says what it shows; sizes and splits are settled by the plan.

Sizes are points. A body or title of size 0 has not been fitted yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from builder.deck.master import OWN, Master
from builder.deck.slots import Layout
from builder.diagnostics import Span
from builder.model import Figure, Flow, Image, Inlines, Math, Missing, Moment, Plot, Table


class Marker(StrEnum):
    """What stands before a paragraph."""

    NONE = "none"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Point:
    """A paragraph on a slide; `level` counts from 0. A HEADING is set bold, mono text keeps its spaces; an `item`
    begins one of a list."""

    children: Inlines
    level: int = 0
    marker: Marker = Marker.BULLET
    number: int = 1
    heading: bool = False
    mono: bool = False
    item: bool = False


def is_display(point: Point) -> bool:
    """Whether the point is a displayed formula."""
    return len(point.children) == 1 and isinstance(point.children[0], Math) and point.marker is Marker.NONE


@dataclass(frozen=True, slots=True)
class Body:
    """`height` is that of the panel which the text needs under or beside evidence, 0 where its frame is fixed; `gap` is
    the space before a point, em, and `lead` that over the text, pt, 0 where they are the layout's."""

    points: tuple[Point, ...] = ()
    size: float = 0
    height: float = 0
    gap: float = 0
    lead: float = 0


@dataclass(frozen=True, slots=True)
class Head:
    """What every slide has. `part` is printed after the title of a split slide;
    `caption` says over the evidence what it is, where the title does not; `remark` says over the source how to read
    its marks; `anchors` are the ids that links to it may name; `chapter` is the id of its section in the deck, ""
    before the first chapter; an `authored` title was written for a slide. A title of `width` points is narrower than
    its frame, so that its lines are about as long. By `name` a slide is the same in another build and another
    language. `others` are the notes in a second language and `second_remark` the remark, `aside` is the size of the
    title's line in it; `lang` is that of a slide which is in the second alone."""

    title: Inlines
    span: Span
    source: Inlines = ()
    caption: Inlines = ()
    remark: str = ""
    notes: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    chapter: str = ""
    size: float = 0
    part: str = ""
    width: float = 0
    authored: bool = False
    name: str = ""
    aside: float = 0
    second_remark: str = ""
    others: tuple[str, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    head: Head
    subtitle: Body
    meta: Body


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A chapter; `target` is its id."""

    number: str
    title: Inlines
    target: str


@dataclass(frozen=True, slots=True)
class Agenda:
    head: Head
    lines: tuple[AgendaLine, ...]
    size: float = 0


@dataclass(frozen=True, slots=True)
class SectionOpener:
    head: Head
    number: str
    lead: Body


@dataclass(frozen=True, slots=True)
class Statement:
    head: Head
    body: Body


@dataclass(frozen=True, slots=True)
class Bullets:
    head: Head
    body: Body


@dataclass(frozen=True, slots=True)
class Tile:
    """`second`: what stands under the label in a second language."""

    value: str
    label: str
    lit: bool
    second: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """`size` is that of the values, whose line feeds are where they break; `height` and `widths` are those of the
    tiles, `lead` is the space over their values; few tiles without widths stand under each other."""

    head: Head
    tiles: tuple[Tile, ...]
    body: Body
    size: float = 0
    height: float = 0
    widths: tuple[float, ...] = ()
    lead: float = 0


@dataclass(frozen=True, slots=True)
class ChartSlide:
    head: Head
    plot: Plot
    body: Body


@dataclass(frozen=True, slots=True)
class TableSlide:
    """`widths` of columns and `heights` of rows, in points, once the table has been fitted."""

    head: Head
    table: Table
    body: Body
    layout: Layout = Layout.TABLE
    size: float = 0
    widths: tuple[float, ...] = ()
    heights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcessSlide:
    head: Head
    flow: Flow
    body: Body


@dataclass(frozen=True, slots=True)
class PictureSlide:
    head: Head
    picture: Image | Missing
    alt: str
    body: Body


@dataclass(frozen=True, slots=True)
class Side:
    title: Inlines
    body: Body


@dataclass(frozen=True, slots=True)
class Comparison:
    head: Head
    left: Side
    right: Side


@dataclass(frozen=True, slots=True)
class Pair:
    """Two charts or pictures, or one of each, side by side under their captions."""

    head: Head
    left: Figure
    right: Figure
    body: Body


@dataclass(frozen=True, slots=True)
class CodeSlide:
    """Code under what the text says of it; `body.height` is that of its panel, `intro.height` that of the text."""

    head: Head
    body: Body
    intro: Body = Body()


@dataclass(frozen=True, slots=True)
class SourcesSlide:
    head: Head
    body: Body


@dataclass(frozen=True, slots=True)
class Closing:
    head: Head
    body: Body


DeckSlide: TypeAlias = (
    Cover
    | Agenda
    | SectionOpener
    | Statement
    | Bullets
    | KeyFigures
    | ChartSlide
    | TableSlide
    | ProcessSlide
    | PictureSlide
    | Comparison
    | Pair
    | CodeSlide
    | SourcesSlide
    | Closing
)


@dataclass(frozen=True, slots=True)
class DeckSection:
    """A group of consecutive slides in PowerPoint's outline. `key` is its name in any language."""

    name: str
    count: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """`title` is the report's, for the properties of the file; `footer` is as much of it as a line holds.

    `draft`: every slide is marked as one that is not to be published. `date` is how `issued` is said. `master` is what
    it was planned for. `second` is the deck of the language that this one says its texts in, too, with as much of
    footer and date as stand beside its own."""

    lang: str
    title: str
    footer: str
    authors: tuple[str, ...]
    slides: tuple[DeckSlide, ...]
    sections: tuple[DeckSection, ...] = field(default=())
    draft: bool = False
    date: str = ""
    issued: Moment | None = None
    subject: str = ""
    master: Master = OWN
    second: Deck | None = None
