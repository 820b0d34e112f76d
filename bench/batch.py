"""What a report of a batch costs, by one process, by two, and on a cluster of two: `python -m bench.batch`.

    python -m bench.batch                     artefacts a minute and their ratios, 24 rows each, all in one run
    python -m bench.batch --memory 1000       memory of a process while it makes so many rows, in English alone

The report is of two paragraphs and a chart, in two languages and both outputs: four artefacts a row. Rates are by the
clock, since waiting is what they are about, and by processor time, as two processors with nothing else to do would
give them; the kinds take turns, so that what else the machine does disturbs all of them."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from builder.batch.cluster import work
from builder.batch.row import Outcome, Task, make_row
from builder.batch.run import Batch, begin, outcomes, prepare
from builder.batch.seats import seats
from builder.project import open_project
from builder.request import Request

_FILES: Final = {
    "report.yaml": "name: city\nlanguages: [zh, en]\n",
    "facts.yaml": "boats: {column: boats}\nlast: {column: last}\n",
    "charts.yaml": "growth:\n  kind: bar\n  categories: [last, now]\n  series:\n    boats: [last, boats]\n",
    "zh/terms.yaml": "labels: {last: 去年, now: 今年, boats: 船只}\n",
    "en/terms.yaml": "labels: {last: Last year, now: This year, boats: Boats}\n",
    "zh/a.md": "# 港口 {#a}\n\n{param}`city`有船 {fact}`boats`艘。\n\n:::{figure} growth\n船只\n:::\n",
    "en/a.md": "# The Harbour {#a}\n\n{param}`city` has {fact}`boats` boats.\n\n:::{figure} growth\nBoats\n:::\n",
}
_DASK: Final = "Dask, 2 workers"
_EACH: Final = 4
_SAMPLES: Final = 20


@dataclass(frozen=True)
class Rate:
    """`minute`: artefacts a minute by the clock. `each`: processor seconds of an artefact, of the processes that make
    rows. `beside`: the share of a processor that all others take (giving out, with Dask its scheduler and workers)."""

    count: int
    minute: float
    each: float
    beside: float

    @property
    def free(self) -> float:
        """Artefacts a minute that two processors with nothing else to do would give."""
        return min(self.count, 2 - self.beside) / self.each * 60


def batch(room: Path, rows: int, where: Path, *languages: str) -> Batch:
    """So many made-up rows, in all languages or these, laid out for the processes of this machine."""
    project = room / "project"
    for name, text in _FILES.items():
        path = project / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    table = room / "cities.csv"
    lines = [f"港{number},Port {number},{number * 7 % 991 + 9},{number * 5 % 983 + 9}" for number in range(1, rows + 1)]
    table.write_text("\n".join(("city.zh,city.en,boats,last", *lines)) + "\n", "utf-8")
    request = Request(languages, ("pdf", "pptx"), Path(), force=True)
    made = prepare(open_project(project), table, request, str(where), "{city.en}", print)
    assert made is not None
    begin(made, str(where))
    return made


def rate(made: Batch, executor: Executor, count: int, way: Callable[[Task], Outcome]) -> Rate:
    """Between the first rows, which find the processes at rest, and the last."""
    clock, before, makers = 0.0, _spent(), set[int]()
    for at, outcome in enumerate(outcomes(made.tasks, executor, lambda: count, work=way), 1):
        assert outcome.fate.value == "made", outcome.reason
        makers.add(outcome.process)
        if at == count:
            clock, before = time.perf_counter(), _spent()
    took, after = time.perf_counter() - clock, _spent()
    spent = {process: after[process] - before[process] for process in before.keys() & after.keys()}
    artefacts = _EACH * (len(made.tasks) - count)
    each = sum(spent[process] for process in makers) / artefacts
    beside = sum(seconds for process, seconds in spent.items() if process not in makers) / took
    return Rate(count, artefacts / took * 60, each, beside)


def _spent() -> dict[int, float]:
    """Processor seconds of this process and all that come of it."""
    this = psutil.Process()
    return {one.pid: sum(one.cpu_times()[:2]) for one in (this, *this.children(recursive=True))}


def rates(rows: int, rounds: int) -> dict[str, Rate]:
    """The medians of all kinds, which take turns."""
    found: dict[str, list[Rate]] = {}
    with tempfile.TemporaryDirectory() as name:
        for turn in range(rounds):
            for kind, count in (("1 process", 1), ("2 processes", 2), (_DASK, 2)):
                made = batch(Path(name), rows, Path(name) / f"{turn} {kind}")
                with crowd(made) if kind == _DASK else seats(count) as executor:
                    way = work() if kind == _DASK else make_row
                    found.setdefault(kind, []).append(rate(made, executor, count, way))
    return {kind: _median(some) for kind, some in found.items()}


def _median(some: list[Rate]) -> Rate:
    minute, each, beside = (
        statistics.median(getattr(one, name) for one in some) for name in ("minute", "each", "beside")
    )
    return Rate(some[0].count, minute, each, beside)


@contextmanager
def crowd(made: Batch) -> Iterator[Executor]:
    import dask.config
    from distributed import LocalCluster

    from builder.batch.cluster import cluster

    with (
        dask.config.set({"distributed.worker.profile.enabled": False}),
        LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as there,
        cluster(there.scheduler_address, made.bundle) as client,
    ):
        yield client.executor


def memory(rows: int) -> list[tuple[int, float]]:
    """MiB that are a process's own while it makes rows one after the other, in English alone, every so often."""
    found: list[tuple[int, float]] = []
    this = psutil.Process()
    with tempfile.TemporaryDirectory() as name:
        made = batch(Path(name), rows, Path(name) / "out", "en")
        for at, task in enumerate(made.tasks, 1):
            outcome = make_row(task)
            assert outcome.fate.value == "made", outcome.reason
            if at == 1 or at % max(1, rows // _SAMPLES) == 0:
                now = this.memory_info()
                found.append((at, (now.rss - now.shared) / 2**20))  # without libraries, which processes share
                print(f"{at:>7} rows  {found[-1][1]:8.1f} MiB", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.batch")
    parser.add_argument("--rows", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, default=0, metavar="ROWS")
    options = parser.parse_args()
    if options.memory:
        series = memory(options.memory)
        settled = [size for at, size in series if at > options.memory // 4]
        grown = settled[-1] / settled[0]
        print(f"behind the first quarter: {min(settled):.1f} to {max(settled):.1f} MiB; last / first {grown:.3f}")
        return
    found = rates(options.rows, options.rounds)
    print(f"{'':<18}{'a minute':>10}{'on free processors':>20}{'s an artefact':>15}{'processor beside':>18}")
    for kind, one in found.items():
        print(f"{kind:<18}{one.minute:>10.1f}{one.free:>20.1f}{one.each:>15.3f}{one.beside:>18.3f}")
    alone, two, there = found.values()
    for name, a, b in (("2 processes / 1 process", two, alone), ("Dask, 2 workers / 2 processes", there, two)):
        print(f"{name:<32}{a.minute / b.minute:5.2f} by the clock, {a.free / b.free:5.2f} on free processors")


if __name__ == "__main__":
    main()
