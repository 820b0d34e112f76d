"""Where the atoms of a formula stand, which their classes say: the space between them, and their limits."""

from __future__ import annotations

from typing import Final

from builder.formula.notation import INTEGRALS
from builder.formula.tree import Classed, Kind, Node, Row, Scripts, Sized, Space, Symbol, kind_of

THIN, MEDIUM, THICK = 3 / 18, 4 / 18, 5 / 18
AFTER: Final = {
    Kind.ORDINARY: {Kind.LARGE: THIN, Kind.BINARY: MEDIUM, Kind.RELATION: THICK, Kind.INNER: THIN},
    Kind.LARGE: {Kind.ORDINARY: THIN, Kind.LARGE: THIN, Kind.RELATION: THICK, Kind.INNER: THIN},
    Kind.BINARY: dict.fromkeys((Kind.ORDINARY, Kind.LARGE, Kind.OPEN, Kind.INNER), MEDIUM),
    Kind.RELATION: dict.fromkeys((Kind.ORDINARY, Kind.LARGE, Kind.OPEN, Kind.INNER), THICK),
    Kind.OPEN: {},
    Kind.CLOSE: {Kind.LARGE: THIN, Kind.BINARY: MEDIUM, Kind.RELATION: THICK, Kind.INNER: THIN},
    Kind.PUNCTUATION: dict.fromkeys(
        (Kind.ORDINARY, Kind.LARGE, Kind.RELATION, Kind.OPEN, Kind.CLOSE, Kind.PUNCTUATION, Kind.INNER), THIN
    ),
    Kind.INNER: {
        **dict.fromkeys((Kind.ORDINARY, Kind.LARGE, Kind.OPEN, Kind.PUNCTUATION, Kind.INNER), THIN),
        Kind.BINARY: MEDIUM,
        Kind.RELATION: THICK,
    },
}
"""Space between two atoms, em (The TeXbook, chapter 18); in scripts only what stands beside large operators."""


def kinds_of(children: list[Node]) -> list[Kind | None]:
    """Kinds of the atoms in a row: an operator with nothing to join is a sign. None is a space."""
    kinds: list[Kind | None] = []
    last: Kind | None = None
    for child in children:
        kind = None if isinstance(child, Space) else spaced_as(child)
        if kind is Kind.BINARY and last in (None, Kind.BINARY, Kind.LARGE, Kind.RELATION, Kind.OPEN, Kind.PUNCTUATION):
            kind = Kind.ORDINARY
        if kind in (Kind.RELATION, Kind.CLOSE, Kind.PUNCTUATION) and last is Kind.BINARY:
            at = max(i for i, one in enumerate(kinds) if one is Kind.BINARY)
            kinds[at] = Kind.ORDINARY
        kinds.append(kind)
        last = kind or last
    return kinds


def spaced_as(node: Node) -> Kind:
    kind = kind_of(node)
    return Kind.LARGE if kind is Kind.FUNCTION else kind


def limits(node: Scripts, display: bool) -> bool:
    """Whether the scripts stand over and under the base."""
    if node.limits is not None:
        return node.limits
    base = node.base
    while isinstance(base, Classed | Sized) or (isinstance(base, Row) and len(base.children) == 1):
        if isinstance(base, Classed) and base.kind is Kind.LARGE:
            return display
        base = base.children[0] if isinstance(base, Row) else base.body
    return display and isinstance(base, Symbol) and base.kind is Kind.LARGE and base.text not in INTEGRALS
