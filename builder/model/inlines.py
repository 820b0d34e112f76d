"""What stands in a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from builder.diagnostics import Span
from builder.model.conditions import Condition

if TYPE_CHECKING:
    from builder.model.blocks import Blocks

NOWHERE = Span("")
"""The place of what no author wrote."""


@dataclass(frozen=True, slots=True)
class Text:
    """`id`: what leads to it from an index. `entry`: what an index lists it as, where its author says so. `lang`: the
    code of the language from here on, where a line says the same in another one."""

    text: str
    id: str = ""
    entry: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Emph:
    """`caps`: capitals that are set small, in place of small letters."""

    children: Inlines
    strong: bool = False
    caps: bool = False


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
    """`target` is an absolute URL, `mailto:…`, or `#id` of a section, figure, table or reference. `id`: what leads back
    to a citation."""

    target: str
    children: Inlines
    span: Span
    id: str = ""


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
    PARAM = "param"


@dataclass(frozen=True, slots=True)
class Ref:
    """A role as written: {kind}`key options…`. `resolve` replaces every one of them; writers never see it."""

    kind: RefKind
    key: str
    options: Mapping[str, str]
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that stand where a condition holds; `said` is it in words that are the same in every language."""

    condition: Condition
    said: str
    children: Inlines
    span: Span


Inline: TypeAlias = (
    Text | Emph | Strike | Script | Code | Link | Picture | Break | Math | Footnote | Status | Ref | Clause
)
Inlines: TypeAlias = tuple[Inline, ...]
