"""What readers that speak pass over: running heads, folios, leaders, what is said again on a table's next page.

ISO 32000-1, 14.8.2.2. WeasyPrint 70 gives such text a mark of its content that no tag names (WeasyPrint #1836), and
says the head of a table again on every page (#2903). `mark` notes the boxes before they are painted; `Stream.marked` is
replaced, and paints these as artifacts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

HEADER, FOOTER, FILLING = "/Header", "/Footer", ""
"""Kinds of artifacts; what only fills is layout, not pagination."""

_CONTINUED: Final = "continues"
"""The class of a portion of a footnote that goes on; its call and its number are empty."""

_NUMBERS: Final = ("::footnote-call", "::footnote-marker")


@cache
def install() -> None:
    """Replace the method; the layout engine must have been told of its fonts before."""
    import pydyf
    from weasyprint.pdf.stream import Stream

    plain = Stream.marked

    @contextmanager
    def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
        kind = getattr(box, "artifact", None)
        if kind is None or stream._tags is None:
            with plain(stream, box, tag):
                yield
            return
        entries = {"Type": "/Pagination", "Subtype": kind} if kind else {"Type": "/Layout"}
        pydyf.Stream.begin_marked_content(stream, "Artifact", pydyf.Dictionary(entries))
        try:
            yield
        finally:
            pydyf.Stream.end_marked_content(stream)

    Stream.marked = marked


def mark(pages: Iterable[Any]) -> None:
    """Note in the boxes of the pages which of them are artifacts, as `artifact`."""
    from weasyprint.formatting_structure import boxes

    said = _Said()
    for page in pages:
        for child in page.children:
            if isinstance(child, boxes.MarginBox):
                _note(child, HEADER if "top" in child.at_keyword else FOOTER)
            else:
                _walk(child, said)
        said.turn()


def inner(box: Any) -> Any:
    """The box itself, where its place in the text is held for it."""
    return getattr(box, "_box", box)


@dataclass(slots=True)
class _Said:
    """The tables of pages before and of this one; the rows in which cells stood first."""

    before: set[Any] = field(default_factory=set)
    here: set[Any] = field(default_factory=set)
    rows: dict[Any, Any] = field(default_factory=dict)

    def turn(self) -> None:
        self.before |= self.here
        self.here.clear()


def _walk(box: Any, said: _Said) -> None:
    from weasyprint.formatting_structure import boxes

    if box.is_leader or _is_empty_number(box):
        _note(box, FILLING)
        return
    if isinstance(box, boxes.TableBox):
        said.here.add(box.element)
        for group in box.children:
            if (group.is_header or group.is_footer) and box.element in said.before:
                _note(group, HEADER if group.is_header else FOOTER)
    elif isinstance(box, boxes.TableRowBox):
        for cell in box.children:
            if said.rows.setdefault(cell.element, box.element) is not box.element:
                _note(cell, HEADER)
    for child in box.children:
        child = inner(child)
        if getattr(child, "artifact", None) is None:
            _walk(child, said)


def _is_empty_number(box: Any) -> bool:
    return (box.element_tag or "").endswith(_NUMBERS) and _CONTINUED in (box.element.get("class") or "").split()


def _note(box: Any, kind: str) -> None:
    box.artifact = kind
    for child in box.children:
        _note(inner(child), kind)
