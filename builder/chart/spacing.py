"""Labels moved apart."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], pitch: float, low: float, high: float) -> list[float]:
    """Ascending places at least `pitch` apart and as near to the wanted ones as can be (least squares).

    Neighbours that would touch become a block around their mean; the bounds have the last word."""
    blocks: list[tuple[float, int]] = []
    for index, place in enumerate(wanted):
        mean, count = place - index * pitch, 1
        while blocks and blocks[-1][0] >= mean:
            before, size = blocks.pop()
            mean, count = (before * size + mean * count) / (size + count), size + count
        blocks.append((mean, count))
    tops = [mean for mean, count in blocks for _ in range(count)]
    most = max(high - pitch * (len(wanted) - 1), low)
    return [min(max(top, low), most) + index * pitch for index, top in enumerate(tops)]
