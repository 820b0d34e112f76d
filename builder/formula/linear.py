"""A formula as one line of plain text: for bookmarks, notes, and programs that draw no formulas."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, assert_never

from builder.formula.letters import lettered
from builder.formula.parse import parse
from builder.formula.tree import (
    EMPTY,
    Accent,
    Classed,
    Delimiter,
    Enclosed,
    Face,
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

_RAISED: Final = str.maketrans("0123456789+−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED: Final = str.maketrans("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_WIDE: Final = (Kind.BINARY, Kind.RELATION)
_SHORT: Final = 12
_PLAIN: Final = str.maketrans(
    {"⋅": "·", "∗": "*", "∼": "~", "≔": ":=", "⟺": "⇔", "⟹": "⇒", "⟸": "⇐", "⋮": "⋯", "⋱": "⋯", "ℜ": "Re", "ℑ": "Im"}
)
"""Signs that few text faces have, and what says the same."""
_PLAIN_FACES: Final = (Face.DOUBLE, Face.SCRIPT, Face.FRAKTUR)


@lru_cache(maxsize=4096)
def linear(tex: str) -> str:
    """The formula in characters, such as x²/2; its TeX where that is not understood."""
    formula = parse(tex)
    if isinstance(formula, Misread):
        return tex
    return " ".join(_text(formula.body).translate(_PLAIN).split())


def _text(node: Node) -> str:
    match node:
        case Symbol():
            return lettered(node.text, node.face) if node.face in _PLAIN_FACES and node.text.isascii() else node.text
        case Number() | Words():
            return node.text
        case Space():
            return " " if node.em > 0.2 else ""
        case Row():
            return _row(node)
        case Fraction():
            joint = "/" if node.bar else " over "
            return f"{_held(node.top)}{joint}{_held(node.bottom)}"
        case Root():
            degree = "" if node.degree is None else _script(_text(node.degree), _RAISED, "^")
            return f"{degree.removeprefix('^')}√{_held(node.body)}"
        case Scripts():
            return _scripted(node)
        case Delimiter():
            return node.text
        case Fenced():
            return f"{node.left}{_text(node.body)}{node.right}"
        case Grid():
            return _grid(node)
        case Accent():
            return _accented(node)
        case Stack():
            marks = [f"({_text(part)})" for part in (node.over, node.under) if part is not None]
            return _text(node.base) + "".join(marks)
        case Enclosed() | Sized() | Classed():
            return _text(node.body)
        case Phantom():
            return ""
        case _:
            assert_never(node)


def _row(row: Row) -> str:
    text = ""
    last: Kind | None = None
    for place, child in enumerate(row.children):
        kind, own = kind_of(child), _text(child)
        sign = kind is Kind.BINARY and last in (None, Kind.OPEN, Kind.RELATION, Kind.BINARY, Kind.PUNCTUATION)
        if kind in _WIDE and own.strip() and not sign:
            text = f"{text.rstrip()} {own} " if place else f"{own} "
        elif kind is Kind.PUNCTUATION:
            text += f"{own} "
        elif kind is Kind.FUNCTION or (kind is Kind.LARGE and text and not text.endswith((" ", "("))):
            text = f"{text.rstrip()} {own} " if text and not text.endswith("(") else f"{text}{own} "
        elif own.startswith("(") and kind is Kind.OPEN and text.endswith(" ") and last is Kind.FUNCTION:
            text = text.rstrip() + own
        else:
            text += own
        last = kind if own.strip() else last
    return text.strip()


def _held(node: Node) -> str:
    """In brackets, unless it is one thing."""
    text = _text(node)
    inner: Node = node
    while isinstance(inner, Sized | Classed):
        inner = inner.body
    single = isinstance(inner, Symbol | Number | Words | Fenced | Accent | Grid) or len(text) <= 1
    return text if single or (isinstance(inner, Scripts) and " " not in text) else f"({text})"


def _scripted(node: Scripts) -> str:
    base = _text(node.base)
    if isinstance(node.base, Row | Fraction) and node.base != EMPTY:
        base = f"({base})"
    low = _script(_text(node.low), _LOWERED, "_") if node.low is not None else ""
    high = _script(_text(node.high), _RAISED, "^") if node.high is not None else ""
    return f"{base}{low}{high}" + " " * (kind_of(node.base) is Kind.LARGE)


def _script(text: str, table: dict[int, int], mark: str) -> str:
    small = text.translate(table)
    if text and all(a != b for a, b in zip(text, small, strict=True)):
        return small
    if set(text) <= set("′″‴"):
        return text
    text = text.replace(" ", "") if text.isascii() or len(text) < _SHORT else text
    return f"{mark}{text}" if len(text) <= 1 else f"{mark}({text})"


def _grid(node: Grid) -> str:
    column, row = (", ", "; ") if node.shape is Shape.MATRIX else (" ", "; ")
    rows = [column.join(filter(None, map(_text, cells))).rstrip(" ,，;；.。") for cells in node.rows]
    return row.join(filter(None, rows))


def _accented(node: Accent) -> str:
    text = _text(node.body)
    if not text:
        return node.mark
    if "\u0300" <= node.mark <= "\u036f" or "\u20d0" <= node.mark <= "\u20ff":
        return text + node.mark if len(text) == 1 else text
    return text
