"""What was read, as a text that people can compare with the source."""

from __future__ import annotations

from collections.abc import Iterator

from builder.importer.sheet import Comment, Sheet
from builder.model import (
    Block,
    Break,
    Callout,
    Cell,
    Code,
    CodeBlock,
    Emph,
    Equation,
    Figure,
    Footnote,
    Heading,
    Image,
    Inline,
    Inlines,
    Items,
    Link,
    Math,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Script,
    Status,
    Strike,
    Table,
    Text,
)
from builder.text import plain


def shown(sheet: Sheet) -> str:
    """Front matter, pieces with their lines, and notes."""
    lines = [f"title: {plain(sheet.title)}"] if sheet.title else []
    lines += [f"subtitle: {plain(sheet.subtitle)}"] if sheet.subtitle else []
    lines += [f"date: {sheet.date}"] if sheet.date else []
    lines += [f"authors: {'; '.join(sheet.authors)}"] if sheet.authors else []
    for piece in sheet.pieces:
        first, *rest = (
            _block(piece.block) if not isinstance(piece.block, Comment) else [f"comment {piece.block.text!r}"]
        )
        marks = "".join(f" @{anchor}" for anchor in piece.anchors) + (" (centred)" if piece.centred else "")
        lines += [f"{piece.line:>3} {first}{marks}", *(f"    {line}" for line in rest)]
    return "\n".join([*lines, *(f"! {note.line} {note.kind}: {note.what}" for note in sheet.notes)])


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"p {words(block.children)}"
        case Heading():
            yield f"h{block.level} {words(block.children)}"
        case Items():
            yield f"{'ol' if block.ordered else 'ul'}{f' from {block.start}' if block.start != 1 else ''}"
            for item in block.items:
                mark = {None: "-", True: "[x]", False: "[ ]"}[item.checked]
                inner = [line for child in item.blocks for line in _block(child)] or [""]
                yield f"  {mark} {inner[0]}"
                yield from (f"    {line}" for line in inner[1:])
        case Callout():
            yield f"{block.kind.value} [{words(block.title)}]"
            yield from (f"  {line}" for child in block.blocks for line in _block(child))
        case Quote():
            yield "quote"
            yield from (f"  {line}" for child in block.blocks for line in _block(child))
        case CodeBlock():
            yield f"code {block.language} {block.text!r}"
        case Table():
            yield f"table {' '.join(align.value for align in block.aligns)} {words(block.caption)}".rstrip()
            yield from (f"  # {_row(row)}" for row in block.head)
            yield from (f"  - {_row(row)}" for row in block.body)
        case Figure(content=Image() as image):
            width = "" if image.width is None else f" {image.width:g}{'%' if image.percent else 'px'}"
            yield f"figure {image.asset}{width} [{block.alt}] {words(block.caption)}".rstrip()
        case Equation():
            yield f"equation {block.tex!r}"
        case Rule():
            yield "rule"
        case _:
            raise AssertionError(type(block).__name__)


def _row(row: tuple[Cell, ...]) -> str:
    return " | ".join(
        words(cell.children)
        + (f" <{cell.colspan}×{cell.rowspan}>" if (cell.colspan, cell.rowspan) != (1, 1) else "")
        + ("!" if cell.header else "")
        for cell in row
    )


def words(inlines: Inlines) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Code():
            return f"`{inline.text}`"
        case Emph():
            mark = "**" if inline.strong else "*"
            return f"{mark}{words(inline.children)}{mark}"
        case Strike():
            return f"~~{words(inline.children)}~~"
        case Script():
            return f"{'^' if inline.raised else '_'}({words(inline.children)})"
        case Link():
            return f"[{words(inline.children)}]({inline.target})"
        case Picture():
            return f"![{inline.alt}]({inline.asset})"
        case Break():
            return "⏎"
        case Math():
            return f"${inline.tex}$"
        case Status():
            return f"({inline.mark.value})"
        case Footnote():
            return f"^[{' / '.join(line for block in inline.blocks for line in _block(block))}]"
        case _:
            raise AssertionError(type(inline).__name__)
