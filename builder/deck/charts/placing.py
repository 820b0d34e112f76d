"""Where the labels of dots stand: beside their dots, on none and not on each other."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from builder.deck.charts.ink import Moved, Position
from builder.deck.charts.room import PITCH, Room
from builder.diagram.placement import Box

_AIR: Final = 4.0
"""Programs set labels a little wider than they are measured, pt."""

_ASKEW: Final = (-0.4, 0.4)
"""Shifts of labels over and under dots that find no other place, in widths of the label."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Spot(Generic[Key]):
    """A dot at a point of the frame with its label; `wished` are sides that it had rather have, best first."""

    key: Key
    x: float
    y: float
    text: str
    wished: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """The side of a dot, and how far along it the label is shifted, pt."""

    side: Position
    shift: float = 0.0

    def moved(self, room: Room) -> Moved | None:
        return (self.shift / room.width, 0.0) if self.shift else None


def placed(
    spots: Sequence[Spot[Key]], dot: float, frame: Box, room: Room, texts: Sequence[Box] = (), pitch: float = 1.0
) -> dict[Key, Place]:
    """The place of each label, those first that come first; one that finds no free place in the frame is left out.

    `dot`: width of the dots, pt; `texts`: others that stand in the frame; `pitch`: height of the labels in sizes, more
    where they are on plates."""
    taken = [*texts, *(Box(spot.x - dot / 2, spot.y - dot / 2, dot, dot) for spot in spots)]
    found: dict[Key, Place] = {}
    for spot in spots:
        boxes = _around(spot, dot, room, pitch) if spot.text else {}
        sides = [Place(side) for side in dict.fromkeys((*spot.wished, *boxes))]
        askew = [Place(side, share * boxes[side].w) for side in ("t", "b") for share in _ASKEW if boxes]
        for place in (*sides, *askew):
            box = boxes.get(place.side)
            box = replace(box, x=box.x + place.shift) if box else None
            if box and _within(box, frame) and not any(box.meets(other) for other in taken):
                found[spot.key] = place
                taken.append(box)
                break
    return found


def _within(box: Box, frame: Box) -> bool:
    across = box.x >= frame.x and box.x + box.w <= frame.x + frame.w
    return across and box.y >= frame.y and box.y + box.h <= frame.y + frame.h


def _around(spot: Spot[Key], dot: float, room: Room, pitch: float) -> dict[Position, Box]:
    x, y, reach = spot.x, spot.y, dot / 2 + 1
    lines = spot.text.split("\n")
    width, height = room.widest(lines) + _AIR, room.size * (pitch + (len(lines) - 1) * PITCH)
    return {
        "r": Box(x + reach, y - height / 2, width, height),
        "l": Box(x - reach - width, y - height / 2, width, height),
        "t": Box(x - width / 2, y - reach - height, width, height),
        "b": Box(x - width / 2, y + reach, width, height),
    }
