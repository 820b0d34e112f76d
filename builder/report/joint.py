"""What a report in two languages shows once: pictures, tables and formulas, with the words of both; others side by side
where they have room, else one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from builder.report.abreastviews import Abreast, Across, Row, Twins
from builder.report.mathviews import Display
from builder.report.press import Press
from builder.report.twins import GUTTER, Heights, said
from builder.report.views import (
    Bibliography,
    Citation,
    Divider,
    Drawing,
    Grid,
    GridCell,
    Line,
    Lines,
    Piece,
    Styled,
    Tongue,
)

_LONGEST: Final = 118.0
"""A text that has not room in so wide a column is not set below its counterpart in one cell, pt."""

_LINES: Final = 4
"""Lines of such a text at most."""

_MONO: Final = 0.6
"""Width of a letter of code, em."""


@dataclass(frozen=True, slots=True)
class Joint:
    """`first` and `second` set the pieces."""

    first: Press
    second: Press

    def joined(self, one: Piece, other: Piece) -> Iterator[Row]:
        match one, other:
            case Grid(), Grid():
                yield from self._grids(one, other)
            case Display(), Display() if one.src == other.src:
                yield Across(one, also=other.id)
            case Lines(), Lines() if one.lines == other.lines:
                yield Across(one)
            case Divider(), Divider():
                yield Across(one)
            case Bibliography(), Bibliography() if _numbers(one) == _numbers(other):
                entries = zip(one.entries, other.entries, strict=True)
                yield Across(replace(one, entries=tuple(self._citation(*pair) for pair in entries)))
            case _ if self._fits(one) and self._fits(other):
                yield Abreast((one,), (other,), one.kind)
            case _:
                yield from self.apart(one, other)

    def apart(self, one: Piece, other: Piece) -> Iterator[Row]:
        """One below the other."""
        if Heights(self.first, self.second).share_a_page(one, other):
            yield Twins(one, other)
        else:
            yield Across(one)
            yield Across(other, second=True)

    def _fits(self, piece: Piece) -> bool:
        """Whether a column has room for it."""
        match piece:
            case Grid():
                return not (piece.wide or piece.dense or piece.broad)
            case Lines():
                size = self.first.theme.sizes.code * _MONO
                return max(map(len, piece.lines), default=0) * size < self.first.measures.text - 2 * GUTTER
            case Bibliography():
                return False
            case _:
                return True

    def _tongue(self, line: Line, label: str = "", name: str = "") -> Line:
        if not (line or label or name):
            return ()
        return (Tongue(self.second.locale.tag, label, line, name),)

    def _aside(self, line: Line) -> Line:
        """The same inside a paragraph."""
        return (Tongue(self.second.locale.tag, "", line, tag="Span"),) if line else ()

    def drawing(self, one: Drawing, other: Drawing) -> Drawing:
        """One picture, with the words of both below it."""
        return replace(
            one,
            caption=(*one.caption, *self._tongue(other.caption, other.label, other.id)),
            source=(*one.source, *self._aside(other.source)),
        )

    def _citation(self, one: Citation, other: Citation) -> Citation:
        """Both editions print an entry in its own language: it stands once."""
        return replace(
            one,
            text=(*one.text, Styled("span", (), other.id)),
            note=(*one.note, *self._aside(other.note)),
            cited=(*one.cited, *self._aside(other.cited)),
        )

    def _grids(self, one: Grid, other: Grid) -> Iterator[Row]:
        widths = self._widths(one, other)
        if widths:
            yield Across(self._grid(one, other, widths))
        elif self._fits(one) and self._fits(other):
            yield Abreast((one,), (other,), one.kind)
        else:
            yield from self.apart(replace(one, wide=True), replace(other, wide=True))

    def _widths(self, one: Grid, other: Grid) -> tuple[float, ...]:
        """Of the columns of one table for both, in per cent; none where it would not be read well."""
        rows = _rows(one), _rows(other)
        shapes = [[[(cell.colspan, cell.rowspan) for cell in row] for row in every] for every in rows]
        if one.more or other.more or one.broad or other.broad or shapes[0] != shapes[1]:
            return ()
        room = self.first.measures.full
        wanted = [0.0] * len(one.columns)
        free = list(self._needs(one)) + list(self._needs(other))
        for column, width in free:
            wanted[column] = max(wanted[column], width + GUTTER)
        given = _levelled(wanted, room)
        if any(width < want and width < _LONGEST for width, want in zip(given, wanted, strict=True)):
            return ()
        if any(width > _LINES * (given[column] - GUTTER) for column, width in free):
            return ()
        return tuple(round(100 * width / sum(given), 3) for width in given)

    def _needs(self, grid: Grid) -> Iterator[tuple[int, float]]:
        """Columns, and the widths of texts in them."""
        size = self.first.theme.sizes.table
        taken: set[tuple[int, int]] = set()
        for at, row in enumerate(_rows(grid)):
            column = 0
            for cell in row:
                while (at, column) in taken:
                    column += 1
                taken.update((at + y, column + x) for y in range(cell.rowspan) for x in range(cell.colspan))
                if cell.colspan == 1:
                    yield column, self.first.ruler.width(said(cell.children), size, bool(cell.scope)) * 1.03
                column += cell.colspan

    def _grid(self, one: Grid, other: Grid, widths: tuple[float, ...]) -> Grid:
        body = (
            replace(row, cells=self._cells(row.cells, counter.cells))
            for row, counter in zip(one.body, other.body, strict=True)
        )
        return replace(
            one,
            caption=(*one.caption, *self._tongue(other.caption, other.label, other.id)),
            source=(*one.source, *self._aside(other.source)),
            columns=widths,
            head=tuple(self._cells(*pair) for pair in zip(one.head, other.head, strict=True)),
            body=tuple(body),
            wide=True,
            dense=False,
        )

    def _cells(self, first: tuple[GridCell, ...], second: tuple[GridCell, ...]) -> tuple[GridCell, ...]:
        return tuple(self._cell(*pair) for pair in zip(first, second, strict=True))

    def _cell(self, one: GridCell, other: GridCell) -> GridCell:
        """The cell with the words of both, or once where they say the same."""
        if said(one.children) == said(other.children):
            return one
        return replace(one, children=(*one.children, *self._tongue(other.children)), pad=0.0)


def _rows(grid: Grid) -> list[tuple[GridCell, ...]]:
    return [*grid.head, *(row.cells for row in grid.body)]


def _numbers(bibliography: Bibliography) -> list[str]:
    return [entry.label for entry in bibliography.entries]


def _levelled(wanted: list[float], room: float) -> list[float]:
    """Widths that fill the room: the widest cut to one width, or all a little wider."""
    if sum(wanted) <= room:
        return [width + (room - sum(wanted)) / len(wanted) for width in wanted]
    left, limit = room, room
    for rank, width in enumerate(sorted(wanted)):
        limit = left / (len(wanted) - rank)
        if width > limit:
            break
        left -= width
    return [min(width, limit) for width in wanted]
