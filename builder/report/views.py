"""What the templates place: ready strings and numbers, no decision left open. Lengths are pt unless a name says mm.

Every view has a `kind`; the template of that kind draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from builder.report.mathviews import Display, Maths

# --- inlines -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    kind: ClassVar[str] = "run"


@dataclass(frozen=True, slots=True)
class Styled:
    """`tag` is one of em, strong, s, sup, sub, code, span.

    A span holds punctuation that both scripts share, inside a Latin word of an East Asian text ("Moore’s"), or has an
    `id`, to which an index leads."""

    tag: str
    children: Line
    id: str = ""
    kind: ClassVar[str] = "styled"


@dataclass(frozen=True, slots=True)
class Anchor:
    """`external` links leave the document. Text alone: what is styled in a link is a link inside its style, because the
    layout engine makes a second, untagged link of every box in a link. `id`: what leads back to it. `before` and
    `after` stand about the number of the page that it leads to, which is printed behind it where they are given."""

    href: str
    external: bool
    children: tuple[Run | NewLine | Icon, ...]
    id: str = ""
    before: str = ""
    after: str = ""
    kind: ClassVar[str] = "anchor"


@dataclass(frozen=True, slots=True)
class Icon:
    """A picture of the height of a line; `style` names its size in the style sheet. `width`, pt: of a plate."""

    src: str
    alt: str
    style: str
    width: float = 0.0
    kind: ClassVar[str] = "icon"


@dataclass(frozen=True, slots=True)
class NewLine:
    kind: ClassVar[str] = "newline"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; `phrasing` says that it holds paragraphs alone and may stand inside one, `continues` that it is a
    further portion of the note before."""

    blocks: Flow
    phrasing: bool
    continues: bool = False
    kind: ClassVar[str] = "note"


@dataclass(frozen=True, slots=True)
class Tongue:
    """What the second of two languages says of the same thing, on lines of its own; `id` is what leads to it, `tag` is
    Span inside a paragraph."""

    lang: str
    label: str
    children: Line
    id: str = ""
    tag: str = "P"
    kind: ClassVar[str] = "tongue"


LineItem: TypeAlias = Run | Styled | Anchor | Icon | Maths | NewLine | Note | Tongue
Line: TypeAlias = tuple[LineItem, ...]

# --- blocks --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph. `style` is its class; `western` that its quotation marks and dashes are Latin ones.

    `tag` is div where it holds a footnote that no p may hold; `said` is a formula in words, for those who listen."""

    children: Line
    style: str
    western: bool
    tag: str
    said: str = ""
    kind: ClassVar[str] = "prose"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a list; `box` is the drawn box of a task."""

    blocks: Flow
    box: Icon | None


@dataclass(frozen=True, slots=True)
class Listing:
    """`joins`: lists of the same name are one list for those who listen."""

    entries: tuple[Entry, ...]
    ordered: bool
    start: int
    tight: bool
    tasks: bool
    joins: str = ""
    kind: ClassVar[str] = "listing"


@dataclass(frozen=True, slots=True)
class Box:
    """A callout; `style` is its kind, `whole` that it stays on one page."""

    style: str
    whole: bool
    title: Line
    blocks: Flow
    kind: ClassVar[str] = "box"


@dataclass(frozen=True, slots=True)
class Quotation:
    blocks: Flow
    kind: ClassVar[str] = "quotation"


@dataclass(frozen=True, slots=True)
class Lines:
    """Code, a line each: a line that is too long goes on, indented. `whole` says that it stays on one page."""

    lines: tuple[str, ...]
    whole: bool
    kind: ClassVar[str] = "lines"


@dataclass(frozen=True, slots=True)
class Divider:
    kind: ClassVar[str] = "divider"


@dataclass(frozen=True, slots=True)
class GridCell:
    """`scope` is col, row or empty; `pad` is the padding of a number at the edge that it is aligned to, so that
    decimal points stand below each other; 0 is the usual padding. `first` and `last` are at the edges of the table,
    `over` heads several columns below it."""

    children: Line
    scope: str
    align: str
    colspan: int
    rowspan: int
    pad: float
    first: bool = False
    last: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """`tall` rows may break over pages; a `joined` one stays with the row before it."""

    cells: tuple[GridCell, ...]
    tall: bool
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `columns` are widths in per cent; `wide` uses the full measure, `dense` small type; `continued` stands
    over its next page. `broad` stands on a page on its side, and `loose` may stand behind the text that follows it;
    `more` are its other columns, where one page has not room for all."""

    id: str
    label: str
    caption: Line
    columns: tuple[float, ...]
    head: tuple[tuple[GridCell, ...], ...]
    body: tuple[GridRow, ...]
    source: Line
    wide: bool
    dense: bool
    continued: str
    broad: bool = False
    loose: bool = False
    more: tuple[Grid, ...] = ()
    kind: ClassVar[str] = "grid"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure: image, chart or process. `width` in mm; `drifts` that it may stand behind the text that follows."""

    id: str
    label: str
    caption: Line
    src: str
    alt: str
    width: float
    source: Line
    wide: bool
    drifts: bool = False
    kind: ClassVar[str] = "drawing"


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry of the bibliography. `label`: its number as its style prints it, if it has one."""

    id: str
    label: str
    text: Line
    note: Line
    cited: Line
    western: bool


@dataclass(frozen=True, slots=True)
class Bibliography:
    entries: tuple[Citation, ...]
    kind: ClassVar[str] = "bibliography"


Piece: TypeAlias = Prose | Listing | Box | Quotation | Lines | Divider | Grid | Drawing | Display | Bibliography
Flow: TypeAlias = tuple[Piece, ...]
