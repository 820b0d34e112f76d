"""Whether text fits where it stands, the largest size at which it does, and where it is split when it does not.

Everything is decided for all languages at once: `bodies` holds the same body once a language, and every language gets
the same number of parts. Lengths are points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Final, TypeAlias

from builder.deck.frames import Frame
from builder.deck.prose import cut, pieces, printed
from builder.deck.slides import Body, Marker, Point
from builder.measure import Ruler, is_east_asian
from builder.model import Emph, Inline, Inlines, Text
from builder.theme import DeckSizes

PITCH: Final = 1.35
"""Distance of base lines as a factor of the size: that of Microsoft YaHei, the taller face, and a little."""

BEFORE: Final = 0.45
"""Space before a paragraph as a factor of its size."""

BEFORE_HEADING: Final = 0.9
LOOSEST: Final = 1.6

_NEAR: Final = 2.0
_ORPHAN: Final = 0.17
"""A last line is too short under this share of the width."""
SPACING: Final = 0.2
"""What some programs put between scripts, em."""
MOST_SEAMS: Final = 6

INDENT: Final = 18.0
NUMBER_INDENT: Final = 26.0
MONO_LATIN: Final = 0.6
"""Advance of a Latin character in the monospaced face, em."""

Points: TypeAlias = tuple[Point, ...]
Measure: TypeAlias = Callable[[Points, float, Frame], bool]


@dataclass(frozen=True, slots=True)
class Gauge:
    """Measures what a slide holds with the deck's fonts and sizes."""

    ruler: Ruler
    sizes: DeckSizes

    def body_steps(self) -> tuple[float, ...]:
        """Sizes of running text, largest first."""
        return steps(self.sizes.body, self.sizes.body_floor, 1)

    def generous_steps(self) -> tuple[float, ...]:
        """The same for slides of nothing but text: a few points may stand larger."""
        return steps(self.sizes.body + 6, self.sizes.body + 2, 2) + self.body_steps()

    def panel_steps(self) -> tuple[float, ...]:
        """The same beside evidence."""
        return (self.sizes.body + 2, *self.body_steps())

    def size_at(self, level: int, size: float) -> float:
        floor = self.sizes.body_floor if size >= self.sizes.body_floor else self.sizes.label_floor
        return max(size - 2 * level, min(floor, size))

    def height(self, point: Point, size: float, width: float) -> float:
        own = self.size_at(point.level, size)
        room = width - indent_of(point)
        if point.mono:
            return mono_lines(printed(point.children), own, room) * own * PITCH
        heavy = point.heading or is_heavy(point.children)
        before = BEFORE_HEADING if point.heading else BEFORE
        return self.ruler.height(printed(point.children), own, room, PITCH, heavy) + before * own

    def fits(self, points: Points, size: float, frame: Frame) -> bool:
        """Whether the points stand in the frame with a line to spare."""
        return self.needed(points, size, frame) <= frame.height

    def needed(self, points: Points, size: float, frame: Frame) -> float:
        """Height of a frame for the points, with its insets and most of a line to spare."""
        used = sum(self.height(point, size, frame.text_width) for point in points)
        return used + (1 - BEFORE) * size * PITCH + 2 * frame.over

    def loose(self, points: Points, size: float, frame: Frame) -> float:
        """Space before points, em, that shares out half of the height which they leave; 0 where that is next to nothing
        and for code."""
        if any(point.mono for point in points):
            return 0
        free = frame.height - self.needed(points, size, frame)
        gap = min(BEFORE + 0.5 * free / (max(len(points), 1) * size), LOOSEST)
        return gap if gap > BEFORE + 0.15 else 0

    def tidiest(self, bodies: tuple[Points, ...], sizes: tuple[float, ...], frame: Frame) -> float:
        """Of the largest size and the next the one that leaves fewer words alone on a line; sizes fall."""
        near = [size for size in sizes[:2] if sizes[0] - size <= _NEAR]
        return min(near, key=lambda size: sum(self.has_orphan(p, size, frame) for points in bodies for p in points))

    def has_orphan(self, point: Point, size: float, frame: Frame) -> bool:
        """Whether the last of its lines is next to nothing, also where a program spaces the scripts apart."""
        own = self.size_at(point.level, size)
        width = frame.text_width - indent_of(point)
        text, heavy = printed(point.children), point.heading or is_heavy(point.children)
        if point.mono:
            return False
        for room in (width, width - SPACING * own * min(seams(text), MOST_SEAMS)):
            lines = self.ruler.wrap(text, own, room, heavy)
            if len(lines) > 1 and self.ruler.width(lines[-1], own, heavy) < _ORPHAN * width:
                return True
        return False

    def title_lines(self, title: Inlines, part: str, size: float, width: float) -> int:
        return self.ruler.lines(printed(title) + part, size, width, bold=True)


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


