"""Margins of blocks made smaller for a time, where a chapter is drawn together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

Undo: TypeAlias = Callable[[], None]

_TIGHTER, _GENTLER = 0.55, 0.7
"""What is left of the margins of a chapter that is drawn together, and of one that needs less."""

STEPS: Final = (True, False)
"""How gently, one after the other."""


def saved(box: Any, half: float, gently: bool = False) -> float:
    """How much lower the box becomes, px."""
    margins = _margins(box).items()
    return float(sum(value.value - _tighter(value.value, half, gently or _parts(box, side)) for side, value in margins))


def _margins(box: Any) -> dict[str, Any]:
    """Its margins above and below that are lengths; of a title that below, so that it stands as high as others."""
    sides = ("margin_bottom",) if box.element_tag == "h1" else ("margin_top", "margin_bottom")
    margins = {side: box.style[side] for side in sides}
    return {side: value for side, value in margins.items() if getattr(value, "unit", "") == "px" and value.value > 0}


def _parts(box: Any, side: str) -> bool:
    """Whether the margin parts a list from what follows it: it is left as it is where the one above goes."""
    return side == "margin_bottom" and box.element_tag in ("ul", "ol")


def _tighter(margin: float, half: float, gently: bool) -> float:
    """What is left of a margin: of halves of a line, which keep lines on their grid, whole ones, and gently the last
    of them, too."""
    halves = margin / half
    if abs(halves - round(halves)) > 0.001:
        return margin * (_GENTLER if gently else _TIGHTER)
    return max(int(halves * _TIGHTER + 0.001), 1 if gently else 0) * half


def tighten(blocks: list[Any], half: float, gently: bool = False) -> Undo:
    """Make the margins of the blocks smaller. `half`: of a line of text, px."""

    def left(block: Any, side: str, value: Any) -> Any:
        return value._replace(value=_tighter(value.value, half, gently or _parts(block, side)))

    undone = []
    for block in blocks:
        if margins := _margins(block):
            new = {side: left(block, side, value) for side, value in margins.items()}
            undone.append(restyled(block, **new, **_shift(block, margins, new)))

    def undo() -> None:
        for one in undone:
            one()

    return undo


def _shift(block: Any, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """How far a heading stands nearer to its text than to what is above it: that shrinks with the room below it."""
    if block.element_tag != "h2" or "margin_bottom" not in before:
        return {}
    top, share = block.style["top"], after["margin_bottom"].value / before["margin_bottom"].value
    return {"top": top._replace(value=top.value * share)}


def restyled(box: Any, **values: Any) -> Undo:
    """Change the style of the box alone: boxes share their styles."""
    before = box.style
    box.style = before.copy()
    box.style.update(values)

    def undo() -> None:
        box.style = before

    return undo
