"""`builder watch` and `builder preview`: a build after every save, told on the terminal or shown in the browser."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from builder.cli.build import request_of
from builder.cli.exits import BUILT, INTERRUPTED
from builder.cli.flags import (
    NO_PAPER,
    deck_flags,
    jobs_flag,
    language_flag,
    only_flag,
    paper_flags,
    project_flag,
    project_flags,
    run_flags,
)
from builder.cli.keeping import kept
from builder.cli.printing import print_faults, say
from builder.project import Project, open_project
from builder.request import Request, UsageError

if TYPE_CHECKING:
    from builder.cli.flags import Commands
    from builder.diagnostics import Diagnostic
    from builder.preview.rounds import Round

NEEDED: Final = ("starlette", "uvicorn", "watchfiles")


def add(commands: Commands) -> None:
    command = commands.add_parser("watch", help="build again after every save, until Ctrl-C")
    language_flag(command)
    only_flag(command)
    paper_flags(command)
    deck_flags(command)
    run_flags(command)
    jobs_flag(command)
    project_flags(command)
    command.set_defaults(run=partial(_until_stopped, _watch), command="watch")
    command = commands.add_parser("preview", help="build again after every save, and show the pages in the browser")
    command.add_argument("--port", type=int, default=0, metavar="N", help="of this machine (default: any that is free)")
    command.add_argument("--open", action="store_true", help="open the browser, too")
    language_flag(command)
    deck_flags(command)
    run_flags(command)
    project_flag(command)
    command.set_defaults(run=partial(_until_stopped, _preview), command="preview", only="", **NO_PAPER)


def _until_stopped(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Ctrl-C is how these commands end."""
    try:
        return run(options)
    except KeyboardInterrupt:
        say("stopped")
        return INTERRUPTED


def _watch(options: argparse.Namespace) -> int:
    project, request = _begun(options)
    from builder.preview.rounds import summary
    from builder.preview.running import watch

    last: list[Diagnostic] = []

    def tell(done: Round) -> None:
        """One line a round; findings in full where they are others than before."""
        if list(done.found) != last:
            last[:] = done.found
            print_faults(project, last, options, options.strict)
        say(f"{time.strftime('%H:%M:%S')} {summary(done)}")

    watch(project, request, None if options.no_cache else kept(project), options.jobs, tell)
    return BUILT


def _preview(options: argparse.Namespace) -> int:
    project, request = _begun(options)
    from builder.preview.running import previewing
    from builder.preview.server import Service

    with previewing(project, request, None if options.no_cache else kept(project)) as board:
        try:
            service = Service(board, options.port)
        except (OSError, OverflowError) as error:
            said = error.strerror if isinstance(error, OSError) else "a port is a number up to 65535"
            raise UsageError(f"port {options.port}: {said}; without --port, any that is free is taken") from None
        say(f"{service.address}\nCtrl-C ends it")
        if options.open:
            import webbrowser

            webbrowser.open(service.address)
        service.run()
    return BUILT


def _begun(options: argparse.Namespace) -> tuple[Project, Request]:
    """Raises UsageError where what these commands need is not installed."""
    if not all(map(find_spec, NEEDED)):
        raise UsageError(f"builder {options.command} needs: pip install {' '.join(NEEDED)}")
    project = open_project(options.project, options.row)
    request = request_of(options, project.root / "dist")
    return project, replace(request, folder=request.folder.resolve())
