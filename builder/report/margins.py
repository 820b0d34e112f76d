"""Margins of blocks made smaller for a time, where a chapter is drawn together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

Undo: TypeAlias = Callable[[], None]

_TIGHTER: Final = 0.55
"""Margins of a chapter that is drawn together."""


def saved(box: Any, half: float) -> float:
    """How much lower the box becomes, px."""
    return float(sum(value.value - _tighter(value.value, half) for value in _margins(box).values()))


def _margins(box: Any) -> dict[str, Any]:
    """Its margins above and below that are lengths."""
    sides = {side: box.style[side] for side in ("margin_top", "margin_bottom")}
    return {side: value for side, value in sides.items() if getattr(value, "unit", "") == "px" and value.value > 0}


def _tighter(margin: float, half: float) -> float:
    """What is left of a margin: of halves of a line, which keep lines on their grid, whole ones."""
    halves = margin / half
    return int(halves * _TIGHTER + 0.001) * half if abs(halves - round(halves)) < 0.001 else margin * _TIGHTER


def tighten(blocks: list[Any], half: float) -> Undo:
    """Make the margins of the blocks smaller. `half`: of a line of text, px."""
    undone = [
        restyled(block, **{side: value._replace(value=_tighter(value.value, half)) for side, value in margins.items()})
        for block in blocks
        if (margins := _margins(block))
    ]

    def undo() -> None:
        for one in undone:
            one()

    return undo


def restyled(box: Any, **values: Any) -> Undo:
    """Change the style of the box alone: boxes share their styles."""
    before = box.style
    box.style = before.copy()
    box.style.update(values)

    def undo() -> None:
        box.style = before

    return undo
