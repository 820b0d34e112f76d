"""About how tall a formula is, without drawing it: em of the text around it."""

from __future__ import annotations

from functools import lru_cache
from typing import assert_never

from builder.formula.parse import parse
from builder.formula.spacing import limits
from builder.formula.tree import (
    Accent,
    Classed,
    Delimiter,
    Enclosed,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Misread,
    Node,
    Number,
    Phantom,
    Root,
    Row,
    Scripts,
    Shape,
    Sized,
    Space,
    Stack,
    Symbol,
    Words,
    kind_of,
)

_SCRIPT = 0.7


@lru_cache(maxsize=4096)
def height(tex: str, display: bool) -> float:
    """At least the height of a line, 1."""
    formula = parse(tex)
    return 1.0 if isinstance(formula, Misread) else max(_height(formula.body, display), 1.0)


def _height(node: Node, display: bool) -> float:
    match node:
        case Symbol():
            return 1.5 if node.kind is Kind.LARGE and display else 1.0
        case Number() | Words() | Space():
            return 1.0
        case Delimiter():
            return max(node.size, 1.0)
        case Row():
            return max((_height(child, display) for child in node.children), default=1.0)
        case Fraction():
            shown = display if node.display is None else node.display
            both = _height(node.top, False) + _height(node.bottom, False)
            return (both + 0.2) * (1.0 if shown else _SCRIPT)
        case Root() | Phantom() | Enclosed():
            return _height(node.body, display) + 0.2
        case Fenced():
            return _height(node.body, display) + 0.1
        case Scripts():
            return _scripts(node, display)
        case Grid():
            inner = node.shape is Shape.ALIGNED or display
            rows = (max((_height(cell, inner) for cell in row), default=1.0) for row in node.rows)
            return sum(rows) + 0.5 * (len(node.rows) - 1)
        case Accent():
            return _height(node.body, display) + (0.5 if node.wide else 0.1)
        case Stack():
            return _height(node.base, display) + _SCRIPT * sum(p is not None for p in (node.over, node.under))
        case Sized():
            return _height(node.body, node.display)
        case Classed():
            return _height(node.body, display)
        case _:
            assert_never(node)


def _scripts(node: Scripts, display: bool) -> float:
    base = _height(node.base, display)
    own = [_SCRIPT * _height(script, False) for script in (node.low, node.high) if script is not None]
    return base + sum(own) if limits(node, display) else base + 0.25 * sum(own) + (0.1 if kind_of(node.base) else 0)
