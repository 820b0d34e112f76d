"""Executors: what nobody waits for is not done."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from builder.workers import Lent, crew, inline


def test_in_one_process_nothing_is_done_before_it_is_wanted(tmp_path: Path) -> None:
    with inline() as executor:
        executor.submit((tmp_path / "unwanted").touch)
        wanted = executor.submit((tmp_path / "wanted").touch)
        assert not list(tmp_path.iterdir())
        wanted.result()
        wanted.result()
    assert [path.name for path in tmp_path.iterdir()] == ["wanted"]


def test_workers_are_stopped_in_the_middle_of_what_nobody_waits_for(tmp_path: Path) -> None:
    before = multiprocessing.active_children()
    with crew(1) as executor:
        executor.submit((tmp_path / "begun").touch).result()
        executor.submit(time.sleep, 600)
        (worker,) = (process for process in multiprocessing.active_children() if process not in before)
        executor.shutdown(wait=False, cancel_futures=True)
    worker.join(60)
    assert not worker.is_alive()


def test_workers_let_go_of_what_nobody_needs() -> None:
    with crew(1) as executor:
        assert executor.submit(gc.isenabled).result()


_MASKED = """
import multiprocessing, signal, time
from builder.workers import crew

with crew(1) as executor:
    while not multiprocessing.active_children():
        time.sleep(0.01)
    print(signal.SIGINT in executor.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result())
"""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no such signals")
def test_an_interrupt_does_not_reach_what_imports_for_all_workers() -> None:
    """It would say on the terminal where it was, before a worker can say that it does not care."""
    done = subprocess.run([sys.executable, "-c", _MASKED], check=True, capture_output=True, text=True)
    assert done.stdout == "True\n"


def test_workers_that_are_lent_stay_when_a_build_ends_early(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as executor:
        lent, go = Lent(executor), threading.Event()
        running = lent.submit(go.wait, 60)
        unwanted = lent.submit((tmp_path / "unwanted").touch)
        lent.shutdown(wait=False, cancel_futures=True)
        go.set()
        assert running.result(60)
        assert unwanted.cancelled()
        assert Lent(executor).submit(abs, -1).result(60) == 1
