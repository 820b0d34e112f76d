"""Whether text fits where it stands, the largest size at which it does, and where it is split when it does not.

Everything is decided for all languages at once: `bodies` holds the same body once a language, and every language gets
the same number of parts. Lengths are points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import TypeAlias

from builder.deck.frames import Frame
from builder.deck.gauge import PITCH, Gauge, Points
from builder.deck.prose import cut, pieces, printed
from builder.deck.slides import Body, Marker, Point
from builder.model import Inlines, Text

Heights: TypeAlias = Mapping[float, Sequence[Sequence[float]]]
"""By the width of the text: how high each point is, of each language."""
Measure: TypeAlias = Callable[[Points, float, Frame], bool]


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
    return tuple(_as_large(language, first, rest, sizes, gauge) for language in parts)


def _as_large(
    parts: tuple[Points, ...], first: Frame, rest: Frame, sizes: tuple[float, ...], gauge: Gauge
) -> tuple[Body, ...]:
    """At the largest size that keeps the parts: where one language is split since another needs it, it has room."""
    frames = [first, *(rest for _ in parts[1:])]
    fitting = (s for s in sizes if all(gauge.fits(p, s, frame) for p, frame in zip(parts, frames, strict=True)))
    size = next(fitting, sizes[-1])
    return tuple(Body(points, size) for points in parts)


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
    if count == 1:
        return (point,)
    if point.mono:
        text = printed(point.children)
        each = ceil(len(text) / count)
        return tuple(replace(point, children=(Text(text[n : n + each]),)) for n in range(0, len(text), each))
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
    heights = {
        width: [[gauge.height(point, size, width) for point in points] for points in bodies]
        for width in {first.text_width, rest.text_width}
    }
    ends = _ends(bodies[0], heights, first, rest, size, gauge, 1.0)
    for share in () if first != rest else (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        fuller = _ends(bodies[0], heights, first, rest, size, gauge, share)
        if len(fuller) == len(ends):
            ends = fuller
            break
    starts = (0, *ends)[: len(ends)]
    return tuple(tuple(points[a:b] for a, b in zip(starts, ends, strict=True)) for points in bodies)


def _ends(
    points: Points, heights: Heights, first: Frame, rest: Frame, size: float, gauge: Gauge, share: float
) -> tuple[int, ...]:
    """Where each part ends when no frame is filled beyond `share` of its height."""
    ends: list[int] = []
    start, total = 0, len(points)
    while start < total:
        frame = first if not ends else rest
        low = replace(frame, height=share * frame.text_height + 2 * frame.over)
        own = heights[low.text_width]
        end = start
        while end < total and all(gauge.around(one[start : end + 1], size, low) <= low.height for one in own):
            end += 1
        while end - 1 > start and end < total and points[end - 1].heading:
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
