"""Blocks in the form that `load` reads them in: what Markdown cannot tell apart is one thing already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from builder.importer.writing.lattice import rectangular
from builder.model import (
    Block,
    Blocks,
    Break,
    Callout,
    Cell,
    Clause,
    Code,
    CodeBlock,
    Column,
    Emph,
    Equation,
    Figure,
    Flow,
    Footnote,
    Formula,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    Items,
    Link,
    Math,
    Only,
    Paragraph,
    Picture,
    Quote,
    Ref,
    References,
    Row,
    Rule,
    Script,
    Slide,
    Status,
    Strike,
    Table,
    Text,
    When,
)
from builder.text import merged, plain

_LOOSE_MODIFIERS = re.compile("[\ufe0f\u20e3]")
_LARGEST_START = 999_999_999


def normal(blocks: Blocks) -> Blocks:
    return tuple(found for block in blocks for found in _block(block))


def normal_inlines(inlines: Inlines) -> Inlines:
    """Texts joined, line ends settled, nothing empty, no link in a link and no footnote in a footnote."""
    return _inlines(inlines, frozenset())


# --- inlines -------------------------------------------------------------------------------------------------------


def _inlines(inlines: Inlines, inside: frozenset[type[Inline]]) -> Inlines:
    found = merged(part for inline in inlines for part in _inline(inline, inside))
    return merged(Text(i.text.replace("\n", " ")) if isinstance(i, Text) else i for i in found)


def _inline(inline: Inline, inside: frozenset[type[Inline]]) -> Iterator[Inline]:
    match inline:
        case Text():
            lines = _LOOSE_MODIFIERS.sub("", inline.text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
            for at, line in enumerate(lines):
                if at:
                    yield Text("\n")
                if line:
                    yield Text(line)
        case Emph() | Strike() | Script() | Clause():
            if children := _inlines(inline.children, inside):
                yield replace(inline, children=children)
        case Link():
            children = _inlines(inline.children, inside | {Link})
            if not inline.target or Link in inside:
                yield from children
            else:
                yield replace(inline, children=children or (Text(inline.target),))
        case Code():
            if text := re.sub(r"\s*\n\s*", " ", inline.text):
                yield Code(text)
        case Footnote():
            yield from _footnote(inline, inside)
        case Picture():
            yield replace(inline, alt=" ".join(inline.alt.split("\n")))
        case Math():
            yield replace(inline, tex=" ".join(inline.tex.split()))
        case Break() | Status() | Ref():
            yield inline
        case _:
            assert_never(inline)


def _footnote(note: Footnote, inside: frozenset[type[Inline]]) -> Iterator[Inline]:
    blocks = normal(note.blocks)
    if not blocks:
        return
    if Footnote not in inside:
        yield replace(note, blocks=_without_notes(blocks))
        return
    yield Text(" (")
    for at, block in enumerate(blocks):
        yield from (Text(" "),) if at else ()
        yield from block.children if isinstance(block, Paragraph) else (Text(_words(block)),)
    yield Text(")")


def _without_notes(blocks: Blocks) -> Blocks:
    """The blocks of a footnote, in which a further one stands in parentheses."""
    return tuple(
        replace(block, children=_inlines(block.children, frozenset({Footnote})))
        if isinstance(block, Paragraph)
        else replace(block, items=tuple(replace(item, blocks=_without_notes(item.blocks)) for item in block.items))
        if isinstance(block, Items)
        else block
        for block in blocks
    )


def _words(block: Block) -> str:
    from builder.text import walk

    return " ".join(plain((part,)) for part in walk(block) if isinstance(part, Text | Code))


# --- blocks --------------------------------------------------------------------------------------------------------


def _block(block: Block) -> Iterator[Block]:
    match block:
        case Paragraph():
            yield from _paragraph(block)
        case Heading() | Formula():
            if not is_blank(children := unindented(normal_inlines(block.children))):
                yield replace(block, children=children)
        case Items():
            if items := tuple(_item(item) for item in block.items):
                start = min(max(block.start, 0), _LARGEST_START) if block.ordered else 1
                yield replace(block, items=items, start=start, tight=_is_tight(items, block.tight))
        case Callout():
            yield replace(block, title=normal_inlines(block.title), blocks=normal(block.blocks))
        case Quote() | Only() | When():
            if blocks := normal(block.blocks):
                yield replace(block, blocks=blocks)
        case CodeBlock():
            text = block.text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
            yield replace(block, text=text, language="".join(block.language.split()[:1]))
        case Table():
            table = rectangular(replace(block, head=_rows(block.head), body=_rows(block.body)))
            if table.head or table.body:
                caption = unindented(normal_inlines(table.caption))
                yield replace(table, caption=caption, source=normal_inlines(table.source))
        case Figure():
            caption = unindented(normal_inlines(block.caption))
            source = normal_inlines(block.source)
            yield replace(block, caption=caption, source=source, alt=_one_line(block.alt))
        case Flow():
            yield _flow(block)
        case Equation():
            yield replace(block, tex=block.tex.strip())
        case References():
            entries = tuple(replace(entry, note=normal_inlines(entry.note)) for entry in block.entries)
            yield replace(block, entries=entries)
        case Slide():
            yield _slide(block)
        case Rule():
            yield block
        case _:
            assert_never(block)


def _paragraph(block: Paragraph) -> Iterator[Block]:
    children = unindented(normal_inlines(block.children))
    pictures = [child for child in children if isinstance(child, Picture)]
    rest = [child for child in children if not isinstance(child, Picture | Break)]
    if all(isinstance(child, Text) and not child.text.strip() for child in rest):
        for picture in pictures:
            yield Figure("", (), Image(picture.asset), _one_line(picture.alt), (), picture.span)
    else:
        yield replace(block, children=children)


def is_blank(inlines: Inlines) -> bool:
    return all(isinstance(i, Break) or (isinstance(i, Text) and not i.text.strip()) for i in inlines)


def unindented(children: Inlines) -> Inlines:
    """Without the ideographic spaces that Chinese paragraphs are indented with."""
    head = children[0] if children else None
    if not isinstance(head, Text) or not head.text.startswith("\u3000"):
        return children
    rest = head.text.lstrip("\u3000 ")
    return (Text(rest), *children[1:]) if rest else children[1:]


def _item(item: Item) -> Item:
    blocks = normal(item.blocks)
    is_task = bool(blocks) and isinstance(blocks[0], Paragraph)
    return replace(item, blocks=blocks, checked=item.checked if is_task else None)


def _is_tight(items: tuple[Item, ...], wanted: bool) -> bool:
    """A list without paragraphs is tight; one in which blocks need an empty line between them is loose."""
    if not any(_is_line(block) for item in items for block in item.blocks):
        return True
    if len(items) == 1 and len(items[0].blocks) == 1:
        return True
    return wanted and not any(
        needs_gap(above, below) for item in items for above, below in zip(item.blocks, item.blocks[1:], strict=False)
    )


def _is_line(block: Block) -> bool:
    """A paragraph, or a picture that is typed as one."""
    return isinstance(block, Paragraph) or (isinstance(block, Figure) and is_bare(block))


def is_bare(figure: Figure) -> bool:
    """A picture that has no more than its alternative text and a caption: it needs no directive."""
    return isinstance(figure.content, Image) and not (figure.id or figure.source or figure.content.width)


def goes_on(above: Block | None, below: Block) -> bool:
    """Whether a paragraph goes on below a displayed formula, with no empty line between them."""
    return isinstance(above, Equation) and isinstance(below, Paragraph) and below.continued


def needs_gap(above: Block, below: Block) -> bool:
    """Whether two blocks run into each other without an empty line between them."""
    match below:
        case Paragraph():
            return True
        case Items():
            first = below.items[0]
            interrupts = bool(first.blocks) and (not below.ordered or below.start == 1)
            return not interrupts
        case Heading() | Callout() | CodeBlock() | Only() | Flow() | Formula() | References() | Slide():
            return False
        case _:
            return True


def _rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(tuple(_cell(cell) for cell in row) for row in rows)


def _cell(cell: Cell) -> Cell:
    children = normal_inlines(cell.children)
    return replace(cell, children=() if is_blank(children) else children)


def _flow(flow: Flow) -> Flow:
    return replace(
        flow,
        caption=unindented(normal_inlines(flow.caption)),
        source=normal_inlines(flow.source),
        alt=_one_line(flow.alt),
        nodes=tuple(replace(node, children=normal_inlines(node.children)) for node in flow.nodes),
        edges=tuple(replace(edge, label=normal_inlines(edge.label)) for edge in flow.edges),
    )


def _slide(slide: Slide) -> Slide:
    return replace(
        slide,
        title=normal_inlines(slide.title),
        source=normal_inlines(slide.source),
        blocks=normal(slide.blocks),
        columns=tuple(_column(column) for column in slide.columns),
        notes=normal(slide.notes),
    )


def _column(column: Column) -> Column:
    return replace(column, title=normal_inlines(column.title), blocks=normal(column.blocks))


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()
