"""The texts of an edition as their readers see them, with the places where they are typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import assert_never

from builder.check.context import Context
from builder.check.prose.typed import Typed
from builder.diagnostics import Span
from builder.locales.reading_masks import without_addresses
from builder.locales.reading_words import WALL
from builder.model import (
    Block,
    Blocks,
    Break,
    Callout,
    Cell,
    ChartRef,
    Clause,
    Code,
    CodeBlock,
    Emph,
    Equation,
    Figure,
    Flow,
    Footnote,
    Formula,
    Front,
    Heading,
    Image,
    Inlines,
    Items,
    Link,
    Math,
    Missing,
    Only,
    Paragraph,
    Picture,
    Plot,
    Quote,
    Ref,
    References,
    RefKind,
    Rule,
    Script,
    Section,
    Slide,
    Status,
    Strike,
    Table,
    Terms,
    Text,
    When,
)

_LEADS = (Equation, CodeBlock, Items, Table, Figure, Flow, Formula)
"""Blocks that a paragraph without a mark at its end may lead to."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text. `role` is what it is to its reader: paragraph, text (one that leads to a list or the like), item,
    heading, title, cell, caption, note, label. `text` has U+FFFC where no words stand, and nothing for
    citations that touch a word."""

    role: str
    text: str
    pieces: tuple[Typed, ...]
    span: Span


class Texts:
    """The texts of a language, each read once. `passages`: all of them, those that it has alone, too."""

    def __init__(self, context: Context, lang: str) -> None:
        self._document = context.corpus.documents[lang]
        self._pieces: dict[int, tuple[Inlines, tuple[Typed, ...]]] = {}
        self.passages = tuple(self._passages())

    def pieces(self, inlines: Inlines) -> tuple[Typed, ...]:
        if id(inlines) not in self._pieces:
            self._pieces[id(inlines)] = inlines, tuple(_pieces(inlines, self._document.terms))
        return self._pieces[id(inlines)][1]

    def _passages(self) -> Iterator[Passage]:
        document, labels = self._document, self._document.terms
        for role, inlines, span in (*_front(document.front), *_sections(document.sections, document.lang)):
            pieces = self.pieces(inlines)
            text = "".join(piece.shown for piece in pieces)
            if text.strip():
                yield Passage(role, without_addresses(text) if "." in text or "@" in text else text, pieces, span)
        for name, label in labels.labels.items():
            span = labels.spans.get(name, Span(""))
            yield Passage("label", label, (Typed(label, label),), span)


_Found = tuple[str, Inlines, Span]


def _front(front: Front) -> Iterator[_Found]:
    yield "title", front.title, front.span
    yield "title", front.subtitle, front.span
    for label, value in front.meta:
        yield "label", label, front.span
        yield "label", value, front.span
    yield from _blocks(front.imprint, "")
    yield from _blocks(front.colophon, "")


def _sections(sections: Iterable[Section], lang: str) -> Iterator[_Found]:
    for section in sections:
        yield "heading", section.title, section.span
        yield from _blocks(section.blocks, lang)
        yield from _sections(section.sections, lang)


def _blocks(blocks: Blocks, lang: str, inside: str = "") -> Iterator[_Found]:
    """`inside`: the role of paragraphs in a list."""
    for block, after in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Paragraph):
            leads = block.continued or isinstance(after, _LEADS)
            yield from _with_notes(inside or ("text" if leads else "paragraph"), block.children, block.span, lang)
        else:
            yield from _block(block, lang, inside)


def _with_notes(role: str, inlines: Inlines, span: Span, lang: str) -> Iterator[_Found]:
    yield role, inlines, span
    for note in _footnotes(inlines):
        yield from _blocks(note.blocks, lang, "note")


def _footnotes(inlines: Inlines) -> Iterator[Footnote]:
    for inline in inlines:
        if isinstance(inline, Footnote):
            yield inline
        elif isinstance(inline, Emph | Strike | Script | Link | Clause):
            yield from _footnotes(inline.children)


def _block(block: Block, lang: str, inside: str) -> Iterator[_Found]:
    match block:
        case Paragraph():
            raise TypeError("a paragraph is known by what follows it")
        case Heading():
            yield "title", block.children, block.span
        case Formula():
            yield "label", block.children, block.span
        case Items():
            for item in block.items:
                yield from _blocks(item.blocks, lang, "item")
        case Callout():
            yield "title", block.title, block.span
            yield from _blocks(block.blocks, lang)
        case Quote():
            yield from _blocks(block.blocks, lang, inside or "text")
        case CodeBlock() | Rule() | Equation():
            pass
        case Table():
            yield from _captioned(block, lang)
            for cell in (cell for row in (*block.head, *block.body) for cell in row):
                yield from _with_notes("cell", cell.children, _place(cell, block), lang)
        case Figure():
            yield from _figure(block, lang)
        case Flow():
            yield from _captioned(block, lang)
            for node in block.nodes:
                yield "label", node.children, block.span
            for edge in block.edges:
                yield "label", edge.label, block.span
        case References():
            for entry in block.entries:
                yield "note", entry.note, entry.span
        case Only():
            yield from _blocks(block.blocks, lang, inside) if block.lang == lang else ()
        case When():
            yield from _blocks(block.blocks, lang, inside)
        case Slide():
            yield from _slide(block, lang)
        case _:
            assert_never(block)


def _place(cell: Cell, table: Table) -> Span:
    return cell.span if cell.span.file else table.span


def _captioned(block: Table | Figure | Flow, lang: str) -> Iterator[_Found]:
    yield from _with_notes("caption", block.caption, block.span, lang)
    yield "source", block.source, block.span


def _figure(figure: Figure, lang: str) -> Iterator[_Found]:
    yield from _captioned(figure, lang)
    match figure.content:
        case Image() | Missing() | ChartRef() | Plot():
            yield "alt", (Text(figure.alt),), figure.span
        case _:
            assert_never(figure.content)


def _slide(slide: Slide, lang: str) -> Iterator[_Found]:
    yield "title", slide.title, slide.span
    yield "source", slide.source, slide.span
    yield from _blocks(slide.blocks, lang)
    for column in slide.columns:
        yield "title", column.title, column.span
        yield from _blocks(column.blocks, lang)
    yield from _blocks(slide.notes, lang)


def _pieces(inlines: Inlines, terms: Terms) -> Iterator[Typed]:
    apart = True
    for at, inline in enumerate(inlines):
        match inline:
            case Ref() if inline.kind is RefKind.CITE:
                yield Typed(WALL if apart else "", "", inline.span)
            case Text():
                yield Typed(inline.text, inline.text)
            case Clause():
                yield Typed(WALL if at and isinstance(inlines[at - 1], Clause) else "", "")
                yield from _pieces(inline.children, terms)
            case Emph() | Strike() | Script():
                yield from _pieces(inline.children, terms)
            case Link():
                yield from _link(inline, terms)
            case Break():
                yield Typed("\n", "")
            case Footnote():
                yield Typed("", "", inline.span)
            case Ref():
                yield Typed(_reference(inline, terms), "", inline.span)
            case Math() | Picture():
                yield Typed(WALL, "", inline.span)
            case Code():
                yield Typed(WALL, inline.text)
            case Status():
                yield Typed(WALL, "")
            case _:
                assert_never(inline)
        apart = isinstance(inline, Text) and inline.text[-1:].isspace()


def _link(link: Link, terms: Terms) -> Iterator[Typed]:
    """What a link says, and then its target; an address that says itself is no text."""
    children = tuple(_pieces(link.children, terms))
    bare = "".join(piece.shown for piece in children) in (link.target, link.target.removeprefix("mailto:"))
    yield from (Typed(WALL, link.target),) if bare else (*children, Typed("", "", link.span))


def _reference(ref: Ref, terms: Terms) -> str:
    return terms.labels.get(ref.key, WALL) if ref.kind is RefKind.TERM else WALL
