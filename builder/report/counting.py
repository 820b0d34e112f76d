"""Folios begin with the first chapter alone, also where chapters share pages.

WeasyPrint 70 begins a new group of pages at every forced break after the element that the group began with, so that the
first page of such a group, which restarts the count and has no running head, may stand in the middle of a report whose
chapters run on. `layout.page._update_page_groups` is replaced: such a group goes on as if it had begun before."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

_OPENING: Final = "opening"
_RUNNING: Final = "runs-on"


@cache
def install() -> None:
    """Replace the function; the layout engine must have been told of its fonts before."""
    from weasyprint.layout import page

    plain = page._update_page_groups

    def update(groups: Any, resume: Any, following: Any, root: Any, blank: bool) -> Any:
        name = plain(groups, resume, following, root, blank)
        if groups and groups[-1][:2] == [_OPENING, 0] and _is_later(root, groups[-1][2]):
            groups[-1][1] += 1
        return name

    page._update_page_groups = update


def _is_later(root: Any, resume: Any) -> bool:
    """Whether the place lies in another chapter than the first of those that share pages."""
    box = root
    while resume:
        runs_on = box.element is not None and _RUNNING in (box.element.get("class") or "").split()
        number, resume = next(iter(resume.items()))
        if runs_on:
            return bool(number > 0)
        box = box.children[number]
    return False
