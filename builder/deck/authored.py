"""The slides that the author wrote: what each shows decides what it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.deck.evidence import Exhibits, is_tiles, remark
from builder.deck.material import Draft, Material, evidence_in, worth_of
from builder.deck.points import Pointer, spoken, without_breaks
from builder.deck.prose import printed, settled
from builder.deck.slides import (
    Body,
    Bullets,
    CodeSlide,
    Comparison,
    DeckSlide,
    Head,
    Marker,
    Pair,
    Point,
    Side,
    Statement,
)
from builder.locales.locale import Words
from builder.model import Column, Evidence, Figure, Plot, Section, Slide, SlideLayout


@dataclass(frozen=True, slots=True)
class Authored:
    """Drafts of one chapter's own slides."""

    chapter: Material

    @property
    def words(self) -> Words:
        return self.chapter.words

    @property
    def exhibits(self) -> Exhibits:
        return Exhibits(self.words)

    def drafts(self) -> Iterator[Draft]:
        for number, (section, slide) in enumerate(self.chapter.slides(), start=1):
            for part, made in enumerate(self._of(slide, section)):
                name = f"{self.chapter.section.id}/slide-{number}-{part}"
                yield Draft(name, made, worth=worth_of(made), section=section.id)

    def _of(self, slide: Slide, section: Section) -> Iterator[DeckSlide]:
        inside = tuple(evidence_in(slide.blocks))
        shown = (*slide.shown, *inside)
        points = Pointer(self.words).points(slide.blocks)
        head = Head(
            title=settled(without_breaks(slide.title), self.words),
            span=slide.span,
            source=settled(slide.source, self.words) or self.exhibits.sources(shown),
            notes=spoken(slide.notes, self.words) or self.chapter.prose(section),
            anchors=(section.id, *(item.id for item in shown if item.id)),
            chapter=self.chapter.section.id,
            authored=True,
            name=f"{section.id}/{'+'.join(item.id for item in shown) or printed(slide.title)}",
        )
        if len(slide.columns) == 2:
            yield from self._comparison(head, slide.columns, points)
        elif slide.columns:
            heads = tuple(point for column in slide.columns for point in self._column(column))
            yield Bullets(head, Body((*points, *heads)))
        elif slide.layout is SlideLayout.STATEMENT and not shown:
            yield Statement(head, Body(points))
        elif not shown:
            yield self._text(head, points)
        if shown:
            yield from self._evidence(head, shown, () if slide.columns else points)

    def _text(self, head: Head, points: tuple[Point, ...]) -> DeckSlide:
        if not points:
            return Statement(head, Body())
        if all(point.mono for point in points):
            return CodeSlide(head, Body(points))
        return Bullets(head, Body(points))

    def _comparison(self, head: Head, columns: tuple[Column, ...], above: tuple[Point, ...]) -> Iterator[DeckSlide]:
        figures = [[block for block in column.blocks if isinstance(block, Figure)] for column in columns]
        if all(len(found) == 1 and not is_tiles(found[0]) for found in figures):
            titled = [
                replace(found[0], caption=column.title or found[0].caption)
                for found, column in zip(figures, columns, strict=True)
            ]
            yield self._pair(head, titled[0], titled[1], above)
            return
        pointer = Pointer(self.words)
        left, right = (
            Side(settled(column.title, self.words), Body(pointer.points(column.blocks))) for column in columns
        )
        yield Comparison(head, left, right)
        if above:
            yield Bullets(head, Body(above))
        yield from self._evidence(head, tuple(evidence_in(tuple(b for c in columns for b in c.blocks))), ())

    def _pair(self, head: Head, left: Figure, right: Figure, points: tuple[Point, ...]) -> DeckSlide:
        plots = [figure.content for figure in (left, right) if isinstance(figure.content, Plot)]
        return Pair(replace(head, remark=remark(plots)), left, right, Body(points))

    def _column(self, column: Column) -> tuple[Point, ...]:
        title = Point(settled(column.title, self.words), marker=Marker.NONE, heading=True)
        return (title, *Pointer(self.words).points(column.blocks))

    def _evidence(self, head: Head, shown: tuple[Evidence, ...], points: tuple[Point, ...]) -> Iterator[DeckSlide]:
        if len(shown) == 2 and all(isinstance(item, Figure) and not is_tiles(item) for item in shown):
            left, right = (item for item in shown if isinstance(item, Figure))
            yield self._pair(head, self.exhibits.captioned(left), self.exhibits.captioned(right), points)
            return
        for number, item in enumerate(shown):
            own = replace(head, caption=self.exhibits.caption(item, head.title))
            yield from self.exhibits.slides(own, item, () if number else points)
