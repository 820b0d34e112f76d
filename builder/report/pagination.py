"""No chapter ends on a page with three lines: WeasyPrint 70 breaks pages one by one and never looks back (#889).

`layout.make_all_pages` is replaced for the first round. Where the last page of a chapter holds little, the chapter is
set again with smaller margins, on the page before if that is enough; where it saves no page, the last part of the page
before goes over. Other pages are kept as they are, so that this costs the layout of that chapter alone. A list of the
front matter that goes over its page by a few lines is drawn together (`spill`). A table on its side that may stand
behind the text that follows it waits until the page of that text is full (`aside`). Where a figure or table goes over
and leaves a page too empty, that page is drawn together, the text goes on before the figure (`drift`), or the table
breaks (`division`)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any, Final

from builder.report import aside, division, drift
from builder.report.aside import Place
from builder.report.fullness import (
    chapter_of,
    filled,
    first_page,
    goes_on,
    is_block,
    is_chapter,
)
from builder.report.making import Making
from builder.report.margins import STEPS, restyled, saved, tighten
from builder.report.parting import going_over
from builder.report.spill import fits, spilt

_LITTLE: Final = 0.22
"""Share of the type area's height that the last page of a chapter holds at least."""

_BACK: Final = 8
"""So many pages of a chapter are set again at most."""

_NOWHERE: Final[Place] = (sys.maxsize,)
"""A place behind all others."""


