"""Blocks as trees of one kind of node, so that every kind of block is compared in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from builder.diagnostics import Span
from builder.model import (
    Block,
    Blocks,
    Callout,
    Cell,
    ChartRef,
    CodeBlock,
    Column,
    Equation,
    Figure,
    Flow,
    Footnote,
    Formula,
    Front,
    Heading,
    Image,
    Inlines,
    Item,
    Items,
    Missing,
    Only,
    Paragraph,
    Plot,
    Quote,
    Ref,
    References,
    Row,
    Rule,
    Slide,
    Table,
    Terms,
    Text,
    When,
)
from builder.text import walk


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text: what it is to its author, its inlines without footnotes' text, and where it, or its block, begins."""

    role: str
    inlines: Inlines
    span: Span


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a document. `kind` is its name for the author; `traits` are equal in every language: ids, shapes, code.

    `leaves` stand in a fixed order, by role; `nodes` are laid side by side."""

    kind: str
    span: Span
    traits: tuple[tuple[str, str], ...] = ()
    leaves: tuple[Leaf, ...] = ()
    nodes: tuple[Node, ...] = ()


def nodes_of(blocks: Blocks) -> tuple[Node, ...]:
    """The blocks that all languages have."""
    return tuple(_node(block) for block in blocks if not isinstance(block, Only))


def front_of(front: Front) -> Node:
    """Cover, imprint and colophon as one node; the cover's lines have no places of their own."""
    span = front.span
    lines = tuple(
        Node("line", span, (), (Leaf("label", label, span), Leaf("value", value, span))) for label, value in front.meta
    )
    parts = tuple(
        Node(kind, blocks[0].span, (), (), nodes_of(blocks))
        for kind, blocks in (("imprint", front.imprint), ("colophon", front.colophon))
        if blocks
    )
    return Node(
        "cover", span, (), (Leaf("title", front.title, span), Leaf("subtitle", front.subtitle, span)), (*lines, *parts)
    )


def labels_of(terms: Terms, span: Span) -> dict[str, Leaf]:
    """The labels of terms.yaml by id."""
    return {name: Leaf("label", (Text(text),), terms.spans.get(name, span)) for name, text in terms.labels.items()}


def leaves_below(node: Node) -> Iterator[Leaf]:
    yield from node.leaves
    for inner in node.nodes:
        yield from leaves_below(inner)


def _node(block: Block) -> Node:
    span = block.span
    match block:
        case Paragraph():
            return _text("paragraph", "text", block.children, span)
        case Heading():
            return _text("heading", "heading", block.children, span, level=str(block.level))
        case Formula():
            return _text("formula", "text", block.children, span)
        case Items():
            kind = "numbered list" if block.ordered else "list"
            return Node(kind, span, (), (), tuple(_item(item) for item in block.items))
        case Callout():
            title = Leaf("title", block.title, span)
            return Node(block.kind.value, span, (), (title,), (*_notes((title,)), *nodes_of(block.blocks)))
        case Quote():
            return Node("quotation", span, (), (), nodes_of(block.blocks))
        case CodeBlock():
            return Node("code block", span, (("code", block.text),))
        case Rule():
            return Node("rule", span)
        case Table():
            return _table(block)
        case Figure():
            alt = Leaf("alt text", (Text(block.alt),) if block.alt else (), span)
            return _captioned("figure", block, (("content", _content(block)),), (alt,), ())
        case Flow():
            alt = Leaf("alt text", (Text(block.alt),) if block.alt else (), span)
            return _captioned("process", block, (), (alt,), tuple(_flow(block)))
        case Equation():
            return Node("equation", span, (("id", block.id), ("TeX", "".join(block.tex.split()))))
        case References():
            entries = tuple(_text("entry", "note", entry.note, entry.span, key=entry.key) for entry in block.entries)
            return Node("bibliography", span, (), (), entries)
        case Slide():
            return _slide(block)
        case When():
            return Node("condition", span, (("when", block.said),), (), nodes_of(block.blocks))
        case Only():
            raise TypeError("what one language has alone is not compared")
        case _:
            assert_never(block)


def _text(kind: str, role: str, inlines: Inlines, span: Span, **traits: str) -> Node:
    leaf = Leaf(role, inlines, span)
    return Node(kind, span, tuple(traits.items()), (leaf,), _notes((leaf,)))


def _notes(leaves: tuple[Leaf, ...]) -> tuple[Node, ...]:
    """The footnotes of texts, as nodes."""
    inlines = (inline for leaf in leaves for inline in leaf.inlines if not isinstance(inline, Text | Ref))
    found = (part for inline in inlines for part in walk(inline) if isinstance(part, Footnote))
    return tuple(Node("footnote", note.span, (), (), nodes_of(note.blocks)) for note in found)


def _item(item: Item) -> Node:
    checked = {None: "", True: "done", False: "open"}[item.checked]
    return Node("item", item.span, (("task", checked),), (), nodes_of(item.blocks))


def _table(table: Table) -> Node:
    rows = tuple(_row(row, table.span, head=True) for row in table.head)
    rows += tuple(_row(row, table.span, head=False) for row in table.body)
    traits = (("id", table.id), ("columns", str(len(table.aligns))))
    return _captioned("table", table, traits, (), rows)


def _row(row: Row, span: Span, *, head: bool) -> Node:
    place = next((cell.span for cell in row if cell.span.file), span)
    return Node("head row" if head else "row", place, (), (), tuple(_cell(cell, place) for cell in row))


def _cell(cell: Cell, span: Span) -> Node:
    place = cell.span if cell.span.file else span
    joined = "" if cell.colspan == cell.rowspan == 1 else f"{cell.colspan} × {cell.rowspan}"
    return _text("cell", "cell", cell.children, place, joined=joined)


def _content(figure: Figure) -> str:
    match figure.content:
        case ChartRef():
            return f"chart {figure.content.chart}"
        case Image() | Missing():
            return "image"
        case Plot():
            return f"chart {figure.content.id}"
        case _:
            assert_never(figure.content)


def _captioned(
    kind: str,
    block: Table | Figure | Flow,
    traits: tuple[tuple[str, str], ...],
    leaves: tuple[Leaf, ...],
    nodes: tuple[Node, ...],
) -> Node:
    named = traits if kind == "table" else (("id", block.id), *traits)
    texts = (Leaf("caption", block.caption, block.span), *leaves, Leaf("source", block.source, block.span))
    return Node(kind, block.span, named, texts, (*_notes(texts), *nodes))


def _flow(flow: Flow) -> Iterator[Node]:
    for node in flow.nodes:
        yield _text("step", "label", node.children, flow.span, id=node.id, shape=node.shape.value)
    for edge in flow.edges:
        yield _text("arrow", "label", edge.label, flow.span, ends=f"{edge.source} -> {edge.target}")


def _slide(slide: Slide) -> Node:
    traits = (("shows", ", ".join(slide.evidence)), ("layout", slide.layout.value if slide.layout else ""))
    columns = tuple(_column(column) for column in slide.columns)
    notes = (Node("speaker's notes", slide.notes[0].span, (), (), nodes_of(slide.notes)),) if slide.notes else ()
    leaves = (Leaf("title", slide.title, slide.span), Leaf("source", slide.source, slide.span))
    return Node("slide", slide.span, traits, leaves, (*nodes_of(slide.blocks), *columns, *notes))


def _column(column: Column) -> Node:
    return Node("column", column.span, (), (Leaf("title", column.title, column.span),), nodes_of(column.blocks))
