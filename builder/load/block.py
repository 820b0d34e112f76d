"""Markdown's block nodes → `Blocks`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code as Fault
from builder.diagnostics import Diagnostic, Severity, Span
from builder.load.conditions import read_condition
from builder.load.fences import WIDE
from builder.load.htmlblock import read_html
from builder.load.inline import InlineReader
from builder.load.mathematics import read_display
from builder.load.source import Source, first_line, last_line
from builder.load.table import read_table
from builder.model import (
    Block,
    Blocks,
    Break,
    CodeBlock,
    Condition,
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
from builder.text import merged

_TASK = re.compile(r"\[([ xX])\]\s+")
_TABLE_ROW = re.compile(r"\s*\|[^|]*\|.*\|\s*")
_TABLE_RULE = re.compile(r"(?=.*\|)\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_NO_HEADING = re.compile(r"#{1,6}[^\s#\d]")
_FENCE = re.compile(r"[:：]{3,}(?:\s*[{｛][A-Za-z][\w-]*[}｝])?")
_HALF_WIDTH = str.maketrans("：｛｝", ":{}")
_WHEN = "when "
_ROLES = frozenset(("only", "unnumbered"))
_HEADING_ID = re.compile(r"\s*\{#([^}\s]+)(?:\s+([^}]*?))?\s*\}\s*(?:<!--.*?-->\s*)*$")


@dataclass(frozen=True, slots=True)
class BlockReader:
    """Reads the blocks of one file; `stem` begins the ids of what has none of its own."""

    source: Source
    inline: InlineReader
    stem: str

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Blocks:
        found: list[Block] = []
        shown = -1
        for node in nodes:
            read = self._block(node)
            if read and node.map and node.map[0] == shown and isinstance(first := read[0], Paragraph):
                read = (replace(first, continued=True), *read[1:])
            shown = node.map[1] if node.type == "math_block" and node.map else -1
            found.extend(read)
        return tuple(found)

    def children(self, node: SyntaxTreeNode) -> Inlines:
        """The inlines of a paragraph, heading or cell."""
        return self.inline.inlines(node.children[0].children) if node.children else ()

    def heading(self, node: SyntaxTreeNode, section: bool = False) -> tuple[Inlines, str, Span]:
        """The title, the id that stands behind it as {#id}, or "", and its place. `section`: it opens one."""
        line = first_line(node)
        content = node.children[0].content if node.children else ""
        match = _HEADING_ID.search(content)
        if match is None:
            return self.children(node), "", self.source.span(node)
        title, name = self.inline.text(content[: match.start()], line), match[1]
        if not re.fullmatch(r"[A-Za-z][\w.-]*", name, re.ASCII):
            span = self.source.find(f"#{name}", line, last_line(node))
            hint = "ASCII letters, digits, '-', '_' and '.', a letter first: the same in every language"
            self.source.fault(span, Fault.INVALID_VALUE, f"'{name}' is no id", hint)
            name = ""
        roles, when, _ = (match[2] or "").partition(_WHEN)
        if when and not section:
            span = self.source.find(_WHEN, line, last_line(node))
            hint = "put it, with what it heads, into :::{when} condition"
            self.source.fault(
                span, Fault.MALFORMED_CONDITION, "this heading opens no section that could be left out", hint
            )
        if not _ROLES.issuperset(roles.split()):
            span = self.source.find(match[2], line, last_line(node), lead=f"{match[1]} ")
            hint = (
                "{#id}, {#id only} where no other language has the section, {#id unnumbered} where it has no number, "
                "{#id when growth < 0} where it stands under a condition"
            )
            self.source.fault(span, Fault.INVALID_VALUE, f"a heading cannot be '{match[2]}'", hint)
        return title, name, self.source.span(node)

    def heading_roles(self, node: SyntaxTreeNode) -> frozenset[str]:
        """What the heading says of its section: {#id only} no other language has it, {#id unnumbered} it is not
        counted."""
        match = _HEADING_ID.search(node.children[0].content) if node.children else None
        return frozenset((match[2] or "").partition(_WHEN)[0].split()) & _ROLES if match else frozenset()

    def heading_condition(self, node: SyntaxTreeNode) -> Condition | None:
        """The condition under which the section is there: {#id when growth < 0}."""
        match = _HEADING_ID.search(node.children[0].content) if node.children else None
        _, when, text = (match[2] or "").partition(_WHEN) if match else ("", "", "")
        if not when:
            return None
        return read_condition(text, self.source.find(text, first_line(node), last_line(node)), self.source.report)

    def _block(self, node: SyntaxTreeNode) -> Sequence[Block]:
        span = self.source.span(node)
        match node.type:
            case "paragraph":
                return self._paragraph(node, span)
            case "heading":
                return (Heading(int(node.tag[1]), self.heading(node)[0], span),)
            case "bullet_list" | "ordered_list":
                return (self._items(node, span),)
            case "blockquote":
                return (Quote(self.blocks(node.children), span),)
            case "math_block":
                return read_display(self.source, node, self.inline.assets.fonts)
            case "fence" | "code_block":
                language = node.info.split()[0] if node.info.split() else ""
                if language == "math" and node.content.strip():
                    return read_display(self.source, node, self.inline.assets.fonts)
                return (CodeBlock(self.inline.spelled(node.content.rstrip("\n"), node), language, span),)
            case "hr":
                return (Rule(span),)
            case "table":
                return (read_table(self, node, span),)
            case "html_block":
                return read_html(self, node)
            case "container_directive":
                from builder.load.directives import run

                return run(self, node, span)
            case "front_matter" | "footnote_block" | "footnote_anchor":
                return ()
            case _:
                raise AssertionError(f"block node {node.type}")

    def _paragraph(self, node: SyntaxTreeNode, span: Span) -> Sequence[Block]:
        lines = node.children[0].content.split("\n") if node.children else []
        first = first_line(node)
        ruled = any(_TABLE_RULE.fullmatch(line) for line in lines)
        if len(lines) > 1 and (ruled or all(_TABLE_ROW.fullmatch(line) for line in lines)):
            same = "the heading row and the row of dashes need the same number of cells"
            hint = same if ruled else "write a row of dashes below the heading row: | --- | --- |"
            self.source.fault(span, Fault.MALFORMED_TABLE, "this looks like a table and is none", hint)
            return ()
        fences = [(first + i, match[0]) for i, line in enumerate(lines) if (match := _FENCE.match(line.lstrip()))]
        for line, typed in fences:
            message = "this fence opens or closes nothing"
            hint = "a directive is :::{name} argument, and closed by as many colons; a fence around others has more"
            if (meant := typed.translate(_HALF_WIDTH)) != typed:
                message, hint = WIDE, f"type {meant}"
            self.source.fault(self.source.line(line), Fault.MALFORMED_DIRECTIVE, message, hint)
        if fences:
            return ()
        if node.parent is not None and node.parent.is_root and _NO_HEADING.match(lines[0] if lines else ""):
            message, hint = "this is text, and no heading", "put a space after #, or write \\# for the sign"
            self.source.report(Diagnostic(span, Fault.MALFORMED_DIRECTIVE, message, hint, Severity.WARNING))
        if node.children and any(_is_display(child) for child in node.children[0].children):
            return self._parted(node, span)
        children = unindented(self.children(node))
        images = [n for n in node.children[0].children if n.type == "image"] if node.children else []
        pictures = [c for c in children if isinstance(c, Picture)]
        if (
            images
            and len(images) == len(pictures)
            and all(isinstance(c, Picture | Break) or _blank(c) for c in children)
        ):
            return [self._figure(picture, image) for picture, image in zip(pictures, images, strict=True)]
        return (Paragraph(children, span),) if children else ()

    def _parted(self, node: SyntaxTreeNode, span: Span) -> Sequence[Block]:
        """A paragraph that displays mathematics: the text before, the formula, the text after."""
        found: list[Block] = []
        for display, group in groupby(node.children[0].children, _is_display):
            if display:
                found += [block for one in group for block in read_display(self.source, one, self.inline.assets.fonts)]
            elif text := trimmed(unindented(self.inline.inlines(group))):
                found.append(Paragraph(text, span, continued=bool(found)))
        return found

    def _figure(self, picture: Picture, image: SyntaxTreeNode) -> Figure:
        title = str(image.attrs.get("title", ""))
        caption = self.inline.text(title, picture.span.line) if title else ()
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
            typed = node.children[0].children[0].content if node.children[0].children else ""
            if isinstance(head, Text) and _TASK.match(typed) and (match := _TASK.match(head.text)):
                checked = match[1] != " "
                rest: Inlines = (Text(head.text[match.end() :]), *first.children[1:])
                blocks = (Paragraph(merged(rest), first.span), *blocks[1:])
        return Item(blocks, checked, self.source.span(node))


def unindented(children: Inlines) -> Inlines:
    """A paragraph without the two ideographic spaces that authors of Chinese indent it with: the locale indents."""
    head = children[0] if children else None
    if not isinstance(head, Text) or not head.text.startswith("\u3000"):
        return children
    rest = head.text.lstrip("\u3000 ")
    return (Text(rest), *children[1:]) if rest else children[1:]


def trimmed(children: Inlines) -> Inlines:
    """Without space or line's end at either edge."""
    while children and _blank(children[0]):
        children = children[1:]
    while children and _blank(children[-1]):
        children = children[:-1]
    if children and isinstance(head := children[0], Text):
        children = (Text(head.text.lstrip()), *children[1:])
    if children and isinstance(last := children[-1], Text):
        children = (*children[:-1], Text(last.text.rstrip()))
    return children


def _is_display(node: SyntaxTreeNode) -> bool:
    return node.type == "math_inline" and node.info == "display"


def _blank(inline: Inline) -> bool:
    return isinstance(inline, Text) and not inline.text.strip()
