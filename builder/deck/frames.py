"""Places on a slide: the grid, the zones, and the rooms that share a zone.

All lengths are points; a slide is 960 × 540 (16:9). The grid has 12 columns of 58,
the gutters are 16 and the margins 44."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

SLIDE_WIDTH: Final = 960.0
SLIDE_HEIGHT: Final = 540.0
MARGIN: Final = 44.0
GUTTER: Final = 16.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle; `inset` is the empty border inside it, at its sides, and `rise` that over and under its text where
    it is another."""

    left: float
    top: float
    width: float
    height: float
    inset: float = 0
    rise: float = -1

    @property
    def text_width(self) -> float:
        return self.width - 2 * self.inset

    @property
    def over(self) -> float:
        return self.inset if self.rise < 0 else self.rise

    @property
    def text_height(self) -> float:
        return self.height - 2 * self.over


def span(columns: int) -> float:
    return 74.0 * columns - GUTTER


def column(number: int) -> float:
    """Left edge of a column, from 0."""
    return MARGIN + 74.0 * number


STAMP: Final = Frame(MARGIN, 3, span(12), 17)
"""Where drafts are marked as such, over everything else."""
HEAD: Final = Frame(MARGIN, 20, span(12), 74)
ZONE: Final = Frame(MARGIN, 124, span(12), 342)
SOURCE_LINE: Final = Frame(MARGIN, 469, span(12), 32)
FOOT: Final = Frame(MARGIN, 511, 700, 18)
FOLIO: Final = Frame(816, 511, 100, 18)

EVIDENCE_ZONE: Final = Frame(MARGIN, 138, span(12), 328)
"""Charts, tables and pictures, under the line that says what they show."""
CAPTION_LINE: Final = Frame(MARGIN, 113, span(12), 20)
PANEL_INSET: Final = 18.0
NOTE_RISE: Final = 10.0
NOTE_GAP: Final = 16.0
PER_ROW: Final = 4
"""Tiles that stand side by side; more stand in two rows of three."""
NOTE_MOST: Final = 170.0
"""The highest text strip under evidence."""


def tile_grid(rows: int, per_row: int, height: float) -> tuple[Frame, ...]:
    columns = 12 // per_row
    return tuple(
        Frame(column(place * columns), ZONE.top + row * (height + GUTTER), span(columns), height, PANEL_INSET)
        for row in range(rows)
        for place in range(per_row)
    )


def note_frame(height: float) -> Frame:
    """A text strip at the foot of the content, as high as its text needs."""
    return Frame(MARGIN, ZONE.top + ZONE.height - height, span(12), height, PANEL_INSET, NOTE_RISE)


def above(frame: Frame, note: float) -> Frame:
    """What a strip of that height leaves of a frame."""
    return replace(frame, height=ZONE.top + ZONE.height - note - NOTE_GAP - frame.top)


def tile_frames(count: int, widths: tuple[float, ...], height: float) -> tuple[Frame, ...]:
    """Places of `count` tiles: one row of these widths, two rows of three, or, without widths, one under the other."""
    if count > PER_ROW:
        return tile_grid(2, 3, height)[:count]
    if not widths:
        tops = (ZONE.top + place * (height + GUTTER) for place in range(count))
        return tuple(Frame(MARGIN, top, span(12), height, PANEL_INSET) for top in tops)
    lefts = (MARGIN + sum(widths[:place]) + GUTTER * place for place in range(count))
    return tuple(Frame(left, ZONE.top, width, height, PANEL_INSET) for left, width in zip(lefts, widths, strict=True))


def under_tiles(height: float) -> Frame:
    """Where the text stands under one row of tiles."""
    top = ZONE.top + height + GUTTER
    return Frame(MARGIN, top, span(12), ZONE.top + ZONE.height - top)
