"""Pieces that stand once in each language, one below the other: whether a page has room for both together.

Their heights are estimated before pages are made, from widths of texts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from builder.report.legibility import height_of
from builder.report.press import Press
from builder.report.views import Drawing, Grid, GridCell, Line, Piece

GUTTER: Final = 12.0
"""Between the columns of a table, pt."""

_MOST: Final = 0.7
"""Share of a page that two take at most to stay together: what goes over leaves no more of the page before empty."""

_PITCH: Final = 1.45
_PADDING: Final = 8.25
"""Of a row of a table, with its rule, pt."""

_AROUND: Final = 38.0
"""Margins of a figure or table, and what parts it from its caption, pt."""


@dataclass(frozen=True, slots=True)
class Heights:
    """`first` and `second` set the pieces."""

    first: Press
    second: Press

    def share_a_page(self, one: Piece, other: Piece) -> bool:
        heights = self._height(one, self.first), self._height(other, self.second)
        return sum(heights) <= _MOST * self.first.measures.height

    def _height(self, piece: Piece, press: Press) -> float:
        """In the full measure, pt; of what is neither table nor drawing, more than any page has."""
        sizes = press.theme.sizes
        match piece:
            case Drawing():
                below = self._lines(piece.source, sizes.small, press) * sizes.small * _PITCH
                return _AROUND + self._drawn(piece, press) + self._caption(piece, press) + below
            case Grid() if not piece.broad and not piece.more:
                below = self._lines(piece.source, sizes.small, press) * sizes.small * _PITCH
                rows = (*piece.head, *(row.cells for row in piece.body))
                height = sum(self._row(row, piece.columns, press) for row in rows)
                return _AROUND + self._caption(piece, press) + height + below
            case _:
                return math.inf

    def _drawn(self, piece: Drawing, press: Press) -> float:
        found = height_of(press.shelf.items[piece.src]) if piece.src in press.shelf.items else 0.0
        return found or press.measures.tallest

    def _caption(self, piece: Drawing | Grid, press: Press) -> float:
        size = press.theme.sizes.caption
        return max(self._lines(piece.caption, size, press), bool(piece.label)) * size * _PITCH

    def _lines(self, line: Line, size: float, press: Press) -> int:
        width = press.ruler.width(said(line), size) if line else 0.0
        return math.ceil(width / press.measures.full)

    def _row(self, row: tuple[GridCell, ...], widths: tuple[float, ...], press: Press) -> float:
        size, column, most = press.theme.sizes.table, 0, 1
        for cell in row:
            share = sum(widths[column : column + cell.colspan]) / 100
            room = max(share * press.measures.full - GUTTER, size)
            most = max(most, press.ruler.lines(said(cell.children), size, room, bold=bool(cell.scope)))
            column += cell.colspan
        return most * size * _PITCH + _PADDING


def said(line: Line) -> str:
    """The text of a line; pictures and notes by what they are."""
    return "".join(
        getattr(item, "text", "") or said(getattr(item, "children", ())) or getattr(item, "alt", "") for item in line
    )
