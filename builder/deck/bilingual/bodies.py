"""Running text in two languages: the second under each point of the first, where the frame holds both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from builder.deck.fit import fit_bodies
from builder.deck.frames import Frame
from builder.deck.gauge import MOST_SEAMS, SPACING, Gauge, Points, indent_of, seams
from builder.deck.prose import printed
from builder.deck.slides import Body, Point, is_display
from builder.deck.tongues import alike, beside, under

Unsaid: TypeAlias = tuple[str, ...]
"""Texts of the second language that no slide shows."""
_FULL: Final = 0.96
"""Share of its frame that text may take in the faces of a company: many lines somewhat taller add up."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """`lang` is the second language's code."""

    gauge: Gauge
    lang: str

    def framed(self, first: Body, second: Body, frame: Frame, sizes: tuple[float, ...]) -> tuple[Body, Unsaid]:
        """In a frame that is as it is, at the largest of the sizes, none larger than the first alone has."""
        for points, unsaid in self.tried(first.points, second.points):
            smaller = tuple(size for size in sizes if size <= first.size) or (first.size,)
            room = frame.height * (_FULL if self.gauge.master.brand else 1)
            fitting = tuple(size for size in smaller if self.gauge.needed(points, size, frame) <= room)
            if fitting:
                ((body,),) = fit_bodies((points,), frame, frame, fitting, self.gauge)
                return replace(body, height=first.height, lead=first.lead), unsaid
        return first, said_in(second.points)

    def in_strip(self, first: Body, second: Body, fits: Callable[[float], bool]) -> tuple[Body, Unsaid]:
        """In a strip as high as it needs to be, while `fits` says that what is over it has room."""
        sizes = tuple(size for size in self.gauge.body_steps() if size <= first.size) or (first.size,)
        for points, unsaid in self.tried(first.points, second.points):
            for size in sizes:
                needed = max(self.gauge.needed(points, size, self.gauge.stage.note(0)), first.height)
                if needed <= self.gauge.stage.highest_note and fits(needed):
                    return replace(first, points=points, size=size, height=needed), unsaid
            for size in sizes:
                if on_lines := self._on_lines(first, second, size):
                    return on_lines, ()
        return first, said_in(second.points)

    def _on_lines(self, first: Body, second: Body, size: float) -> Body | None:
        """Every point with the second language on its only line."""
        points = []
        for one, other in zip(first.points, second.points, strict=True):
            own = self.gauge.size_at(one.level, size)
            room = self.gauge.stage.note(0).text_width - indent_of(one)
            if one.mono or is_display(one) or self._width(one, own) + self._width(other, self.gauge.aside(own)) > room:
                return None
            points.append(replace(one, children=beside(one.children, other.children, self.lang)))
        return replace(first, points=tuple(points), size=size)

    def _width(self, point: Point, size: float) -> float:
        """On one line, with the space after it and between its scripts."""
        text = printed(point.children)
        return self.gauge.ruler.width(text, size, point.heading) + size * (0.5 + SPACING * min(seams(text), MOST_SEAMS))

    def tried(self, first: Points, second: Points) -> Iterator[tuple[Points, Unsaid]]:
        """Both texts, wholly and then in main points alone, with what is left out; nothing where they are not alike."""
        if len(first) != len(second) or any(a.level != b.level for a, b in zip(first, second, strict=True)):
            return
        pairs = tuple(zip(first, second, strict=True))
        yield tuple(self._under(a, b) for a, b in pairs), ()
        if any(point.level for point in first):
            main = tuple(a if a.level else self._under(a, b) for a, b in pairs)
            yield main, said_in(tuple(b for a, b in pairs if b.level and not alike(a.children, b.children)))

    def _under(self, first: Point, second: Point) -> Point:
        if first.mono or is_display(first):
            return first
        return replace(first, children=under(first.children, second.children, self.lang))


def said_in(points: Points) -> Unsaid:
    return tuple(" ".join(text.split()) for point in points if (text := printed(point.children).strip()))
