"""How much room text takes on a slide: heights, steps of sizes, and lines that end with next to nothing.

Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias

from builder.deck.frames import Frame, Stage
from builder.deck.master import OWN, Master
from builder.deck.prose import printed
from builder.deck.slides import Body, Marker, Point
from builder.deck.slots import Layout
from builder.formula.extent import height
from builder.measure import Ruler, is_east_asian
from builder.model import Emph, Inline, Inlines, Link, Math, Script, Strike, Text
from builder.text import in_two, walk
from builder.theme import DeckSizes

PITCH: Final = 1.35
"""Distance of base lines as a factor of the size: that of Microsoft YaHei, the taller face, and a little."""
BEFORE: Final = 0.45
"""Space before a paragraph as a factor of its size."""
BEFORE_HEADING: Final = 0.9
ASIDE: Final = 0.8
"""Size of what is said again in a second language as a share of the first's."""
LOOSEST: Final = 1.6
_NEAR: Final = 2.0
_ORPHAN: Final = 0.17
"""A last line is too short under this share of the width."""
_SHORT: Final = 4
SPACING: Final = 0.2
"""What some programs put between scripts, em."""
MOST_SEAMS: Final = 6
INDENT: Final = 18.0
NUMBER_INDENT: Final = 26.0
MONO_LATIN: Final = 0.6
"""Advance of a Latin character in the monospaced face, em."""
Points: TypeAlias = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """Measures what a slide holds with the deck's fonts and sizes, in the places of its template."""

    ruler: Ruler
    sizes: DeckSizes
    master: Master = OWN

    @property
    def stage(self) -> Stage:
        return self.master.stage

    @property
    def zone(self) -> Frame:
        """Where content stands."""
        return self.master.stage.zone

    def frame(self, layout: Layout, index: int) -> Frame:
        """The frame of a slot."""
        return self.master.pages[layout].slot(index).frame

    def body_steps(self) -> tuple[float, ...]:
        """Sizes of running text, largest first."""
        return steps(self.sizes.body, self.sizes.body_floor, 1)

    def generous_steps(self) -> tuple[float, ...]:
        """The same for slides of nothing but text: a few points may stand larger."""
        return steps(self.sizes.body + 6, self.sizes.body + 2, 2) + self.body_steps()

    def panel_steps(self) -> tuple[float, ...]:
        """The same beside evidence, where a few short points stand larger, too."""
        return (self.sizes.body + 4, self.sizes.body + 2, *self.body_steps())

    def size_at(self, level: int, size: float) -> float:
        floor = self.sizes.body_floor if size >= self.sizes.body_floor else self.sizes.label_floor
        return max(size - 2 * level, min(floor, size))

    def height(self, point: Point, size: float, width: float) -> float:
        own = self.size_at(point.level, size)
        room = width - indent_of(point)
        if point.mono:
            return mono_lines(printed(point.children), own, room) * own * PITCH
        first, second = in_two(point.children)
        heavy = point.heading or is_heavy(first)
        before = BEFORE_HEADING if point.heading else BEFORE
        lines = self.ruler.height(printed(first), own, room, PITCH, heavy)
        if second:
            lines += self.ruler.height(printed(second), self.aside(own), room, PITCH, heavy)
        return lines + before * own + over_line(point.children) * own

    def aside(self, size: float) -> float:
        """The size of a second language under text of that size."""
        return max(min(size, self.sizes.label_floor), round(ASIDE * size))

    def fits(self, points: Points, size: float, frame: Frame) -> bool:
        """Whether the points stand in the frame with a line to spare."""
        return self.needed(points, size, frame) <= frame.height

    def needed(self, points: Points, size: float, frame: Frame) -> float:
        """Height of a frame for the points, with its insets and most of a line to spare."""
        return self.around([self.height(point, size, frame.text_width) for point in points], size, frame)

    def around(self, heights: Sequence[float], size: float, frame: Frame) -> float:
        """The same for points of these heights."""
        return sum(heights) + (1 - BEFORE) * size * PITCH + 2 * frame.over

    def loose(self, points: Points, size: float, frame: Frame) -> float:
        """Space before points, em, that shares out half of the height which they leave; 0 where that is next to nothing
        and for code."""
        if any(point.mono for point in points):
            return 0
        free = frame.height - self.needed(points, size, frame)
        gap = min(BEFORE + 0.5 * free / (max(sum(parted(points)), 1) * size), LOOSEST)
        return gap if gap > BEFORE + 0.15 else 0

    def spanned(self, body: Body, frame: Frame) -> float:
        """Height from the first line to the last as the body is set."""
        own = sum(self.height(point, body.size, frame.text_width) for point in body.points)
        return own + sum(parted(body.points)) * max(body.gap - BEFORE, 0) * body.size

    def tidiest(self, bodies: tuple[Points, ...], sizes: tuple[float, ...], frame: Frame) -> float:
        """Of the largest size and the next the one that leaves fewer words alone on a line; sizes fall."""
        near = [size for size in sizes[:2] if sizes[0] - size <= _NEAR]
        return min(near, key=lambda size: sum(self.has_orphan(p, size, frame) for points in bodies for p in points))

    def has_orphan(self, point: Point, size: float, frame: Frame) -> bool:
        """Whether the last of its lines is next to nothing, also where a program spaces the scripts apart."""
        return any(short for _, short in self._last_lines(point, size, frame))

    def is_lonely(self, point: Point, size: float, frame: Frame) -> bool:
        """The same, or that line is a word of a few characters."""
        return any(short or len(line.strip()) <= _SHORT for line, short in self._last_lines(point, size, frame))

    def _last_lines(self, point: Point, size: float, frame: Frame) -> Iterator[tuple[str, bool]]:
        """Of several, with and without space between scripts, and whether it is next to nothing."""
        if point.mono:
            return
        own = self.size_at(point.level, size)
        width = frame.text_width - indent_of(point)
        text, heavy = printed(point.children), point.heading or is_heavy(point.children)
        for room in (width, width - SPACING * own * min(seams(text), MOST_SEAMS)):
            lines = self.ruler.wrap(text, own, room, heavy)
            if len(lines) > 1:
                yield lines[-1], self.ruler.width(lines[-1], own, heavy) < _ORPHAN * width

    def title_lines(self, title: Inlines, part: str, size: float, width: float) -> int:
        return self.ruler.lines(printed(title) + part, size, width, bold=True)


