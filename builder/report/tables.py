"""Tables: widths of columns from what the cells hold, numbers on their decimal point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from builder.cells import keys, places
from builder.measure import has_east_asian
from builder.model import Align, Cell, Emph, Inlines, Link, Picture, Status, Table
from builder.report import decimals, inlines, plates, titles
from builder.report.columns import Need, Piece, breaks_words, comforts, folds, total_lines, widths
from builder.report.composition import JOINER, SOFT, Setting, compose, unbroken
from builder.report.decimals import Placed, placed, strong
from builder.report.figures import anchor
from builder.report.groups import group, groups
from builder.report.press import Press
from builder.report.views import Grid, GridCell, GridRow, Line
from builder.text import plain, walk

_GUTTER, _DENSE_GUTTER = 12.0, 7.0
"""Space between two columns, pt; the style sheet pads the cells by half of it."""

_OUTER: Final = 2.0
"""The same at the edges of the table."""

_COMFORT_EM: Final = 4.5
"""A column of text is no narrower than this, where the page allows it."""

_SHORT_EM: Final = 6.0
"""A text no longer than this stays on one line."""

_TALL, _TALL_BROAD = 30, 16
"""A row of more lines breaks over pages; fewer where the page lies on its side."""

_GROUP: Final = 0.4
"""Rows under one cell stay on one page if they have no more lines than this share of those; else two at either end."""

_SLACK: Final = 1.015
"""Measured without kerning, set with it, and marks at the edges; a hair more than measured is always enough."""


_KEPT: Final = 0.5
"""Share of a page's width that columns may take which stand again in every group."""

_WORTH: Final = 1.12
"""A table leaves the column of the text where this makes it shorter by so much, and by two lines at least."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set: widths of the columns with their gutters, and, for every row of the body, what its numbers
    lack behind the point, pt, and its lines. `crowded`: its columns are too narrow to be read well."""

    given: tuple[float, ...]
    pads: tuple[dict[int, float], ...]
    lines: tuple[int, ...]
    wide: bool
    dense: bool
    broad: bool = False
    crowded: bool = False


def grid(table: Table, press: Press, outermost: bool) -> Grid:
    """In the column of the text, in the full measure, in small type, on a page on its side, or in groups of columns on
    such pages: the first of these that its columns are wide enough in."""
    fit = _fitted(table, press, outermost)
    if fit.crowded and outermost:
        fit = _broad(table, press)
    if not fit.crowded:
        return _grid(table, fit, press)
    first, *more = (_grid(one, _grouped(one, press, outermost), press) for one in _groups(table, press, outermost))
    mark = _continued(table.label, press.locale.words.continued).strip()
    return replace(first, more=tuple(replace(one, id="", label=mark, caption=(), source=()) for one in more))


def _grid(table: Table, fit: Fit, press: Press) -> Grid:
    columns = len(table.aligns)
    tall = _TALL_BROAD if fit.broad else _TALL
    together = _together(table, fit.lines, tall)
    return Grid(
        id=anchor(table),
        label=table.label,
        caption=inlines.line(table.caption, press),
        columns=tuple(round(100 * one / sum(fit.given), 3) for one in fit.given),
        head=tuple(
            _row(row, table, press, "col", {}, len(table.head) - at)
            for at, row in enumerate(placed(table.head, columns))
        ),
        body=tuple(
            GridRow(_row(row, table, press, "row", _padded(pad, table, fit)), lines > tall, at in together)
            for at, (row, pad, lines) in enumerate(zip(placed(table.body, columns), fit.pads, fit.lines, strict=True))
        ),
        source=inlines.source_line(table.source, press),
        wide=fit.wide,
        dense=fit.dense,
        continued=_running(table, fit, press),
        broad=fit.broad,
    )


def _broad(table: Table, press: Press) -> Fit:
    """On a page on its side, in the usual type if that serves."""
    usual = _set(table, press, press.theme.sizes.table, _GUTTER, press.measures.broad)
    small = _small(table, press, press.measures.broad) if usual.crowded else usual
    return replace(small, broad=True, wide=True)


