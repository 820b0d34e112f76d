"""Markdown's block nodes → `Blocks`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code as Fault
from builder.diagnostics import Span
from builder.load.html import BLOCKS, HTML_WRAPPERS, attribute, pieces, tag_name, text_of
from builder.load.inline import InlineReader, unknown_tag, wrapped
from builder.load.source import Source, first_line, last_line
from builder.load.table import read_table
from builder.model import (
    Block,
    Blocks,
    Break,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    Items,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Text,
)
from builder.text import merged, plain

_TASK = re.compile(r"\[([ xX])\]\s+")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*")


@dataclass(frozen=True, slots=True)
class BlockReader:
    """Reads the blocks of one file; `stem` begins the ids of what has none of its own."""

    source: Source
    inline: InlineReader
    stem: str

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Blocks:
        found: list[Block] = []
        for node in nodes:
            found.extend(self._block(node))
        return tuple(found)

    def children(self, node: SyntaxTreeNode) -> Inlines:
        """The inlines of a paragraph, heading or cell."""
        return self.inline.inlines(node.children[0].children) if node.children else ()

    def _block(self, node: SyntaxTreeNode) -> Sequence[Block]:
        span = self.source.span(node)
        match node.type:
            case "paragraph":
                return self._paragraph(node, span)
            case "heading":
                return (Heading(int(node.tag[1]), self.children(node), span),)
            case "bullet_list" | "ordered_list":
                return (self._items(node, span),)
            case "blockquote":
                return (Quote(self.blocks(node.children), span),)
            case "fence" | "code_block":
                language = node.info.split()[0] if node.info.split() else ""
                return (CodeBlock(node.content.rstrip("\n"), language, span),)
            case "hr":
                return (Rule(span),)
            case "table":
                return (read_table(self, node, span),)
            case "html_block":
                return self._html(node)
            case "container_directive":
                from builder.load.directives import run

                return run(self, node, span)
            case "front_matter" | "footnote_block":
                return ()
            case _:
                raise AssertionError(f"block node {node.type}")

    def _paragraph(self, node: SyntaxTreeNode, span: Span) -> Sequence[Block]:
        content = node.children[0].content if node.children else ""
        lines = content.split("\n")
        if len(lines) > 1 and "|" in lines[0] and any(_TABLE_RULE.fullmatch(line) for line in lines[:3]):
            hint = "the heading row and the row of dashes need the same number of cells, and no row above them"
            self.source.fault(span, Fault.MALFORMED_TABLE, "this looks like a table and is none", hint)
        if content.startswith(":::"):
            hint = "a directive is written :::{name} argument, and closed by as many colons"
            self.source.fault(span, Fault.MALFORMED_DIRECTIVE, "this fence opens or closes nothing", hint)
            return ()
        children = self.children(node)
        pictures = [c for c in children if isinstance(c, Picture)]
        if pictures and all(isinstance(c, Picture | Break) or not plain((c,)).strip() for c in children):
            images = [n for n in node.children[0].children if n.type == "image"]
            titles = [str(n.attrs.get("title", "")) for n in images] + [""] * len(pictures)
            return [self._figure(p, t, node) for p, t in zip(pictures, titles, strict=False)]
        return (Paragraph(children, span),) if children else ()

    def _figure(self, picture: Picture, title: str, node: SyntaxTreeNode) -> Figure:
        caption = self.inline.text(title, first_line(node)) if title else ()
        return Figure("", caption, Image(picture.asset), picture.alt, (), picture.span)

    def _items(self, node: SyntaxTreeNode, span: Span) -> Items:
        items = tuple(self._item(child) for child in node.children)
        paragraphs = [p for item in node.children for p in item.children if p.type == "paragraph"]
        return Items(
            items=items,
            ordered=node.type == "ordered_list",
            start=int(node.attrs.get("start", 1)),
            tight=all(p.hidden for p in paragraphs),
            span=span,
        )

    def _item(self, node: SyntaxTreeNode) -> Item:
        blocks = self.blocks(node.children)
        checked = None
        if blocks and isinstance(first := blocks[0], Paragraph) and first.children:
            head = first.children[0]
            if isinstance(head, Text) and (match := _TASK.match(head.text)):
                checked = match[1] != " "
                rest: Inlines = (Text(head.text[match.end() :]), *first.children[1:])
                blocks = (Paragraph(rest, first.span), *blocks[1:])
        return Item(blocks, checked, self.source.span(node))

    def _html(self, node: SyntaxTreeNode) -> Sequence[Block]:
        """Block HTML: its text in paragraphs, pictures as figures, rules; what is not understood is named."""
        first, last = first_line(node), last_line(node)
        blocks: list[Block] = []
        line: list[Inline] = []
        stack: list[tuple[str, str, list[Inline]]] = []

        def finish() -> None:
            if children := merged(line):
                blocks.append(Paragraph(children, self.source.line(first)))
            line.clear()

        for part, offset in pieces(node.content):
            name = tag_name(part)
            here = stack[-1][2] if stack else line
            if part.startswith("<!--"):
                continue
            if not name:
                here.append(Text(text_of(part)))
            elif name == "img":
                finish()
                blocks.extend(self._html_figure(part, first + offset, last))
            elif name in BLOCKS:
                finish()
                blocks.extend((Rule(self.source.line(first)),) if name == "hr" else ())
            elif name == "br":
                here.append(Break())
            elif name not in HTML_WRAPPERS:
                unknown_tag(self.source, part, self.source.find(part, first + offset, last))
            elif not part.startswith("</"):
                stack.append((name, attribute(part, "href"), []))
            elif stack and stack[-1][0] == name:
                _, target, children = stack.pop()
                (stack[-1][2] if stack else line).extend(
                    wrapped(name, target, merged(children), self.source.line(first))
                )
        for _, _, children in stack:
            line.extend(children)
        finish()
        return [b for b in blocks if not isinstance(b, Paragraph) or plain(b.children).strip()]

    def _html_figure(self, markup: str, line: int, last: int) -> Sequence[Block]:
        target = attribute(markup, "src")
        span = self.source.find(target or markup, line, last)
        asset = self.inline.assets.image(target, span, self.source)
        return (Figure("", (), Image(asset), attribute(markup, "alt"), (), span),) if asset else ()
