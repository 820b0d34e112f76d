"""Labels of stacked bars: in the middle of their parts, beside those that are too thin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.deck.charts.ink import label
from builder.deck.charts.room import PITCH, Inner, Room
from builder.deck.palette import INK, readable
from builder.model import Plot, Style

_PAD: Final = 4.0
"""Around a label on a part, pt."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the stack `at` a place of the axis, from `start` to `end` on the value scale, pt from the inner frame's
    low end."""

    rank: int
    at: int
    start: float
    end: float
    text: str
    style: Style

    @property
    def length(self) -> float:
        return abs(self.end - self.start)


def stack_labels(plot: Plot, order: Sequence[int | None], room: Room, inner: Inner, gap: int) -> list[list[str]]:
    """Labels of each series. `gap`: between the stacks, in percent of their thickness. One that finds no room beside
    its part either is left to the text alternative."""
    found: list[list[str]] = [[] for _ in plot.marks]
    breadth = (inner.height if plot.horizontal else inner.width) / max(len(order), 1)
    thick = breadth / (1 + gap / 100)
    beside: dict[int, list[tuple[float, float]]] = {}
    """What is taken of the gap before each stack."""
    for part in _parts(plot, order, inner):
        size = _fitting(plot, part, thick, room)
        if size:
            ground = part.style.hatched
            colour = on(part.style, room)
            found[part.rank].append(label(part.at, part.text, size, room.lang, "ctr", colour, ground=ground))
            continue
        middle, half = (part.start + part.end) / 2, _half(plot, part.text, room)
        ends = (middle - half, middle + half)
        away = _away(plot, part.text, thick, breadth - thick, room)
        if not plot.horizontal and ends[0] < 0 < ends[1]:
            continue  # it would stand on the axis
        for side in (1, -1) if away else ():
            before = side > 0 if plot.horizontal else side < 0
            others = beside.setdefault(part.at if before else part.at + 1, [])
            if all(ends[1] < low or ends[0] > high for low, high in others):
                others.append(ends)
                far = side * away
                moved = (0.0, -far / room.height) if plot.horizontal else (far / room.width, 0.0)
                found[part.rank].append(label(part.at, part.text, room.small, room.lang, "ctr", moved=moved))
                break
    return found


def _fitting(plot: Plot, part: Part, thick: float, room: Room) -> float:
    """The size in which a label fits into its part of a stack so thick; 0 where it does not."""
    for size in (room.size, room.small):
        across, upright = room.text(part.text, size) + _PAD, size * PITCH
        along, beside = (across, size) if plot.horizontal else (upright, across)
        if part.length >= along and thick >= beside:
            return size
    return 0.0


def _parts(plot: Plot, order: Sequence[int | None], inner: Inner) -> Iterator[Part]:
    """The parts that bear a label, from zero outwards."""
    scale = (inner.width if plot.horizontal else inner.height) / (plot.axis.maximum - plot.axis.minimum)
    reached: dict[tuple[int, bool], float] = {}
    for rank, marks in enumerate(plot.marks):
        for at, i in enumerate(order):
            value = None if i is None else marks.values[i]
            if i is None or value is None:
                continue
            start = reached.get((at, value < 0), 0.0)
            reached[at, value < 0] = start + value * scale
            if marks.labels[i]:
                yield Part(rank, at, start, start + value * scale, marks.labels[i], marks.styles[i])


def _half(plot: Plot, text: str, room: Room) -> float:
    """Half of what a label beside its part takes along the stack, pt."""
    return (room.text(text, room.small) if plot.horizontal else room.small) / 2 + 2


def _away(plot: Plot, text: str, thick: float, free: float, room: Room) -> float:
    """How far from the middle of the stack a label beside it stands; 0 where the gap between stacks has no room."""
    need = room.small if plot.horizontal else room.text(text, room.small) + _PAD
    return (thick + need) / 2 + 1 if need <= free else 0.0


def losses(plot: Plot, room: Room, inner: Inner, gap: int) -> int:
    """How many labels do not fit into their parts."""
    breadth = (inner.height if plot.horizontal else inner.width) / max(len(plot.categories), 1)
    parts = _parts(plot, range(len(plot.categories)), inner)
    return sum(not _fitting(plot, part, breadth / (1 + gap / 100), room) for part in parts)


def on(style: Style, room: Room) -> str:
    """Colour of a label on a mark."""
    return INK if style.hatched or style.hollow else readable(style.paint, room.theme.colours)
