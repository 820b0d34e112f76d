"""What is being made just now, on one line at the foot of a terminal."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from builder.excerpt import columns
from builder.finishing import Progress, State, Step

_TICK_S: Final = 0.25
"""So often the line is written anew, first after so long: what is over sooner needs none."""

_CLEAR: Final = "\r\x1b[K"
_MORE: Final = "…"


@contextmanager
def live(say: Progress, width: int) -> Iterator[Progress]:
    """`say`, and on a terminal of so many columns a line with what is being made, and how long already. It is gone when
    the context ends, by an interrupt too. Where `width` is 0, `say` alone."""
    if not width:
        yield say
        return
    running: dict[str, float] = {}
    writing, over, begun = threading.Lock(), threading.Event(), time.monotonic()

    def tick() -> None:
        while not over.wait(_TICK_S):
            with writing:
                _write(_CLEAR + line(running or {"reading": begun}, time.monotonic(), width))

    def told(step: Step) -> None:
        with writing:
            _write(_CLEAR)
            if step.state is State.BEGUN:
                running[step.name] = time.monotonic()
            else:
                running.pop(step.name, None)
            say(step)

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        over.set()
        thread.join()
        _write(_CLEAR)


def line(running: Mapping[str, float], now: float, width: int) -> str:
    """Each name, and the seconds since it was begun, as far as they go into one column less than `width`."""
    text = "  " + ", ".join(f"{name} {now - since:.0f} s" for name, since in running.items())
    if columns(text) < width:
        return text
    while text and columns(text + _MORE) >= width:
        text = text[:-1]
    return text + _MORE


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
