"""Rows of two languages begin level: where one side has not room to begin on a page, neither begins there.

WeasyPrint 70 lets a cell begin on the next page and the one beside it on this, where a paragraph of three lines, which
does not break, stands beside one of four. `layout.block.table_layout` is replaced. No upstream issue known."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

_ROW: Final = "abreast"
"""The class of such rows."""


@cache
def install() -> None:
    """Replace the function; the layout engine must have been told of its fonts before."""
    from weasyprint.layout import block

    plain = block.table_layout

    def table_layout(
        context: Any, table: Any, bottom: float, skip: Any, holder: Any, empty: bool, absolute: Any, fixed: Any
    ) -> Any:
        found = plain(context, table, bottom, skip, holder, empty, absolute, fixed)
        if found[0] is None or empty or skip is not None or not _is_row(table) or not _is_uneven(found[1]):
            return found
        block.remove_placeholders(context, [found[0]], absolute, fixed)
        return None, None, {"break": "any", "page": None}, [], False

    block.table_layout = table_layout


def _is_row(table: Any) -> bool:
    return table.element is not None and _ROW in (table.element.get("class") or "").split()


def _is_uneven(resume: Any) -> bool:
    """Whether one of its cells has not begun. `resume`: where the table goes on, by group, row and cell."""
    cells = ((resume or {}).get(0) or {}).get(0) or {}
    return any(where == {0: None} for where in cells.values())
