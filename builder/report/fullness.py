"""Pages of the layout engine: the chapter that one belongs to, and how full it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

CONTENTS: Final = "front"
"""The class of what holds the contents and the lists of figures and tables."""

_CHAPTERS: Final = frozenset(("chapter", "runs-on", CONTENTS))


def chapter_of(page: Any) -> Any:
    """The element of the chapter that the page belongs to."""
    return next((box.element for box in page.children[0].descendants() if is_chapter(box)), None)


def chapters_of(box: Any) -> Iterator[tuple[Any, Any]]:
    """The elements of all chapters, and their boxes."""
    if is_chapter(box):
        yield box.element, box
        return
    for child in box.children:
        yield from chapters_of(child)


def is_chapter(box: Any) -> bool:
    """The contents and what follows them are set as a chapter, too, and so are chapters that share pages, together."""
    names = (box.element.get("class") or "").split() if box.element is not None else ()
    return not _CHAPTERS.isdisjoint(names)


def is_block(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.BlockLevelBox)


def goes_on(root: Any, resume: Any, chapter: Any) -> bool:
    """Whether the place `resume` lies inside of the chapter."""
    box = root
    while resume and is_block(box):  # of places inside of lines the boxes know nothing
        if is_chapter(box):
            return bool(box.element is chapter)
        index, resume = next(iter(resume.items()))
        box = box.children[index]
    return False


def bottom_of(page: Any) -> float:
    """Where the page's text, pictures and tables end, px."""
    from weasyprint.formatting_structure import boxes

    kinds = (boxes.LineBox, boxes.ReplacedBox, boxes.TableRowBox)
    ends = (box.position_y + box.height for box in page.children[0].descendants() if isinstance(box, kinds))
    return float(max(ends, default=page.content_box_y()))


def filled(page: Any) -> float:
    """Share of the type area above the page's end."""
    return float((bottom_of(page) - page.content_box_y()) / page.height)


def first_page(pages: list[Any]) -> int:
    """The number of the first page of a chapter, behind the contents."""
    chapters = (chapter_of(page) for page in pages)
    return next((at for at, one in enumerate(chapters) if one is not None and one.get("class") != CONTENTS), len(pages))