def _grouped(table: Table, press: Press, outermost: bool) -> Fit:
    """One group of columns, in small type."""
    fit = _small(table, press, press.measures.broad if outermost else press.measures.text)
    return replace(fit, broad=outermost, wide=outermost)


def _small(table: Table, press: Press, room: float) -> Fit:
    return replace(_set(table, press, press.theme.sizes.chart_small, _DENSE_GUTTER, room), dense=True)


def _set(table: Table, press: Press, size: float, gutter: float, room: float) -> Fit:
    """In so wide a room, pt."""
    columns = len(table.aligns)
    pads = decimals.pads(table, size, press)
    needs = tuple(_needs(table, pads, size, gutter, press))
    free = room - columns * gutter
    given = widths(needs, columns, free, _COMFORT_EM * size)
    lines = tuple(total_lines((row,), given) for row in needs[len(table.head) :])
    crowded = columns > 1 and sum(comforts(needs, columns, size)) > free
    return Fit(tuple(width + gutter for width in given), pads, lines, wide=False, dense=False, crowded=crowded)


def _groups(table: Table, press: Press, outermost: bool) -> Iterator[Table]:
    size, gutter = press.theme.sizes.chart_small, _DENSE_GUTTER
    needs = tuple(_needs(table, decimals.pads(table, size, press), size, gutter, press))
    wanted = [width + gutter for width in comforts(needs, len(table.aligns), size)]
    room = press.measures.broad if outermost else press.measures.text
    again = keys(table.body)
    again = again if sum(wanted[:again]) <= _KEPT * room else 1
    for columns in groups(wanted, room, again):
        yield group(table, columns, again)


def _together(table: Table, lines: tuple[int, ...], tall: int) -> frozenset[int]:
    """Rows that stay on the page of the row before, because a cell spans them: all that it spans if that is short, else
    the second and the last."""
    found: set[int] = set()
    for row in places(table.body):
        for place in row:
            spanned = range(place.row, min(place.row + place.cell.rowspan, len(lines)))
            whole = sum(lines[at] for at in spanned) <= tall * _GROUP
            inner = spanned[1:] if whole else {*spanned[1:2], *spanned[1:][-1:]}
            found.update(at for at in inner if whole or lines[at - 1] + lines[at] <= tall)
    return frozenset(found)


def _fitted(table: Table, press: Press, outermost: bool) -> Fit:
    """In the column of the text if it serves, else in the full measure; in small type where words would break."""
    sizes, columns = press.theme.sizes, len(table.aligns)
    for size, gutter in ((sizes.table, _GUTTER), (sizes.chart_small, _DENSE_GUTTER)):
        pads = decimals.pads(table, size, press)
        needs = tuple(_needs(table, pads, size, gutter, press))
        least, gutters = _COMFORT_EM * size, columns * gutter
        small, full = press.measures.text - gutters, press.measures.full - gutters
        narrow, broad = widths(needs, columns, small, least), widths(needs, columns, full, least)
        long, short = total_lines(needs, narrow), total_lines(needs, broad)
        shorter = long > short * _WORTH and long >= short + 2
        wide = outermost and (shorter or breaks_words(needs, columns, small))
        given = broad if wide else narrow
        lines = tuple(total_lines((row,), given) for row in needs[len(table.head) :])
        crowded = columns > 1 and sum(comforts(needs, columns, size)) > (full if outermost else small)
        fit = Fit(tuple(w + gutter for w in given), pads, lines, wide, dense=size < sizes.table, crowded=crowded)
        if not crowded and not breaks_words(needs, columns, full if wide else small):
            break
    return fit


def _needs(
    table: Table, pads: tuple[dict[int, float], ...], size: float, gutter: float, press: Press
) -> Iterator[tuple[Need, ...]]:
    """What the cells of every row ask for."""
    columns = len(table.aligns)
    nothing: dict[int, float] = {}
    rows = ((row, True, nothing) for row in placed(table.head, columns))
    body = ((row, False, pad) for row, pad in zip(placed(table.body, columns), pads, strict=True))
    for row, head, pad in chain(rows, body):
        yield tuple(_need(at, cell, head, pad.get(at, 0.0), size, gutter, press) for at, cell in row)


