"""A box with a ground that goes over its page ends behind its last line.

WeasyPrint 70 lets every box that goes over reach the foot of the page (CSS Fragmentation, 4.1: it fills what is left),
so that a listing or a table that went over whole leaves a large empty ground. `remake_page` is replaced."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

_LISTING: Final = "pre"
_BOX: Final = "box"

_EMPTY_EM: Final = 1.5
"""Less than that is a margin."""


@cache
def install() -> None:
    """Replace the function; the layout engine must have been told of its fonts before."""
    from weasyprint.layout import page as pages

    plain = pages.remake_page

    def remake_page(*arguments: Any) -> Any:
        page, resume = plain(*arguments)
        if resume:
            _end(page.children[0])
        return page, resume

    pages.remake_page = remake_page


def _end(box: Any) -> float:
    """Where the text, pictures and tables of the box end, px; panels in it end there, too."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.LineBox | boxes.ReplacedBox | boxes.TableRowBox):
        return float(box.position_y + box.height)
    inner = [_end(child) for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
    end = max(inner, default=float(box.position_y))
    if box.element is None or not _is_panel(box):
        return end
    needed = end - box.content_box_y()
    if inner and box.height - needed > _EMPTY_EM * box.style["font_size"]:
        box.height = needed
    return float(box.border_box_y() + box.border_height())


def _is_panel(box: Any) -> bool:
    return box.element_tag == _LISTING or _BOX in (box.element.get("class") or "").split()
