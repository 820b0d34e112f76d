"""What the template of a report in two languages places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, TypeAlias

from builder.report.bookviews import Book, ContentsLine, ContentsList, Part
from builder.report.views import Drawing, Flow, Piece

JOIN: Final = " · "
"""Between the words of both languages, where they stand in one line."""


@dataclass(frozen=True, slots=True)
class Abreast:
    """A row: a block of the first language and its counterpart; one side may be empty. `style` is its class."""

    first: Flow
    second: Flow
    style: str = ""
    kind: ClassVar[str] = "abreast"


@dataclass(frozen=True, slots=True)
class Framed:
    """A callout over both columns."""

    style: str
    whole: bool
    rows: Rows
    kind: ClassVar[str] = "framed"


@dataclass(frozen=True, slots=True)
class Across:
    """A piece over both columns: of both languages, or of the second alone. `also`: a second id of it."""

    piece: Piece
    second: bool = False
    also: str = ""
    kind: ClassVar[str] = "across"


@dataclass(frozen=True, slots=True)
class Twins:
    """The same piece in each language, one below the other over both columns, on one page."""

    first: Piece
    second: Piece
    kind: ClassVar[str] = "twins"

    @property
    def drifts(self) -> bool:
        """Whether it may stand behind the text that follows it."""
        return all(isinstance(piece, Drawing) and piece.drifts for piece in (self.first, self.second))


Row: TypeAlias = Abreast | Framed | Across | Twins
Rows: TypeAlias = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A section and its counterpart, of which one may lack. `running`: their titles as running heads."""

    first: Part | None
    second: Part | None
    running: tuple[str, str]
    lead: Rows
    rows: Rows
    parts: tuple[Pair, ...]

    @property
    def depth(self) -> int:
        return self._shown[0].depth

    @property
    def name(self) -> str:
        """The id of its title."""
        return self._shown[0].id

    @property
    def mark(self) -> str:
        """Its bookmark, in both languages."""
        first, *others = self._shown
        return JOIN.join((first.mark, *(part.mark.removeprefix(f"{part.number}\u2002") for part in others)))

    @property
    def _shown(self) -> list[Part]:
        return [part for part in (self.first, self.second) if part is not None]


@dataclass(frozen=True, slots=True)
class Listed:
    """The same page of the front matter in both languages, line by line; `rooms` are for their numbers, pt."""

    name: str
    style: str
    flat: bool
    first: ContentsList | None
    second: ContentsList | None
    lines: tuple[tuple[ContentsLine | None, ContentsLine | None], ...]
    rooms: tuple[float, float]

    @property
    def mark(self) -> str:
        return JOIN.join(one.title for one in (self.first, self.second) if one is not None)


@dataclass(frozen=True, slots=True)
class Parallel:
    """The whole report: both books, for what stands beside its text, and the text."""

    first: Book
    second: Book
    lists: tuple[Listed, ...]
    pairs: tuple[Pair, ...]
    runs_on: bool

    @property
    def title(self) -> str:
        return JOIN.join(dict.fromkeys((self.first.title, self.second.title)))
