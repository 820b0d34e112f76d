"""Panels of text: beside evidence as high as their text needs, in comparisons two of one height whose text begins on
one line."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

from builder.deck.fit import fit_bodies
from builder.deck.frames import Frame
from builder.deck.gauge import BEFORE, Gauge, Points, parted
from builder.deck.slides import Body, Comparison, Side
from builder.deck.slots import BODY, SECOND, Layout

_DRAWN: Final = 0.93
"""Height of drawn text as a share of what it is planned with."""
_NEARLY: Final = 0.8
"""From this share of its frame on a panel fills all of it."""
_LOW: Final = 0.4
"""Less of its frame no panel takes."""


def panel_sizes(bodies: tuple[Points, ...], frame: Frame, gauge: Gauge) -> tuple[float, ...]:
    """Sizes of text beside evidence: the largest only where it leaves some air."""
    sizes, airy = gauge.panel_steps(), replace(frame, height=_NEARLY * frame.height)
    return sizes if all(gauge.fits(points, sizes[0], airy) for points in bodies) else sizes[1:]


def hugged(body: Body, frame: Frame, gauge: Gauge, beside: float = 0) -> Body:
    """The text with the height of its panel in `frame`: what it needs, or that of what stands beside it where it is
    lower."""
    if not body.points:
        return body
    gaps = sum(parted(body.points)) * max(body.gap - BEFORE, 0) * body.size
    own = gauge.needed(body.points, body.size, frame) + gaps
    height = max(own, beside, _LOW * frame.height)
    if not beside and height > _NEARLY * frame.height:
        height = frame.height
    return replace(body, height=min(height, frame.height))


def fit_panels(same: tuple[Comparison, ...], gauge: Gauge) -> tuple[tuple[Comparison, ...], ...]:
    """The largest size at which both sides fit in every language; what does not fit goes on in panels that follow."""
    frames = gauge.frame(Layout.COMPARISON, BODY), gauge.frame(Layout.COMPARISON, SECOND)
    sides = (tuple(s.left.body.points for s in same), tuple(s.right.body.points for s in same))
    sizes = gauge.generous_steps()
    fitting = tuple(size for size in sizes if all(gauge.fits(p, size, frames[0]) for own in sides for p in own))
    size = gauge.tidiest((*sides[0], *sides[1]), fitting, frames[0]) if fitting else sizes[-1]
    left, right = (fit_bodies(own, frame, frame, (size,), gauge) for own, frame in zip(sides, frames, strict=True))
    out = []
    for slide, lefts, rights in zip(same, left, right, strict=True):
        own = [body.points for body in (*lefts, *rights) if body.points]
        gap = min((gauge.loose(points, size, frames[0]) for points in own), default=0.0)
        tallest = max((_height(b.points, size, gap, gauge) for b in (*lefts, *rights)), default=0.0)
        lead = max((frames[0].height - tallest) / 2, frames[0].over)
        looks = Body((), size, 0, gap, lead)
        out.append(
            tuple(
                replace(slide, left=_side(slide.left, lefts, n, looks), right=_side(slide.right, rights, n, looks))
                for n in range(max(len(lefts), len(rights)))
            )
        )
    return tuple(out)


def _height(points: Points, size: float, gap: float, gauge: Gauge) -> float:
    """Height of the text as it is drawn."""
    frame = gauge.frame(Layout.COMPARISON, BODY)
    used = gauge.needed(points, size, frame) - 2 * frame.over - size
    return _DRAWN * used + sum(gap * size for before, after in pairwise(points) if not after.level) if points else 0.0


def _side(side: Side, parts: tuple[Body, ...], number: int, looks: Body) -> Side:
    points = parts[number].points if number < len(parts) else ()
    return replace(side, body=replace(looks, points=points))
