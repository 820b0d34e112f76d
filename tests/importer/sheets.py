"""Sheets and outlines for tests, from plain Markdown, and what of them is compared."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Span
from builder.importer.outlining.outline import outline
from builder.importer.sheet import Comment, Outline, Part, Piece, Pieces, Sheet
from builder.locales import load_locale
from builder.model import (
    Align,
    Block,
    Blocks,
    Break,
    Cell,
    Code,
    CodeBlock,
    Emph,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    Items,
    Link,
    Only,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Strike,
    Table,
    Text,
)
from builder.text import merged, plain, walk

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def sheet(markdown: str, title: str = "", path: str = "report.md") -> Sheet:
    """The document as the reader of foreign Markdown gives it. `<center>` alone on a line centres the next block."""
    pieces: list[Piece] = []
    centred = False
    for node in SyntaxTreeNode(PARSER.parse(markdown)).children:
        line = node.map[0] + 1 if node.map else 1
        if node.type == "html_block":
            centred = "<center>" in node.content
            if "<!--" in node.content:
                pieces.append(Piece(Comment(node.content), line))
            continue
        pieces += [Piece(block, line, centred=centred) for block in _blocks([node], line)]
        centred = False
    words: Inlines = (Text(title),) if title else ()
    return Sheet(path, words, (), "", (), tuple(pieces))


def _blocks(nodes: list[SyntaxTreeNode], line: int) -> Blocks:
    found: list[Block] = []
    for node in nodes:
        line = node.map[0] + 1 if node.map else line
        span = Span("report.md", line)
        match node.type:
            case "paragraph":
                children = _inlines(node.children[0])
                if children and all(isinstance(c, Picture) or not plain((c,)).strip() for c in children):
                    pictures = [c for c in children if isinstance(c, Picture)]
                    found += [Figure("", (), Image(c.asset), c.alt, (), span) for c in pictures]
                elif children:
                    found.append(Paragraph(children, span))
            case "heading":
                found.append(Heading(int(node.tag[1]), _inlines(node.children[0]), span))
            case "bullet_list" | "ordered_list":
                items = tuple(Item(_blocks(item.children, line), None, span) for item in node.children)
                found.append(Items(items, node.type == "ordered_list", 1, True, span))
            case "blockquote":
                found.append(Quote(_blocks(node.children, line), span))
            case "fence" | "code_block":
                found.append(CodeBlock(node.content.rstrip("\n"), node.info, span))
            case "hr":
                found.append(Rule(span))
            case "table":
                found.append(_table(node, span))
            case _:
                pass
    return tuple(found)


def _table(node: SyntaxTreeNode, span: Span) -> Table:
    parts = []
    for part in node.children:
        head = part.type == "thead"
        parts.append(tuple(tuple(Cell(_inlines(c.children[0]), head) for c in row.children) for row in part.children))
    head, body = parts[0], parts[1] if len(parts) > 1 else ()
    return Table("", (), head, body, (Align.LEFT,) * len(head[0]), (), span)


def _inlines(node: SyntaxTreeNode) -> Inlines:
    return merged(_inline(child) for child in node.children)


def _inline(node: SyntaxTreeNode) -> Inline:
    span = Span("report.md")
    match node.type:
        case "em" | "strong":
            return Emph(_inlines(node), node.type == "strong")
        case "s":
            return Strike(_inlines(node))
        case "code_inline":
            return Code(node.content)
        case "link":
            return Link(str(node.attrs["href"]), _inlines(node), span)
        case "image":
            return Picture(str(node.attrs["src"]), node.content, span)
        case "hardbreak":
            return Break()
        case "softbreak":
            return Text("\n")
        case _:
            return Text(node.content)


def cut(markdown: str, lang: str = "zh", title: str = "", path: str = "report.md") -> Outline:
    return outline(sheet(markdown, title, path), load_locale(lang))


# --- what is compared ----------------------------------------------------------------------------------------------


def parts_of(found: Outline) -> Iterator[Part]:
    def inside(parts: tuple[Part, ...]) -> Iterator[Part]:
        for part in parts:
            yield part
            yield from inside(part.parts)

    yield from inside(found.parts)


def titles(found: Outline) -> list[str]:
    """Headings, with a `#` for every level."""
    return [f"{'#' * part.level} {plain(part.title)}" for part in parts_of(found)]


def blocks_of(pieces: Pieces) -> Blocks:
    return tuple(piece.block for piece in pieces if not isinstance(piece.block, Comment))


def every_block(found: Outline) -> Blocks:
    return (*blocks_of(found.opening), *(b for part in parts_of(found) for b in blocks_of(part.pieces)))


def said(found: Outline) -> list[str]:
    return [note.what for note in found.sheet.notes]


def words_of(value: object) -> str:
    """All text, alternative texts and code in and below a value."""
    words = []
    for found in walk(value):
        match found:
            case Text() | Code() | CodeBlock():
                words.append(found.text)
            case Figure() | Picture():
                words.append(found.alt)
            case _:
                pass
    return " ".join(words)


def only_words(found: Outline) -> list[str]:
    """The words of each run that one language alone has, sections last."""
    runs = [words_of(block) for block in every_block(found) if isinstance(block, Only)]
    return [*runs, *(plain(part.title) for part in parts_of(found) if part.only)]
