"""Columns whose heads name units: 亿千瓦时 in one language may be TWh in the other, with other numbers below."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.check.parity.said import Said, Side
from builder.check.parity.texts import Finding, Thing
from builder.check.parity.tree import Leaf, Node
from builder.diagnostics import Code
from builder.locales.headings import head_unit
from builder.model import Amount

_NUMBERS = frozenset({Code.NUMBER_SCALE, Code.NUMBER_VALUE, Code.NUMBER_MISSING, Code.NUMBER_UNIT})
_Unit = tuple[Decimal, str]


def scaled(ours: Node, theirs: Node, sides: tuple[Side, Side], found: list[Finding]) -> list[Finding]:
    """What was found in two tables, without what their heads explain, and with the heads that cells do not fit."""
    captions = ours.leaves[0], theirs.leaves[0]
    alike = [pair for pair in (captions, *(heads for heads, _ in _columns(ours, theirs))) if _alike(pair, sides)]
    explained = {id(leaf) for pair in alike for leaf in pair}
    wrong: list[Finding] = []
    for heads, cells in _columns(ours, theirs):
        units = _unit(heads[0], ours, sides[0]), _unit(heads[1], theirs, sides[1])
        if units[0] == units[1] or "" in (units[0][1], units[1][1]):
            continue
        pairs = [(a, b) for a, b in cells if _number(sides[0].said(a)) and _number(sides[1].said(b))]
        explained |= {id(leaf) for leaf in heads}
        if units[0][1] == units[1][1]:
            fit = [(a, b) for a, b in pairs if _same(sides[0].said(a), units[0], sides[1].said(b), units[1])]
            explained |= {id(leaf) for pair in fit for leaf in pair}
        else:
            fit = []
        if pairs and not fit:
            words = Thing(None, sides[0].said(heads[0]).text), Thing(None, sides[1].said(heads[1]).text)
            wrong.append(Finding(Code.NUMBER_UNIT, *heads, *words))
    kept = [f for f in found if not (f.code in _NUMBERS and id(f.source) in explained and id(f.other) in explained)]
    return kept + wrong


def _alike(leaves: tuple[Leaf, Leaf], sides: tuple[Side, Side]) -> bool:
    first, second = (head_unit(side.said(leaf).text, side.locale) for leaf, side in zip(leaves, sides, strict=True))
    return first == second != (Decimal(1), "")


def _columns(ours: Node, theirs: Node) -> Iterator[tuple[tuple[Leaf, Leaf], list[tuple[Leaf, Leaf]]]]:
    """The head of each column in both languages, and the cells below it; tables of one row of heads."""
    rows = list(zip(ours.nodes, theirs.nodes, strict=False))
    if len(ours.nodes) != len(theirs.nodes) or [row.kind for row, _ in rows].count("head row") != 1:
        return
    lines = [[(a.leaves[0], b.leaves[0]) for a, b in zip(row.nodes, other.nodes, strict=False)] for row, other in rows]
    for column, head in enumerate(lines[0]):
        yield head, [line[column] for line in lines[1:] if column < len(line)]


def _unit(head: Leaf, table: Node, side: Side) -> _Unit:
    """What the head says, or else the caption."""
    own = head_unit(side.said(head).text, side.locale)
    return own if own[1] else head_unit(side.said(table.leaves[0]).text, side.locale)


def _number(said: Said) -> Decimal | None:
    """The bare number that a cell says."""
    match said.quantities:
        case (only,) if isinstance(only.value, Amount) and only.value.high is None and only.unit == "count":
            return only.value.low
        case _:
            return None


def _same(a: Said, unit: _Unit, b: Said, other: _Unit) -> bool:
    first, second = _number(a), _number(b)
    return first is not None and second is not None and first * unit[0] == second * other[0]
