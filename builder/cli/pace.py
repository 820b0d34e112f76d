"""How far a long run is: one line that changes on a terminal, a few lines elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import Final, TextIO

_WINDOW: Final = 200
"""The rate is that of the last so many rows."""

_STEPS: Final = 10
_LONG_S: Final = 600.0
_OFTEN_S: Final = 0.2


class Pace:
    """`step` takes what was done; `say` lines that shall stand. On a terminal the last line says how far it is; where
    there is none, or NO_COLOR asks for plain text, a line comes after each tenth, and after ten minutes."""

    def __init__(self, total: int, quiet: bool, out: TextIO = sys.stderr, clock: Callable[[], float] = time.monotonic):
        self._total, self._quiet, self._out, self._clock = total, quiet, out, clock
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or os.name == "nt"
        self._live = out.isatty() and not plain
        self._done = self._failed = self._tenths = 0
        self._times = deque([clock()], _WINDOW + 1)
        self._told = clock()

    def step(self, failed: bool) -> None:
        self._done += 1
        self._failed += failed
        self._times.append(self._clock())
        tenths = self._done * _STEPS // self._total
        since = self._times[-1] - self._told
        if self._quiet or not (
            since >= _OFTEN_S or self._done == self._total if self._live else tenths > self._tenths or since >= _LONG_S
        ):
            return
        self._tenths, self._told = tenths, self._times[-1]
        print(f"\r\x1b[K{self.line()}" if self._live else self.line(), end="" if self._live else "\n", file=self._out)
        self._out.flush()

    def say(self, text: str) -> None:
        self.clear()
        print(text, file=self._out)

    def clear(self) -> None:
        """Ends the line that changes."""
        if self._live and not self._quiet:
            print("\r\x1b[K", end="", file=self._out, flush=True)

    def line(self) -> str:
        said = [f"  {self._done:,} of {self._total:,} rows"]
        said += [f"{self._failed:,} failed"] if self._failed else []
        if (took := self._times[-1] - self._times[0]) > 0:
            rate = (len(self._times) - 1) / took
            said.append(f"{rate * 60:,.0f} a minute" if rate * 60 >= 10 else f"{rate * 60:.1f} a minute")
            if left := self._total - self._done:
                said.append(f"{span(left / rate)} left")
        return ", ".join(said)


def span(seconds: float) -> str:
    """Seconds as somebody would say them."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60:02} min"
