"""Everything that the author wrote, sources, files, settings and translations with it; one language of it, resolved."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from builder.diagnostics import Code as Fault
from builder.diagnostics import Severity, Span
from builder.model.charts import ChartSpec
from builder.model.documents import Document
from builder.model.facts import Assertion, Fact, Moment
from builder.model.row import Row
from builder.model.sources import CitationStyle, Source


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


class Attached(StrEnum):
    """What a report carries inside itself: the numbers of its charts, and the Markdown that it was made from."""

    DATA = "data"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Settings:
    """`report.yaml`: what is the same in every language.

    `disagreements`: how grave it is that editions say different things. `source`: the language that is translated from.
    `off`: rules that are switched off, and why. `citations`: the style of a language, where its author names one (a
    shipped style, or a path of the project). `index`: whether the report has an index of terms, None where it has one
    if its text says enough of them. `attach`: what a PDF holds besides. `template`: the company's presentation that
    decks are made on, and `layouts` which of its layouts serves as which of ours. `rows`: the table whose rows
    reports are made for."""

    name: str
    languages: tuple[str, ...]
    date: Moment | None
    authors: tuple[str, ...]
    sections: tuple[str, ...]
    numbered: bool
    span: Span
    disagreements: Severity = Severity.ERROR
    source: str = ""
    off: Mapping[Fault, str] = field(default_factory=dict)
    citations: Mapping[str, str] = field(default_factory=dict)
    index: bool | None = None
    logo: str = ""
    attach: frozenset[Attached] = frozenset(Attached)
    template: str = ""
    layouts: Mapping[str, str] = field(default_factory=dict)
    rows: str = ""


@dataclass(frozen=True, slots=True)
class Off:
    """A rule that its author switches off, with the reason, in the 1-based lines `first` to `last` of a file.

    `span`: where that is said."""

    code: Fault
    reason: str
    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """What one thing is called, by language: the preferred rendering first. Those of `avoid` are wrong.

    `indexed`: it may stand in an index."""

    renderings: Mapping[str, tuple[str, ...]]
    avoid: Mapping[str, tuple[str, ...]]
    note: str
    span: Span
    indexed: bool = True


class UnitKind(StrEnum):
    """What a text is to its translator."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    CELL = "cell"
    CAPTION = "caption"
    ALT = "alt"
    TITLE = "title"
    SOURCE = "source"
    LABEL = "label"
    NOTE = "note"
    HTML = "HTML"


@dataclass(frozen=True, slots=True)
class Unit:
    """One text as its author typed it: what is translated at once.

    `text` is its Markdown, a line of it for each of `pieces`: where the line begins and ends in the file's text (with
    \n at the lines' ends and no BOM); of YAML and of what is no Markdown, the text itself, in one piece. `within` are
    the directives around it. `alone`: its language alone has it. `row` and `column` of a cell; -1 elsewhere."""

    file: str
    section: str
    kind: UnitKind
    text: str
    pieces: tuple[tuple[int, int], ...]
    span: Span
    within: tuple[str, ...] = ()
    alone: bool = False
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class Accepted:
    """A text and its translation as they were when somebody said that they say the same."""

    section: str
    kind: UnitKind
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Lock:
    """`translated.lock` of a language: what was accepted, by file of the language's folder, in the order there."""

    source: str
    files: Mapping[str, tuple[Accepted, ...]]
    span: Span


@dataclass(frozen=True, slots=True)
class Template:
    """A company's own presentation, whose layouts decks are made on: a whole package (ECMA-376-2) without macros.

    `layouts`: which of its layouts a layout of ours is, by name, as far as its author says; `span` and `places` are
    where the file and these names stand."""

    path: str
    content: bytes
    span: Span
    layouts: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class House:
    """What a publisher adds to the look of the report and the deck. `logo` and `files`, the pictures of its style
    sheet, are keys of `Corpus.assets`; in the text of `css` each of these stands for its address. `said`: the words
    that it prints."""

    logo: str = ""
    css: str = ""
    files: tuple[str, ...] = ()
    said: tuple[tuple[str, Span], ...] = ()
    template: Template | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that the author wrote, in all languages.

    `lost` holds what could not be read and whose fault is reported, by file and name: ("facts", "swe.2024"),
    ("zh/01-summary", ""). What lacks because of it is no fault of its own. `units` are the texts of a language, file by
    file; `locks` are those of translated languages.
    `row` is what the report is made for, and `unvalued` are facts of which it says nothing.
    `absent`: "facts", "charts" and "sources" of which there is no file, and where the report asks for it first.
    `offs` are the comments that switch rules off. `styles`: how each language cites."""

    settings: Settings
    documents: Mapping[str, Document]
    facts: Mapping[str, Fact]
    charts: Mapping[str, ChartSpec]
    sources: Mapping[str, Source]
    assets: Mapping[str, Asset]
    lost: Container[tuple[str, str]] = frozenset()
    assertions: tuple[Assertion, ...] = ()
    units: Mapping[str, tuple[Unit, ...]] = field(default_factory=dict)
    locks: Mapping[str, Lock] = field(default_factory=dict)
    glossary: tuple[GlossaryEntry, ...] = ()
    offs: tuple[Off, ...] = ()
    styles: Mapping[str, CitationStyle] = field(default_factory=dict)
    house: House = House()
    row: Row | None = None
    unvalued: frozenset[str] = frozenset()
    absent: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edition:
    """One language, ready to be drawn: no `Ref`, `ChartRef`, `Only`, `When` or `Clause` is left in it.

    `draft`: it is not to be published, and every page and slide says so. `files` are those that its text stands in, by
    name in the project. `glossary`: what its index lists; `index` and `attach` as in `Settings`."""

    lang: str
    name: str
    authors: tuple[str, ...]
    date: Moment | None
    document: Document
    assets: Mapping[str, Asset]
    draft: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict)
    glossary: tuple[GlossaryEntry, ...] = ()
    index: bool | None = None
    house: House = House()
    attach: frozenset[Attached] = frozenset(Attached)
