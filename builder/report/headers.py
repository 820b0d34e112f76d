"""Cells of tables for readers that speak: their headers, and how far they reach (ISO 32000-1, 14.8.5.7).

WeasyPrint 70 counts columns cell by cell and loses count where cells reach over rows, and it tags the part of a table
that stands on a page as if its cells reached on past the page. This counts by the grid of that part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

At: TypeAlias = tuple[int, int]
"""Row and column of the part of a table, from 0."""


@cache
def install() -> None:
    """Replace the function that makes the tags of a box; the layout engine must have been told of its fonts before."""
    from weasyprint.pdf import tags

    plain = tags._build_box_tree

    def build_box_tree(box: Any, parent: Any, pdf: Any, page: int, *rest: Any) -> Iterator[Any]:
        made = list(plain(box, parent, pdf, page, *rest))
        if getattr(box, "is_table_wrapper", False):
            _Part(tuple(_rows(box)), pdf, page).settle()
        yield from made

    tags._build_box_tree = build_box_tree


def _rows(box: Any) -> Iterator[Any]:
    """The rows of the table itself, as far as they stand on the page; not those of tables inside its cells."""
    from weasyprint.formatting_structure import boxes

    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TableRowBox):
            yield child
        else:
            yield from _rows(child)


@dataclass(slots=True)
class _Part:
    """The rows of one table on one page."""

    rows: tuple[Any, ...]
    pdf: Any
    page: int
    taken: dict[At, Any] = field(default_factory=dict)

    def settle(self) -> None:
        for at, row in enumerate(self.rows):
            for cell in row.children:
                self._take(at, cell)
        self._fill()
        self._head()

    def _take(self, at: int, cell: Any) -> None:
        import pydyf

        rows = min(cell.rowspan, len(self.rows) - at)
        if rows != cell.rowspan:
            cell.mark["A"]["RowSpan"] = rows
        if "ID" in cell.mark:
            cell.mark["ID"] = pydyf.String(f"cell-{cell.mark.number}")
            cell.mark["A"]["Scope"] = "/Row" if cell.element.get("scope") == "row" else "/Column"
        for row in range(at, at + rows):
            for column in range(cell.grid_x, cell.grid_x + cell.colspan):
                self.taken[row, column] = cell

    def _fill(self) -> None:
        """Empty cells where those of the page before reach into this one."""
        import pydyf

        width = max((column for _, column in self.taken), default=-1) + 1
        for at, row in enumerate(self.rows):
            if not row.children:
                continue
            line = self.pdf.objects[int(row.children[0].mark["P"].split()[0])]
            for column in range(width):
                if (at, column) not in self.taken:
                    empty = pydyf.Dictionary({"Type": "/StructElem", "S": "/TD", "K": pydyf.Array()})
                    empty.update({"P": line.reference, "Pg": self.pdf.page_references[self.page]})
                    self.pdf.add_object(empty)
                    before = sum(cell.grid_x < column for cell in row.children)
                    earlier = sum((at, one) not in self.taken for one in range(column))
                    line["K"].insert(before + earlier, empty.reference)

    def _head(self) -> None:
        """Name for every cell the headers of its rows, then of its columns."""
        import pydyf

        by_row: dict[int, dict[Any, None]] = {}
        by_column: dict[int, dict[Any, None]] = {}
        for (row, column), head in self.taken.items():
            if "ID" in head.mark:
                of_row = head.element.get("scope") == "row"
                kept = by_row.setdefault(row, {}) if of_row else by_column.setdefault(column, {})
                kept[head.mark["ID"]] = None
        for at, row in enumerate(self.rows):
            for cell in row.children:
                if "Headers" in cell.mark["A"]:
                    rows, columns = range(at, at + cell.rowspan), range(cell.grid_x, cell.grid_x + cell.colspan)
                    names = [*(by_row.get(n, {}) for n in rows), *(by_column.get(n, {}) for n in columns)]
                    cell.mark["A"]["Headers"] = pydyf.Array(dict.fromkeys(name for own in names for name in own))