@cache
def install() -> None:
    """Replace the function; the layout engine must have been told of its fonts before."""
    from weasyprint import layout

    plain = layout.make_all_pages

    def make_all_pages(context: Any, root: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        if not pages:
            context.asides = aside.take_out(root, is_chapter)
            yield from _Run(context, root, html, context.asides).pages()
            aside.put_back(context.asides, root)
            return
        notes = list(context.footnotes)
        again = [] if context.asides and _is_stale(context, pages) else list(plain(context, root, html, pages))
        if context.asides and again[first_page(pages) :] != pages[first_page(pages) :]:
            context.footnotes = notes
            layout.initialize_page_maker(context, root)
            again = _Run(context, root, html, ()).pages()
        yield from again

    layout.make_all_pages = make_all_pages
    _measure_notes(layout.LayoutContext)


def _is_stale(context: Any, pages: list[Any]) -> bool:
    """Whether pages of chapters are to be made anew: then tables stand where they were written, because the places of
    the first round are none of the whole document."""
    states = [state for *_, state in context.page_maker[first_page(pages) : len(pages)]]
    return any(state["content_changed"] or state["pages_wanted"] for state in states)


def _measure_notes(contexts: Any) -> None:
    """Notes have room as long as their area is not as high as it may be; the engine also says no where sums of lengths
    differ by a rounding."""
    plain = contexts._update_footnote_area

    def update(context: Any) -> bool:
        overflows, area = plain(context), context.current_footnote_area
        return bool(overflows) and area.height > getattr(area, "max_height", 0) - 1

    contexts._update_footnote_area = update


@dataclass(slots=True)
class _Run(Making):
    """The first round over a document: where pages are poor, they are made again."""

    tried: set[Any] = field(default_factory=set)
    """Figures and tables that pages were left for."""

    def pages(self) -> list[Any]:
        """Every page, without margin boxes, as the replaced function makes them."""
        self.context.rendered_notes = []
        first = 0
        while True:
            resume = self.turn()
            chapter = chapter_of(self.made[-1])
            if len(self.made) > 1 and chapter is not None and chapter_of(self.made[-2]) is chapter:
                resume = self._fill(chapter, resume)
            if chapter is None or chapter_of(self.made[first]) is not chapter:
                first = len(self.made) - 1
            last = len(self.made) - 1
            if chapter is not None and first < last and last not in self.beside and self._is_poor(resume, chapter):
                self._settle(first, chapter, resume)
                resume = self.context.page_maker[len(self.made)][0]
            if len(self.made) > 1 and (over := spilt(self.made[-1], self.made[-2])) is not None:
                resume = self._draw_in(over, chapter, resume)
            if resume is not None and self.context.reported_footnotes:
                self.keep_notes()
            if resume is None and not self.context.reported_footnotes:
                break
        self.context.page_maker = self.context.page_maker[: len(self.made) + 1]
        self.context.broken_out_of_flow.clear()
        self.context.reported_footnotes.clear()
        return self.made

    def _is_poor(self, resume: Any, chapter: Any) -> bool:
        """Whether the last page holds little, because the chapter ends or goes on with a page on its side."""
        page, following = self.made[-1], self.context.page_maker[len(self.made)][1]
        turned = following["page"] == aside.PAGE != page.page_type.name
        return (turned or not goes_on(self.root, resume, chapter)) and filled(page) < _LITTLE

    def _settle(self, first: int, chapter: Any, resume: Any) -> None:
        """Mend the chapter whose pages begin at `first`, or leave it as it was; the text goes on at `resume`."""
        count, end = len(self.made), aside.place_of(resume) or _NOWHERE
        starts = dict.fromkeys(map(self.text_page, (count - 2, max(first, count - _BACK))))
        for start, gently in product(starts, STEPS):
            blocks = self.blocks(self.made[start:], chapter)
            if self._may_be_drawn_together(start, blocks, gently):
                undo = tighten(blocks, self.half, gently)
                self.again(start, chapter, end)
                if len(self.made) < count:
                    return
                undo()
                self.again(start, chapter, end)
        over = going_over(self.made[-2], self.made[-1], chapter, _LITTLE)
        if over is None or count - 2 in self.beside:
            return
        undo = restyled(self.box(over, chapter), break_before="page")
        self.again(count - 2, chapter, end)
        if len(self.made) != count:
            undo()
            self.again(count - 2, chapter, end)

    def _fill(self, chapter: Any, resume: Any) -> Any:
        """Fill the page before the last, where it was left for a figure or table; returns where the text goes on."""
        page, before, start = self.made[-1], self.made[-2], len(self.made) - 2
        block = drift.gone_over(page, before) if self.beside.isdisjoint((start, start + 1)) else None
        if block is None or block.element in self.tried:
            return resume
        self.tried.add(block.element)
        end = aside.place_of(resume) or _NOWHERE
        blocks = [*self.blocks([before], chapter), self.box(block.element, chapter)]
        for gently in STEPS:
            if drift.missing(block, page, before) <= sum(saved(one, self.half, gently) for one in blocks):
                undo = tighten(blocks, self.half, gently)
                self.again(start, chapter, end)
                if filled(self.made[start]) > filled(before):
                    return self.context.page_maker[len(self.made)][0]
                undo()
                self.again(start, chapter, end)
        self._let_pass(block.element, chapter, end)
        if filled(self.made[start]) <= filled(before):
            self._divide(block.element, chapter, start, end)
        return self.context.page_maker[len(self.made)][0]

    def _divide(self, table: Any, chapter: Any, start: int, end: Place) -> None:
        """Let a table that goes over the page `start` break with fewer rows on either side, where these have room."""
        before = self.made[start]
        if undo := division.divided(self.box(table, chapter)):
            self.again(start, chapter, end)
            if filled(self.made[start]) <= filled(before):
                undo()
                self.again(start, chapter, end)

    def _let_pass(self, figure: Any, chapter: Any, end: Place) -> None:
        """Set the text behind a figure, which the last page begins with, before it, as far as it may be."""
        page, before, start = self.made[-1], self.made[-2], len(self.made) - 2
        place = aside.way(self.root, self.box(figure, chapter))
        parent = aside.at(self.root, place[:-1])
        at, children = place[-1], parent.children
        if not drift.may_drift(children[at], place, parent):
            return
        if not (count := drift.passing(place, parent, self.asides, page, before)):
            return
        after = at + 1 + count
        parent.children = [*children[:at], *children[at + 1 : after], children[at], *children[after:]]
        self.again(start, chapter, end)
        if filled(self.made[start]) <= filled(before):
            parent.children = children
            self.again(start, chapter, end)

    def _draw_in(self, over: Any, chapter: Any, resume: Any) -> Any:
        """Set the list that goes over its page with smaller margins, if it ends there then; returns where the text goes
        on."""
        box = self.box(over, chapter)
        entries = [one for one in box.descendants() if one.element_tag in ("p", "h1", "div") and is_block(one)]
        if not fits(over, self.made[-1], self.made[-2], entries, self.half):
            return resume
        end = aside.place_of(resume) or _NOWHERE
        start = next(at for at, page in enumerate(self.made) if any(b.element is over for b in page.descendants()))
        undo = tighten(entries, self.half)
        self.again(start, chapter, end)
        if spilt(self.made[-1], self.made[-2]) is over:
            undo()
            self.again(start, chapter, end)
        return self.context.page_maker[len(self.made)][0]

    def _may_be_drawn_together(self, start: int, blocks: list[Any], gently: bool) -> bool:
        """Whether what the margins give, and what is free on the pages from `start`, could hold the last page."""
        given = sum(saved(block, self.half, gently) for block in blocks)
        free = sum((1 - filled(page)) * page.height for page in self.made[start:-1])
        return bool(filled(self.made[-1]) * self.made[-1].height <= given + free)
