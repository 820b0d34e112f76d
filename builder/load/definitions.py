"""Which commands hold where: what a formula defines holds for all that stands behind it in the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from builder.formula.macros import NONE, Expansion, Macros, expand

_KEY = "macros"


def marked(tokens: Iterable[Token], macros: Macros) -> list[tuple[int, Macros]]:
    """Tells every formula of a file the commands that hold at it, `macros` at the first. The lines, 0-based, at which
    others begin to hold, and these."""
    known = [(0, macros)]
    for token, line in _formulas(tokens, 0):
        if macros:
            token.meta[_KEY] = macros
        found = expand(token.content, macros)
        if isinstance(found, Expansion) and found.macros is not macros:
            macros = found.macros
            known.append((line, macros))
    return known


def macros_of(node: SyntaxTreeNode) -> Macros:
    """The commands that hold at a formula."""
    found: Macros = node.meta.get(_KEY, NONE)
    return found


def _formulas(tokens: Iterable[Token], line: int) -> Iterator[tuple[Token, int]]:
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type in ("math_inline", "math_block") or (token.type == "fence" and token.info.startswith("math")):
            yield token, line
        yield from _formulas(token.children or (), line)
