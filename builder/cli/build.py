"""`builder build`, `pdf` and `slides`: artefacts from a project."""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.exits import BUILT, FAULTS
from builder.cli.flags import project_flags, row_flag, strict_flag
from builder.cli.keeping import kept
from builder.cli.live import live
from builder.cli.printing import live_width, print_faults, say
from builder.diagnostics import Diagnostic
from builder.finishing import State, Step
from builder.job import OUTPUTS
from builder.pipeline import build
from builder.project import open_project
from builder.request import SLIDES, Request
from builder.theme import PAPERS
from builder.workers import crew, inline, processors

if TYPE_CHECKING:
    from builder.cli.flags import Commands


def add(commands: Commands) -> None:
    command = commands.add_parser("build", help="build everything: PDF and slides, all languages")
    build_flags(command)
    paper_flags(command)
    command.add_argument("--only", choices=tuple(OUTPUTS), help="one kind of artefact alone")
    command = commands.add_parser("pdf", help="the PDF for distribution")
    build_flags(command)
    paper_flags(command)
    command.set_defaults(only="pdf")
    command = commands.add_parser("slides", help="the slides for a presentation")
    build_flags(command)
    command.set_defaults(only="pptx", paper="", purpose=_SCREEN, parallel=_COLUMNS)


_SCREEN = "screen"
_COLUMNS = "columns"


def paper_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--paper", choices=tuple(PAPERS), default="", help="the PDF's pages (default: the theme's, A4)"
    )
    command.add_argument(
        "--for",
        dest="purpose",
        choices=(_SCREEN, "print"),
        default=_SCREEN,
        help="print: for a printing house, with mirrored margins, bleed and crop marks, and chapters that begin on "
        "right pages; the files are called .print",
    )
    command.add_argument(
        "--parallel",
        choices=(_COLUMNS, "facing"),
        default=_COLUMNS,
        help="how two languages stand in one PDF: side by side on each page (default), or on facing pages, in files "
        "called .facing",
    )


def build_flags(command: argparse.ArgumentParser) -> None:
    edition_flags(command)
    row_flag(command)
    command.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="where to write (default: dist/ of the project)"
    )
    command.add_argument(
        "-j", "--jobs", type=int, default=processors(), metavar="N", help="processes at once (default: all processors)"
    )
    command.add_argument("--explain", action="store_true", help="say why each file was made, or was not")
    command.add_argument("--no-cache", action="store_true", help="make everything anew, and keep nothing")
    command.set_defaults(run=_build)


def edition_flags(command: argparse.ArgumentParser) -> None:
    """What is made, wherever and however often."""
    command.add_argument(
        "--lang",
        action="append",
        default=[],
        metavar="LANG",
        help="zh, en, …, or all (default); two joined by + stand in one (zh+en); may be repeated",
    )
    command.add_argument(
        "--slides", choices=SLIDES, default=SLIDES[0], help="how long the deck may be: all of it, or some 15 slides"
    )
    command.add_argument("--force", action="store_true", help="overwrite slides that were edited by hand")
    how = command.add_mutually_exclusive_group()
    strict_flag(how)
    how.add_argument(
        "--draft",
        action="store_true",
        help="build although editions disagree or the report contradicts itself; every page and slide is marked, and "
        "the files are called .draft",
    )
    project_flags(command)


def request_of(options: argparse.Namespace, folder: Path) -> Request:
    """What the flags ask for; `folder` is where they do not name one."""
    return Request(
        tuple(options.lang),
        (options.only,) if options.only else tuple(OUTPUTS),
        options.output or folder,
        options.force,
        options.slides,
        strict=options.strict,
        draft=options.draft,
        paper=options.paper,
        bound=options.purpose != _SCREEN,
        facing=options.parallel != _COLUMNS,
    )


def _build(options: argparse.Namespace) -> int:
    project = open_project(options.project, options.row)
    request = request_of(options, project.root / "dist")
    begun = time.perf_counter()
    found: list[Diagnostic] = []
    progress = _silent if options.quiet else _explain if options.explain else _say
    store = None if options.no_cache else kept(project)
    try:
        executors = partial(crew, options.jobs) if options.jobs > 1 and "pdf" in request.outputs else inline
        with live(progress, 0 if options.quiet else live_width()) as told:
            files = build(project, request, found.append, told, store, executors)
    finally:
        print_faults(project, found, options, options.strict)
    if not files:
        say("nothing was written")
        return FAULTS
    if not options.quiet:
        say(f"{len(files)} file{'s' * (len(files) > 1)} in {request.folder}, {time.perf_counter() - begun:.1f} s")
    return BUILT


def _silent(_: Step) -> None:
    """Only what is wrong is said."""


def _say(step: Step) -> None:
    """One line an artefact; its seconds only on a terminal, so that logs of two builds are the same."""
    if step.state is not State.BEGUN:
        took = f"  {step.seconds:.1f} s" if step.state is State.MADE else "  as before"
        say(f"  {step.name}{took}" if sys.stderr.isatty() else f"  {step.name}")


def _explain(step: Step) -> None:
    if step.state is State.KEPT:
        say(f"  {step.name}: as before, since nothing that it shows has changed")
    elif step.state is State.MADE:
        why = f"changed: {', '.join(step.why)}" if step.why else "it was not made before, or is no longer kept"
        say(f"  {step.name}: made; {why}")
        if step.drawn:
            say(f"    drawn anew: {', '.join(step.drawn)}")
