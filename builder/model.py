"""Every type of a document, and no behaviour.

Data flows one way: `load` makes a `Corpus` of what the author wrote, `resolve` turns it into an `Edition` (one
language, every reference already text or a link), and the writers draw editions. Types that an author wrote carry
their `Span`. Lengths in a `Plot` are in the units of its data; nothing here knows points or EMU.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from builder.diagnostics import Severity, Span

NOWHERE = Span("")
"""The place of what no author wrote."""

# --- inlines -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Emph:
    children: Inlines
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Strike:
    children: Inlines


@dataclass(frozen=True, slots=True)
class Script:
    """Superscript (`raised`) or subscript."""

    children: Inlines
    raised: bool = True


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """`target` is an absolute URL, `mailto:…`, or `#id` of a section, figure, table or reference."""

    target: str
    children: Inlines
    span: Span


@dataclass(frozen=True, slots=True)
class Picture:
    """An image inside a line (a badge, an icon). `asset` is a key of `Corpus.assets`."""

    asset: str
    alt: str
    span: Span


@dataclass(frozen=True, slots=True)
class Break:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Math:
    """Mathematics inside a line, as TeX."""

    tex: str
    span: Span


@dataclass(frozen=True, slots=True)
class Footnote:
    blocks: Blocks
    span: Span


class Mark(StrEnum):
    """States that authors type as emoji; drawn, with a word beside them, because no emoji font makes a valid PDF."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Status:
    mark: Mark


class RefKind(StrEnum):
    FACT = "fact"
    CITE = "cite"
    REF = "ref"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Ref:
    """A role as written: {kind}`key options…`. `resolve` replaces every one of them; writers never see it."""

    kind: RefKind
    key: str
    options: Mapping[str, str]
    span: Span


Inline: TypeAlias = Text | Emph | Strike | Script | Code | Link | Picture | Break | Math | Footnote | Status | Ref
Inlines: TypeAlias = tuple[Inline, ...]

# --- blocks --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`continued`: it goes on after a displayed formula, and is not indented anew."""

    children: Inlines
    span: Span
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that opens no section: inside a quotation, list or directive."""

    level: int
    children: Inlines
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list; `checked` is None where it is no task."""

    blocks: Blocks
    checked: bool | None
    span: Span


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[Item, ...]
    ordered: bool
    start: int
    tight: bool
    span: Span


class CalloutKind(StrEnum):
    FINDING = "finding"
    CAUTION = "caution"
    NOTE = "note"
    TAKEAWAY = "takeaway"


@dataclass(frozen=True, slots=True)
class Callout:
    kind: CalloutKind
    title: Inlines
    blocks: Blocks
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: Blocks
    span: Span


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str
    language: str
    span: Span


@dataclass(frozen=True, slots=True)
class Rule:
    span: Span


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `header` says that it heads a row or a column (the first column of a table with row heads)."""

    children: Inlines
    header: bool
    colspan: int = 1
    rowspan: int = 1
    span: Span = NOWHERE


Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`label` ("表 3.1") is set by `resolve`; a table without caption has none. `aligns` has one entry a column.

    A row holds the cells that begin in it: places that a cell covers besides its first hold none. Spans are rectangles
    inside the head or the body, and every row begins a cell."""

    id: str
    caption: Inlines
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    aligns: tuple[Align, ...]
    source: Inlines
    span: Span
    label: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """`asset`: a key of `Corpus.assets`. `width`: CSS pixels (1/96 inch), or `percent` of the measure; else its own."""

    asset: str
    width: float | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A picture that is not there yet, and that the author knows of: a frame shows the alt text and names the path."""

    path: str


@dataclass(frozen=True, slots=True)
class ChartRef:
    """A chart by id; `resolve` replaces it by its `Plot`."""

    chart: str


@dataclass(frozen=True, slots=True)
class Figure:
    id: str
    caption: Inlines
    content: Image | Missing | ChartRef | Plot
    alt: str
    source: Inlines
    span: Span
    label: str = ""


class NodeShape(StrEnum):
    STEP = "step"
    TERMINAL = "terminal"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    shape: NodeShape
    children: Inlines


@dataclass(frozen=True, slots=True)
class Edge:
    source: str
    target: str
    label: Inlines


@dataclass(frozen=True, slots=True)
class Flow:
    """A process: nodes in reading order and directed edges between them."""

    id: str
    caption: Inlines
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    alt: str
    source: Inlines
    span: Span
    label: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in words, set as text with superscripts."""

    children: Inlines
    span: Span


