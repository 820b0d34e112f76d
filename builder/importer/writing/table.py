"""Tables → GFM rows, in which `^^` and `<<` join cells."""

from __future__ import annotations

from collections.abc import Iterator

from builder.cells import places
from builder.importer.writing.inline import InlineWriter
from builder.model import Align, Cell, Row, Table

_RULES = {Align.LEFT: "---", Align.CENTER: ":---:", Align.RIGHT: "---:"}
_ABOVE, _LEFT = "^^", "<<"


def table_lines(table: Table, inline: InlineWriter) -> list[str]:
    """The rows of a rectangular table. One without head begins with an empty row, as GFM asks for one."""
    width = len(table.aligns)
    head = [*_rows(table.head, width, inline)] or [[""] * width]
    rule = [_RULES[align] for align in table.aligns]
    rows = [head[0], rule, *head[1:], *_rows(table.body, width, inline)]
    return [f"| {' | '.join(row)} |" for row in rows]


def head_columns(table: Table) -> int:
    """How many columns at the left head their rows."""
    columns = {place.column for row in places(table.body) for place in row if place.cell.header}
    return max(columns, default=-1) + 1


def _rows(rows: tuple[Row, ...], width: int, inline: InlineWriter) -> Iterator[list[str]]:
    above: dict[int, tuple[int, str]] = {}
    for row in places(rows):
        line = [""] * width
        for column, (left, mark) in list(above.items()):
            line[column] = mark
            if left == 1:
                del above[column]
            else:
                above[column] = (left - 1, mark)
        for place in row:
            covered = range(place.column, place.column + place.cell.colspan)
            for column in covered:
                line[column] = _LEFT if column > place.column else _cell(place.cell, inline)
                if place.cell.rowspan > 1:
                    above[column] = (place.cell.rowspan - 1, _ABOVE)
        yield line


def _cell(cell: Cell, inline: InlineWriter) -> str:
    markup = inline.write(cell.children)
    if markup in (_ABOVE, _LEFT):
        markup = "\\" + markup
    return markup.replace("|", "\\|")
