"""Tables of Markdown and HTML → `Table`, or what stands in one that only arranges."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from builder.diagnostics import Span
from builder.importer.reading.flat import flat
from builder.importer.reading.node import Child, Node
from builder.importer.reading.space import trimmed
from builder.model import Align, Blocks, Cell, Emph, Figure, Inlines, Paragraph, Row, Table
from builder.text import merged

if TYPE_CHECKING:
    from builder.importer.reading.walk import Walk

_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)", re.IGNORECASE)
_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_MAX_SPAN = 200


@dataclass(slots=True)
class _Placed:
    """A cell in the grid: its row and column are its place, its spans are clipped to the table."""

    node: Node
    column: int
    colspan: int
    rowspan: int


def table(walk: Walk, node: Node) -> Blocks:
    """The table, and before it what stands in it outside of all cells."""
    walk.anchors(node)
    span = Span(walk.path, node.line)
    stray, caption, heads, rows = _parts(node)
    before = walk.blocks(stray, node.line)
    if ragged := node.get("ragged"):
        walk.log.guessed(int(ragged), "rows of the table do not have as many cells as its heading; none was dropped")
    rows = [row for row in rows if any(e.tag in ("td", "th") for e in row.elements())]
    words = walk.lines.read(caption.children, caption.line) if caption is not None else ()
    if not rows:
        return (*before, *((Paragraph(words, span),) if words else ()))
    cells = [cell for row in rows for cell in row.elements() if cell.tag in ("td", "th")]
    if len(cells) == 1 and cells[0].tag == "td":
        walk.log.changed(node.line, "a table of one cell was taken out; what stands in it is kept")
        return (*before, *((Paragraph(words, span),) if words else ()), *walk.blocks(cells[0].children, cells[0].line))
    head = _head(rows, heads)
    bold = not head and _is_bold(rows[0]) and not all(map(_is_bold, rows[:2])) and len(cells) > len(rows)
    if bold:
        head = 1
        walk.log.guessed(rows[0].line, "the first row of a table, all in bold, became its head")
    grid, width = _grid(rows, head)
    aligns = _aligns(grid, width)
    made = [_row(walk, placed, width, occupied, number < head) for number, (placed, occupied) in enumerate(grid)]
    if bold:
        made[0] = tuple(replace(cell, children=_unbold(cell.children)) for cell in made[0])
    first = [row[0] for row in made[head:] if row and row[0].header]
    if (
        head < len(made)
        and first
        and len(first) < sum(1 for placed, _ in grid[head:] if placed and placed[0].column == 0)
    ):
        walk.log.once(node.line, "cells that head single rows of a table are plain cells")
        made[head:] = [tuple(replace(cell, header=False) for cell in row) for row in made[head:]]
    return (*before, Table("", words, tuple(made[:head]), tuple(made[head:]), aligns, (), span))


def _parts(node: Node) -> tuple[list[Child], Node | None, set[int], list[Node]]:
    """What stands outside of cells, the caption, the numbers of the rows of the head, and the rows."""
    stray: list[Child] = []
    caption: Node | None = None
    heads: set[int] = set()
    rows: list[Node] = []
    feet: list[Node] = []

    def walk_rows(parent: Node, section: str) -> None:
        nonlocal caption
        orphans: list[Child] = []
        for child in parent.children:
            if isinstance(child, Node) and child.tag in ("td", "th"):
                orphans.append(child)
                continue
            if orphans:
                rows.append(Node("tr", {}, parent.line, "", orphans))
                orphans = []
            if isinstance(child, str):
                stray.extend([child] if child.strip() else [])
            elif child.tag in _SECTIONS or child.tag in ("x-group", "form"):
                walk_rows(child, child.tag if child.tag in _SECTIONS else section)
            elif child.tag == "tr":
                if section == "thead":
                    heads.add(len(rows))
                (feet if section == "tfoot" else rows).append(_tidy(child, stray))
            elif child.tag == "caption" and caption is None:
                caption = child
            elif child.tag not in ("colgroup", "col"):
                stray.append(child)
        if orphans:
            rows.append(Node("tr", {}, parent.line, "", orphans))

    walk_rows(node, "")
    return stray, caption, heads, rows + feet


def _tidy(row: Node, stray: list[Child]) -> Node:
    """The row with cells alone; groups around cells are opened."""
    found: list[Child] = []
    for child in row.children:
        if isinstance(child, Node) and child.tag in ("td", "th"):
            found.append(child)
        elif isinstance(child, Node) and any(child.find("td", "th")):
            found += _tidy(child, stray).children
        elif not isinstance(child, str) or child.strip():
            stray.append(child)
    return Node("tr", row.attrs, row.line, "", found)


def _head(rows: list[Node], heads: set[int]) -> int:
    """How many rows at the top head the columns: those of `<thead>`, else the first rows of `<th>` alone."""
    count = 0
    while count in heads:
        count += 1
    if count:
        return count
    kinds = [[cell.tag for cell in row.elements()] for row in rows]
    alone = next((place for place, row in enumerate(kinds) if not row or "td" in row), len(rows))
    return alone if alone < len(rows) or len(kinds[0]) > 1 else 0


def _is_bold(row: Node) -> bool:
    """Whether all words of the row, in more than one cell, are bold."""
    said = [cell for cell in row.elements() if cell.words().strip()]
    bold = [sum(len("".join(b.words().split())) for b in cell.find("b", "strong")) for cell in said]
    return len(said) > 1 and bold == [len("".join(cell.words().split())) for cell in said]


def _unbold(words: Inlines) -> Inlines:
    """The words of a head, which is bold by itself."""
    parts = (part.children if isinstance(part, Emph) and part.strong else (part,) for part in words)
    return merged(inline for part in parts for inline in part)


def _grid(rows: list[Node], head: int) -> tuple[list[tuple[list[_Placed], set[int]]], int]:
    """Every row's cells with their columns, and the columns that cells from above take (HTML §4.9.12.1)."""
    grid: list[tuple[list[_Placed], set[int]]] = []
    down: dict[int, int] = {}
    width = 1
    for number, row in enumerate(rows):
        limit = (head if number < head else len(rows)) - number
        taken = {column for column, left in down.items() if left > 0}
        down = {column: left - 1 for column, left in down.items() if left > 1}
        placed: list[_Placed] = []
        column = 0
        for cell in row.elements():
            while column in taken:
                column += 1
            colspan, rowspan = _span(cell, "colspan", 1), min(_span(cell, "rowspan", limit), limit)
            free = 1
            while free < colspan and column + free not in taken:
                free += 1
            placed.append(_Placed(cell, column, free, rowspan))
            if rowspan > 1:
                down.update(dict.fromkeys(range(column, column + free), rowspan - 1))
            column += free
        width = max(width, column, max(taken, default=-1) + 1)
        grid.append((placed, taken))
    return grid, width


