"""Time and memory of longer and longer reports, beside other programs: a part of `python3 run.py bench`.

All print the same plain Markdown, which is written by rule, and is at 1× about as long as our report; ours with tags,
PDF/A and the checks, in one process (what workers spend, their parent is not told). Every run is a process of its own,
start-up and all, and the programs take turns. Seconds are of the processor, of the process and all that it waited for;
memory is the most that they held together. What counts are the ratios: to the others at the same size, and to itself at
the smallest."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pypdfium2 as pdfium

from bench.peers import WEASYPRINT, Run, printers
from bench.table import markdown
from bench.writing import ZH, chapter, plain, sentence

_EVERY_S = 0.1
_OURS = "ours"


@dataclass(frozen=True)
class Cost:
    """Of one PDF; seconds are of the processor."""

    pages: int
    seconds: float
    megabytes: float


def grown(times: Sequence[int]) -> Iterator[tuple[int, Mapping[str, Cost]]]:
    """The sizes one after the other; at the small ones, which chance disturbs most, the median of three rounds."""
    for size in times:
        with tempfile.TemporaryDirectory() as folder:
            runs = _runs(Path(folder), size)
            rounds = [[cost(run) for run in runs] for _ in range(3 if size <= 4 else 1)]
        yield size, {run.name: _median(costs) for run, costs in zip(runs, zip(*rounds, strict=True), strict=True)}


def _median(costs: Sequence[Cost]) -> Cost:
    middle = [statistics.median(values) for values in zip(*((c.seconds, c.megabytes) for c in costs), strict=True)]
    return Cost(costs[0].pages, *middle)


def _runs(room: Path, size: int) -> list[Run]:
    project, source = room / "project", room / "long.md"
    (project / ZH.lang).mkdir(parents=True)
    (project / "report.yaml").write_text(f"name: long\nlanguages: [{ZH.lang}]\n", "utf-8")
    (project / ZH.lang / "index.md").write_text(f"# {sentence(ZH, Random(0)).strip('。')}\n", "utf-8")
    texts = ["\n\n".join(plain(chapter(ZH, number))) + "\n" for number in range(1, size + 1)]
    for number, text in enumerate(texts, 1):
        (project / ZH.lang / f"{number:03}-part.md").write_text(text, "utf-8")
    source.write_text("\n".join(texts), "utf-8")
    command = [sys.executable, "-m", "builder", "pdf", "-q", "-j", "1", "--no-cache", "--project", str(project)]
    return [Run(_OURS, command, made=project / f"dist/long.{ZH.lang}.pdf"), *printers(room, source)]


def cost(run: Run) -> Cost:
    with subprocess.Popen(run.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        held, ended = [0.0], threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, held, ended))
        watch.start()
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        watch.join()
    if process.returncode:
        raise RuntimeError(f"{run.name}: {said.decode(errors='replace')[-2000:]}")
    with pdfium.PdfDocument(run.made) as document:
        return Cost(len(document), used.ru_utime + used.ru_stime, held[0] or used.ru_maxrss / 1024)


def _watch(process: int, held: list[float], ended: threading.Event) -> None:
    """Where the system lists no processes in /proc, the largest single one counts, as the system tells it; that may be
    what this process held when it began the other."""
    while True:
        held[0] = max(held[0], sum(map(_megabytes, _family(process))))
        if ended.wait(_EVERY_S):
            return


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:  # it has ended
        return


def _megabytes(process: int) -> float:
    """What a process holds; what several share is divided among them."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def table(found: Mapping[int, Mapping[str, Cost]]) -> str:
    head = ("", "pages", "s", f"× {WEASYPRINT}", "s a page", "× its first", "MB", "MB a page beyond its first")
    smallest = found[min(found)]
    rows = []
    for size, costs in found.items():
        for name, one in costs.items():
            first, base = smallest[name], costs.get(WEASYPRINT)
            beside = f"{one.seconds / base.seconds:.2f}" if base else ""
            rate = one.seconds / one.pages
            more = (one.megabytes - first.megabytes) / (one.pages - first.pages) if one.pages > first.pages else None
            rows.append(
                (
                    f"{size}×: {name}",
                    str(one.pages),
                    f"{one.seconds:.2f}",
                    beside,
                    f"{rate:.3f}",
                    f"{rate / (first.seconds / first.pages):.2f}",
                    f"{one.megabytes:.0f}",
                    "" if more is None else f"{more:.2f}",
                )
            )
    return markdown(head, rows)


def plot(found: Mapping[int, Mapping[str, Cost]], folder: Path) -> Path:
    """`growth.svg`: seconds and memory over pages."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "growth.svg"
    with rc_context({"svg.hashsalt": "growth", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure = Figure(figsize=(10, 4.2), layout="constrained")
        seconds, memory = figure.subplots(1, 2)
        for name in found[min(found)]:
            costs = [costs[name] for costs in found.values() if name in costs]
            pages = [cost.pages for cost in costs]
            seconds.plot(pages, [cost.seconds for cost in costs], marker="o", label=name)
            memory.plot(pages, [cost.megabytes for cost in costs], marker="o", label=name)
        last = max(cost.pages for costs in found.values() for cost in costs.values())
        bound = [(0, 1000.0), (300, 1000.0), (max(last, 300), 1000 + 1.5 * max(last - 300, 0))]
        memory.plot(*zip(*bound, strict=True), color="0.6", linestyle="--", label="ours is to stay below")
        for axes, words in ((seconds, "processor seconds"), (memory, "MB at most")):
            axes.set(xlabel="pages", ylabel=words, xlim=(0, None), ylim=(0, None))
            axes.legend(frameon=False)
            axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(path, metadata={"Date": None})
    return path
