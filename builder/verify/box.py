"""Rectangles on a slide, in points, y downwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def shared(self, other: Box) -> tuple[float, float]:
        """Width and height of what both cover; one is negative, or both, where they are apart."""
        return (
            min(self.right, other.right) - max(self.left, other.left),
            min(self.bottom, other.bottom) - max(self.top, other.top),
        )

    def meets(self, other: Box, by: float) -> bool:
        """Whether both cover more than `by` points each way."""
        return min(self.shared(other)) > by

    def distance(self, other: Box) -> float:
        """From the middle to the nearest point of the other, along the axes."""
        x, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return max(other.left - x, x - other.right, 0) + max(other.top - y, y - other.bottom, 0)

    def __str__(self) -> str:
        return f"{self.left:.0f}–{self.right:.0f} across, {self.top:.0f}–{self.bottom:.0f} down"


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them; at least one is needed."""
    every = tuple(boxes)
    return Box(
        min(box.left for box in every),
        min(box.top for box in every),
        max(box.right for box in every),
        max(box.bottom for box in every),
    )
