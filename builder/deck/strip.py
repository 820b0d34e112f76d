"""The strip of text under evidence."""

from __future__ import annotations

from builder.deck.gauge import Gauge, Points
from builder.deck.slides import Body


def strip(bodies: tuple[Points, ...], gauge: Gauge) -> Body:
    """Size and height of a strip that holds the text in every language, as far as one may be high."""
    most = gauge.stage.highest_note
    for size in gauge.body_steps():
        height = max(needed(points, size, gauge) for points in bodies)
        if height <= most:
            break
    return Body((), size, min(height, most))


def needed(points: Points, size: float, gauge: Gauge) -> float:
    return gauge.needed(points, size, gauge.stage.note(0)) if points else 0.0
