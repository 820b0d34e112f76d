"""What WeasyPrint 70 does anew with the whole document for every page, element or anchor, done once.

Upstream: WeasyPrint #578 (time of long documents).

With these replacements the time of a report is in proportion to its pages, and so is its memory:

- the style sheet of the engine gives five pseudo-elements to every element, of which all but a few have none;
- `layout.page.set_page_type_computed_styles` looks through the page types of all pages made before;
- `TargetCollector.cache_target_page_counters` looks through all entries of the contents at every anchor;
- `pydyf.PDF.page_references` lists all pages for every tag;
- `Page.paint` leaves a page as thousands of small strings, which are packed twice when the file is written."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

_NOTED: Final = "footnote"
"""The class of footnotes in our pages."""

_HAVING: Final[dict[str, Callable[[Any], bool]]] = {
    "marker": lambda element: element.local_name == "li",
    "footnote-call": lambda element: _NOTED in element.classes,
    "footnote-marker": lambda element: _NOTED in element.classes,
    "note-call": lambda element: False,
    "note-marker": lambda element: False,
    "note-callback": lambda element: False,
}
"""Which elements of ours have the pseudo-elements that the engine gives to all."""


@cache
def install() -> None:
    """Replace the functions; the layout engine must have been told of its fonts before."""
    _style_fewer()
    _look_up_once()
    _pack_pages()


def _style_fewer() -> None:
    from weasyprint.html import UA_STYLESHEET
    from weasyprint.layout import page

    matcher = UA_STYLESHEET.matcher
    matcher.other_selectors = [
        (_HAVING.get(pseudo, test), specificity, order, pseudo, payload)
        for test, specificity, order, pseudo, payload in matcher.other_selectors
    ]

    plain_styles = page.set_page_type_computed_styles

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        plain_styles(page_type, html, style_for)
        style_for.get_cascaded_styles().clear()

    page.set_page_type_computed_styles = set_page_type_computed_styles


def _look_up_once() -> None:
    import pydyf
    from weasyprint.css.targets import TargetCollector

    plain_cache = TargetCollector.cache_target_page_counters

    def cache_target_page_counters(collector: Any, anchor: str, *rest: Any) -> None:
        if collector.collecting:
            return
        every = collector.counter_lookup_items
        collector.counter_lookup_items = _wanting(collector).get(anchor, {})
        try:
            plain_cache(collector, anchor, *rest)
        finally:
            collector.counter_lookup_items = every

    TargetCollector.cache_target_page_counters = cache_target_page_counters
    pydyf.PDF.page_references = property(lambda pdf: _References(pdf.pages["Kids"]))


def _pack_pages() -> None:
    import pydyf
    from weasyprint.document import Page

    plain_paint = Page.paint

    def paint(page: Any, stream: Any, scale: float = 1) -> None:
        plain_paint(page, stream, scale)
        if stream.compress:
            content = b"\n".join(map(pydyf._to_bytes, stream.stream))
            stream.stream, stream.compress = [zlib.compress(content, 9)], False
            stream.extra["Filter"] = "/FlateDecode"

    Page.paint = paint


def _wanting(collector: Any) -> dict[str, dict[Any, Any]]:
    """By anchor, what prints a counter of its page; gathered once, because pagination adds none."""
    found: dict[str, dict[Any, Any]] | None = getattr(collector, "wanting", None)
    if found is None:
        found = collector.wanting = {}
        for key, item in collector.counter_lookup_items.items():
            for anchor in item.missing_target_counters:
                found.setdefault(anchor, {})[key] = item
    return found


class _References(Sequence[bytes]):
    """References to the pages, made when they are asked for; `kids` has three entries a page."""

    def __init__(self, kids: list[Any]) -> None:
        self._kids = kids

    def __len__(self) -> int:
        return len(self._kids) // 3

    def __getitem__(self, at: Any) -> Any:
        return f"{self._kids[at * 3]} 0 R".encode("ascii")
