"""Processes for rows, each of which may end the process that makes it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures.process import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, Final

from builder.workers import begin, context, serving

_READY: Final = "builder.batch.ready"


@contextmanager
def seats(count: int) -> Iterator[Executor]:
    """`Seats` that are given up at the end; on an exception, an interrupt too, in the middle of what they do."""
    executor = Seats(count)
    with serving(executor):
        yield executor


class Seats(Executor):
    """So many processes. Work that ends its process fails alone, with BrokenExecutor, and another process takes the
    seat: each is a pool of its own, because a pool does not survive the end of a process.

    Shut down without waiting, they are stopped in the middle of what they do."""

    def __init__(self, count: int) -> None:
        self._lock = threading.Lock()
        self._processes: set[int] = set()
        self._pools = [ProcessPoolExecutor(1, context(_READY), begin) for _ in range(count)]
        self._busy = [0] * count
        self._starting = threading.Thread(target=self._start)
        self._starting.start()

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        with self._lock:
            seat = min(range(len(self._pools)), key=self._busy.__getitem__)
            self._busy[seat] += 1
            try:
                future = self._pools[seat].submit(work, *arguments, **named)
            except BrokenExecutor:  # since its last work
                self._pools[seat].shutdown(wait=False)
                self._pools[seat] = ProcessPoolExecutor(1, context(_READY), begin)
                self._enter(self._pools[seat])
                future = self._pools[seat].submit(work, *arguments, **named)
        future.add_done_callback(lambda _: self._left(seat))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._starting.join()
        for process in () if wait else tuple(self._processes):
            with suppress(OSError):
                os.kill(process, signal.SIGTERM)
        for pool in self._pools:
            pool.shutdown(wait, cancel_futures=cancel_futures)

    def _start(self) -> None:
        """The first calls bring the processes up, and return when they are: nobody need wait for that."""
        for pool in self._pools:
            with suppress(OSError, EOFError):  # the next call will say it
                self._enter(pool)

    def _enter(self, pool: Executor) -> None:
        pool.submit(os.getpid).add_done_callback(self._entered)

    def _entered(self, future: Future[int]) -> None:
        if not future.cancelled() and future.exception() is None:
            self._processes.add(future.result())

    def _left(self, seat: int) -> None:
        with self._lock:
            self._busy[seat] -= 1
