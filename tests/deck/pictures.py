"""What stands in a picture of a chart: where the marks of a colour begin and end, and the scale that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, sin, tau

import numpy as np

SCALE = 2.0
"""Pixels a point."""
_NEAR = 14
"""How far each channel may be from a colour."""
_KNOB = 7
"""Pixels that a dot is wide at least, and no line or letter is thick."""
_STEPS = 1800
"""Looks around a ring."""

Run = tuple[int, int]
Mask = np.ndarray


@dataclass(frozen=True, slots=True)
class Picture:
    """RGB, cropped to the marks; distances are pixels from its left upper corner."""

    pixels: np.ndarray

    def of(self, colour: str) -> Mask:
        wanted = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])
        return (np.abs(self.pixels.astype(int) - wanted) <= _NEAR).all(axis=2)


def runs(line: Mask, least: int = 3) -> list[Run]:
    """First and last index of each stretch that is set, of `least` pixels."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], line.astype(int), [0]])))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= least]


def thick(mask: Mask) -> Mask:
    """Without what is thinner than a dot."""
    kept = mask.copy()
    for axis in (0, 1):
        kept = np.minimum.reduce([np.roll(kept, shift, axis) for shift in range(-(_KNOB // 2), _KNOB // 2 + 1)])
    for axis in (0, 1):
        kept = np.maximum.reduce([np.roll(kept, shift, axis) for shift in range(-(_KNOB // 2), _KNOB // 2 + 1)])
    return kept & mask


def bars(mask: Mask, horizontal: bool) -> list[tuple[float, Run]]:
    """Middle across the scale, and both ends along it, of each bar in the order of the categories."""
    mask = mask.T if horizontal else mask
    found = []
    for first, last in runs(mask.sum(axis=0) >= 3, least=6):
        rows = np.flatnonzero(mask[:, first + 2 : last - 1].any(axis=1))
        found.append(((first + last) / 2, (int(rows[0]), int(rows[-1]) + 1)))
    return found


def dots(mask: Mask) -> list[tuple[float, float]]:
    """Middles of dots, from left to right. No two stand over each other."""
    mask = thick(mask)
    found = []
    for first, last in runs(mask.any(axis=0)):
        rows = np.flatnonzero(mask[:, first : last + 1].any(axis=1))
        found.append(((first + last) / 2, (rows[0] + rows[-1]) / 2))
    return found


def heights(mask: Mask, places: Iterable[float]) -> list[float]:
    """The middle of what is set at each place across."""
    found = []
    for place in places:
        rows = np.flatnonzero(mask[:, round(place) - 1 : round(place) + 2].any(axis=1))
        found.append((rows[0] + rows[-1]) / 2)
    return found


def spans(mask: Mask, places: Iterable[float]) -> list[Run]:
    """First and last row of what is set at each place across."""
    found = []
    for place in places:
        rows = np.flatnonzero(mask[:, round(place)])
        found.append((int(rows[0]), int(rows[-1]) + 1))
    return found


def turns(picture: Picture, colours: Sequence[str]) -> list[float]:
    """Shares of the widest thing, a ring, that the colours take, in their order clockwise from twelve o'clock."""
    masks = [picture.of(colour) for colour in colours]
    everything = np.logical_or.reduce(masks)
    first, last = max(runs(everything.any(axis=0)), key=lambda run: run[1] - run[0])
    rows, columns = np.nonzero(everything[:, first : last + 1])
    columns += first
    middle = (columns.min() + columns.max()) / 2, (rows.min() + rows.max()) / 2
    radius = 0.46 * (columns.max() - columns.min())
    seen = []
    for step in range(_STEPS):
        angle = tau * step / _STEPS
        x, y = round(middle[0] + radius * sin(angle)), round(middle[1] - radius * cos(angle))
        seen += [i for i, mask in enumerate(masks) if mask[y, x]]
    assert seen == sorted(seen), "the slices stand in another order"
    return [seen.count(i) / len(seen) for i in range(len(colours))]


@dataclass(frozen=True, slots=True)
class Fit:
    """The linear scale that places values best: `worst` is how far the worst one is off, pixels."""

    slope: float
    worst: float
    length: float


def fitted(places: Sequence[float], values: Sequence[float]) -> Fit:
    line = np.polyfit(np.array(values, float), np.array(places, float), 1)
    off = np.abs(np.polyval(line, values) - places)
    return Fit(float(line[0]), float(off.max()), float(max(places) - min(places)))


def ascending(places: Sequence[float]) -> bool:
    return all(a < b for a, b in pairwise(places))
