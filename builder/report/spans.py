"""Cells that reach over several rows, said again where their rows go on at the next page.

WeasyPrint 70 leaves their place empty there. `layout.block.table_layout` is replaced: while the part of a table is laid
out that begins in the middle of such rows, its first row has these cells, too, for the rows that are left.
Upstream: WeasyPrint #1102 (cells over a page break lose their background)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@cache
def install() -> None:
    """Replace the function; the layout engine must have been told of its fonts before."""
    from weasyprint.layout import block

    plain = block.table_layout

    def table_layout(context: Any, table: Any, bottom: float, skip: Any, *rest: Any, **named: Any) -> Any:
        row, group, at = _first_row(table, skip)
        if row is None:
            return plain(context, table, bottom, skip, *rest, **named)
        with _filled(row, list(_reaching(group, at))):
            found = plain(context, table, bottom, skip, *rest, **named)
        if found[0] is not None:
            _sort(found[0])
        return found

    block.table_layout = table_layout


def _first_row(table: Any, skip: Any) -> tuple[Any, Any, int]:
    """The row that the part begins with, its group and its number there; none where it begins inside of a row."""
    if skip:
        ((at_group, inner),) = skip.items()
        if inner:
            ((at, cells),) = inner.items()
            group = table.children[at_group]
            if cells is None and at < len(group.children):
                return group.children[at], group, at
    return None, None, 0


def _reaching(group: Any, at: int) -> Iterator[Any]:
    """The cells of rows before that reach to this one, for the rows that are left; a note is never said twice."""
    for number, row in enumerate(group.children[:at]):
        for cell in row.children:
            if number + cell.rowspan > at and not any(box.footnote for box in cell.descendants()):
                again = cell.copy()
                again.rowspan = number + cell.rowspan - at
                yield again


@contextmanager
def _filled(row: Any, cells: list[Any]) -> Iterator[None]:
    """While it lasts, the row has these cells, behind its own: places inside of it are counted."""
    before = row.children
    row.children = [*before, *cells]
    try:
        yield
    finally:
        row.children = before


def _sort(table: Any) -> None:
    """Cells in the order of their columns, as they are read."""
    for group in table.children:
        for row in group.children:
            row.children = sorted(row.children, key=lambda cell: cell.grid_x)