def parted(points: Points) -> tuple[bool, ...]:
    """Before which points there may be more space: not within a list of a lower level, nor under a heading."""
    over = (None, *points)
    return tuple(
        before is not None and not point.level and not before.heading
        for before, point in zip(over, points, strict=False)
    )


@lru_cache(maxsize=1 << 14)
def seams(text: str) -> int:
    """Places between scripts, where some programs put space of their own."""
    return sum(is_east_asian(a) != is_east_asian(b) for a, b in pairwise(text))


def steps(largest: float, floor: float, step: float) -> tuple[float, ...]:
    count = max(int((largest - floor) / step), 0)
    sizes = [largest - step * n for n in range(count + 1)]
    return tuple(sizes if sizes[-1] <= floor else [*sizes, floor])


def indent_of(point: Point) -> float:
    """Left edge of the point's text in its frame."""
    if point.mono:
        return 0
    own = {Marker.NONE: 0.0, Marker.BULLET: INDENT, Marker.NUMBER: NUMBER_INDENT}[point.marker]
    return INDENT * point.level + own


def is_heavy(inlines: Inlines) -> bool:
    """Whether some of the text is bold; then all of it is measured so."""
    return any(_heavy(inline) for inline in inlines)


def over_line(inlines: Inlines) -> float:
    """What formulas are taller than their lines, em; each is taken to stand on a line of its own."""
    if all(isinstance(inline, Text) for inline in inlines):
        return 0.0
    maths = (found for found in walk(inlines) if isinstance(found, Math))
    return sum(max(height(math.tex, display=False) - PITCH, 0.0) for math in maths)


def mono_lines(text: str, size: float, width: float) -> int:
    return sum(1 for _ in mono_wrapped(text, size, width))


def mono_wrapped(text: str, size: float, width: float) -> Iterator[str]:
    """Lines of code no wider than `width`, cut after a space not far from the end, else at any character."""
    for line in text.split("\n"):
        used, start = 0.0, 0
        for place, char in enumerate(line):
            advance = _advance(char, size)
            if used + advance > width and place > start:
                space = line.rfind(" ", start + 2 * (place - start) // 3, place) + 1
                cut_at = space if space > start and line[start:space].strip() else place
                yield line[start:cut_at]
                used = sum(_advance(c, size) for c in line[cut_at:place])
                start = cut_at
            used += advance
        yield line[start:]


def _advance(char: str, size: float) -> float:
    return size * (MONO_LATIN if ord(char) < 0x1100 else 2 * MONO_LATIN)


def _heavy(inline: Inline) -> bool:
    if isinstance(inline, Emph) and inline.strong:
        return True
    return isinstance(inline, Emph | Strike | Script | Link) and is_heavy(inline.children)
