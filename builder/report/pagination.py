"""No chapter ends on a page with three lines: WeasyPrint 70 breaks pages one by one and never looks back.

`layout.make_all_pages` is replaced for the first round. Where the last page of a chapter holds little, the chapter is
set again with smaller margins, on the page before if that is enough; where it saves no page, the last part of the page
before goes over. Other pages are kept as they are, so that this costs the layout of that chapter alone. A list of the
front matter that goes over its page by a few lines is drawn together (`spill`). A table on its side that may stand
behind the text that follows it waits until the page of that text is full (`aside`)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from builder.report import aside
from builder.report.aside import Aside, Place
from builder.report.fullness import (
    CONTENTS,
    bottom_of,
    chapter_of,
    chapters_of,
    filled,
    first_page,
    goes_on,
    is_chapter,
)
from builder.report.margins import restyled, saved, tighten
from builder.report.spill import fits, spilt

_LITTLE: Final = 0.22
"""Share of the type area's height that the last page of a chapter holds at least."""

_BACK: Final = 8
"""So many pages of a chapter are set again at most."""

_LEFT: Final = 0.3
"""What stays on the page before, where a part of it goes over."""

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
class _Run:
    """The first round over a document: its pages so far, and what waited when each began."""

    context: Any
    root: Any
    html: Any
    asides: tuple[Aside, ...]
    made: list[Any] = field(default_factory=list)
    waiting: list[tuple[Any, ...]] = field(default_factory=list)
    placed: int = 0
    """So many of the tables that wait for the end of a page have theirs."""
    beside: set[int] = field(default_factory=set)
    """The numbers of their pages."""
    chapters: dict[Any, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.chapters = dict(chapters_of(self.root))

    def pages(self) -> list[Any]:
        """Every page, without margin boxes, as the replaced function makes them."""
        self.context.rendered_notes = []
        first = 0
        while True:
            resume = self._turn()
            chapter = chapter_of(self.made[-1])
            if chapter is None or chapter_of(self.made[first]) is not chapter:
                first = len(self.made) - 1
            last = len(self.made) - 1
            if chapter is not None and first < last and last not in self.beside and self._is_poor(resume, chapter):
                self._settle(first, chapter, resume)
                resume = self.context.page_maker[len(self.made)][0]
            if last and (over := spilt(self.made[-1], self.made[-2])) is not None:
                resume = self._draw_in(over, chapter, resume)
            if resume is not None and self.context.reported_footnotes:
                self._keep_notes()
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

    def _turn(self) -> Any:
        """Make the next page, and those of the tables that it leaves behind; returns where the text goes on."""
        resume = self._page()
        while asides := aside.waiting(self.asides[self.placed :], resume):
            self._hang(asides)
        return resume

    def _hang(self, asides: tuple[Aside, ...]) -> None:
        """Make the pages of these tables."""
        maker = self.context.page_maker
        after, following, right, *state = maker[len(self.made)]
        with aside.hung(asides, self.root) as resume:
            maker[len(self.made)] = (resume, {"break": "any", "page": aside.PAGE}, right, *state)
            while goes_on(self.root, resume, asides[0].chapter.element):
                self.beside.add(len(self.made))
                resume = self._page()
        _, _, right, *state = maker[len(self.made)]
        maker[len(self.made)] = (after, following, right, *state)
        self.placed += len(asides)

    def _page(self) -> Any:
        """Make the next page; returns where the one after it begins."""
        from weasyprint.layout.page import remake_page

        at = len(self.made)
        context = self.context
        waiting = (context.footnotes, context.reported_footnotes, context.rendered_notes)
        self.waiting.append((*map(list, waiting), dict(context.broken_out_of_flow), self.placed))
        state = context.page_maker[at][-1]
        state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
        page, resume = remake_page(at, context, self.root, self.html)
        self.made.append(page)
        return resume

    def _keep_notes(self) -> None:
        """Where a chapter ends, a page without text takes the notes that had not room before: one is made where a break
        asks for a side that the next page is not."""
        at = len(self.made)
        resume, following, right, *state = self.context.page_maker[at]
        if following["break"] != "any":
            side = "left" if right else "right"
            self.context.page_maker[at] = (resume, following | {"break": side}, right, *state)

    def _again(self, start: int, chapter: Any, end: Place) -> None:
        """Make the pages from `start` to the end of the chapter, or to that place in it, anew."""
        context = self.context
        del self.made[start:], context.page_maker[start + 1 :]
        context.footnotes, context.reported_footnotes, context.rendered_notes, broken, placed = self.waiting[start]
        context.broken_out_of_flow, self.placed = broken, placed
        self.beside = {number for number in self.beside if number < start}
        del self.waiting[start:]
        resume = self._turn()
        while goes_on(self.root, resume, chapter) and aside.place_of(resume) < end:
            resume = self._turn()
        if chapter.get("class") == CONTENTS:  # made again, these pages do not tell that their numbers are still to come
            for *_, state in context.page_maker[start : len(self.made)]:
                state["content_changed"] = True

    def _settle(self, first: int, chapter: Any, resume: Any) -> None:
        """Mend the chapter whose pages begin at `first`, or leave it as it was; the text goes on at `resume`."""
        count, end = len(self.made), aside.place_of(resume) or _NOWHERE
        for start in dict.fromkeys(map(self._text_page, (count - 2, max(first, count - _BACK)))):
            blocks = self._blocks(start, chapter)
            if self._may_be_drawn_together(start, blocks):
                undo = tighten(blocks, self._half)
                self._again(start, chapter, end)
                if len(self.made) < count:
                    return
                undo()
                self._again(start, chapter, end)
        over = _going_over(self.made[-2], self.made[-1], chapter)
        if over is None or count - 2 in self.beside:
            return
        undo = restyled(self._box(over, chapter), break_before="page")
        self._again(count - 2, chapter, end)
        if len(self.made) != count:
            undo()
            self._again(count - 2, chapter, end)

    def _draw_in(self, over: Any, chapter: Any, resume: Any) -> Any:
        """Set the list that goes over its page with smaller margins, if it ends there then; returns where the text goes
        on."""
        box = self._box(over, chapter)
        entries = [one for one in box.descendants() if one.element_tag == "p" and _is_block(one)]
        if not fits(over, self.made[-1], self.made[-2], entries, self._half):
            return resume
        end = aside.place_of(resume) or _NOWHERE
        start = next(at for at, page in enumerate(self.made) if any(b.element is over for b in page.descendants()))
        undo = tighten(entries, self._half)
        self._again(start, chapter, end)
        if spilt(self.made[-1], self.made[-2]) is over:
            undo()
            self._again(start, chapter, end)
        return self.context.page_maker[len(self.made)][0]

    def _text_page(self, number: int) -> int:
        """The page of text before those of its tables."""
        return next(one for one in range(number, -1, -1) if one not in self.beside)

    def _blocks(self, start: int, chapter: Any) -> list[Any]:
        """The blocks of the chapter on the pages from `start`, but its title, which stands at one height everywhere."""
        shown = {box.element for page in self.made[start:] for box in page.children[0].descendants()}
        inner = filter(_is_block, self.chapters[chapter].descendants())
        return [box for box in inner if box.element in shown and box.element_tag != "h1"]

    @property
    def _half(self) -> float:
        """Half a line of the document's text, px."""
        style = self.root.style
        return float(style["font_size"] * style["line_height"] / 2)

    def _box(self, element: Any, chapter: Any) -> Any:
        """The box of an element of the chapter, as it was before pages were made."""
        return next(box for box in self.chapters[chapter].descendants() if box.element is element)

    def _may_be_drawn_together(self, start: int, blocks: list[Any]) -> bool:
        """Whether what the margins give, and what is free on the pages from `start`, could hold the last page."""
        given = sum(saved(block, self._half) for block in blocks)
        free = sum((1 - filled(page)) * page.height for page in self.made[start:-1])
        return bool(filled(self.made[-1]) * self.made[-1].height <= given + free)


def _is_block(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.BlockLevelBox)


def _going_over(page: Any, last: Any, chapter: Any) -> Any:
    """The element of `page` that the last page had better begin with: a section, or else a block of the text."""
    top, bottom, height = page.content_box_y(), bottom_of(page), page.height
    moved = filled(last) * height
    best = None
    for box, section in _parts(page, chapter):
        goes, stays = bottom - box.position_y + moved, box.position_y - top
        if _LITTLE * height <= goes <= height * 0.95 and stays >= _LEFT * height:
            if section:
                return box.element
            best = box.element if best is None else best
    return best


def _parts(page: Any, chapter: Any) -> Iterator[tuple[Any, bool]]:
    """Blocks that begin on the page and may be parted from what is before them, the last first; and whether each is a
    section."""
    whole = next((box for box in page.children[0].descendants() if box.element is chapter), None)
    found: list[tuple[Any, bool]] = []

    def walk(box: Any) -> None:
        before = None
        for child in box.children:
            if child.element is None or not child.is_in_normal_flow():
                continue
            section = child.element.tag == "section"
            if before is not None and before.style["break_after"] != "avoid":
                found.append((child, section))
            if section:
                walk(child)
            before = child

    if whole is not None:
        walk(whole)
    yield from reversed(found)
