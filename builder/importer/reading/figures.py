"""Pictures that stand on lines of their own, and `<figure>`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from builder.diagnostics import Span
from builder.importer.reading.inlines import Lines
from builder.importer.reading.lettering import spaced
from builder.importer.reading.log import short
from builder.importer.reading.node import Child, Node
from builder.importer.reading.pictures import Shown
from builder.model import Figure, Inlines, Paragraph, Table, Text

if TYPE_CHECKING:
    from builder.importer.reading.sink import Sink
    from builder.importer.reading.walk import Walk

Part: TypeAlias = "Figure | tuple[list[Child], int]"
_SILENT = frozenset(("x-comment", "x-anchor", "x-attributes", "wbr"))


def cut_at_pictures(lines: Lines, run: Sequence[Child], line: int) -> Iterator[Part]:
    """Lines of pictures alone as figures, what stands between them as runs with their first lines.

    Badges and icons stay in the line."""
    if not any(_holds_picture(child) for child in run):
        yield list(run), line
        return
    waiting: list[Child] = []
    start = line
    parted = [(part, end, at, _images(part)) for part, end, at in _lines(run, line)]
    badges = any(_in_line(node) for *_, images in parted for node, _ in images or ())
    for part, end, at, images in parted:
        # What leads somewhere among badges is one, whoever serves it.
        linked = badges and images is not None and all(target for _, target in images)
        figures = _figures(lines, images) if images and not linked else None
        if figures is None:
            if not waiting:
                start = at
            waiting += [*part, *end]
            continue
        if waiting:
            yield waiting, start
            waiting = []
        for child in part:
            if isinstance(child, Node) and child.tag in _SILENT:
                waiting.append(child)
        yield from figures
    if waiting:
        yield waiting, start


def _holds_picture(child: Child) -> bool:
    return isinstance(child, Node) and (child.tag in ("img", "picture") or any(child.find("img", "picture")))


def _lines(run: Sequence[Child], line: int) -> Iterator[tuple[list[Child], list[Child], int]]:
    """The lines of a run: what stands in each, what ends it, and its number."""
    part: list[Child] = []
    at = line
    for child in run:
        if isinstance(child, str) and "\n" in (text := spaced(child)):
            first, *rest = text.split("\n")
            part.append(first)
            for piece in rest:
                yield part, ["\n"], at
                at += 1
                part = [piece]
        elif isinstance(child, Node) and child.tag == "br":
            yield part, [child], at
            part = []
        else:
            part.append(child)
            at = child.line if isinstance(child, Node) and len(part) == 1 else at
    yield part, [], at


def _images(part: Sequence[Child], target: str = "") -> list[tuple[Node, str]] | None:
    """The pictures of a line with the links around them; None where anything else stands in it."""
    found: list[tuple[Node, str]] = []
    for child in part:
        if isinstance(child, str):
            if child.strip(" \t\n\xa0|·,&"):
                return None
        elif child.tag in ("img", "picture"):
            found.append((child, target))
        elif child.tag in _SILENT:
            continue
        elif child.tag in ("a", "x-span", "span", "x-group", "font", "b", "strong", "em", "i", "sup", "sub", "kbd"):
            inner = _images([c for c in child.children if c != "\n"], child.get("href") or target)
            if inner is None:
                return None
            found += inner
        else:
            return None
    return found


def _figures(lines: Lines, images: list[tuple[Node, str]]) -> list[Figure] | None:
    """None where one of them is a badge or an icon, or all are left out."""
    if any(_in_line(node) for node, _ in images):
        return None
    found = [lines.image_of(node, target) for node, target in images]
    return [_figure(lines, image) for image in found if image is not None and image.image.asset] or None


def _in_line(node: Node) -> bool:
    from builder.importer.reading.log import Log
    from builder.importer.reading.pictures import shown

    image = next(node.find("img"), None) if node.tag == "picture" else node
    found = shown(image, Log()) if image is not None else None
    return found is None or found.badge or found.small or not found.image.asset


def _figure(lines: Lines, found: Shown) -> Figure:
    """A picture's tooltip is its caption."""
    path = found.image.asset
    if found.target and found.target != path:
        lines.log.changed(
            found.line, f"the link of the picture '{short(path)}' is kept as a comment: {short(found.target)}"
        )
        lines.log.keep(found.target, found.line)
    span = Span(lines.walk.path, found.line)
    caption: Inlines = lines.read([found.title], found.line) if found.title.strip() else ()
    return Figure("", caption, found.image, found.alt, (), span)


def figure(walk: Walk, node: Node, sink: Sink) -> None:
    """`<figure>`: its caption goes to its last picture or table."""
    caption = next((child for child in node.find("figcaption", "caption") if not any(child.find("img"))), None)
    inner = _without(node, caption) if caption is not None else node.children
    words = walk.lines.read(caption.children, caption.line) if caption is not None else ()
    blocks = list(walk.blocks(inner, node.line))
    at = next((i for i in range(len(blocks) - 1, -1, -1) if isinstance(blocks[i], Figure | Table)), None)
    if words and at is not None:
        found = blocks[at]
        assert isinstance(found, Figure | Table)
        both = (*found.caption, Text(" "), *words) if found.caption and found.caption != words else words
        blocks[at] = replace(found, caption=both)
        if sum(isinstance(block, Figure) for block in blocks) > 1:
            walk.log.guessed(node.line, "the caption of several pictures stands under the last of them")
    elif words:
        blocks.append(Paragraph(words, Span(walk.path, node.line)))
    for block in blocks:
        sink.add(block)


def captioned(walk: Walk, node: Node, sink: Sink) -> None:
    """A directive with a caption around a table."""
    caption = next((child for child in node.elements() if child.tag == "caption"), None)
    words = walk.lines.read(caption.children, node.line) if caption else ()
    blocks = list(walk.blocks([child for child in node.children if child is not caption], node.line))
    at = next((i for i, block in enumerate(blocks) if isinstance(block, Table)), None)
    if at is not None and words:
        found = blocks[at]
        assert isinstance(found, Table)
        blocks[at] = replace(found, caption=words)
    elif words:
        blocks.insert(0, Paragraph(words, Span(walk.path, node.line)))
    for block in blocks:
        sink.add(block)


def caption_behind(walk: Walk, node: Node, sink: Sink) -> None:
    """pymdownx: a caption behind its picture or table; behind anything else it is a paragraph."""
    blocks = walk.blocks(node.children, node.line)
    last = sink.blocks[-1] if sink.blocks else None
    if isinstance(last, Figure | Table) and not last.caption and len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        sink.amend(replace(last, caption=blocks[0].children))
        return
    for block in blocks:
        sink.add(block)


def _without(node: Node, gone: Node) -> list[Child]:
    found: list[Child] = []
    for child in node.children:
        if child is gone:
            continue
        if isinstance(child, Node) and any(inner is gone for inner in child.find(gone.tag)):
            found.append(Node(child.tag, child.attrs, child.line, child.text, _without(child, gone)))
        else:
            found.append(child)
    return found
