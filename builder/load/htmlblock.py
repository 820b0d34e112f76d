"""Blocks of HTML → their text in paragraphs, pictures as figures, and rules; what is not understood is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code as Fault
from builder.diagnostics import Diagnostic, Severity, Span
from builder.load.html import BLOCKS, HIDDEN, HTML_WRAPPERS, SEPARATE, attribute, pieces, tag_name, text_of
from builder.load.inline import unknown_tag, wrapped
from builder.load.source import MAX_NESTING, first_line, last_line
from builder.model import Block, Break, Figure, Image, Inline, Paragraph, Rule, Text
from builder.text import merged, plain

if TYPE_CHECKING:
    from builder.load.block import BlockReader


def read_html(reader: BlockReader, node: SyntaxTreeNode) -> Sequence[Block]:
    html = _Html(reader, first_line(node), last_line(node))
    for part, offset in pieces(node.content):
        html.add(part, html.first + offset)
    html.close()
    return [b for b in html.blocks if not isinstance(b, Paragraph) or plain(b.children).strip()]


class _Html:
    """A block of HTML while it is being read, tag by tag."""

    def __init__(self, reader: BlockReader, first: int, last: int) -> None:
        self.reader, self.first, self.last = reader, first, last
        self.blocks: list[Block] = []
        self._line: list[Inline] = []
        self._stack: list[tuple[str, str, Span, list[Inline]]] = []
        self._hidden = ""

    def add(self, part: str, line: int) -> None:
        source, name = self.reader.source, tag_name(part)
        here = self._stack[-1][3] if self._stack else self._line
        if part.startswith("<!--"):
            if not part.endswith("-->"):
                span = source.find("<!--", line, line)
                hint = "close it with -->; everything up to there is left out"
                message = "this comment is not closed"
                source.report(Diagnostic(span, Fault.RAW_HTML, message, hint=hint, severity=Severity.WARNING))
        elif self._hidden:
            self._hidden = "" if part.startswith("</") and name == self._hidden else self._hidden
        elif not name:
            here.append(Text(text_of(part)))
        elif name == "img":
            self._finish()
            self._figure(part, line)
        elif name in BLOCKS:
            self._finish()
            self.blocks.extend((Rule(source.line(line)),) if name == "hr" else ())
        elif name == "br":
            here.append(Break())
        elif name not in HTML_WRAPPERS:
            if name in SEPARATE:
                self._finish()
            if not part.startswith("</"):
                unknown_tag(source, part, source.find(part, line, self.last))
                self._hidden = name if name in HIDDEN and not part.endswith("/>") else ""
        else:
            self._wrap(name, part, line)

    def _wrap(self, name: str, part: str, line: int) -> None:
        if not part.startswith("</"):
            span = self.reader.source.find(part, line, self.last)
            target = attribute(part, "href") if name == "a" else ""
            target = self.reader.inline.assets.link(target, span, self.reader.source) if target else ""
            if len(self._stack) < MAX_NESTING // 2:
                self._stack.append((name, target, span, []))
        elif any(name == opened[0] for opened in self._stack):
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name, target, span, children = self._stack.pop()
        above = self._stack[-1][3] if self._stack else self._line
        above.extend(wrapped(name, target, merged(children), span))
        return name

    def _finish(self) -> None:
        """What was read so far is a paragraph; elements that are open stay so."""
        if not self._stack:
            if children := merged(self._line):
                self.blocks.append(Paragraph(children, self.reader.source.line(self.first)))
            self._line = []

    def close(self) -> None:
        while self._stack:
            self._pop()
        self._finish()

    def _figure(self, markup: str, line: int) -> None:
        target = attribute(markup, "src")
        source = self.reader.source
        span = source.find(target or markup, line, self.last)
        asset = self.reader.inline.assets.image(target, span, source)
        title = attribute(markup, "title")
        caption = self.reader.inline.text(title, span.line) if title else ()
        self.blocks.append(Figure("", caption, Image(asset), attribute(markup, "alt"), (), span))
