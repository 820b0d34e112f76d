"""What a formula is made of, whoever draws, speaks or writes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    """Classes of atoms, which say the space between them (The TeXbook, chapter 18)."""

    ORDINARY = "ordinary"
    LARGE = "large"
    FUNCTION = "function"
    BINARY = "binary"
    RELATION = "relation"
    OPEN = "open"
    CLOSE = "close"
    PUNCTUATION = "punctuation"
    INNER = "inner"


class Face(StrEnum):
    """Alphabets of letters; DEFAULT is italic for single letters and upright for the rest."""

    DEFAULT = ""
    UPRIGHT = "upright"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold-italic"
    DOUBLE = "double"
    SCRIPT = "script"
    FRAKTUR = "fraktur"
    SANS = "sans"
    MONO = "mono"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A letter, number, operator, bracket or the name of a function. `tex` is the command it was written with."""

    text: str
    kind: Kind = Kind.ORDINARY
    face: Face = Face.DEFAULT
    tex: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    text: str
    face: Face = Face.DEFAULT


@dataclass(frozen=True, slots=True)
class Words:
    r"""Text inside a formula (`\text`), and letters of scripts that mathematics does not know."""

    text: str
    face: Face = Face.UPRIGHT


@dataclass(frozen=True, slots=True)
class Space:
    em: float


@dataclass(frozen=True, slots=True)
class Row:
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """`bar` is False for a binomial coefficient. `display` None leaves the size to its place."""

    top: Node
    bottom: Node
    bar: bool = True
    display: bool | None = None


@dataclass(frozen=True, slots=True)
class Root:
    body: Node
    degree: Node | None = None


@dataclass(frozen=True, slots=True)
class Scripts:
    """`limits`: over and under the base; None leaves it to the base and its place."""

    base: Node
    low: Node | None
    high: Node | None
    limits: bool | None = None


@dataclass(frozen=True, slots=True)
class Delimiter:
    """A bracket of a size of its own, in em; 0 grows with the fence that it stands in (`\\middle`)."""

    text: str
    size: float
    kind: Kind = Kind.ORDINARY


@dataclass(frozen=True, slots=True)
class Fenced:
    """`left` and `right` grow with the body; "" is none."""

    left: str
    body: Node
    right: str


class Shape(StrEnum):
    MATRIX = "matrix"
    CASES = "cases"
    ALIGNED = "aligned"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Grid:
    """`aligns` has one of l, c, r a column; `rules` are the columns before which a line stands, `lines` the rows."""

    shape: Shape
    rows: tuple[tuple[Node, ...], ...]
    aligns: str
    rules: tuple[int, ...] = ()
    small: bool = False
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Accent:
    """A mark over or under its body; a `wide` one grows with it."""

    body: Node
    mark: str
    under: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """Small things over and under a base."""

    base: Node
    over: Node | None
    under: Node | None
    kind: Kind = Kind.ORDINARY


class Border(StrEnum):
    BOX = "box"
    RISING = "updiagonalstrike"
    FALLING = "downdiagonalstrike"
    CROSSED = "updiagonalstrike downdiagonalstrike"


@dataclass(frozen=True, slots=True)
class Enclosed:
    body: Node
    border: Border


@dataclass(frozen=True, slots=True)
class Phantom:
    """Takes the room of its body and shows nothing."""

    body: Node
    wide: bool = True
    tall: bool = True


@dataclass(frozen=True, slots=True)
class Sized:
    """As in a display, or as in a line of text."""

    body: Node
    display: bool


@dataclass(frozen=True, slots=True)
class Classed:
    """A body that is spaced as another kind of atom (`\\mathrel`)."""

    body: Node
    kind: Kind


Node: TypeAlias = (
    Symbol
    | Number
    | Words
    | Space
    | Row
    | Fraction
    | Root
    | Scripts
    | Delimiter
    | Fenced
    | Grid
    | Accent
    | Stack
    | Enclosed
    | Phantom
    | Sized
    | Classed
)

EMPTY = Row(())


@dataclass(frozen=True, slots=True)
class Formula:
    r"""`tag`: what its author numbered it with (`\tag{…}`); `label`: its name (`\label{…}`); "" where it has none."""

    body: Node
    tag: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Misread:
    """TeX that is not understood: what, and at which character."""

    message: str
    hint: str
    offset: int
    length: int = 1


def kind_of(node: Node) -> Kind:
    """How the node is spaced."""
    match node:
        case Symbol() | Delimiter() | Classed() | Stack():
            return node.kind
        case Scripts():
            return kind_of(node.base)
        case Accent():
            return kind_of(node.body)
        case Sized():
            return kind_of(node.body)
        case Fenced():
            return Kind.INNER
        case _:
            return Kind.ORDINARY
