"""Slides of tables: the table beside its takeaways, over them, or alone with these on slides of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from builder.deck.cuts import fit_tables
from builder.deck.fit import fit_bodies
from builder.deck.gauge import Gauge, Points
from builder.deck.grid import Sheet, columns_of, on_one, sizes_for
from builder.deck.panels import hugged, panel_sizes
from builder.deck.slides import Body, Bullets, DeckSlide, TableSlide
from builder.deck.slots import BODY, EVIDENCE, Layout
from builder.deck.strip import strip

_SIDE_COLUMNS: Final = 5
"""A table of more columns does not stand beside its takeaways."""


def fit_table_slides(same: tuple[TableSlide, ...], gauge: Gauge) -> tuple[tuple[DeckSlide, ...], ...]:
    bodies = tuple(slide.body.points for slide in same)
    if any(bodies) and (together := _with_text(same, bodies, gauge)):
        return together
    sheets = fit_tables(tuple(slide.table for slide in same), gauge.stage.evidence, gauge)
    rest = fit_bodies(bodies, gauge.zone, gauge.zone, gauge.body_steps(), gauge)
    return tuple(
        (
            *(with_sheet(replace(slide, body=Body(), layout=Layout.TABLE), sheet) for sheet in own),
            *(Bullets(slide.head, body) for body in parts if body.points),
        )
        for slide, own, parts in zip(same, sheets, rest, strict=True)
    )


def _with_text(
    same: tuple[TableSlide, ...], bodies: tuple[Points, ...], gauge: Gauge
) -> tuple[tuple[DeckSlide, ...], ...] | None:
    """Where the table stands larger; None where it finds no room with its text."""
    tables = tuple(slide.table for slide in same)
    found: list[tuple[Layout, tuple[Sheet, ...], Body]] = []
    beside = gauge.frame(Layout.TABLE_TEXT, BODY)
    body = fit_bodies(bodies, beside, gauge.zone, panel_sizes(bodies, beside, gauge), gauge)
    if all(len(parts) == 1 for parts in body) and max(map(columns_of, tables)) <= _SIDE_COLUMNS:
        frame = gauge.frame(Layout.TABLE_TEXT, EVIDENCE)
        if sheets := on_one(tables, frame, sizes_for(gauge), gauge):
            found.append((Layout.TABLE_TEXT, sheets, replace(body[0][0], points=())))
    under, stage = strip(bodies, gauge), gauge.stage
    if all(gauge.fits(points, under.size, stage.note(under.height)) for points in bodies) and (
        sheets := on_one(tables, stage.above(stage.evidence, under.height), sizes_for(gauge), gauge)
    ):
        found.append((Layout.TABLE_NOTE, sheets, under))
    if not found:
        return None
    layout, sheets, looks = max(found, key=lambda one: one[1][0].size)
    out = []
    for slide, sheet in zip(same, sheets, strict=True):
        text = replace(looks, points=slide.body.points)
        if layout is Layout.TABLE_TEXT:
            text = hugged(text, beside, gauge, sum(sheet.heights))
        out.append((with_sheet(replace(slide, body=text, layout=layout), sheet),))
    return tuple(out)


def with_sheet(slide: TableSlide, sheet: Sheet) -> TableSlide:
    return replace(slide, table=sheet.table, size=sheet.size, widths=sheet.widths, heights=sheet.heights)
