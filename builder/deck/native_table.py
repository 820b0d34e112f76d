"""A table of the deck as a native one, in the template's table style."""

from __future__ import annotations

from pptx.oxml import parse_xml
from pptx.shapes.placeholder import SlidePlaceholder, TablePlaceholder

from builder.deck.grid import PAD_X, PAD_Y, PITCH, columns_of, places
from builder.deck.layouts import emu
from builder.deck.runs import Look, Writing
from builder.deck.slides import TableSlide
from builder.deck.template import TABLE_STYLE
from builder.model import Align, Cell, Table
from builder.text import plain

_SIDES = {Align.LEFT: "l", Align.CENTER: "ctr", Align.RIGHT: "r"}


def add_table(placeholder: SlidePlaceholder, slide: TableSlide, writing: Writing) -> None:
    """Fills a table placeholder; widths, heights and size are the plan's."""
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
    filled = set()
    for place in places(rows):
        if place.row >= len(rows) or place.column >= columns:
            continue
        cell = native.cell(place.row, place.column)
        if place.cell.colspan > 1 or place.cell.rowspan > 1:
            last_row = min(place.row + place.cell.rowspan, len(rows)) - 1
            cell.merge(native.cell(last_row, min(place.column + place.cell.colspan, columns) - 1))
        align = table.aligns[place.column] if place.column < len(table.aligns) else Align.LEFT
        styled = (place.row == 0 and bool(table.head)) or (place.column == 0 and _row_heads(table))
        _fill(cell._tc, place.cell, align, slide.size, writing, bold=place.cell.header and not styled)
        filled.add((place.row, place.column))
    for row in range(len(rows)):
        for column in range(columns):
            if (row, column) not in filled:
                _fill(native.cell(row, column)._tc, Cell((), False), Align.LEFT, slide.size, writing, bold=False)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", plain(table.caption) or plain(slide.head.title))


def _row_heads(table: Table) -> bool:
    return bool(table.body) and all(row[0].header for row in table.body if row)


def _style(tbl: object, table: Table) -> None:
    flags = f'firstRow="{int(bool(table.head))}" firstCol="{int(_row_heads(table))}"'
    old = tbl.tblPr  # type: ignore[attr-defined]
    new = parse_xml(
        f'<a:tblPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" {flags}>'
        f"<a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>"
    )
    old.getparent().replace(old, new)


def _fill(tc: object, cell: Cell, align: Align, size: float, writing: Writing, bold: bool) -> None:
    spacing = f'<a:lnSpc><a:spcPts val="{round(size * PITCH * 100)}"/></a:lnSpc>'
    properties = f'<a:pPr algn="{_SIDES[align]}">{spacing}</a:pPr>'
    paragraph = parse_xml(writing.paragraph(cell.children, Look(size=size, bold=bold), properties))
    body = tc.txBody  # type: ignore[attr-defined]
    for old in body.p_lst:
        body.remove(old)
    body.append(paragraph)
    tcpr = tc.get_or_add_tcPr()  # type: ignore[attr-defined]
    for name, value in (("marL", PAD_X), ("marR", PAD_X), ("marT", PAD_Y), ("marB", PAD_Y)):
        tcpr.set(name, str(emu(value)))
    tcpr.set("anchor", "ctr")
