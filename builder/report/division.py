"""Tables that keep three rows at either end, and may break with two where a page would else be left too empty."""

from __future__ import annotations

from typing import Any, Final

from builder.report.margins import Undo, restyled

_ROWS: Final = 4
"""A table of fewer rows never breaks."""


def divided(box: Any) -> Undo | None:
    """Let the table in the box break behind its second row and before the last but one; None where it cannot.

    What joined cells hold together stays so."""
    undone = [undo for group in _groups(box) for undo in _parted(group.children)]
    if not undone:
        return None

    def undo() -> None:
        for one in undone:
            one()

    return undo


def _groups(box: Any) -> list[Any]:
    """The bodies of its tables."""
    return [one for one in box.descendants() if one.element_tag == "tbody" and len(one.children) >= _ROWS]


def _parted(rows: Any) -> list[Undo]:
    second, third, last = rows[1], rows[2], rows[-2]
    undone = []
    if not is_joined(third):
        undone.append(restyled(second, break_after="auto"))
        if third is last:
            undone.append(restyled(third, break_before="auto"))
    if last is not third and not is_joined(last):
        undone.append(restyled(last, break_before="auto"))
    return undone


def is_joined(row: Any) -> bool:
    """Whether the row stays with the one before it."""
    return "joined" in (row.element.get("class") or "").split()