def _need(column: int, cell: Cell, head: bool, pad: float, size: float, gutter: float, press: Press) -> Need:
    bold = head or strong(cell)
    (text,) = compose((_words(cell),), press.holds, Setting.CELL)
    pieces = tuple(_piece(one, size, bold, press) for one in unbroken(text))
    natural = press.ruler.width(text.replace(JOINER, "").replace(SOFT, ""), size, bold)
    short = natural <= _SHORT_EM * size
    word = natural if short else max((bare for _, bare in pieces), default=0.0)
    if plates.holds_pictures(cell.children):
        shown = max(plates.widths(_line(cell, press)), default=0.0)
        natural, word = max(natural, shown), max(word, min(shown, plates.LEAST))
    least = () if short else folds(pieces)
    return Need(
        column,
        (natural + pad) * _SLACK,
        (word + pad) * _SLACK,
        tuple((one + pad) * _SLACK for one in least),
        span=cell.colspan,
        gutter=gutter,
        rows=cell.rowspan,
    )


def _piece(text: str, size: float, bold: bool, press: Press) -> Piece:
    return press.ruler.width(text, size, bold), press.ruler.width(text.rstrip(), size, bold)


def _words(cell: Cell) -> str:
    """The cell's text, with room for its marks and icons."""
    marks = sum(isinstance(item, Status | Picture) for item in walk(cell.children))
    return plain(_unpictured(cell.children)) + "口 " * marks


def _unpictured(children: Inlines) -> Inlines:
    """The words of a cell without those of its pictures."""
    return tuple(
        replace(one, children=_unpictured(one.children)) if isinstance(one, Emph | Link) else one
        for one in children
        if not isinstance(one, Picture)
    )


def _continued(label: str, word: str) -> str:
    return f"{label}{word}" if has_east_asian(word) else f"{label} {word}"


def _running(table: Table, fit: Fit, press: Press) -> str:
    """What stands over its further pages, on one line: number and caption; a tab before it leads to the column of the
    text."""
    kind = press.measures
    room = kind.broad if fit.broad else kind.full if fit.wide else kind.text
    mark = _continued(table.label, press.locale.words.continued).strip()
    said = titles.cut(f"{mark}\u2003{plain(table.caption)}".strip(), press.theme.sizes.caption, press.ruler, room)
    return said if fit.wide else f"\t{said}"


def _row(
    row: Placed, table: Table, press: Press, scope: str, pads: dict[int, float], left: int = 0
) -> tuple[GridCell, ...]:
    """`pads` are the paddings of cells at the edge that their column is aligned to, where they are not as usual; `left`
    are the rows of the head from this one on."""
    return tuple(
        GridCell(
            children=_line(cell, press),
            scope=scope if cell.header else "",
            align=Align.CENTER if scope == "col" and cell.colspan > 1 else table.aligns[at],
            colspan=cell.colspan,
            rowspan=cell.rowspan,
            pad=pads.get(at, 0.0) if cell.colspan == 1 else 0.0,
            first=at == 0,
            last=at + cell.colspan == len(table.aligns),
            over=scope == "col" and cell.colspan > 1 and cell.rowspan < left,
        )
        for at, cell in row
    )


def _line(cell: Cell, press: Press) -> Line:
    line = inlines.line(cell.children, press, Setting.CELL)
    return plates.plated(line) if plates.holds_pictures(cell.children) else line


def _padded(pads: dict[int, float], table: Table, fit: Fit) -> dict[int, float]:
    """What the cells of a row lack, on top of the padding of the style sheet."""
    gutter = _DENSE_GUTTER if fit.dense else _GUTTER
    last = len(table.aligns) - 1

    def usual(column: int) -> float:
        outer = column == (0 if table.aligns[column] is Align.LEFT else last)
        return _OUTER if outer else gutter / 2

    return {column: usual(column) + pad for column, pad in pads.items() if pad}
