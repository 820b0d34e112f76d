"""Which part of a page goes over to the next, the last of a chapter, where that holds little."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from builder.report.division import is_joined
from builder.report.fullness import bottom_of, filled

_LEFT: Final = 0.3
"""What stays on the page before."""

_SECTION_LEFT: Final = 0.6
"""And where a section goes over."""

_FULL: Final = 0.7
"""What stays there at least where a table breaks for it."""


def going_over(page: Any, last: Any, chapter: Any, little: float) -> Any:
    """The element of `page` that the last page had better begin with: a section, or else a block of the text; the row
    of a table where that would leave the page too empty. `little`: share of the type area's height that the last page
    holds at least."""
    top, bottom, height = page.content_box_y(), bottom_of(page), page.height
    moved = filled(last) * height

    def may_go(box: Any, left: float) -> bool:
        goes, stays = bottom - box.position_y + moved, box.position_y - top
        return bool(little * height <= goes <= height * 0.95 and stays >= left * height)

    parts = [(box, section) for box, section in _parts(page, chapter) if may_go(box, _LEFT)]
    whole = (box for box, section in parts if section and may_go(box, _SECTION_LEFT))
    best = next(whole, parts[0][0] if parts else None)
    if best is None or not may_go(best, _FULL):
        best = next((row for row in _rows(page, chapter) if may_go(row, _FULL)), best)
    return None if best is None else best.element


def _rows(page: Any, chapter: Any) -> Iterator[Any]:
    """Rows with two of their table on either side, the last first; the table stands on the page as a whole."""
    whole = next((box for box in page.children[0].descendants() if box.element is chapter), None)
    for box in reversed(list(whole.descendants()) if whole is not None else []):
        if box.element_tag == "tbody" and len(box.children) == len(box.element):
            yield from (row for row in reversed(box.children[2:-1]) if not is_joined(row))


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
