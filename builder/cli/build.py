"""`builder build`, `pdf` and `slides`: artefacts from a project."""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.exits import BUILT, FAULTS
from builder.cli.flags import (
    NO_DECK,
    NO_PAPER,
    deck_flags,
    jobs_flag,
    language_flag,
    only_flag,
    paper_flags,
    project_flags,
    run_flags,
)
from builder.cli.keeping import kept
from builder.cli.live import live
from builder.cli.printing import live_width, print_faults, say
from builder.diagnostics import Diagnostic
from builder.finishing import State, Step
from builder.job import OUTPUTS
from builder.pipeline import build
from builder.project import open_project
from builder.request import Request
from builder.workers import crew, inline

if TYPE_CHECKING:
    from builder.cli.flags import Commands


def add(commands: Commands) -> None:
    command = commands.add_parser("build", help="build everything: PDF and slides, all languages")
    language_flag(command)
    only_flag(command)
    paper_flags(command)
    deck_flags(command)
    jobs_flag(command)
    _own_flags(command)
    command = commands.add_parser("pdf", help="the PDF for distribution")
    language_flag(command)
    paper_flags(command)
    jobs_flag(command)
    _own_flags(command)
    command.set_defaults(only="pdf", **NO_DECK)
    command = commands.add_parser("slides", help="the slides for a presentation")
    language_flag(command)
    deck_flags(command)
    _own_flags(command)
    command.set_defaults(only="pptx", **NO_PAPER, jobs=1)  # one process makes all slides


def _own_flags(command: argparse.ArgumentParser) -> None:
    run_flags(command)
    command.add_argument("--explain", action="store_true", help="say why each file was made, or was not")
    project_flags(command)
    command.set_defaults(run=_build)


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
        bound=options.purpose != NO_PAPER["purpose"],
        facing=options.parallel != NO_PAPER["parallel"],
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
