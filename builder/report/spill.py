"""A list of the front matter that goes over its page by a few lines: which one, and how much of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from builder.report.fullness import bottom_of
from builder.report.margins import saved

_FEW: Final = 0.16
"""So much of the type area's height, at most, are a few lines."""

_LIST: Final = "list"
"""The class of a list."""


def spilt(page: Any, before: Any) -> Any:
    """The element of the list that began on the page `before` and ends on this one, after a few lines; or None."""
    here, there = list(_lists(page)), [box.element for box in _lists(before)]
    box = here[0] if here else None
    if box is None or box.element not in there or _goes_on(box, page, here):
        return None
    return box.element if _height(box) < _FEW * page.height else None


def fits(element: Any, page: Any, before: Any, blocks: list[Any], half: float) -> bool:
    """Whether what the margins of its `blocks` give could hold the lines of the list that went over."""
    box = next(box for box in _lists(page) if box.element is element)
    free = before.content_box_y() + before.height - bottom_of(before)
    return bool(_height(box) <= free + sum(saved(block, half) for block in blocks))


def _lists(page: Any) -> Iterator[Any]:
    for box in page.children[0].descendants():
        if box.element is not None and box.element.tag == "section" and _LIST in box.element.get("class", "").split():
            yield box


def _goes_on(box: Any, page: Any, lists: list[Any]) -> bool:
    """Whether the list may have more lines on the next page: nothing follows it here, and the page is full."""
    return len(lists) == 1 and bottom_of(page) > page.content_box_y() + (1 - _FEW) * page.height


def _height(box: Any) -> float:
    return float(box.margin_height())
