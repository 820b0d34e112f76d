"""What the template of the book places: its parts, and what stands before and behind them. Lengths are pt."""

from __future__ import annotations

from dataclasses import dataclass

from builder.report.views import Flow, Icon, Line


@dataclass(frozen=True, slots=True)
class Part:
    """A section. `depth` is 1 for a chapter; `mark` is its title as a bookmark, `running` as a running head.

    `inset` stays free at the right of the title, pt, so that its lines are balanced. `broad`: it begins with a table on
    a page on its side, and its title stands there too."""

    id: str
    depth: int
    number: str
    title: Line
    mark: str
    running: str
    inset: float
    lead: Flow
    blocks: Flow
    parts: tuple[Part, ...]
    broad: bool = False


@dataclass(frozen=True, slots=True)
class ContentsLine:
    id: str
    number: str
    title: Line
    level: int


@dataclass(frozen=True, slots=True)
class ContentsList:
    """A page of the front matter that lists chapters, figures or tables; `flat`: very many, and all alike."""

    id: str
    title: str
    lines: tuple[ContentsLine, ...]
    style: str
    flat: bool = False


@dataclass(frozen=True, slots=True)
class Locator:
    """Pages on which a term is said, as they are printed, and where the first of them says it."""

    href: str
    pages: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """Without pages, its words say where it is listed."""

    words: Line
    locators: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The terms of one letter. Its first ones stand below the letter, wherever a column ends."""

    letter: str
    first: tuple[IndexEntry, ...]
    rest: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """`join` stands between pages."""

    id: str
    title: str
    join: str
    groups: tuple[IndexGroup, ...]


@dataclass(frozen=True, slots=True)
class CoverLine:
    """The title or subtitle: its size in pt, and what stays free at its right."""

    text: Line
    size: float
    inset: float


@dataclass(frozen=True, slots=True)
class Cover:
    title: CoverLine
    subtitle: CoverLine | None
    meta: tuple[tuple[Line, Line], ...]
    authors: str


@dataclass(frozen=True, slots=True)
class Book:
    """The whole report; `authors` as metadata. `latin` and `han` are the languages of texts in these scripts.

    `index` without its pages, which are known when the others are made: it has a page of its own behind them, in whose
    place it is set. `runs_on`: its chapters are so short that they share pages. `whole`: the house's style sheet looks
    beyond a chapter."""

    lang: str
    latin: str
    han: str
    title: str
    running: str
    authors: tuple[str, ...]
    cover: Cover
    imprint: Flow
    imprint_lines: tuple[tuple[str, str], ...]
    lists: tuple[ContentsList, ...]
    parts: tuple[Part, ...]
    colophon: Flow
    logo: Icon | None = None
    index: Index | None = None
    runs_on: bool = False
    whole: bool = False
