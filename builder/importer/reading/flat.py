"""Blocks where only a line of text can stand (a cell, a heading): their words, with breaks and bullets between them."""

from __future__ import annotations

from typing import assert_never

from builder.importer.reading.log import Log
from builder.model import (
    Block,
    Blocks,
    Break,
    Callout,
    Code,
    CodeBlock,
    Emph,
    Equation,
    Figure,
    Flow,
    Formula,
    Heading,
    Image,
    Inline,
    Inlines,
    Items,
    Link,
    Math,
    Missing,
    Only,
    Paragraph,
    Picture,
    Quote,
    References,
    Rule,
    Slide,
    Table,
    Text,
    When,
)


def flat(blocks: Blocks, log: Log) -> Inlines:
    found: list[Inline] = []
    for block in blocks:
        inner = list(_block(block, log))
        if found and inner and not isinstance(found[-1], Break):
            found.append(Break())
        found += inner
    return tuple(found)


def _block(block: Block, log: Log) -> Inlines:
    match block:
        case Paragraph() | Formula():
            return block.children
        case Heading():
            return (Emph(block.children, strong=True),)
        case Items():
            log.changed(block.span.line, "a list in a line of text or a cell stands there with bullets")
            return _items(block, log, 0)
        case Callout():
            return flat(tuple(_titled(block.title, block)) + block.blocks, log)
        case Quote() | Only() | When():
            return flat(block.blocks, log)
        case CodeBlock():
            log.changed(block.span.line, "code in a line of text or a cell stands there line by line")
            lines = [line for line in block.text.split("\n") if line.strip()]
            return tuple(part for line in lines for part in (Break(), Code(line)))[1:]
        case Table():
            log.changed(block.span.line, "a table in a line of text or a cell stands there as text")
            rows = [_row([cell.children for cell in row]) for row in (*block.head, *block.body)]
            return tuple(part for row in (block.caption, *rows) if row for part in (Break(), *row))[1:]
        case Figure():
            caption = (Break(), *block.caption) if block.caption else ()
            return (*_picture(block, log), *caption)
        case Equation():
            return (Math(block.tex, block.span),)
        case Rule():
            return ()
        case Flow() | References() | Slide():
            raise AssertionError(f"no document of another tool holds {type(block).__name__}")
        case _:
            assert_never(block)


def _titled(title: Inlines, block: Callout) -> Blocks:
    return (Paragraph((Emph(title, strong=True),), block.span),) if title else ()


def _items(items: Items, log: Log, depth: int) -> Inlines:
    found: list[Inline] = []
    for number, item in enumerate(items.items, start=items.start):
        mark = f"{number}. " if items.ordered else "☑ " if item.checked else "☐ " if item.checked is False else "• "
        inner: list[Inline] = []
        for block in item.blocks:
            part = _items(block, log, depth + 1) if isinstance(block, Items) else _block(block, log)
            inner += [*([Break()] if inner and part else []), *part]
        found += [*([Break()] if found else []), Text("\u2003" * depth + mark), *inner]
    return tuple(found)


def _row(cells: list[Inlines]) -> Inlines:
    return tuple(part for cell in cells for part in (Text(" | "), *cell))[1:]


def _picture(figure: Figure, log: Log) -> Inlines:
    match figure.content:
        case Image(asset=path) if path.startswith(("http://", "https://")):
            log.changed(
                figure.span.line, f"a picture of the web in a line of text or a cell became a link: {path[:60]}"
            )
            return (Link(path, (Text(figure.alt or path),), figure.span),)
        case Image(asset=path) | Missing(path=path):
            return (Picture(path, figure.alt, figure.span),)
        case _:
            raise AssertionError("no document of another tool holds charts")
