"""No chapter ends on a page with three lines: WeasyPrint 70 breaks pages one by one and never looks back.

`layout.make_all_pages` is replaced for the first round. Where the last page of a chapter holds little, the chapter is
set again with smaller margins, on the page before if that is enough; where it saves no page, the last part of the page
before goes over. Other pages are kept as they are, so that this costs the layout of that chapter alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, TypeAlias

_LITTLE: Final = 0.22
"""Share of the type area's height that the last page of a chapter holds at least."""

_BACK: Final = 8
"""So many pages of a chapter are set again at most."""

_LEFT: Final = 0.3
"""What stays on the page before, where a part of it goes over."""

_TIGHTER: Final = 0.55
"""Margins of a chapter that is drawn together."""

Undo: TypeAlias = Callable[[], None]


@cache
def install() -> None:
    """Replace the function; the layout engine must have been told of its fonts before."""
    from weasyprint import layout

    plain = layout.make_all_pages

    def make_all_pages(context: Any, root: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        if pages:
            yield from plain(context, root, html, pages)
        else:
            yield from _Run(context, root, html).pages()

    layout.make_all_pages = make_all_pages
    _measure_notes(layout.LayoutContext)


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
    made: list[Any] = field(default_factory=list)
    waiting: list[tuple[Any, ...]] = field(default_factory=list)
    chapters: dict[Any, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.chapters = dict(_chapters(self.root))

    def pages(self) -> list[Any]:
        """Every page, without margin boxes, as the replaced function makes them."""
        self.context.rendered_notes = []
        first = 0
        while True:
            resume = self._page()
            chapter = _chapter(self.made[-1])
            if chapter is None or _chapter(self.made[first]) is not chapter:
                first = len(self.made) - 1
            ended = chapter is not None and not _goes_on(self.root, resume, chapter)
            if ended and len(self.made) - first > 1 and _filled(self.made[-1]) < _LITTLE:
                self._settle(first, chapter)
            if resume is not None and self.context.reported_footnotes:
                self._keep_notes()
            if resume is None and not self.context.reported_footnotes:
                break
        self.context.page_maker = self.context.page_maker[: len(self.made) + 1]
        self.context.broken_out_of_flow.clear()
        self.context.reported_footnotes.clear()
        return self.made

    def _page(self) -> Any:
        """Make the next page; returns where the one after it begins."""
        from weasyprint.layout.page import remake_page

        at = len(self.made)
        context = self.context
        waiting = (context.footnotes, context.reported_footnotes, context.rendered_notes)
        self.waiting.append((*map(list, waiting), dict(context.broken_out_of_flow)))
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

    def _again(self, start: int, chapter: Any) -> None:
        """Make the pages from `start` to the chapter's end anew."""
        context = self.context
        del self.made[start:], context.page_maker[start + 1 :]
        context.footnotes, context.reported_footnotes, context.rendered_notes, broken = self.waiting[start]
        context.broken_out_of_flow = broken
        del self.waiting[start:]
        while _goes_on(self.root, self._page(), chapter):
            pass

    def _settle(self, first: int, chapter: Any) -> None:
        """Mend the chapter whose pages begin at `first`, or leave it as it was."""
        count = len(self.made)
        for start in dict.fromkeys((count - 2, max(first, count - _BACK))):
            blocks = self._blocks(start, chapter)
            if self._may_be_drawn_together(start, blocks):
                undo = _tighten(blocks)
                self._again(start, chapter)
                if len(self.made) < count:
                    return
                undo()
                self._again(start, chapter)
        over = _going_over(self.made[-2], self.made[-1], chapter)
        if over is None:
            return
        undo = _restyled(self._box(over, chapter), break_before="page")
        self._again(count - 2, chapter)
        if len(self.made) != count:
            undo()
            self._again(count - 2, chapter)

    def _blocks(self, start: int, chapter: Any) -> list[Any]:
        """The blocks of the chapter on the pages from `start`, but its title, which stands at one height everywhere."""
        from weasyprint.formatting_structure import boxes

        shown = {box.element for page in self.made[start:] for box in page.children[0].descendants()}
        inner = (box for box in self.chapters[chapter].descendants() if isinstance(box, boxes.BlockLevelBox))
        return [box for box in inner if box.element in shown and box.element_tag != "h1"]

    def _box(self, element: Any, chapter: Any) -> Any:
        """The box of an element of the chapter, as it was before pages were made."""
        return next(box for box in self.chapters[chapter].descendants() if box.element is element)

    def _may_be_drawn_together(self, start: int, blocks: list[Any]) -> bool:
        """Whether what the margins give, and what is free on the pages from `start`, could hold the last page."""
        given = sum(value.value * (1 - _TIGHTER) for block in blocks for value in _margins(block).values())
        free = sum((1 - _filled(page)) * page.height for page in self.made[start:-1])
        return bool(_filled(self.made[-1]) * self.made[-1].height <= given + free)


def _chapter(page: Any) -> Any:
    """The element of the chapter that the page belongs to."""
    return next((box.element for box in page.children[0].descendants() if _is_chapter(box)), None)


def _chapters(box: Any) -> Iterator[tuple[Any, Any]]:
    """The elements of all chapters, and their boxes."""
    if _is_chapter(box):
        yield box.element, box
        return
    for child in box.children:
        yield from _chapters(child)


def _is_chapter(box: Any) -> bool:
    return box.element is not None and "chapter" in (box.element.get("class") or "").split()


def _goes_on(root: Any, resume: Any, chapter: Any) -> bool:
    """Whether the place `resume` lies inside of the chapter."""
    box = root
    while resume:
        if box.element is chapter:
            return True
        ((index, resume),) = resume.items()
        box = box.children[index]
    return False


def _bottom(page: Any) -> float:
    """Where the page's text, pictures and tables end, px."""
    from weasyprint.formatting_structure import boxes

    kinds = (boxes.LineBox, boxes.ReplacedBox, boxes.TableRowBox)
    ends = (box.position_y + box.height for box in page.children[0].descendants() if isinstance(box, kinds))
    return float(max(ends, default=page.content_box_y()))


def _filled(page: Any) -> float:
    """Share of the type area above the page's end."""
    return float((_bottom(page) - page.content_box_y()) / page.height)


def _margins(box: Any) -> dict[str, Any]:
    """Its margins above and below that are lengths."""
    sides = {side: box.style[side] for side in ("margin_top", "margin_bottom")}
    return {side: value for side, value in sides.items() if getattr(value, "unit", "") == "px" and value.value > 0}


def _tighten(blocks: list[Any]) -> Undo:
    """Make the margins of the blocks smaller."""
    undone = [
        _restyled(block, **{side: value._replace(value=value.value * _TIGHTER) for side, value in margins.items()})
        for block in blocks
        if (margins := _margins(block))
    ]

    def undo() -> None:
        for one in undone:
            one()

    return undo


def _restyled(box: Any, **values: Any) -> Undo:
    """Change the style of the box alone: boxes share their styles."""
    before = box.style
    box.style = before.copy()
    box.style.update(values)

    def undo() -> None:
        box.style = before

    return undo


def _going_over(page: Any, last: Any, chapter: Any) -> Any:
    """The element of `page` that the last page had better begin with: a section, or else a block of the text."""
    top, bottom, height = page.content_box_y(), _bottom(page), page.height
    moved = _filled(last) * height
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
