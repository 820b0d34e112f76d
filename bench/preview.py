"""How long an author waits for a fresh page: `python -m bench.preview [edits] [ours] [long] [whole]`.

Paragraphs of our report, and of one 20 times as long, are edited while `builder preview` runs; each wait ends when the
page's picture is pushed to the browser. Waits are of the clock, as an author feels them, and of the processor, times
that a busy machine disturbs less; the last column is a fixed amount of work, by which machines compare.

`whole`: how long after a save the whole report of the language stands behind the page, and in turn with it what pandoc
and WeasyPrint take for one PDF of the same text without charts, in a process that has everything loaded. Needs pandoc,
as a program or as the package `pypandoc_binary`."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from queue import Empty, Queue
from string import ascii_lowercase
from typing import Final

from bench.decks import pandoc
from bench.peers import peer_style
from bench.writing import TONGUES, chapter
from builder.cache import Store
from builder.load import load
from builder.preview.running import previewing
from builder.project import Project, open_project
from builder.request import Request
from builder.theme import load_theme

_ROOT = Path(__file__).parents[1]
_BLOCKS = 16
"""So many blocks of a chapter written by rule are about three pages, as our chapters are."""

_CHAPTERS = 170
_PAUSE_S = 1.0
_WHOLE = "whole"
_WHOLES = 10
_PATIENCE_S = 600.0
_WARM_S = 90.0


@dataclass(frozen=True)
class Wait:
    clock: float
    processor: float


def ours(folder: Path) -> Path:
    for name in ("content", "assets"):
        shutil.copytree(_ROOT / name, folder / name)
    return folder


def long(folder: Path) -> Path:
    """A report of short chapters, 20 times as long as ours."""
    folder.mkdir()
    (folder / "report.yaml").write_text("name: long\nlanguages: [zh, en]\n", "utf-8")
    for tongue in TONGUES:
        (folder / tongue.lang).mkdir()
        for number in range(1, _CHAPTERS + 1):
            blocks = [block for block in islice(chapter(tongue, number), _BLOCKS) if "{figure}" not in block]
            (folder / tongue.lang / f"{number:03}-part.md").write_text("\n\n".join(blocks) + "\n", "utf-8")
    return folder


def waits(folder: Path, count: int) -> Iterator[Wait]:
    """Edit a paragraph so often, each time in another chapter, and wait for its page."""
    project, told = open_project(folder), Queue[str]()
    rows = _rows(project)
    files = [name for name in sorted(rows) if _paragraph(folder / name) is not None]
    request = Request((), ("pdf", "pptx"), folder / "dist", force=True)
    with previewing(project, request, Store(folder / ".builder/cache")) as board:
        board.listen(told.put)
        _pages(told, *rows[files[0]])
        _rest(told)
        for number in range(count):
            time.sleep(_PAUSE_S)
            name = files[number * 7 % len(files)]
            text = _edited(folder / name, number)
            while not told.empty():
                told.get()
            clock, processor = time.perf_counter(), time.process_time()
            _save(folder / name, text)
            _pages(told, *rows[name])
            yield Wait(time.perf_counter() - clock, time.process_time() - processor)


def wholes(folder: Path, count: int) -> Iterator[tuple[float, float]]:
    """Seconds of the clock for our whole report after an edit, and for the peer's PDF, in turn."""
    project, told = open_project(folder), Queue[str]()
    rows = _rows(project)
    files = [name for name in sorted(rows) if "/zh/" in name and _paragraph(folder / name) is not None]
    request = Request((), ("pdf", "pptx"), folder / "dist", force=True)
    with (
        ProcessPoolExecutor(1, get_context("spawn")) as peer,
        previewing(project, request, Store(folder / ".builder/cache")) as board,
    ):
        seed, program = _ROOT / "tests/data/report.zh.md", pandoc()
        peer.submit(theirs, program, seed).result()
        board.listen(told.put)
        _pages(told, *rows[files[0]])
        _rest(told)
        for number in range(count):
            name = files[number % len(files)]
            text = _edited(folder / name, number)
            begun, before = time.perf_counter(), board.stacks[rows[name]].save
            _save(folder / name, text)
            while (stack := board.stacks[rows[name]]).save == before or stack.shows is None:
                time.sleep(0.002)
            mine = time.perf_counter() - begun
            _rest(told)
            yield mine, peer.submit(theirs, program, seed).result()


