"""Matrices, cases and aligned lines: the environments of amsmath."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.diagnostics import did_you_mean
from builder.formula.tokens import Fault, Token
from builder.formula.tree import EMPTY, Fenced, Grid, Node, Row, Shape, Sized

if TYPE_CHECKING:
    from builder.formula.parse import Reader

LENGTH: Final = re.compile(r"\s*(-?\d*\.?\d+)\s*(em|ex|mu|pt|px|cm|mm|in|pc|bp)\s*")
_MATRICES: Final = {
    "matrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "smallmatrix": ("", ""),
}
_ALIGNED: Final = frozenset(("align", "aligned", "alignat", "alignedat", "flalign", "split", "eqnarray", "darray"))
_LINES: Final = frozenset(
    ("gather", "gathered", "multline", "equation", "displaymath", "math", "subarray", "subequations")
)
_REPEATED: Final = re.compile(r"\*\s*\{?(\d{1,2})\}?\s*\{([^{}]*)\}")
"""Columns of an array that are written once: `*{3}{c}`."""

_MATERIAL: Final = re.compile(r"[@!<>]\{[^{}]*\}|(?<=[pmb])\{[^{}]*\}")
_CASES: Final = {"cases": ("{", ""), "dcases": ("{", ""), "rcases": ("", "}"), "drcases": ("", "}")}


def environment(reader: Reader, opened: Token) -> Node:
    name = reader.raw_text().strip()
    bare = name.removesuffix("*")
    aligns = ""
    if bare in ("array", "alignat", "alignedat", "subarray", "darray"):
        if reader.peek() == "[":
            reader.optional()
        written = _columns(reader.raw_text())
        aligns = "" if bare.startswith("align") else written
    elif reader.peek() == "[" and bare in ("aligned", "gathered", "split", *_MATRICES):
        reader.optional()
    known = {*_MATRICES, *_ALIGNED, *_LINES, *_CASES, "array"}
    if bare not in known:
        hint = did_you_mean(name, known)
        raise Fault(f"no environment '{name}'", hint, opened.offset, len("\\begin"))
    ruled: list[int] = []
    rows = reader.rows(frozenset(("\\end",)), ruled)
    if reader.peek() != "\\end":
        raise Fault(f"this \\begin{{{name}}} has no \\end", f"write \\end{{{name}}}", opened.offset, 6)
    token = reader.take()
    closed = reader.raw_text().strip()
    if closed != name:
        message = f"\\end{{{closed}}} closes \\begin{{{name}}}"
        raise Fault(message, f"write \\end{{{name}}}", token.offset, 4)
    kept = [place for place, row in enumerate(rows) if any(cell != EMPTY for cell in row)] or range(len(rows))
    lines = tuple(sorted({sum(place < line for place in kept) for line in ruled}))
    return _made(bare, [rows[place] for place in kept], aligns, lines)


def _columns(written: str) -> str:
    """The columns of an array, each by its letter, and its lines."""
    spelled = _MATERIAL.sub("", _REPEATED.sub(lambda match: match[2] * int(match[1]), written))
    return re.sub("[pmbX]", "l", spelled)


def matrix(name: str, rows: list[tuple[Node, ...]]) -> Node:
    r"""What plain TeX writes as a command: `\pmatrix{a & b \cr c & d}`."""
    return _made(name, rows, "", ())


def _displayed(rows: tuple[tuple[Node, ...], ...]) -> tuple[tuple[Node, ...], ...]:
    return tuple(tuple(Sized(cell, True) if cell != EMPTY else cell for cell in row) for row in rows)


def row_of(children: list[Node]) -> Node:
    return children[0] if len(children) == 1 else Row(tuple(children))


def grid_or_row(rows: list[tuple[Node, ...]]) -> Node:
    """Lines of a display that stand in no environment: as if they were aligned."""
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    return _made("aligned" if any(len(row) > 1 for row in rows) else "gathered", rows, "", ())


def _made(name: str, rows: list[tuple[Node, ...]], written: str, lines: tuple[int, ...]) -> Node:
    width = max(len(row) for row in rows)
    full = tuple((*row, *((EMPTY,) * (width - len(row)))) for row in rows)
    if name in _MATRICES:
        left, right = _MATRICES[name]
        grid = Grid(Shape.MATRIX, full, "c" * width, small=name == "smallmatrix")
        return Fenced(left, grid, right) if left else grid
    if name in _CASES:
        left, right = _CASES[name]
        display = name.startswith("d")
        grid = Grid(Shape.CASES, _displayed(full) if display else full, "l" * width)
        body = Sized(grid, True) if display else grid
        return Fenced(left, body, right)
    if name == "array" or written:
        aligns = "".join(letter for letter in written if letter in "lcr")
        rules = tuple(sum(c in "lcr" for c in written[:i]) for i, c in enumerate(written) if c == "|")
        inner = tuple(sorted({rule for rule in rules if 0 < rule < width}))
        full = _displayed(full) if name == "darray" else full
        return Grid(Shape.MATRIX, full, (aligns + "c" * width)[:width], inner, lines=lines)
    if name in _ALIGNED:
        if name == "eqnarray":
            full = tuple((row[0], row_of(list(row[1:]))) for row in full) if width > 1 else full
            width = min(width, 2)
        aligns = "rl" * width
        return full[0][0] if len(full) == 1 and width == 1 else Grid(Shape.ALIGNED, full, aligns[:width])
    if len(full) == 1 and width == 1:
        return full[0][0]
    return Grid(Shape.LINES if width == 1 else Shape.ALIGNED, full, "c" if width == 1 else ("rl" * width)[:width])
