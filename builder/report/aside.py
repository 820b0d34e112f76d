"""Tables on pages on their side, taken out of the text: it goes on to the foot of its page before they come.

They hang at the end of their chapter while their pages are made, and nowhere before and after that. Upstream: page
floats would do it, which WeasyPrint #298 speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final, TypeAlias

Place: TypeAlias = tuple[int, ...]
"""Where a page begins, or a table stood: the number of a child, of its child and so on, from the root."""

_LOOSE: Final = "waiting"
"""The class of tables that may stand behind the text that follows them."""

PAGE: Final = "broad"
"""The name of their pages."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A table's box, the chapter's that it belongs to, and the place of what followed it."""

    box: Any
    chapter: Any
    place: Place


def take_out(root: Any, is_chapter: Callable[[Any], bool]) -> tuple[Aside, ...]:
    """Take the tables out of the boxes of the document, in their order."""
    found: list[Aside] = []

    def walk(box: Any, chapter: Any, place: Place) -> None:
        chapter = box if chapter is None and is_chapter(box) else chapter
        kept: list[Any] = []
        for child in box.children:
            if chapter is not None and _is_loose(child):
                found.append(Aside(child, chapter, (*place, len(kept))))
            else:
                kept.append(child)
        if len(kept) < len(box.children):
            box.children = kept
        for number, child in enumerate(box.children):
            walk(child, chapter, (*place, number))

    walk(root, None, ())
    return tuple(sorted(found, key=lambda aside: aside.place))


def put_back(asides: Sequence[Aside], root: Any) -> None:
    """Where they stood in the text."""
    for aside in reversed(asides):
        parent = at(root, aside.place[:-1])
        children = list(parent.children)
        children.insert(aside.place[-1], aside.box)
        parent.children = children


def at(root: Any, place: Place) -> Any:
    """The box at the place."""
    for number in place:
        root = root.children[number]
    return root


def place_of(resume: Any) -> Place:
    """The place where the engine goes on: in a row, in the first of its cells that does."""
    found = []
    while resume:
        number, resume = next(iter(resume.items()))
        found.append(number)
    return tuple(found)


def waiting(asides: Sequence[Aside], resume: Any) -> tuple[Aside, ...]:
    """Those at the begin of the sequence that the text has gone past, of one chapter."""
    reached = place_of(resume) if resume else None
    first = asides[0].chapter if asides else None
    passed = takewhile(lambda one: reached is None or one.place <= reached, asides)
    return tuple(takewhile(lambda one: one.chapter is first, passed))


@contextmanager
def hung(asides: Sequence[Aside], root: Any) -> Iterator[Any]:
    """While it lasts, they stand at the end of their chapter; gives where the engine has to begin to find them."""
    chapter = asides[0].chapter
    before = chapter.children
    chapter.children = [*before, *(one.box for one in asides)]
    start: Any = {len(before): None}
    for number in reversed(way(root, chapter)):
        start = {number: start}
    try:
        yield start
    finally:
        chapter.children = before


def way(root: Any, wanted: Any) -> Place:
    """The place of a box inside of another."""
    found = _search(root, wanted)
    assert found is not None
    return found


def _search(box: Any, wanted: Any) -> Place | None:
    if box is wanted:
        return ()
    for number, child in enumerate(getattr(box, "children", ())):
        if (deeper := _search(child, wanted)) is not None:
            return (number, *deeper)
    return None


def _is_loose(box: Any) -> bool:
    return box.element is not None and _LOOSE in (box.element.get("class") or "").split()
