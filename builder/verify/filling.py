"""How much of a slide its content fills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from builder.verify.box import Box
from builder.verify.findings import Kind
from builder.verify.owners import Owned, Shared
from builder.verify.parts import Nature, found
from builder.verify.places import Fault

_HALF: Final = 0.5
_FREE_TYPES: Final = ("title", "secHead")
"""Layouts (ST_SlideLayoutType) that are not there to be filled: covers and openers."""
_FREE_NAMES: Final = ("Cover", "Section opener", "Statement", "Agenda", "Sources", "Closing")
"""And those of Builder's own template."""
_LARGE_TITLE: Final = 0.3
"""A title so far down, or with so high a frame, as a share of the slide's height, is itself what the slide shows."""
_EDGE: Final = 0.045
"""Share of the slide's width that is margin where nothing else says so."""
_GAP: Final = 0.035
"""Share of its height that stays free under the title and over the foot."""
_UPPER: Final = 0.4
_LOWER: Final = 0.75
_RIM: Final = 8.0
"""The air around a text that belongs to it, pt."""


def filling_faults(shared: Shared, layout_type: str, layout_name: str, size: tuple[float, float]) -> Iterator[Fault]:
    opens = any(owned.part.role == "ctrTitle" for owned in shared.owned)
    if opens or layout_type in _FREE_TYPES or layout_name in _FREE_NAMES or _is_statement(shared.owned, size[1]):
        return
    filled = share_filled(shared, size)
    if filled < _HALF:
        yield Fault("", Kind.HALF_EMPTY, f"its content fills {filled:.0%} of what the title leaves")


def _is_statement(owned: Sequence[Owned], high: float) -> bool:
    frames = [one.part.frame for one in owned if one.part.is_title and one.part.frame]
    return any(max(frame.top, frame.height) > _LARGE_TITLE * high for frame in frames)


def share_filled(shared: Shared, size: tuple[float, float]) -> float:
    """The part of the room between title, foot and margins that content spans."""
    room = _room(shared.owned, size)
    boxes = [box for owned in shared.owned if (box := _spanned(owned)) is not None]
    across = _edges([x for box in boxes for x in (box.left, box.right)], room.left, room.right)
    down = _edges([y for box in boxes for y in (box.top, box.bottom)], room.top, room.bottom)
    filled = sum(
        (right - left) * (bottom - top)
        for left, right in pairwise(across)
        for top, bottom in pairwise(down)
        if any(box.holds(Box(left, top, right, bottom)) for box in boxes)
    )
    return filled / (room.width * room.height)


def _edges(values: Sequence[float], least: float, most: float) -> list[float]:
    return sorted({least, most, *(value for value in values if least < value < most)})


def _room(owned: Sequence[Owned], size: tuple[float, float]) -> Box:
    wide, high = size
    titles = [one.part.frame.bottom for one in owned if one.part.is_title and one.part.frame]
    feet = [one.part.frame.top for one in owned if one.part.is_foot and one.part.frame]
    top = max((y for y in titles if y < _UPPER * high), default=0.06 * high)
    bottom = min((y for y in feet if y > _LOWER * high), default=0.94 * high)
    return Box(_EDGE * wide, top + _GAP * high, (1 - _EDGE) * wide, bottom - _GAP * high)


def _spanned(owned: Owned) -> Box | None:
    """Shapes that connectors join are one drawing, as a chart is."""
    part = owned.part
    if part.is_title or part.is_foot or part.nature is Nature.CONNECTOR:
        return None
    if part.nature is Nature.TEXT and not part.filled:
        return _column(owned) if owned.glyphs else None
    if part.nature is Nature.GROUP:
        return part.frame if found(part.element, ".//p:cxnSp") else None
    return part.frame


def _column(owned: Owned) -> Box:
    """Lines of text end where they end: what they stand in is as wide as their box."""
    lines, frame = owned.box, owned.part.frame or owned.box
    return Box(frame.left, lines.top - _RIM, frame.right, lines.bottom + _RIM)
