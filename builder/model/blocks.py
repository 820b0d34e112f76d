"""What stands on a page: paragraphs, lists, tables, figures, slides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from builder.diagnostics import Span
from builder.model.conditions import Condition
from builder.model.inlines import Inlines
from builder.model.plots import Plot
from builder.model.tables import Table


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
    """One item of a list; `checked` is None where it is no task. `answers`: ids of the findings that an editor's note
    acknowledges."""

    blocks: Blocks
    checked: bool | None
    span: Span
    answers: tuple[str, ...] = ()


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
    """A reference as listed: its citation key, and the note printed after it.

    `resolve` adds the rest. `label`: the number as its style prints it ("[1]"); `cited`: links to where it is cited."""

    key: str
    note: Inlines
    span: Span
    number: str = ""
    text: Inlines = ()
    label: str = ""
    cited: Inlines = ()


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
class When:
    """Blocks that stand where a condition holds; `said` is it in words that are the same in every language."""

    condition: Condition
    said: str
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
    | When
    | Slide
)
Blocks: TypeAlias = tuple[Block, ...]
Evidence: TypeAlias = Figure | Table | Flow
