"""Headings, and the pictures that stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Span
from builder.importer.reading.log import short
from builder.importer.reading.node import Child, Node
from builder.importer.reading.space import words_of
from builder.model import Break, Heading, Text
from builder.text import plain

if TYPE_CHECKING:
    from builder.importer.reading.sink import Sink
    from builder.importer.reading.walk import Walk


def heading(walk: Walk, node: Node, sink: Sink) -> None:
    """A heading without its pictures, which follow it."""
    pictures = [child for child in node.find("img", "picture") if child.tag == "picture" or not child.get("#taken")]
    if node.get("guessed"):
        walk.log.guessed(node.line, f"'{short(words_of(node))}' was read as a heading, though no space follows its #")
    children = walk.lines.read(without(node.children, "img", "picture") if pictures else node.children, node.line)
    if any(isinstance(child, Break) for child in children):
        walk.log.changed(node.line, "the break in a heading became a space")
        children = tuple(Text(" ") if isinstance(child, Break) else child for child in children)
    if pictures and not plain(children).strip():
        alt = " ".join(
            filter(None, (p.get("alt") or next((i.get("alt") for i in p.find("img")), "") for p in pictures))
        )
        children = (Text(alt.strip()),) if alt.strip() else ()
    if children:
        sink.add(Heading(int(node.tag[1]), children, Span(walk.path, node.line)))
    elif not pictures:
        walk.log.changed(node.line, "a heading without words was taken out")
    if pictures:
        walk.log.changed(node.line, "the pictures of a heading follow it")
        walk.paragraph(list(only(node.children, "img", "picture")), sink, node.line)


def without(children: Iterable[Child], *tags: str) -> list[Child]:
    """The tree without elements of these tags, and without links that hold nothing else."""
    found: list[Child] = []
    for child in children:
        if isinstance(child, str):
            found.append(child)
        elif child.tag not in tags:
            held = any(child.find(*tags))
            inner = without(child.children, *tags) if held else child.children
            if not held or any(not isinstance(c, str) or c.strip() for c in inner):
                found.append(Node(child.tag, child.attrs, child.line, child.text, inner))
    return found


def only(children: Iterable[Child], *tags: str) -> Iterator[Child]:
    """Elements of these tags, in the links that stand around them."""
    for child in children:
        if isinstance(child, Node):
            if child.tag in tags:
                yield child
            elif child.tag == "a" and any(child.find(*tags)):
                yield Node("a", child.attrs, child.line, "", list(only(child.children, *tags)))
            else:
                yield from only(child.children, *tags)
