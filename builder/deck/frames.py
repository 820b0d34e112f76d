"""Places on a slide: the grid, the zones, and the rooms that share a zone.

All lengths are points. A stage is cut into 12 columns with gutters of 16; that of our own template is 960 × 540 (16:9),
with columns of 58 and margins of 44."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

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

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


PANEL_INSET: Final = 18.0
NOTE_RISE: Final = 10.0
NOTE_GAP: Final = 16.0
PER_ROW: Final = 4
"""Tiles that stand side by side; more stand in two rows of three."""
_CAPTION_RISE: Final = 11.0
_CAPTION_HEIGHT: Final = 20.0
_CAPTION_GAP: Final = 5.0
"""A caption begins so far over the zone, where there is room for it, and ends so far over what it names."""
_NOTE_MOST: Final = 0.497
"""The highest text strip under evidence, as a share of the zone."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where slides of one size have what: `head` is the title's frame, `zone` that of the content, `source` that of the
    lines under it, `foot` that of the footer, whose type is of `foot_size`, or of our size for sources."""

    width: float
    height: float
    head: Frame
    zone: Frame
    source: Frame
    foot: Frame
    foot_size: float = 0

    def span(self, columns: int) -> float:
        return (self.zone.width + GUTTER) / 12 * columns - GUTTER

    def column(self, number: int) -> float:
        """Left edge of a column, from 0."""
        return self.zone.left + (self.zone.width + GUTTER) / 12 * number

    @property
    def caption(self) -> Frame:
        """The line that says what is shown."""
        top = max(self.zone.top - _CAPTION_RISE, min(self.head.bottom, self.zone.top))
        return Frame(self.zone.left, top, self.zone.width, _CAPTION_HEIGHT)

    @property
    def evidence(self) -> Frame:
        """Charts, tables and pictures, under their caption."""
        top = self.caption.bottom + _CAPTION_GAP
        return replace(self.zone, top=top, height=self.zone.bottom - top)

    @property
    def highest_note(self) -> float:
        """The highest text strip under evidence."""
        return round(_NOTE_MOST * self.zone.height)

    def tile_grid(self, rows: int, per_row: int, height: float) -> tuple[Frame, ...]:
        columns = 12 // per_row
        return tuple(
            Frame(
                self.column(place * columns),
                self.zone.top + row * (height + GUTTER),
                self.span(columns),
                height,
                PANEL_INSET,
            )
            for row in range(rows)
            for place in range(per_row)
        )

    def note(self, height: float) -> Frame:
        """A text strip at the foot of the content, as high as its text needs."""
        zone = self.zone
        return Frame(zone.left, zone.bottom - height, zone.width, height, PANEL_INSET, NOTE_RISE)

    def above(self, frame: Frame, note: float) -> Frame:
        """What a strip of that height leaves of a frame."""
        return replace(frame, height=self.zone.bottom - note - NOTE_GAP - frame.top)

    def tiles(self, count: int, widths: tuple[float, ...], height: float) -> tuple[Frame, ...]:
        """Places of `count` tiles: one row of these widths, two rows of three, or, without widths, one under the
        other."""
        if count > PER_ROW:
            return self.tile_grid(2, 3, height)[:count]
        left, top, width = self.zone.left, self.zone.top, self.zone.width
        if not widths:
            tops = (top + place * (height + GUTTER) for place in range(count))
            return tuple(Frame(left, one, width, height, PANEL_INSET) for one in tops)
        lefts = (left + sum(widths[:place]) + GUTTER * place for place in range(count))
        return tuple(Frame(one, top, own, height, PANEL_INSET) for one, own in zip(lefts, widths, strict=True))

    def under_tiles(self, height: float) -> Frame:
        """Where the text stands under one row of tiles."""
        top = self.zone.top + height + GUTTER
        return replace(self.zone, top=top, height=self.zone.bottom - top)


OWN: Final = Stage(
    width=960.0,
    height=540.0,
    head=Frame(44, 20, 872, 74),
    zone=Frame(44, 124, 872, 342),
    source=Frame(44, 469, 872, 32),
    foot=Frame(44, 511, 636, 18),
)
"""The stage of our own template."""
STAMP: Final = Frame(44, 3, 872, 17)
"""Where drafts are marked as such, over everything else."""
DATE: Final = Frame(688, 511, 160, 18)
FOLIO: Final = Frame(856, 511, 60, 18)
