"""What goes over to the next page whole and leaves much of its own empty: how high it is, and what may come before it.

Books let the text go on before such a figure: up to the next heading, figure, table or box, as far as its page has
room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from builder.report.aside import Aside, Place
from builder.report.fullness import bottom_of, filled

_EMPTY: Final = 0.3
"""A page of which so much is empty has been left too early."""

_DRIFTS: Final = "drifts"
"""The class of figures that may stand behind the text that follows them."""

_LEADS: Final = "lead-in"
_HEADINGS: Final = frozenset(("heading", "titles"))
_SHOWN: Final = frozenset(("grid", "drawing", "twins"))
"""Classes of tables, and of figures and tables in two languages."""

_PASSING: Final = frozenset(("prose", "display", "tight", "loose", "text", "item"))
"""Classes of what may come before: paragraphs, formulas and lists, also in two languages."""


def gone_over(page: Any, before: Any) -> Any:
    """The box of the figure or table that `page` begins with, under headings at most, and that `before` would have room
    for if it were a little shorter; or None."""
    if filled(before) > 1 - _EMPTY:
        return None
    block = next((box for box in _blocks(page.children[0]) if not _is_heading(box)), None)
    return block if block is not None and block.element.tag in ("figure", "div") and _is_whole(block, before) else None


def missing(block: Any, page: Any, before: Any) -> float:
    """What the page before has not of the room that this block needs, with what stands above it, px."""
    first = next(_blocks(page.children[0]))
    above = max(first.style["margin_top"].value, 0.0)
    free = before.content_box_y() + before.height - bottom_of(before)
    bottom = block.position_y + block.margin_height() - block.margin_bottom
    return float(above + bottom - page.content_box_y() - free)


def may_drift(block: Any, place: Place, parent: Any) -> bool:
    """Whether the text may go on before it: it has a name there, and nothing that leads to it stands above it."""
    before = parent.children[place[-1] - 1] if place[-1] else None
    leads = before is not None and _LEADS in _classes(before)
    return _DRIFTS in _classes(block) and not leads


def passing(place: Place, parent: Any, asides: Sequence[Aside], page: Any, before: Any) -> int:
    """How many blocks behind the figure at this place have room before it."""
    shown = {box.element: box for box in page.children[0].descendants() if box.element is not None}
    room = before.content_box_y() + before.height - bottom_of(before)
    barriers = {one.place[-1] for one in asides if one.place[:-1] == place[:-1]}
    taken, found = 0.0, 0
    for count, child in enumerate(parent.children[place[-1] + 1 :], 1):
        box = shown.get(child.element)
        if box is None or _PASSING.isdisjoint(_classes(child)) or place[-1] + count in barriers:
            break
        taken += box.margin_height()
        if child.style["break_after"] != "avoid":
            found = count
            if taken >= room:
                break
    return found


def _blocks(box: Any) -> Iterator[Any]:
    """The outermost blocks of the page's text that are no sections."""
    for child in box.children:
        if child.element is None or not child.is_in_normal_flow():
            continue
        if child.element.tag in ("body", "main", "section") or "front" in _classes(child):
            yield from _blocks(child)
        else:
            yield child


def _is_heading(box: Any) -> bool:
    return not _HEADINGS.isdisjoint(_classes(box))


def _is_whole(block: Any, before: Any) -> bool:
    """Whether no part of it stands on the page before, and it is a figure or table."""
    there = (box.element for box in before.children[0].descendants())
    known = block.element.tag == "figure" or not _SHOWN.isdisjoint(_classes(block))
    return known and all(one is not block.element for one in there)


def _classes(box: Any) -> list[str]:
    return (box.element.get("class") or "").split() if box.element is not None else []
