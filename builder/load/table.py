"""GFM tables → `Table`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code, Span
from builder.load.source import first_line
from builder.model import Align, Cell, Row, Table

if TYPE_CHECKING:
    from builder.load.block import BlockReader

_ALIGN = {"text-align:right": Align.RIGHT, "text-align:center": Align.CENTER}


def read_table(reader: BlockReader, node: SyntaxTreeNode, span: Span) -> Table:
    """A table without id or caption. A row with more cells than the heading is a fault: GFM would drop them."""
    head, body = [part.children for part in node.children] + ([] if len(node.children) > 1 else [[]])
    aligns = tuple(_ALIGN.get(str(cell.attrs.get("style", "")), Align.LEFT) for cell in head[0].children)
    for row in body:
        line = first_line(row)
        cells = _cells(reader.source.lines[line - 1])
        if cells > len(aligns):
            message = f"this row has {cells} cells under {len(aligns)} columns"
            reader.source.fault(
                reader.source.line(line), Code.MALFORMED_TABLE, message, "write a pipe in a cell as \\|"
            )
    return Table(
        id="",
        caption=(),
        head=tuple(_row(reader, row, True) for row in head),
        body=tuple(_row(reader, row, False) for row in body),
        aligns=aligns,
        source=(),
        span=span,
    )


def _row(reader: BlockReader, row: SyntaxTreeNode, header: bool) -> Row:
    return tuple(Cell(reader.children(cell), header) for cell in row.children)


def _cells(line: str) -> int:
    """Cells of a row as GFM counts them: outer pipes are optional, `\\|` is no border."""
    text = re.sub(r"^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?", "", line).strip()
    return len(re.split(r"(?<!\\)\|", text.removeprefix("|").removesuffix("|"))) if text.strip("|") else 0
