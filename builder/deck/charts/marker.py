"""Dots of lines and XY charts."""

from __future__ import annotations

from typing import Final

from builder.deck.charts.ink import fill, hatch, line
from builder.deck.palette import scheme
from builder.model import Style

SYMBOLS: Final = ("circle", "diamond", "triangle", "square", "dash")
"""Markers of the first series, the second and so on, told apart without colour."""


def dot(style: Style, size: int, symbol: str = "circle") -> str:
    """`c:marker`: filled, hatched for a forecast or hollow for a bound; none of size 0.

    LibreOffice draws all of them filled."""
    if not size:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    colour = scheme(style.paint)
    inside = hatch(colour) if style.hatched else "<a:noFill/>" if style.hollow else fill(colour)
    look = f"<c:spPr>{inside}{line(colour, 19_050)}</c:spPr>"
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>{look}</c:marker>'
