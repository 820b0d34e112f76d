"""Callouts: of GitHub, Obsidian and all others, and what is folded away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from builder.diagnostics import Span
from builder.importer.reading.kinds import kind_of
from builder.importer.reading.log import short
from builder.importer.reading.node import Child, Node
from builder.importer.reading.space import words_of
from builder.model import Blocks, Callout, CalloutKind, Heading, Inlines
from builder.text import plain

if TYPE_CHECKING:
    from builder.importer.reading.walk import Walk

_ALERT = re.compile(r"\s*\[!([\w -]+)(?:\|[^\]\n]*)?\]([+-]?)[ \t]*")


def callout(walk: Walk, node: Node) -> Callout:
    """A box of another tool; Quarto's has the heading at its start for a title."""
    title, rest = _split(node)
    words = walk.lines.read(title.children, title.line) if title is not None else ()
    blocks = walk.blocks(rest, node.line)
    if not words and blocks and isinstance(blocks[0], Heading):
        words, blocks = blocks[0].children, blocks[1:]
        walk.log.changed(node.line, f"the heading '{short(plain(words))}' became the title of its box")
    return _made(walk, node.get("kind"), words, blocks, node.line)


def folded(walk: Walk, node: Node) -> Callout:
    """`<details>`: a note that its summary is the title of."""
    summary = next((child for child in node.elements() if child.tag == "summary"), None)
    words: Inlines = ()
    if summary is not None:
        walk.anchors(summary)
        words = walk.lines.read(summary.children, summary.line)
    blocks = walk.blocks([child for child in node.children if child is not summary], node.line)
    walk.log.changed(node.line, f"what was folded away stands open, as a note: {short(plain(words))}")
    return Callout(CalloutKind.NOTE, words, blocks, Span(walk.path, node.line))


def alert(walk: Walk, node: Node) -> Callout | None:
    """A quotation that begins with `[!NOTE]`, or with a bold `Note` alone in its line."""
    first = next((child for child in node.children if not isinstance(child, str) or child.strip()), None)
    if not isinstance(first, Node) or first.tag != "p":
        return None
    text = ""
    count = 0
    for child in first.children:
        if not isinstance(child, str):
            break
        text, count = text + child, count + 1
        if "\n" in child:
            break
    match = _ALERT.match(text)
    if match:
        head, rest = _first_line([text[match.end() :], *first.children[count:]])
        kind = match[1]
    elif first.children and isinstance(strong := first.children[0], Node) and strong.tag in ("strong", "b"):
        kind = words_of(strong).strip().strip(":：!！")
        head, rest = _first_line(first.children[1:])
        if kind_of(kind) is None or any(not isinstance(c, str) or c.strip(" :：") for c in head):
            return None
        walk.log.guessed(node.line, f"the quotation that begins with '{short(kind)}' was read as a box")
        head = [words_of(strong)]
    else:
        return None
    title = walk.lines.read(head, first.line)
    if kind_of(kind) is None and not title:
        title = walk.lines.read([kind], first.line)
    body: list[Child] = [Node("p", {}, first.line + 1, "", rest), *node.children[node.children.index(first) + 1 :]]
    return _made(walk, kind, title, walk.blocks(body, first.line + 1), node.line)


def _first_line(children: Sequence[Child]) -> tuple[list[Child], list[Child]]:
    head: list[Child] = []
    for number, child in enumerate(children):
        if isinstance(child, str) and "\n" in child:
            before, _, after = child.partition("\n")
            return [*head, before], [after, *children[number + 1 :]]
        if isinstance(child, Node) and child.tag == "br":
            return head, list(children[number + 1 :])
        head.append(child)
    return head, []


def _split(node: Node) -> tuple[Node | None, list[Child]]:
    title = next((child for child in node.elements() if child.tag == "x-title"), None)
    return title, [child for child in node.children if child is not title]


def _made(walk: Walk, word: str, title: Inlines, blocks: Blocks, line: int) -> Callout:
    kind = kind_of(word)
    if kind is None:
        walk.log.guessed(line, f"the box '{short(word)}' is not known; it became a note")
    elif kind.value != word.lower():
        walk.log.changed(line, f"the box '{short(word)}' became a {kind.value}")
    return Callout(kind or CalloutKind.NOTE, title, blocks, Span(walk.path, line))