def theirs(program: str, text: Path) -> float:
    """Seconds of the clock for a PDF by pandoc and WeasyPrint, as `bench.peers` has it made."""
    import weasyprint

    begun = time.perf_counter()
    made = subprocess.run([program, "-f", "gfm", str(text), "-s"], check=True, capture_output=True, text=True)
    weasyprint.HTML(string=made.stdout).write_pdf(stylesheets=[weasyprint.CSS(string=peer_style())])
    return time.perf_counter() - begun


def _rows(project: Project) -> dict[str, tuple[str, str]]:
    """Language and row of the files whose chapters have rows of their own."""
    corpus = load(Project(project.root, project.content), load_theme(None).fonts, lambda _: None)
    assert corpus is not None
    documents = corpus.documents.values()
    return {section.span.file: (one.lang, section.id) for one in documents for section in one.sections}


def _pages(told: Queue[str], lang: str, row: str) -> None:
    """Wait until pages of the row are pushed."""
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        try:
            news = json.loads(told.get(timeout=1))
        except Empty:
            continue
        if news["kind"] == "pages" and (news["lang"], news["row"]) == (lang, row):
            return
    raise TimeoutError("no page came")


def _rest(told: Queue[str]) -> None:
    """Wait until everything is built; a long report is not waited for to its end."""
    end, busy = time.monotonic() + _WARM_S, True
    while busy and time.monotonic() < end:
        with suppress(Empty):
            news = json.loads(told.get(timeout=1))
            busy = busy if news["kind"] != "state" else news["busy"]


def _paragraph(file: Path) -> int | None:
    """The first line that is plain text."""
    lines = file.read_text("utf-8").split("\n")
    return next((at for at, line in enumerate(lines) if len(line) > 40 and (line[0].isalpha())), None)


def _edited(file: Path, number: int) -> str:
    lines, at = file.read_text("utf-8").split("\n"), _paragraph(file)
    assert at is not None
    lines[at] += f" ({ascii_lowercase[number % 26]})"  # a number would have to stand in the other language, too
    return "\n".join(lines)


def _save(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}")
    beside.write_text(text, "utf-8")
    os.replace(beside, file)


def _work() -> float:
    """Seconds of the processor for a fixed amount of work."""
    begun = time.process_time()
    sum(number * number for number in range(3_000_000))
    return time.process_time() - begun


def compare(count: int) -> None:
    with tempfile.TemporaryDirectory() as room:
        ours_s, theirs_s = zip(*wholes(ours(Path(room) / "report"), count), strict=True)
    ratios = [mine / their for mine, their in zip(ours_s, theirs_s, strict=True)]
    print("whole report   edits   p50 s   pandoc → WeasyPrint, warm, p50 s   ratio p50   ratio p95")
    cut = statistics.quantiles(ratios, n=20)
    middle = map(statistics.median, (ours_s, theirs_s))
    print("zh         {:9} {:7.2f} {:32.2f} {:11.2f} {:11.2f}".format(count, *middle, cut[9], cut[18]), flush=True)


def main(count: int, wanted: Sequence[str]) -> None:
    if _WHOLE in wanted:
        compare(min(count, _WHOLES))
    wanted = [name for name in wanted if name != _WHOLE]
    if not wanted:
        return
    print("report   edits   p50 s   p95 s   p50 processor s   p95 processor s   fixed work s")
    for name in wanted:
        with tempfile.TemporaryDirectory() as room:
            made = list(waits(_REPORTS[name](Path(room) / "report"), count))
        cuts = [statistics.quantiles([getattr(one, kind) for one in made], n=20) for kind in ("clock", "processor")]
        numbers = [cut[at] for cut in cuts for at in (9, 18)]
        line = f"{name:8} {count:5} {numbers[0]:7.2f} {numbers[1]:7.2f} {numbers[2]:17.2f} {numbers[3]:17.2f}"
        print(f"{line} {_work():14.2f}", flush=True)


_REPORTS: Final[Mapping[str, Callable[[Path], Path]]] = {"ours": ours, "long": long}


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 50, sys.argv[2:] or [*_REPORTS, _WHOLE])
