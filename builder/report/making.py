"""The pages of a document as they are made, one by one, and from one of them on anew.

It holds what WeasyPrint 70 forgets from one page to the next, so that pages may be made again: the notes and the tables
on their side that waited when each began."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from builder.report import aside
from builder.report.aside import Aside, Place
from builder.report.fullness import CONTENTS, chapters_of, goes_on, is_block


@dataclass(slots=True)
class Making:
    """A document, its pages so far, and what waited when each began."""

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

    def turn(self) -> Any:
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

    def keep_notes(self) -> None:
        """Where a chapter ends, a page without text takes the notes that had not room before: one is made where a break
        asks for a side that the next page is not."""
        at = len(self.made)
        resume, following, right, *state = self.context.page_maker[at]
        if following["break"] != "any":
            side = "left" if right else "right"
            self.context.page_maker[at] = (resume, following | {"break": side}, right, *state)

    def again(self, start: int, chapter: Any, end: Place) -> None:
        """Make the pages from `start` to the end of the chapter, or to that place in it, anew."""
        context = self.context
        del self.made[start:], context.page_maker[start + 1 :]
        context.footnotes, context.reported_footnotes, context.rendered_notes, broken, placed = self.waiting[start]
        context.broken_out_of_flow, self.placed = broken, placed
        self.beside = {number for number in self.beside if number < start}
        del self.waiting[start:]
        resume = self.turn()
        while goes_on(self.root, resume, chapter) and aside.place_of(resume) < end:
            resume = self.turn()
        if chapter.get("class") == CONTENTS:  # made again, these pages do not tell that their numbers are still to come
            for *_, state in context.page_maker[start : len(self.made)]:
                state["content_changed"] = True

    def text_page(self, number: int) -> int:
        """The page of text before those of its tables."""
        return next(one for one in range(number, -1, -1) if one not in self.beside)

    def blocks(self, pages: list[Any], chapter: Any) -> list[Any]:
        """The blocks of the chapter on these pages, but its title, which stands at one height everywhere."""
        shown = {box.element for page in pages for box in page.children[0].descendants()}
        inner = filter(is_block, self.chapters[chapter].descendants())
        return [box for box in inner if box.element in shown and box.element_tag != "h1"]

    @property
    def half(self) -> float:
        """Half a line of the document's text, px."""
        style = self.root.style
        return float(style["font_size"] * style["line_height"] / 2)

    def box(self, element: Any, chapter: Any) -> Any:
        """The box of an element of the chapter, as it was before pages were made."""
        return next(box for box in self.chapters[chapter].descendants() if box.element is element)
