"""A table of the deck as a native one, in the template's table style."""

from __future__ import annotations

import itertools
from dataclasses import replace

from pptx.oxml import parse_xml
from pptx.shapes.placeholder import SlidePlaceholder, TablePlaceholder

from builder.deck.grid import PAD_X, PAD_Y, PITCH, columns_of, places
from builder.deck.layouts import emu
from builder.deck.palette import INK, MIST
from builder.deck.runs import Look, Writing
from builder.deck.slides import TableSlide
from builder.deck.template import TABLE_STYLE
from builder.model import Align, Cell, Table
from builder.text import in_two, plain

_SIDES = {Align.LEFT: "l", Align.CENTER: "ctr", Align.RIGHT: "r"}


def add_table(placeholder: SlidePlaceholder, slide: TableSlide, writing: Writing, look: Look) -> None:
    """Fills a table placeholder; widths, heights and size are the plan's, `look` is that of all cells."""
    table = slide.table
    rows = table.head + table.body
    taker = TablePlaceholder(placeholder._element, placeholder._parent)  # type: ignore[arg-type]
    columns = columns_of(table)
    frame = taker.insert_table(len(rows), columns)  # type: ignore[no-untyped-call]
    native = frame.table
    for column, width in zip(native.columns, slide.widths, strict=True):
        column.width = emu(width)
    for row, height in zip(native.rows, slide.heights, strict=True):
        row.height = emu(height)
    frame.height = sum(emu(height) for height in slide.heights)
    _style(native._tbl, table)
    heads, first_column = len(table.head), _row_heads(table)
    begun = {(place.row, place.column): place.cell for place in places(rows)}
    for (row, column), one in begun.items():
        if one.colspan > 1 or one.rowspan > 1:
            last = native.cell(min(row + one.rowspan, len(rows)) - 1, min(column + one.colspan, columns) - 1)
            native.cell(row, column).merge(last)
    made = [tr.tc_lst for tr in native._tbl.tr_lst]
    for row, column in itertools.product(range(len(rows)), range(columns)):
        one, tc = begun.get((row, column), Cell((), False)), made[row][column]
        align = table.aligns[column] if column < len(table.aligns) else Align.LEFT
        if one.colspan > 1 and row < heads:
            align = Align.CENTER
        styled = (row == 0 and heads > 0) or (column == 0 and first_column)
        _fill(tc, one, align, replace(look, bold=one.header and not styled), writing)
        if 0 < row < heads:
            _as_head(tc, last=row == heads - 1)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", plain(table.caption) or plain(slide.head.title))


def _row_heads(table: Table) -> bool:
    """Whether all cells of the first column head their rows."""
    return bool(table.body) and all(place.cell.header for place in places(table.body) if place.column == 0)


def _as_head(tc: object, last: bool) -> None:
    """The table style knows one head row: those below it look the same by themselves (ECMA-376-1 §21.1.3.17)."""
    tcpr = tc.get_or_add_tcPr()  # type: ignore[attr-defined]
    line = f'<a:lnB w="9525"><a:solidFill>{INK}</a:solidFill></a:lnB>' if last else ""
    parsed = parse_xml(
        f'<a:tcPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{line}'
        f"<a:solidFill>{MIST}</a:solidFill></a:tcPr>"
    )
    for child in list(parsed):
        tcpr.append(child)


def _style(tbl: object, table: Table) -> None:
    flags = f'firstRow="{int(bool(table.head))}" firstCol="{int(_row_heads(table))}"'
    old = tbl.tblPr  # type: ignore[attr-defined]
    new = parse_xml(
        f'<a:tblPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" {flags}>'
        f"<a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>"
    )
    old.getparent().replace(old, new)


def _fill(tc: object, cell: Cell, align: Align, look: Look, writing: Writing) -> None:
    """A second language stands in a paragraph of its own."""
    body = tc.txBody  # type: ignore[attr-defined]
    for old in body.p_lst:
        body.remove(old)
    first, second = in_two(cell.children)
    for text, size in ((first, look.size), (second, look.aside)) if second else ((first, look.size),):
        spacing = f'<a:lnSpc><a:spcPts val="{round(size * PITCH * 100)}"/></a:lnSpc>'
        properties = f'<a:pPr algn="{_SIDES[align]}">{spacing}</a:pPr>'
        body.append(parse_xml(writing.paragraph(text, look, properties)))
    tcpr = tc.get_or_add_tcPr()  # type: ignore[attr-defined]
    for name, value in (("marL", PAD_X), ("marR", PAD_X), ("marT", PAD_Y), ("marB", PAD_Y)):
        tcpr.set(name, str(emu(value)))
    tcpr.set("anchor", "ctr")
