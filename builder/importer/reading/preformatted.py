"""Code of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.diagnostics import Span
from builder.importer.reading.node import Node
from builder.importer.reading.space import words_of
from builder.model import CodeBlock

if TYPE_CHECKING:
    from builder.importer.reading.sink import Sink
    from builder.importer.reading.walk import Walk


def preformatted(walk: Walk, node: Node, sink: Sink) -> None:
    """`<pre>`, whose white space stands."""
    code = next(node.find("code"), node)
    names = f"{code.get('class')} {node.get('class')} {node.get('lang')}"
    language = next(
        (n.partition("-")[2] for n in names.split() if n.startswith(("language-", "lang-", "highlight-"))),
        node.get("lang"),
    )
    for inner in node.find("x-comment"):
        walk.log.keep(inner.text, inner.line)
    text = (node.text + words_of(node)) if node.tag == "pre" and not node.text else words_of(node)
    text = text.removeprefix("\n").rstrip()
    if text.strip():
        sink.add(CodeBlock(text, language, Span(walk.path, node.line)))
