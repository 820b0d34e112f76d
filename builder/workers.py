"""Processes that make artefacts beside the one that reads and checks."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

_READY: Final = ("builder.staying", "builder.report.ready")
"""What all workers need, and what takes long to import."""


@contextmanager
def inline() -> Iterator[Executor]:
    yield Inline()


class Inline(Executor):
    """Does everything in this process, each thing when its result is asked for."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        return _Later(partial(work, *arguments, **named))


class _Later(Future[Any]):
    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self._work = work

    def result(self, timeout: float | None = None) -> Any:
        if not self.done():
            self.set_result(self._work())
        return super().result(timeout)


class Lent(Executor):
    """An executor that others use after: to shut it down cancels what it was given and has not begun, no more."""

    def __init__(self, lender: Executor) -> None:
        self._lender = lender
        self._given: list[Future[Any]] = []

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future = self._lender.submit(work, *arguments, **named)
        self._given.append(future)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for future in self._given if cancel_futures else ():
            future.cancel()


def processors() -> int:
    """How many processes can really run at once."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


@contextmanager
def crew(count: int, nice: int = 0) -> Iterator[Executor]:
    """An executor with so many processes, which begin at once to import what they need: one of them imports it for all
    where the system can fork. They give way to others by `nice`. On an exception, an interrupt too, and where it is
    shut down without waiting, they are stopped in the middle of what they do."""
    import multiprocessing  # not before it is needed: a build that has nothing to do is over sooner
    from concurrent.futures.process import ProcessPoolExecutor

    others = multiprocessing.active_children()

    class Crew(ProcessPoolExecutor):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            starting.join()
            stopped = () if wait else [one for one in multiprocessing.active_children() if one not in others]
            for process in stopped:
                process.kill()
            for process in stopped:  # before what it shares with this one goes
                process.join()
            super().shutdown(wait, cancel_futures=cancel_futures)

    executor = Crew(count, context(), begin, (nice,))
    starting = threading.Thread(target=_start, args=(executor,))
    starting.start()
    with serving(executor):
        yield executor


@contextmanager
def serving(executor: Executor) -> Iterator[None]:
    """The executor is shut down at the end: when all is done, or, on an exception, at once."""
    try:
        yield
        executor.shutdown()
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise


def _start(executor: Executor) -> None:
    """The first call brings the workers up, and returns when they are: nobody need wait for that. An interrupt does not
    reach what this thread begins: the process that imports for all would show where it was at that."""
    if hasattr(signal, "pthread_sigmask"):
        from multiprocessing.resource_tracker import ensure_running

        ensure_running()  # it lets interrupts in again when it begins
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    with suppress(OSError, EOFError):  # the next call will say it
        executor.submit(_nothing)


def context(*ready: str) -> BaseContext:
    """How processes are started, and the modules that they find imported where the system can fork."""
    import multiprocessing

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*_READY, *ready])
    return context


def begin(nice: int = 0) -> None:
    """In a worker: interrupts are the business of the process that it works for, and it does not outlive that one."""
    gc.enable()  # see `staying`
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if nice and hasattr(os, "nice"):
        os.nice(nice)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _nothing() -> None:
    """What a worker does that is only to be there."""
