"""`:::{flow} id`: a process. A list of `id: label` names the nodes; lines `a -> b -> c: label` connect them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code, did_you_mean
from builder.load.block import BlockReader
from builder.load.directives.call import (
    Call,
    Directive,
    argument_span,
    identifier,
    lead_inlines,
    option_inlines,
    option_text,
)
from builder.load.source import first_line
from builder.model import Block, Edge, Flow, Node, NodeShape

_NODE = re.compile(r"([A-Za-z][\w-]*)\s*[:：]\s*(.+)", re.DOTALL)
_EDGES = re.compile(r"([A-Za-z][\w-]*(?:\s*->\s*[A-Za-z][\w-]*)+)(?:\s*[:：]\s*(.+))?")
_SHAPES = {("[", "]"): NodeShape.STEP, ("(", ")"): NodeShape.TERMINAL, ("{", "}"): NodeShape.DECISION}
_HINT = "- check: {Correct?}, and below the list: draft -> check: label"
MAX_NODES = 40


def _run(reader: BlockReader, call: Call) -> Sequence[Block]:
    nodes: list[Node] = []
    edges: list[Edge] = []
    for part in call.body:
        if part.type == "bullet_list":
            nodes.extend(_nodes(reader, part))
        elif part.type == "paragraph":
            edges.extend(_edges(reader, part, {node.id for node in nodes}))
        else:
            span = reader.source.span(part)
            reader.source.fault(
                span, Code.MALFORMED_DIRECTIVE, "a process holds a list of nodes and lines of edges", _HINT
            )
    _check(reader, call, nodes, edges)
    if not nodes:
        return ()
    return (
        Flow(
            id=identifier(reader, call.argument, argument_span(reader, call)),
            caption=lead_inlines(reader, call),
            nodes=tuple(nodes),
            edges=tuple(edges),
            alt=option_text(call, "alt"),
            source=option_inlines(reader, call, "source"),
            span=call.span,
        ),
    )


def _nodes(reader: BlockReader, part: SyntaxTreeNode) -> list[Node]:
    nodes = []
    for item in part.children:
        line = first_line(item)
        content = item.children[0].children[0].content if item.children and item.children[0].children else ""
        match = _NODE.fullmatch(content.strip())
        label = match[2].strip() if match else ""
        shape = _SHAPES.get((label[:1], label[-1:]))
        label = label[1:-1].strip() if shape else label
        if match is None or not label or len(item.children) > 1:
            reader.source.fault(reader.source.line(line), Code.MALFORMED_DIRECTIVE, "a node is 'id: label'", _HINT)
            continue
        nodes.append(Node(match[1], shape or NodeShape.STEP, reader.inline.text(label, line)))
    return nodes


def _edges(reader: BlockReader, part: SyntaxTreeNode, known: set[str]) -> list[Edge]:
    edges: list[Edge] = []
    start = first_line(part)
    for offset, text in enumerate(part.children[0].content.split("\n")):
        line = start + offset
        match = _EDGES.fullmatch(text.strip())
        if match is None:
            message = f"'{text.strip()[:40]}' is no edge"
            reader.source.fault(reader.source.line(line), Code.MALFORMED_DIRECTIVE, message, "a -> b, or a -> b: label")
            continue
        ids = [name.strip() for name in match[1].split("->")]
        for name in ids:
            if name not in known:
                span = reader.source.find(name, line, line)
                reader.source.fault(span, Code.UNKNOWN_REFERENCE, f"no node '{name}'", did_you_mean(name, known))
        label = reader.inline.text(match[2], line) if match[2] else ()
        edges.extend(Edge(a, b, label) for a, b in pairwise(ids) if {a, b} <= known)
    return edges


def _check(reader: BlockReader, call: Call, nodes: list[Node], edges: list[Edge]) -> None:
    if not nodes or len(nodes) > MAX_NODES:
        message = f"a process has 1 to {MAX_NODES} nodes; this has {len(nodes)}"
        reader.source.fault(call.span, Code.MALFORMED_DIRECTIVE, message, "- id: label")
    ids = [node.id for node in nodes]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        reader.source.fault(call.span, Code.DUPLICATE_ID, f"the node '{name}' stands twice", "rename one")


FLOW = Directive(_run, ("alt", "source"), "an id")
