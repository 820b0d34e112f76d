"""Code on slides: whole lines where they fit at any size, in a panel that fills what the text over it leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from builder.deck.fit import fit_bodies
from builder.deck.frames import GUTTER, Frame
from builder.deck.gauge import Gauge, Points, mono_lines, steps
from builder.deck.prose import printed
from builder.deck.slides import Body, Bullets, CodeSlide, DeckSlide
from builder.deck.slots import BODY, Layout

_LARGER: Final = 6.0
"""Points by which a few lines of code may be larger than running text."""
_MOST_INTRO: Final = 0.42
"""Share of the content zone that text over code takes at most."""

_AIRY: Final = 1.9
"""Height of a panel as a factor of that of its code."""
_LOW: Final = 0.64
"""Share of the content zone that a panel takes at least; of a text over it, with the gap, half counts."""


def fit_code(same: tuple[CodeSlide, ...], gauge: Gauge) -> tuple[tuple[DeckSlide, ...], ...]:
    """Under its text on one slide, or on slides of its own after it."""
    if any(slide.intro.points for slide in same):
        if together := _under_text(same, gauge):
            return together
        intros = fit_bodies(tuple(s.intro.points for s in same), gauge.zone, gauge.zone, gauge.generous_steps(), gauge)
        alone = fit_code(tuple(replace(slide, intro=Body()) for slide in same), gauge)
        return tuple(
            (*(Bullets(slide.head, body) for body in intro), *parts)
            for slide, intro, parts in zip(same, intros, alone, strict=True)
        )
    codes = tuple(slide.body.points for slide in same)
    frame = gauge.frame(Layout.CODE, BODY)
    size = _size(codes, frame, gauge)
    bodies = fit_bodies(codes, frame, frame, (size,), gauge)
    return tuple(
        tuple(replace(slide, body=_in_panel(body, frame, gauge, middle=len(parts) == 1)) for body in parts)
        for slide, parts in zip(same, bodies, strict=True)
    )


def _under_text(same: tuple[CodeSlide, ...], gauge: Gauge) -> tuple[tuple[DeckSlide, ...], ...] | None:
    codes = tuple(slide.body.points for slide in same)
    intros = tuple(slide.intro.points for slide in same)
    for text_size in gauge.panel_steps()[1:]:
        text = max(gauge.needed(points, text_size, gauge.zone) if points else 0.0 for points in intros)
        if text > _MOST_INTRO * gauge.zone.height:
            continue
        panel = gauge.frame(Layout.CODE_TEXT, BODY)
        frame = replace(panel, height=gauge.zone.height - text - GUTTER)
        size = _size(codes, frame, gauge)
        if all(gauge.fits(points, size, frame) for points in codes):
            intro = Body((), text_size, text)
            return tuple(
                (
                    replace(
                        slide,
                        intro=replace(intro, points=slide.intro.points),
                        body=_in_panel(Body(slide.body.points, size), frame, gauge, middle=True),
                    ),
                )
                for slide in same
            )
    return None


def _size(codes: tuple[Points, ...], frame: Frame, gauge: Gauge) -> float:
    """The largest size at which all fits on one slide with its lines whole, or at least its lines are whole; where they
    never are, a few lines rather stand large."""
    sizes = steps(gauge.sizes.body + _LARGER, gauge.sizes.label_floor, 1)
    whole = [size for size in sizes if all(_is_whole(points, size, frame) for points in codes)]
    on_one = (size for size in whole if all(gauge.fits(points, size, frame) for points in codes))
    if whole:
        return next(on_one, next((size for size in whole if size <= gauge.sizes.label), gauge.sizes.label))
    broken = steps(gauge.sizes.body, gauge.sizes.label, 1)
    return next((size for size in broken if all(gauge.fits(points, size, frame) for points in codes)), broken[-1])


def _is_whole(points: Points, size: float, frame: Frame) -> bool:
    return all(mono_lines(printed(point.children), size, frame.text_width) == 1 for point in points)


def _in_panel(body: Body, frame: Frame, gauge: Gauge, middle: bool) -> Body:
    """The code in its panel, a few lines in the middle of a lower one."""
    if not middle:
        return replace(body, height=frame.height, gap=0)
    drawn = gauge.needed(body.points, body.size, frame) - 2 * frame.over
    over_it = gauge.zone.height - frame.height
    height = min(frame.height, max(_AIRY * drawn, _LOW * gauge.zone.height - over_it / 2))
    return replace(body, height=height, gap=0, lead=max((height - drawn) / 2, frame.over))