@dataclass(frozen=True, slots=True)
class Equation:
    """Displayed mathematics, as TeX. `label` ("(3.1)") is set by `resolve`; an equation without id has none, unless its
    author gave it one (`\\tag`)."""

    id: str
    tex: str
    span: Span
    label: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A reference as listed: its citation key, and the note printed after it."""

    key: str
    note: Inlines
    span: Span
    number: str = ""
    text: Inlines = ()


@dataclass(frozen=True, slots=True)
class References:
    """One group of the bibliography, in its printed order. `resolve` fills number and text of the entries."""

    entries: tuple[Entry, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Only:
    """Blocks of one language alone: a difference between editions that is said, not hidden."""

    lang: str
    blocks: Blocks
    span: Span


@dataclass(frozen=True, slots=True)
class Column:
    """One side of a comparison slide."""

    title: Inlines
    blocks: Blocks
    span: Span


class SlideLayout(StrEnum):
    """What an author may ask for; without it the plan chooses from what the slide holds."""

    STATEMENT = "statement"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True)
class Slide:
    """Shown in the deck alone. `evidence` names figures, tables and flows by id; `resolve` puts them into `shown`."""

    title: Inlines
    evidence: tuple[str, ...]
    blocks: Blocks
    columns: tuple[Column, ...]
    notes: Blocks
    layout: SlideLayout | None
    source: Inlines
    span: Span
    shown: tuple[Evidence, ...] = ()


Block: TypeAlias = (
    Paragraph
    | Heading
    | Items
    | Callout
    | Quote
    | CodeBlock
    | Rule
    | Table
    | Figure
    | Flow
    | Formula
    | Equation
    | References
    | Only
    | Slide
)
Blocks: TypeAlias = tuple[Block, ...]
Evidence: TypeAlias = Figure | Table | Flow

# --- documents -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """`level` 1 is a chapter. `number` ("3.2") is set by `resolve`, empty where the report does not number.

    `only`: no other language has it, and that is meant. `numbered`: it counts among its neighbours; one that does not
    has no number, nor has what stands in it."""

    id: str
    level: int
    title: Inlines
    blocks: Blocks
    sections: tuple[Section, ...]
    span: Span
    number: str = ""
    only: bool = False
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Front:
    """What `index.md` says: cover, imprint and colophon. `meta` are label and value of the cover's lines."""

    title: Inlines
    subtitle: Inlines
    meta: tuple[tuple[Inlines, Inlines], ...]
    imprint: Blocks
    colophon: Blocks
    span: Span


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Wording of a unit that a project declares in `terms.yaml`: patterns with `{n}`, by CLDR plural category."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Terms:
    """`terms.yaml`: words that charts and prose share, by id."""

    labels: Mapping[str, str]
    units: Mapping[str, UnitWords]
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One language of the report as written (from `load`) or as printed (from `resolve`)."""

    lang: str
    front: Front
    sections: tuple[Section, ...]
    terms: Terms


# --- data ----------------------------------------------------------------------------------------------------------


class Modifier(StrEnum):
    NONE = "none"
    ABOUT = "about"
    OVER = "over"
    AT_LEAST = "at-least"
    UNDER = "under"
    UP_TO = "up-to"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range (`high`). `digits`: significant digits to show; None shows the value as it was typed."""

    low: Decimal
    high: Decimal | None = None
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is known: year, quarter or month, day."""

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A date, or a span of dates (`end`)."""

    start: Moment
    end: Moment | None = None


@dataclass(frozen=True, slots=True)
class Magnitude:
    """An order of magnitude and no value: "milliseconds", "months to years", "millions of US dollars".

    `low` and `high` are names of a duration (millisecond … year) or a power of ten as digits ("1000000")."""

    low: str
    high: str | None = None


Value: TypeAlias = Amount | Period | Magnitude


@dataclass(frozen=True, slots=True)
class Fact:
    """A quantity that the report states. `unit` is a known unit or one declared in terms.yaml of every language."""

    id: str
    value: Value
    unit: str
    modifier: Modifier
    as_of: str
    sources: tuple[str, ...]
    forecast: bool
    span: Span


Datum: TypeAlias = "str | Amount | None"
"""A point of a series: the id of a fact, a number from a data file, or a gap."""


@dataclass(frozen=True, slots=True)
class Series:
    """`id` is a label of terms.yaml. `xs` only where the chart has a numeric x axis (scatter)."""

    id: str
    values: tuple[Datum, ...]
    xs: tuple[Datum, ...] = ()


