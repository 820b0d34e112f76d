"""Cover, agenda and section openers fitted to their frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import Final

from builder.deck.fit import fitted_title
from builder.deck.frames import Frame
from builder.deck.gauge import PITCH, Gauge, steps
from builder.deck.prose import printed, tied
from builder.deck.slides import Agenda, AgendaLine, Body, Closing, Cover, Point, SectionOpener
from builder.deck.slots import BODY, META, Layout

AGENDA_INDENT: Final = 2.6
AGENDA_BEFORE: Final = 0.8
"""Indent of a chapter's title and space before it, em."""
_CLOSING_LINES: Final = 3
_FULL: Final = 0.98
"""Share of its width that a line of the agenda may take."""


def fit_cover(slide: Cover, gauge: Gauge) -> Cover:
    sizes = steps(gauge.sizes.body + 2, gauge.sizes.label, 1)
    small = steps(gauge.sizes.label, gauge.sizes.source, 1)
    subtitle, meta = gauge.frame(Layout.COVER, BODY), gauge.frame(Layout.COVER, META)
    return replace(
        slide,
        subtitle=replace(
            slide.subtitle, size=_largest(lambda size: gauge.fits(slide.subtitle.points, size, subtitle), sizes)
        ),
        meta=replace(slide.meta, size=_largest(lambda size: gauge.fits(slide.meta.points, size, meta), small)),
    )


def _largest(fits: Callable[[float], bool], sizes: tuple[float, ...]) -> float:
    return next((size for size in sizes if fits(size)), sizes[-1])


def fit_opener(slide: SectionOpener, gauge: Gauge) -> SectionOpener:
    """The lead of an opener is cut to what fits: the chapter's slides say the rest."""
    frame = gauge.frame(Layout.SECTION, BODY)
    points = slide.lead.points
    while points and not gauge.fits(points, gauge.sizes.body, frame):
        points = points[:-1]
    whole = tuple(unwidowed(point, gauge.sizes.body, frame, gauge) for point in points)
    return replace(slide, lead=Body(whole, gauge.sizes.body))


def unwidowed(point: Point, size: float, frame: Frame, gauge: Gauge) -> Point:
    """The point with its last words held together where one of them would stand alone on a line."""
    for words in (2, 3):
        if gauge.has_orphan(point, size, frame):
            point = replace(point, children=tied(point.children, words))
    return point


def fit_closing(slide: Closing, gauge: Gauge) -> Closing:
    """The report's title once more, as much of it as a few lines hold."""
    frame, size = gauge.frame(Layout.CLOSING, BODY), gauge.sizes.body
    cut = (
        fitted_title(point.children, "", size, frame.text_width, _CLOSING_LINES, gauge) for point in slide.body.points
    )
    points = tuple(
        unwidowed(replace(point, children=text), size, frame, gauge)
        for point, text in zip(slide.body.points, cut, strict=True)
    )
    return replace(slide, body=Body(points, size))


def fit_agenda(same: tuple[Agenda, ...], gauge: Gauge) -> tuple[tuple[Agenda, ...], ...]:
    frame = gauge.frame(Layout.AGENDA, BODY)
    same = tuple(replace(slide, lines=tuple(_short(line, gauge) for line in slide.lines)) for slide in same)
    sizes = steps(gauge.sizes.body + 6, gauge.sizes.label, 1)

    def height(slide: Agenda, size: float) -> float:
        width = frame.text_width - AGENDA_INDENT * size
        lines = (gauge.ruler.lines(printed(line.title), size, width) for line in slide.lines)
        return sum(count * size * PITCH + AGENDA_BEFORE * size for count in lines) + size

    for size in _one_line_sizes(same, sizes, frame.text_width, gauge) or sizes[-1:]:
        if all(height(slide, size) <= frame.height for slide in same):
            return tuple((replace(slide, size=size),) for slide in same)
    least = sizes[-1]
    parts = max(ceil(height(slide, least) / (frame.height - 2 * least)) for slide in same)
    cut = tuple(tuple(_part(slide, number, parts) for number in range(parts)) for slide in same)
    fitting = _one_line_sizes(same, sizes, frame.text_width, gauge)
    size = next((s for s in fitting if all(height(part, s) <= frame.height for own in cut for part in own)), least)
    return tuple(tuple(replace(part, size=size) for part in own) for own in cut)


def _part(slide: Agenda, number: int, parts: int) -> Agenda:
    start, end = (round(len(slide.lines) * n / parts) for n in (number, number + 1))
    return replace(slide, lines=slide.lines[start:end])


def _one_line_sizes(
    same: tuple[Agenda, ...], sizes: tuple[float, ...], width: float, gauge: Gauge
) -> tuple[float, ...]:
    """Sizes at which every chapter stands on one line, as links do best."""
    titles = [printed(line.title) for slide in same for line in slide.lines]
    return tuple(
        size
        for size in sizes
        if all(gauge.ruler.width(title, size) <= _FULL * width - AGENDA_INDENT * size for title in titles)
    )


def _short(line: AgendaLine, gauge: Gauge) -> AgendaLine:
    """A chapter's title on one line; its slides have it whole. Not every program breaks a link over lines."""
    size = gauge.sizes.label
    width = _FULL * gauge.frame(Layout.AGENDA, BODY).text_width - AGENDA_INDENT * size
    return replace(line, title=fitted_title(line.title, "", size, width, 1, gauge))
