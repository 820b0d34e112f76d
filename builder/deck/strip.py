"""The strip of text under evidence."""

from __future__ import annotations

from builder.deck.frames import NOTE_MOST, note_frame
from builder.deck.gauge import Gauge, Points
from builder.deck.slides import Body


def strip(bodies: tuple[Points, ...], gauge: Gauge) -> Body:
    """Size and height of a strip that holds the text in every language, as far as one may be high."""
    for size in gauge.body_steps():
        height = max(needed(points, size, gauge) for points in bodies)
        if height <= NOTE_MOST:
            break
    return Body((), size, min(height, NOTE_MOST))


def needed(points: Points, size: float, gauge: Gauge) -> float:
    return gauge.needed(points, size, note_frame(0)) if points else 0.0
