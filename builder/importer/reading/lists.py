"""Lists, tasks and definitions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.diagnostics import Span
from builder.importer.reading.node import Child, Node
from builder.model import Emph, Item, Items, Paragraph

if TYPE_CHECKING:
    from builder.importer.reading.walk import Walk

_TASK = re.compile(r"\s*\[([ xX*/-]?)\](?:[ \t\n]+|$)")


def items(walk: Walk, node: Node) -> Items | None:
    """A list. What stands in it outside of its items is an item of its own."""
    found: list[Item] = []
    loose: list[Child] = []
    tight = True
    for child in (*node.children, None):
        if isinstance(child, Node) and child.tag == "x-comment":
            walk.log.keep(child.text, child.line)
            continue
        if child is not None and not (isinstance(child, Node) and child.tag == "li"):
            loose.append(child)
            continue
        if any(not isinstance(stray, str) or stray.strip() for stray in loose):
            line = next((stray.line for stray in loose if isinstance(stray, Node)), node.line)
            if blocks := walk.blocks(loose, line):
                found.append(Item(blocks, None, Span(walk.path, line)))
        loose = []
        if child is not None:
            found.append(_item(walk, child))
            tight = tight and all(e.tag != "p" or e.get("tight") == "yes" for e in child.elements())
    if not found:
        return None
    ordered = node.tag == "ol"
    start = int(node.get("start")) if ordered and re.fullmatch(r"\d{1,9}", node.get("start")) else 1
    return Items(tuple(found), ordered, start, tight, Span(walk.path, node.line))


def _item(walk: Walk, node: Node) -> Item:
    walk.anchors(node)
    checked = _checked(node)
    return Item(walk.blocks(node.children, node.line), checked, Span(walk.path, node.line))


def _checked(node: Node) -> bool | None:
    """Whether a task is done; its box is taken out of the text."""
    here = node
    while True:
        at = next((i for i, child in enumerate(here.children) if not isinstance(child, str) or child.strip()), None)
        if at is None:
            return None
        head = here.children[at]
        if isinstance(head, Node) and head.tag in ("p", "label"):
            here = head
            continue
        break
    if isinstance(head, Node):
        if head.tag == "input" and head.get("type") == "checkbox":
            del here.children[at]
            return "checked" in head.attrs
        return None
    text, end = head, at + 1
    while end < len(here.children) and isinstance(more := here.children[end], str) and len(text) < 8:
        text, end = text + more, end + 1
    match = _TASK.match(text)
    if match is None or (match.end() == len(text) and end == len(here.children)) or match[1] == "":
        return None
    here.children[at:end] = [text[match.end() :]]
    return match[1] not in " "


def definitions(walk: Walk, node: Node) -> Items | None:
    """Terms and what they mean → a list whose items begin with the term."""
    found: list[Item] = []
    term: list[Paragraph] = []
    parts: list[Node] = []
    for child in node.children:
        if isinstance(child, Node) and child.tag in ("div", "x-group"):
            parts += child.elements()
        elif isinstance(child, Node):
            parts.append(child)
        elif child.strip():
            parts.append(Node("dd", {}, node.line, "", [child]))
    for child in parts:
        walk.anchors(child)
        span = Span(walk.path, child.line)
        if child.tag == "dt":
            if words := walk.lines.read(child.children, child.line):
                term.append(Paragraph((Emph(words, strong=True),), span))
            continue
        blocks = walk.blocks(child.children if child.tag == "dd" else [child], child.line)
        if not term and found:
            found[-1] = Item((*found[-1].blocks, *blocks), None, found[-1].span)
        elif blocks or term:
            found.append(Item((*term, *blocks), None, span))
        term = []
    if term:
        found.append(Item(tuple(term), None, Span(walk.path, node.line)))
    if not found:
        return None
    walk.log.changed(node.line, "a list of definitions became a list with bold terms")
    return Items(tuple(found), False, 1, False, Span(walk.path, node.line))
