"""Commands whose arguments stand before, over, under and around each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.formula import notation
from builder.formula.grids import matrix
from builder.formula.tree import (
    EMPTY,
    Accent,
    Border,
    Classed,
    Enclosed,
    Fenced,
    Fraction,
    Kind,
    Node,
    Row,
    Scripts,
    Symbol,
)

if TYPE_CHECKING:
    from builder.formula.parse import Reader

_TURNED: Final = {
    "varprojlim": ("←", True),
    "varinjlim": ("→", True),
    "varlimsup": ("―", False),
    "varliminf": ("―", True),
}
"""Limits under an arrow or a line."""

_GRIDS: Final = ("matrix", "pmatrix", "cases")
"""What plain TeX writes as commands, and LaTeX as environments."""

NAMES: Final = frozenset((*_TURNED, *_GRIDS, "sideset", "prescript", "cancelto", "genfrac"))


def read(reader: Reader, name: str) -> Node:
    """One of `NAMES`, which was taken."""
    if name in _TURNED:
        mark, under = _TURNED[name]
        return Classed(Accent(Symbol("lim", Kind.FUNCTION, tex=f"\\{name}"), mark, under, wide=True), Kind.LARGE)
    if name in _GRIDS:
        reader.open()
        rows = reader.rows(frozenset("}"))
        reader.close()
        return matrix(name, rows)
    if name == "genfrac":
        left, right = (notation.DELIMITERS.get(reader.raw_text().strip() or ".", "") for _ in range(2))
        thick, style = reader.raw_text().strip(), reader.raw_text().strip()
        display = {"0": True, "1": False}.get(style)
        fraction = Fraction(reader.argument(), reader.argument(), not thick.startswith("0"), display)
        return Fenced(left, fraction, right) if left or right else fraction
    first, second = reader.argument(), reader.argument()
    if name == "cancelto":
        return Scripts(Enclosed(second, Border.RISING), None, first)
    body = reader.argument()
    if name == "prescript":
        return Row((Scripts(EMPTY, second, first), body))
    return Classed(Row(tuple(part for part in (first, body, second) if part != EMPTY)), Kind.LARGE)
