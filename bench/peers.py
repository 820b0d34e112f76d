"""Whole programs, start-up and all, beside each other: a part of `python3 run.py bench`.

Each line is a process of its own that makes the same report's artefacts; they take turns, so that what else the machine
does disturbs all of them, and what counts are the ratios of the medians. Ours checks both languages, draws the charts,
tags the PDFs and makes all four artefacts; the others make one of plain Markdown without charts. pandoc (a program or
the package `pypandoc_binary`) and the package `typst` are used where they are installed."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.decks import pandoc
from bench.table import markdown

_ROOT = Path(__file__).parents[1]
_SEED = _ROOT / "tests" / "data" / "report.zh.md"
_FONTS = _ROOT / "assets" / "fonts"
WEASYPRINT, TYPST, DECK = "pandoc → WeasyPrint: one PDF", "pandoc → typst: one PDF", "pandoc: one deck"
_BESIDE = (WEASYPRINT, DECK)
_PAGE = """\
@font-face { font-family: serif-sc; src: url(%s) }
@page { size: A4; margin: 25mm 20mm }
body { font-family: serif-sc; font-size: 10.5pt; line-height: 1.7 }
"""
_TYPST = '#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh")\n#set page(paper: "a4")\n'


@dataclass(frozen=True)
class Run:
    """`before` brings the room into the state in which it begins; its time does not count. `made` is what it makes."""

    name: str
    command: list[str]
    before: Callable[[], None] = lambda: None
    made: Path = Path()


def runs(room: Path) -> list[Run]:
    """Ours, each against what it is to be compared with: the last line of its group."""
    project = room / "project"
    for name in ("content", "assets"):
        shutil.copytree(_ROOT / name, project / name)
    kept, dist = project / ".builder", project / "dist"
    build = [sys.executable, "-m", "builder", "build", "-q", "--force", "--project", str(project)]

    def emptied() -> None:
        for folder in (kept, dist):
            shutil.rmtree(folder, ignore_errors=True)

    def edited() -> None:
        path = project / "content/zh/08-conclusions.md"
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")

    return [
        Run("ours: four artefacts, nothing kept", build, emptied),
        Run("ours: nothing changed", build),
        Run("ours: a text of one language changed", build, edited),
        Run("ours: one PDF, nothing kept", [*build, "--only", "pdf", "--lang", "zh"], emptied),
        Run("ours: two decks, nothing kept", [*build, "--only", "pptx"], emptied),
        *printers(room, _SEED),
        *_decks(room),
    ]


def _decks(room: Path) -> list[Run]:
    made = room / "peer.pptx"
    try:
        return [Run(DECK, [pandoc(), str(_SEED), "-o", str(made)], made=made)]
    except FileNotFoundError:
        return []


def printers(room: Path, source: Path) -> list[Run]:
    """Other programs that make a PDF of a file of GFM in `room`, or say that they are not there."""
    style, html, typ = room / "page.css", room / "report.html", room / "report.typ"
    style.write_text(peer_style(), "utf-8")
    (room / "head.typ").write_text(_TYPST, "utf-8")
    web, typeset = room / "peer.pdf", room / "typst.pdf"
    print_html = f"import weasyprint; weasyprint.HTML({str(html)!r}).write_pdf({str(web)!r}, "
    print_html += f"stylesheets=[{str(style)!r}])"
    print_typ = f"import typst; typst.compile({str(typ)!r}, output={str(typeset)!r}, "
    print_typ += f"font_paths=[{str(_FONTS)!r}], ignore_system_fonts=True)"
    try:
        program = pandoc()
    except FileNotFoundError as missing:
        print(f"not compared with pandoc: {missing} is not installed")
        return []
    found = [
        Run(WEASYPRINT, _both([program, "-f", "gfm", str(source), "-s", "-o", str(html)], print_html), made=web),
    ]
    if find_spec("typst"):
        convert = [program, "-f", "gfm", str(source), "-s", "-t", "typst", "-H", str(room / "head.typ"), "-o", str(typ)]
        found.append(Run(TYPST, _both(convert, print_typ), made=typeset))
    else:
        print("not compared with typst: the package is not installed")
    return found


def peer_style() -> str:
    """How the peers' PDFs are set, in a font of ours."""
    return _PAGE % (_FONTS / "NotoSerifSC-Regular.ttf").as_uri()


def _both(convert: list[str], then: str) -> list[str]:
    """One process that runs a program and goes on with a line of Python."""
    return [sys.executable, "-c", f"import subprocess; subprocess.run({convert!r}, check=True); {then}"]


def measured(found: list[Run], rounds: int) -> Mapping[str, float]:
    """Medians, seconds of the clock."""
    taken: dict[str, list[float]] = {run.name: [] for run in found}
    around = os.environ | {"NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": ""}
    for at in range(rounds + 1):  # the first compiles modules, and warms what the system keeps in memory
        for run in found:
            run.before()
            begun = time.perf_counter()
            subprocess.run(run.command, check=True, capture_output=True, env=around)
            if at:
                taken[run.name].append(time.perf_counter() - begun)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def table(rounds: int) -> str:
    with tempfile.TemporaryDirectory() as room:
        medians = measured(runs(Path(room)), rounds)
    rows = [
        (name, f"{seconds:.2f}", *(f"{seconds / medians[peer]:.2f}" if peer in medians else "" for peer in _BESIDE))
        for name, seconds in medians.items()
    ]
    return markdown(("", "s", *(f"× {peer}" for peer in _BESIDE)), rows)