def fit_bodies(
    bodies: tuple[Points, ...], first: Frame, rest: Frame, sizes: tuple[float, ...], gauge: Gauge
) -> tuple[tuple[Body, ...], ...]:
    """Each language's body in parts, at least one, at one size: the first stands in `first`, the others in `rest`."""
    if not any(bodies):
        return tuple((Body(),) for _ in bodies)
    if fitting := tuple(size for size in sizes if all(gauge.fits(points, size, first) for points in bodies)):
        size = gauge.tidiest(bodies, fitting, first)
        return tuple((Body(points, size, gap=gauge.loose(points, size, first)),) for points in bodies)
    size = sizes[-1]
    even = _breakable(bodies, rest, size, gauge)
    parts = _split_together(even, first, rest, size, gauge)
    return tuple(tuple(Body(points, size) for points in language) for language in parts)


def _breakable(bodies: tuple[Points, ...], frame: Frame, size: float, gauge: Gauge) -> tuple[Points, ...]:
    """Points that are taller than a slide become several, in every language as many."""
    room = frame.text_height - size * PITCH

    def parts(point: Point) -> int:
        return max(ceil(1.1 * gauge.height(point, size, frame.text_width) / room - 0.1), 1)

    if len({len(points) for points in bodies}) > 1:
        return tuple(tuple(p for point in points for p in _pieces(point, parts(point))) for points in bodies)
    counts = [max(parts(point) for point in same) for same in zip(*bodies, strict=True)]
    return tuple(
        tuple(p for point, count in zip(points, counts, strict=True) for p in _pieces(point, count))
        for points in bodies
    )


def _pieces(point: Point, count: int) -> Points:
    if count == 1 or point.mono:
        return (point,)
    first, *others = pieces(point.children, count)
    after = replace(point, marker=Marker.NONE, level=point.level + (point.marker is not Marker.NONE))
    return (replace(point, children=first), *(replace(after, children=piece) for piece in others))


def _split_together(
    bodies: tuple[Points, ...], first: Frame, rest: Frame, size: float, gauge: Gauge
) -> tuple[tuple[Points, ...], ...]:
    if len({len(points) for points in bodies}) == 1:
        return _same_ends(bodies, first, rest, size, gauge)
    alone = [_same_ends((points,), first, rest, size, gauge)[0] for points in bodies]
    most = max(len(parts) for parts in alone)
    return tuple(
        parts if len(parts) == most else _chunks(points, most) for points, parts in zip(bodies, alone, strict=True)
    )


def _same_ends(
    bodies: tuple[Points, ...], first: Frame, rest: Frame, size: float, gauge: Gauge
) -> tuple[tuple[Points, ...], ...]:
    """Split after the same points in every language: as few parts as possible. Slides of one
    kind are filled about equally; beside evidence stands as much as there is room for."""
    ends = _ends(bodies, first, rest, size, gauge, 1.0)
    for share in () if first != rest else (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        fuller = _ends(bodies, first, rest, size, gauge, share)
        if len(fuller) == len(ends):
            ends = fuller
            break
    starts = (0, *ends)[: len(ends)]
    return tuple(tuple(points[a:b] for a, b in zip(starts, ends, strict=True)) for points in bodies)


def _ends(
    bodies: tuple[Points, ...], first: Frame, rest: Frame, size: float, gauge: Gauge, share: float
) -> tuple[int, ...]:
    """Where each part ends when no frame is filled beyond `share` of its height."""
    ends: list[int] = []
    start, total = 0, len(bodies[0])
    while start < total:
        frame = first if not ends else rest
        low = replace(frame, height=share * frame.text_height + 2 * frame.over)
        end = start
        while end < total and all(gauge.fits(points[start : end + 1], size, low) for points in bodies):
            end += 1
        while end - 1 > start and end < total and bodies[0][end - 1].heading:
            end -= 1
        if end == start and (ends or first == rest):
            end += 1
        ends.append(end)
        start = end
    return tuple(ends)


def _chunks(points: Points, count: int) -> tuple[Points, ...]:
    """`count` runs of points, as even as they come; some are empty where there are too few points."""
    bounds = [round(len(points) * n / count) for n in range(count + 1)]
    return tuple(points[a:b] for a, b in pairwise(bounds))


def fitted_title(title: Inlines, part: str, size: float, width: float, lines: int, gauge: Gauge) -> Inlines:
    """The title, cut with an ellipsis where it takes more than `lines`."""
    text = printed(title)
    if gauge.ruler.lines(text + part, size, width, bold=True) <= lines:
        return title
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        if gauge.ruler.lines(f"{text[:middle].rstrip()}…{part}", size, width, bold=True) <= lines:
            low = middle
        else:
            high = middle
    *kept, last = cut(title, len(text[:low].rstrip()))[0] or (Text(""),)
    return (*kept, Text(f"{last.text}…")) if isinstance(last, Text) else (*kept, last, Text("…"))


def _heavy(inline: Inline) -> bool:
    return isinstance(inline, Emph) and (inline.strong or is_heavy(inline.children))
