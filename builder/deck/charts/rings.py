"""Rings of shares, with their categories listed beside them."""

from __future__ import annotations

from builder.deck.charts.ink import body, categories, label, labels, name, points, values
from builder.deck.charts.room import Drawn, Inner, Room, corner
from builder.deck.charts.sheet import Column, Sheet
from builder.deck.charts.stacks import on
from builder.model import Plot

LIST_GAP = 36.0
"""Between a ring and its list, pt."""

_LEAST_TURN = 0.045
"""Share of a slice that can hold its label; smaller ones are named in the list alone."""


def draw_ring(plot: Plot, room: Room) -> Drawn:
    """A plot of one SLICE mark. The rest of the ring, a hollow slice without name, is not listed."""
    marks = plot.marks[0]
    total = sum(v for v in marks.values if v) or 1.0
    names = tuple(
        f"{category}  {text}" if text and (value or 0) / total < _LEAST_TURN else category
        for category, text, value in zip(plot.categories, marks.labels, marks.values, strict=True)
    )
    sheet = Sheet((Column(corner(plot, room), names), Column(marks.name, marks.values)))
    looks = {style: body(style, edge=True) for style in marks.styles}
    shown = [
        label(i, text, room.size, room.lang, "", on(marks.styles[i], room), ground=marks.styles[i].hatched)
        for i, text in enumerate(marks.labels)
        if text and (marks.values[i] or 0) / total >= _LEAST_TURN
    ]
    base = marks.styles[0]
    series = (
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{name(sheet, 1)}{looks[base]}'
        f"{points(marks.styles, None, looks)}{labels(shown)}{categories(sheet)}{values(sheet, 1)}</c:ser>"
    )
    ring = '<c:firstSliceAng val="0"/><c:holeSize val="56"/>'
    groups = f'<c:doughnutChart><c:varyColors val="1"/>{series}{ring}</c:doughnutChart>'
    unnamed = tuple(i for i, text in enumerate(names) if not text)
    across = min(room.height - 8, room.width * 0.6)
    left = max((room.width - across - LIST_GAP - room.list_width(names)) / 2, 0.0)
    listed = tuple(text for text in names if text)
    return Drawn(sheet, groups, Inner(left, (room.height - across) / 2, across, across), unnamed, listed)
