"""The tree of a document → blocks of the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from builder.diagnostics import Span
from builder.importer.reading.boxes import alert, callout, folded
from builder.importer.reading.equations import displays
from builder.importer.reading.figures import caption_behind, captioned, cut_at_pictures, figure
from builder.importer.reading.headings import heading
from builder.importer.reading.inlines import MEDIA, Lines
from builder.importer.reading.lists import definitions, items
from builder.importer.reading.log import Log, short
from builder.importer.reading.node import Child, Node
from builder.importer.reading.preformatted import preformatted
from builder.importer.reading.sink import Sink
from builder.importer.reading.space import HIDDEN, trimmed, words_of
from builder.importer.reading.stack import is_block
from builder.importer.reading.tables import table
from builder.importer.sheet import Piece
from builder.load.mathematics import id_of_label
from builder.model import (
    Blocks,
    CodeBlock,
    Emph,
    Equation,
    Figure,
    Inlines,
    Paragraph,
    Quote,
    Rule,
    Text,
)

_HEADING = re.compile(r"h[1-6]$")
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)


def _is_display(child: Child) -> bool:
    return isinstance(child, Node) and child.tag == "x-math" and bool(child.get("display"))


class Walk:
    """Walks the tree of one document, whose footnotes it knows by label."""

    def __init__(self, path: str, log: Log, footnotes: dict[str, Node]) -> None:
        self.path, self.log, self.footnotes = path, log, footnotes
        self.lines = Lines(self)
        self.used: set[str] = set()
        self.shown = 0
        """The line behind the last displayed formula."""

    def pieces(self, root: Node) -> list[Piece]:
        sink = Sink(self.log, top=True)
        self.flow(root.children, sink, root.line)
        sink.aside()
        if anchors := self.log.take_anchors():
            last = sink.pieces[-1] if sink.pieces else None
            if last is not None:
                sink.pieces[-1] = replace(last, anchors=(*last.anchors, *anchors))
        return sink.pieces

    def blocks(self, children: Iterable[Child], line: int = 1) -> Blocks:
        sink = Sink(self.log)
        self.flow(children, sink, line)
        return tuple(sink.blocks)

    def footnote(self, label: str) -> Blocks:
        node = self.footnotes.get(label)
        if node is None:
            return ()
        self.used.add(label)
        return self.blocks(node.children, node.line)

    def anchors(self, node: Node) -> None:
        for key in ("id", "name"):
            if node.get(key) and (key == "id" or node.tag == "a"):
                self.log.anchor(node.get(key))
        if (title := node.get("title")) and node.tag not in ("img", "a", "x-group", "iframe", "video", "audio"):
            self.log.keep(title, node.line)

    def kept(self, node: Node) -> None:
        what = node.get("what") or (
            "" if node.tag == "x-kept" else f"<{node.tag}> says nothing to readers; it is kept as a comment"
        )
        if what:
            self.log.changed(node.line, what)
        if not node.children and not node.text and node.attrs and node.tag != "x-kept":
            self.log.keep(" ".join([node.tag, *(f"{k}={v}" for k, v in node.attrs.items())]), node.line)
        self.log.keep(words_of(node) if node.children else node.text, node.line)

    # --- flow ---

    def flow(self, children: Sequence[Child] | Iterable[Child], sink: Sink, line: int) -> None:
        """Blocks, and paragraphs of what stands in lines between them."""
        run: list[Child] = []
        boxed: Node | None = None
        for child in children:
            if (
                isinstance(child, Node)
                and child.tag == "x-attributes"
                and child.get("kind")
                and not child.get("before")
            ):
                boxed = child
                continue
            if boxed is not None and isinstance(child, Node):
                inner = child.children if child.tag == "blockquote" else [child]
                child = Node("x-callout", boxed.attrs, boxed.line, "", list(inner))
                boxed = None
            if isinstance(child, str) or not self.apart(child):
                if not run and isinstance(child, Node):
                    line = child.line
                run.append(child)
                continue
            self.paragraph(run, sink, line)
            run, line = [], child.line
            sink.aside()
            self._block(child, sink)
        self.paragraph(run, sink, line)
        sink.aside()

    def apart(self, node: Node) -> bool:
        if is_block(node) or (node.tag in MEDIA and not node.get("#inline")):
            return True
        return node.tag not in ("picture", "svg", "math", "x-footnote-ref") and any(map(self.apart, node.elements()))

    def paragraph(self, run: list[Child], sink: Sink, line: int) -> None:
        """A run of text and pictures: pictures on lines of their own are figures."""
        if not any(not isinstance(child, str) or child.strip() for child in run):
            return
        parts = cut_at_pictures(self.lines, run, line)
        for part in parts:
            if isinstance(part, Figure):
                sink.add(part)
                continue
            nodes, start = part
            span = Span(self.path, start)
            displayed = [n for n in nodes if not isinstance(n, str) or n.strip()]
            if any(map(_is_display, nodes)):
                self._parted(nodes, sink, span)
            elif children := self._unindented(self.lines.read(nodes, start), start):
                sink.add(Paragraph(children, span, continued=self.shown == start))
            else:
                sink.label([n.get("id") for n in displayed if isinstance(n, Node) and n.get("behind")])

    def _parted(self, nodes: list[Child], sink: Sink, span: Span) -> None:
        """A paragraph that displays mathematics: the text before, the formula, the text after."""
        begun = False
        for display, group in groupby(nodes, _is_display):
            own = list(group)
            if display:
                for node in own:
                    assert isinstance(node, Node)
                    self._equations(node, sink, span)
                begun = True
            elif children := trimmed(self._unindented(self.lines.read(own, span.line), span.line)):
                sink.add(Paragraph(children, span, continued=begun))

    def _unindented(self, children: Inlines, line: int) -> Inlines:
        head = children[0] if children else None
        if not isinstance(head, Text) or head.text[:1] not in ("\u3000", "\u2003", "\u2002", "\xa0"):
            return children
        self.log.once(line, "spaces that indent a paragraph were taken out: the report indents")
        return trimmed((Text(head.text.lstrip("\u3000\u2003\u2002\xa0 ")), *children[1:]))

    # --- blocks ---

    def _block(self, node: Node, sink: Sink) -> None:
        self.anchors(node)
        span = Span(self.path, node.line)
        match node.tag:
            case tag if _HEADING.match(tag):
                with sink.within(_is_centred(node)):
                    heading(self, node, sink)
            case "ul" | "ol" | "menu" | "dir":
                if found := items(self, node):
                    sink.add(found)
            case "dl":
                if found := definitions(self, node):
                    sink.add(found)
            case "blockquote":
                boxed = alert(self, node)
                blocks = () if boxed else self.blocks(node.children, node.line)
                if boxed or blocks:
                    sink.add(boxed or Quote(blocks, span))
            case "details":
                sink.add(folded(self, node))
            case "x-callout":
                sink.add(callout(self, node))
            case "x-tab":
                self._tab(node, sink)
            case "x-code":
                sink.add(CodeBlock(node.text.removesuffix("\n"), node.get("language"), span))
            case "pre" | "xmp":
                preformatted(self, node, sink)
            case "x-equation":
                self.log.anchor(node.get("id"))
                self._equations(node, sink, span)
                self.shown = int(node.get("end") or 0)
            case "hr":
                sink.add(Rule(span))
            case "table":
                for block in table(self, node):
                    sink.add(block)
            case "figure":
                figure(self, node, sink)
            case "x-captioned":
                captioned(self, node, sink)
            case "x-caption":
                caption_behind(self, node, sink)
            case "x-attributes":
                self._attributed(node, sink)
            case "x-footnote":
                return
            case tag if tag in MEDIA:
                if children := trimmed(tuple(self.lines.medium(node))):
                    sink.add(Paragraph(children, span))
            case tag if tag in HIDDEN or tag == "x-kept":
                self.kept(node)
                sink.aside()
            case _:
                self._dissolved(node, sink)

    def _dissolved(self, node: Node, sink: Sink) -> None:
        """What only wraps its content."""
        if node.tag == "a" and node.get("href"):
            self.log.changed(node.line, f"a link around more than a line was taken out: {short(node.get('href'))}")
            self.log.keep(node.get("href"), node.line)
        elif not is_block(node) and node.tag not in ("span", "font", "a"):
            self.log.changed(
                node.line, f"<{node.tag}> around more than a line was taken out; what stands in it is kept"
            )
        with sink.within(_is_centred(node)):
            self.flow(node.children, sink, node.line)

    def _equations(self, node: Node, sink: Sink, span: Span) -> None:
        """Displayed mathematics; its labels are anchors."""
        for names, tex in displays(node.text):
            for name in names:
                self.log.anchor(name)
            if tex:
                sink.add(Equation(id_of_label(next(iter(names), node.get("id"))), tex, span))

    def _tab(self, node: Node, sink: Sink) -> None:
        title, rest = split_title(node)
        self.log.changed(node.line, "a label (of a tab, a card, a step) became a bold paragraph")
        if title is not None and (children := self.lines.read(title.children, title.line)):
            sink.add(Paragraph((Emph(children, strong=True),), Span(self.path, node.line)))
        self.flow(rest, sink, node.line)

    def _attributed(self, node: Node, sink: Sink) -> None:
        """kramdown: the class of a box under or above what it is."""
        last = sink.blocks[-1] if sink.blocks else None
        if node.get("kind") and node.get("before") and isinstance(last, Quote | Paragraph):
            blocks = last.blocks if isinstance(last, Quote) else (last,)
            sink.amend(
                replace(
                    callout(self, Node("x-callout", {"kind": node.get("kind")}, node.line)),
                    blocks=blocks,
                    span=last.span,
                )
            )
        elif node.get("kind"):
            self.log.unknown(
                node.line, f"the class '{node.get('kind')}' belongs to nothing that is known; it was taken out"
            )


def _is_centred(node: Node) -> bool:
    aligned = node.get("align").lower() in ("center", "middle")
    return node.tag == "center" or aligned or bool(_CENTRED.search(node.get("style")))


def split_title(node: Node) -> tuple[Node | None, list[Child]]:
    title = next((child for child in node.elements() if child.tag == "x-title"), None)
    return title, [child for child in node.children if child is not title]
