"""Rules of tables drawn as one line each, which WeasyPrint 70 draws cell by cell, with seams that screens show.

`draw.draw_collapsed_borders` is made to note its lines instead of drawing them; those that touch are drawn as one.
Upstream: WeasyPrint #1324 (white lines where borders meet)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

_TOUCH: Final = 0.05
"""Ends as near as this touch, px."""


@dataclass(frozen=True, slots=True)
class _Line:
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    style: str
    colour: Any

    def goes_on_in(self, other: _Line) -> bool:
        alike = (self.width, self.style, self.colour) == (other.width, other.style, other.colour)
        level = self.y1 == self.y2 == other.y1 == other.y2
        return alike and level and abs(self.x2 - other.x1) < _TOUCH


class _NoStream:
    """Takes the place of a page's content while lines are noted."""

    def artifact(self) -> AbstractContextManager[None]:
        return nullcontext()

    def stacked(self) -> AbstractContextManager[None]:
        return nullcontext()


@cache
def install() -> None:
    """Replace the function; the layout engine must have been told of its fonts before."""
    from weasyprint import draw

    plain, draw_line = draw.draw_collapsed_borders, draw.draw_line

    def draw_collapsed_borders(stream: Any, table: Any) -> None:
        noted: list[_Line] = []

        def note(_: Any, *line: Any) -> None:
            noted.append(_Line(*line))

        draw.draw_line = note
        try:
            plain(_NoStream(), table)
        finally:
            draw.draw_line = draw_line
        for line in _joined(noted):
            with stream.artifact(), stream.stacked():
                draw_line(stream, line.x1, line.y1, line.x2, line.y2, line.width, line.style, line.colour)

    draw.draw_collapsed_borders = draw_collapsed_borders


def _joined(lines: list[_Line]) -> Iterator[_Line]:
    """Level lines one after the other, from top to bottom; others as they come."""
    current: _Line | None = None
    for line in sorted(lines, key=lambda line: (line.y1, line.y2, line.x1)):
        if current is not None and current.goes_on_in(line):
            current = replace(current, x2=line.x2)
            continue
        if current is not None:
            yield current
        current = line
    if current is not None:
        yield current
