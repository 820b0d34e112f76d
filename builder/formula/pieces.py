"""A formula that is too wide for its place: where a line may end in it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from builder.formula.tree import Formula, Grid, Kind, Node, Row, Shape, Space, kind_of

_SPACES: Final = {Kind.RELATION: 5 / 18, Kind.BINARY: 4 / 18, Kind.PUNCTUATION: 3 / 18}
_INDENT: Final = 2.0
"""The lines after the first begin further right, em."""

Width = Callable[[Formula], float]


def in_line(formula: Formula, longest: float, width: Width) -> tuple[Formula, ...]:
    """The parts of a formula in a line of text: a line may end after a relation and, where that leaves a part wider
    than `longest` em, after an operator that joins two things."""
    parts = _parted(formula.body, (Kind.RELATION,), after=True)
    if len(parts) > 1 or width(formula) > longest:
        parts = [
            piece
            for part in parts
            for piece in (_parted(part, tuple(_SPACES), after=True) if width(Formula(part)) > longest else [part])
        ]
    return tuple(Formula(part) for part in parts)


def in_lines(formula: Formula, room: float, width: Width) -> Formula:
    """A display as lines no wider than `room` em, as far as relations and operators allow; lines begin with them."""
    body = formula.body
    if not isinstance(body, Row) or width(formula) <= room:
        return formula
    parts = _parted(body, (Kind.RELATION, Kind.BINARY), after=False)
    lines: list[list[Node]] = []
    used = 0.0
    for part in parts:
        own = width(Formula(part)) + 2 * _SPACES[Kind.RELATION]
        if lines and used + own <= room:
            lines[-1].append(part)
            used += own
        else:
            lines.append([Space(_INDENT), part] if lines else [part])
            used = own + (_INDENT if len(lines) > 1 else 0.0)
    if len(lines) < 2:
        return formula
    rows: tuple[tuple[Node, ...], ...] = tuple((Row(tuple(line)),) for line in lines)
    return Formula(Grid(Shape.LINES, rows, "l"), formula.tag, formula.label)


def _parted(node: Node, kinds: tuple[Kind, ...], after: bool) -> list[Node]:
    """The row cut after (or before) the atoms of those kinds, with the space that they keep there."""
    if not isinstance(node, Row):
        return [node]
    children = node.children
    ends = [0]
    for place, child in enumerate(children):
        inside = place > 0 and not all(isinstance(one, Space) for one in children[place + 1 :])
        if inside and kind_of(child) in kinds and not _is_sign(children, place):
            ends.append(place + 1 if after else place)
    ends.append(len(children))
    return [_piece(children[a:b], after and b < len(children)) for a, b in pairwise(ends) if b > a]


def _piece(children: tuple[Node, ...], spaced: bool) -> Node:
    space = (Space(_SPACES.get(kind_of(children[-1]), 0)),) if spaced else ()
    return Row((*children, *space))


def _is_sign(children: tuple[Node, ...], place: int) -> bool:
    """Whether an operator has nothing before it to join."""
    if kind_of(children[place]) is not Kind.BINARY:
        return False
    return kind_of(children[place - 1]) in (Kind.RELATION, Kind.BINARY, Kind.OPEN, Kind.PUNCTUATION)
