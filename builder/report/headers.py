"""Cells of tables for readers that speak: their headers, and how far they reach (ISO 32000-1, 14.8.5.7).

WeasyPrint 70 counts columns cell by cell and loses count where cells reach over rows, and its headers have no Scope
(WeasyPrint #2508). This counts by the grid of the whole table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from builder.report.tags import Node

At: TypeAlias = tuple[int, int]
"""Row and column, from 0."""

Heads: TypeAlias = Mapping[int, Mapping[Any, None]]
"""Names of headers, by row or column."""

_GROUPS: Final = ("THead", "TBody")
_SCOPES: Final = {"row": "/Row", "col": "/Column"}


@dataclass(frozen=True, slots=True)
class _Cell:
    node: Node
    row: int
    column: int
    rows: int
    columns: int

    @property
    def lines(self) -> range:
        return range(self.row, self.row + self.rows)

    @property
    def places(self) -> range:
        return range(self.column, self.column + self.columns)

    @property
    def scope(self) -> str:
        """The scope of a header; empty for any other cell."""
        return self.node.element.get("scope", "col") if self.node.role == "TH" else ""


def name_headers(table: Node, number: int) -> None:
    """Give the cells of the document's table `number` their attributes."""
    import pydyf

    cells = list(_placed(list(_rows(table))))
    by_row: dict[int, dict[Any, None]] = {}
    by_column: dict[int, dict[Any, None]] = {}
    for at, cell in enumerate(cells):
        if cell.scope:
            name = cell.node.entries["ID"] = pydyf.String(f"cell-{number}-{at}")
            kept, lines = (by_row, cell.lines) if cell.scope == "row" else (by_column, cell.places)
            for line in lines:
                kept.setdefault(line, {})[name] = None
    for cell in cells:
        entries: dict[str, Any] = {"O": "/Table"}
        if cell.columns > 1:
            entries["ColSpan"] = cell.columns
        if cell.rows > 1:
            entries["RowSpan"] = cell.rows
        if cell.scope:
            entries["Scope"] = _SCOPES.get(cell.scope, "/Column")
        elif names := _names(cell, by_row, by_column):
            entries["Headers"] = pydyf.Array(names)
        if len(entries) > 1:
            cell.node.entries["A"] = pydyf.Dictionary(entries)


def _names(cell: _Cell, by_row: Heads, by_column: Heads) -> dict[Any, None]:
    """The headers of its rows, then of its columns."""
    own = [*(by_row.get(row, {}) for row in cell.lines), *(by_column.get(column, {}) for column in cell.places)]
    return dict.fromkeys(name for names in own for name in names)


def _rows(node: Node) -> Iterator[Node]:
    """The rows of the table itself."""
    for kid in node.kids:
        if (role := getattr(kid, "role", "")) == "TR":
            yield kid  # type: ignore[misc]
        elif role in _GROUPS:
            yield from _rows(kid)  # type: ignore[arg-type]


def _placed(rows: list[Node]) -> Iterator[_Cell]:
    """The cells of the rows, where they begin."""
    taken: set[At] = set()
    for at, row in enumerate(rows):
        column = 0
        for kid in row.kids:
            element = getattr(kid, "element", None)
            if element is None:
                continue
            while (at, column) in taken:
                column += 1
            high = min(int(element.get("rowspan", 1)), len(rows) - at)
            wide = int(element.get("colspan", 1))
            taken.update((at + y, column + x) for y in range(high) for x in range(wide))
            yield _Cell(kid, at, column, high, wide)  # type: ignore[arg-type]