class Stacking(StrEnum):
    NONE = "none"
    STACKED = "stacked"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart without words. `kind` is a key of `chart.KINDS`; ids are labels of terms.yaml.

    `breaks`: categories before which the category axis is broken. `unit` and, for a numeric x axis,
    `x_unit` are only needed where values are typed or come from a data file; facts bring their own."""

    id: str
    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    highlight: tuple[str, ...]
    horizontal: bool
    stacking: Stacking
    log: bool
    breaks: tuple[str, ...]
    unit: str
    span: Span
    x_unit: str = ""


class Genre(StrEnum):
    """CSL item types that the project prints (CSL 1.0.2, appendix III)."""

    ARTICLE = "article"
    ARTICLE_JOURNAL = "article-journal"
    BOOK = "book"
    CHAPTER = "chapter"
    DATASET = "dataset"
    PAPER_CONFERENCE = "paper-conference"
    POST_WEBLOG = "post-weblog"
    REPORT = "report"
    WEBPAGE = "webpage"


@dataclass(frozen=True, slots=True)
class Source:
    """An entry of sources.yaml (CSL-YAML). Empty fields are unknown, and nothing is invented for them."""

    key: str
    genre: Genre
    authors: tuple[str, ...]
    title: str
    container: str
    publisher: str
    issued: Moment | None
    number: str
    url: str
    lang: str
    span: Span


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that an author names. `png` is the same picture where an output cannot hold `media` (SVG, WebP in decks).

    `width` and `height` in CSS pixels (1/96 inch)."""

    path: str
    media: str
    content: bytes
    png: bytes | None
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Settings:
    """`report.yaml`: what is the same in every language.

    `disagreements`: how grave it is that editions say different things."""

    name: str
    languages: tuple[str, ...]
    date: Moment | None
    authors: tuple[str, ...]
    sections: tuple[str, ...]
    numbered: bool
    span: Span
    disagreements: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that the author wrote, in all languages.

    `lost` holds what could not be read and whose fault is reported, by file and name: ("facts", "swe.2024"),
    ("zh/01-summary", ""). What lacks because of it is no fault of its own."""

    settings: Settings
    documents: Mapping[str, Document]
    facts: Mapping[str, Fact]
    charts: Mapping[str, ChartSpec]
    sources: Mapping[str, Source]
    assets: Mapping[str, Asset]
    lost: Container[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Edition:
    """One language, ready to be drawn: no `Ref`, `ChartRef` or `Only` is left in it."""

    lang: str
    name: str
    authors: tuple[str, ...]
    date: Moment | None
    document: Document
    assets: Mapping[str, Asset]


# --- plots ---------------------------------------------------------------------------------------------------------


class Paint(StrEnum):
    """Roles of colours in theme.toml."""

    GREY = "grey"
    ACCENT = "accent"
    INDIGO = "indigo"
    TEAL = "teal"
    OCHRE = "ochre"
    PLUM = "plum"


@dataclass(frozen=True, slots=True)
class Style:
    """How one point is drawn: `hatched` for a forecast, `hollow` for a bound (<15%) rather than a value."""

    paint: Paint
    hatched: bool = False
    hollow: bool = False


class Shape(StrEnum):
    """The primitives that both chart backends draw."""

    BAR = "bar"
    RANGE = "range"
    LINE = "line"
    AREA = "area"
    POINT = "point"
    SLICE = "slice"
    TILE = "tile"


@dataclass(frozen=True, slots=True)
class Marks:
    """One series drawn with one primitive; all tuples have one entry a category (or, with `xs`, a point).

    `values` are scaled to the plot's unit; `lows` is the lower end of a RANGE (a range of one value has low == high);
    `labels` are ready strings with modifier and unit, "" where no direct label is wanted."""

    shape: Shape
    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    styles: tuple[Style, ...]
    lows: tuple[float | None, ...] = ()
    xs: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A value axis. `shown` is False where direct labels carry the values."""

    minimum: float
    maximum: float
    ticks: tuple[Tick, ...]
    log: bool
    shown: bool
    title: str


@dataclass(frozen=True, slots=True)
class Key:
    """A row of the legend."""

    name: str
    style: Style


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart decided once, in one language: order, colours, units, ticks, labels, highlights. Backends only draw.

    `unit` is the caption of the values ("亿美元", "US$ billion"); `notes` say what hatching or hollow marks mean;
    `breaks` are indexes of categories before which the category axis is broken."""

    id: str
    kind: str
    categories: tuple[str, ...]
    marks: tuple[Marks, ...]
    axis: Axis
    x_axis: Axis | None
    horizontal: bool
    stacking: Stacking
    breaks: tuple[int, ...]
    unit: str
    legend: tuple[Key, ...]
    notes: tuple[str, ...]
    alt: str
