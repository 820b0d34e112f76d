"""Directives that are not closed: each is told once, at itself, and not by what is misread because of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code, Diagnostic
from builder.load.source import Source, first_line, last_line, walk

WIDE: Final = "this fence is typed with full-width signs"
_FENCE: Final = re.compile(r"\s*(?:>\s*)*(:{3,})\s*")
_WIDE_FENCE: Final = re.compile(r"\s*(?:>\s*)*(?=.*：)[:：]{3,}\s*")


def check_fences(source: Source, root: SyntaxTreeNode) -> None:
    """A fence of its own, not that of the directive around it, ends each directive. `source` gets the lines that are
    misread."""
    nodes = list(walk(root.children))
    strays = [stray for node in nodes if node.type == "paragraph" for stray in _strays(node)]
    for node in nodes:
        if node.type == "container_directive":
            _check_closed(source, node, strays)


def _check_closed(source: Source, node: SyntaxTreeNode, strays: list[tuple[int, int]]) -> None:
    end = last_line(node)
    above = list(_above(node))
    around = above[0] if above and last_line(above[0]) == end else None
    if around and len(around.markup) <= len(node.markup):
        outer = next((last_line(one) for one in above if last_line(one) > end), len(source.lines))
        left = [(line, colons) for line, colons in strays if end < line <= outer]
        longer = list(takewhile(lambda stray: stray[1] > len(around.markup), left))
        if not left or longer:  # else the fence that is left is told: those around others have more colons
            last = longer[-1][0] if longer else end + 1
            source.misread.append(range(first_line(above[-1]), last + 1))
            hint = f"close it before line {first_line(node)}, or give it more colons than what stands inside"
            _tell_open(source, around, hint)
    elif not source.is_misread(first_line(node)) and (around or not _has_fence(source, node)):
        source.misread.append(range(first_line(node), first_line(node) + 1))
        _tell_open(source, node, "close it with as many colons; a fence around others has more colons than they")


def _tell_open(source: Source, node: SyntaxTreeNode, hint: str) -> None:
    """That a directive is not closed; at the fence that should close it where that is typed as no fence is."""
    span, message = source.span(node), "this directive is not closed"
    for line in range(span.line + 1, last_line(node) + 1):
        if _WIDE_FENCE.fullmatch(source.lines[line - 1]):
            span, message, hint = source.line(line), WIDE, f"type {node.markup}"
            break
    source.report(Diagnostic(span, Code.MALFORMED_DIRECTIVE, message, hint=hint))


def _above(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    """The directives around it, the nearest first."""
    above = node.parent
    while above is not None:
        if above.type == "container_directive":
            yield above
        above = above.parent


def _strays(paragraph: SyntaxTreeNode) -> Iterator[tuple[int, int]]:
    """Fences that close nothing, and so are text: their 1-based lines, and how many colons they have."""
    lines = paragraph.children[0].content.split("\n") if paragraph.children else []
    for line, text in enumerate(lines, start=first_line(paragraph)):
        if match := _FENCE.fullmatch(text):
            yield line, len(match[1])


def _has_fence(source: Source, node: SyntaxTreeNode) -> bool:
    end = last_line(node)
    matches = [_FENCE.fullmatch(line) for line in source.lines[max(end - 1, 0) : end + 1]]
    return any(match and len(match[1]) >= len(node.markup) for match in matches)