def _span(cell: Node, name: str, rest: int) -> int:
    match = re.match(r"\s*(\d{1,6})", cell.get(name).strip("{}\"'") or cell.get(name.replace("span", "Span")))
    number = int(match[1]) if match else 1
    return min(max(rest if name == "rowspan" and number == 0 else number, 1), _MAX_SPAN)


def _aligns(grid: list[tuple[list[_Placed], set[int]]], width: int) -> tuple[Align, ...]:
    """An alignment is that of most cells of the column."""
    votes: list[dict[Align, int]] = [{} for _ in range(width)]
    for placed, _ in grid:
        for cell in placed:
            align = _align(cell.node)
            if cell.colspan == 1 and align is not None:
                votes[cell.column][align] = votes[cell.column].get(align, 0) + 1
    return tuple(max(vote, key=lambda align: vote[align]) if vote else Align.LEFT for vote in votes)


def _align(node: Node) -> Align | None:
    style = _ALIGN.search(node.get("style"))
    said = (style[1] if style else node.get("align")).lower()
    return Align(said) if said in ("left", "center", "right") else Align.LEFT if node.tag == "td" else None


def _row(walk: Walk, placed: list[_Placed], width: int, taken: set[int], heads: bool) -> Row:
    cells: list[Cell] = []
    column = 0
    for cell in placed:
        header = heads or (cell.column == 0 and cell.node.tag == "th")
        cells.append(Cell(_content(walk, cell.node), header, cell.colspan, cell.rowspan))
        column = cell.column + cell.colspan
    missing = [at for at in range(column, width) if at not in taken]
    return (*cells, *(Cell((), heads) for _ in missing))


def _content(walk: Walk, node: Node) -> Inlines:
    """A cell is a line of text: blocks in it stand with breaks between them."""
    walk.anchors(node)
    if not any(walk.apart(child) for child in node.elements()):
        return walk.lines.read(node.children, node.line)
    blocks = walk.blocks(node.children, node.line)
    if any(not isinstance(block, Paragraph | Figure) for block in blocks):
        walk.log.once(node.line, "blocks within cells stand there as text with breaks")
    return trimmed(merged(flat(blocks, walk.log)))
