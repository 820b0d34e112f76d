"""What was made before and is kept for the next build, and `builder clean`, which removes it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.cache import Store
from builder.cli.exits import BUILT
from builder.cli.flags import project_flag, quiet_flag
from builder.cli.printing import say
from builder.project import Project, open_project

if TYPE_CHECKING:
    from builder.cli.flags import Commands


FOLDER: Final = "BUILDER_CACHE"
"""The environment variable that names another folder for what is kept: for projects that cannot be written, or several
that share one."""


def kept(project: Project) -> Store:
    """The store of a project."""
    own = os.environ.get(FOLDER)
    return Store(Path(own) if own else project.root / ".builder" / "cache")


def add(commands: Commands) -> None:
    command = commands.add_parser("clean", help="remove what is kept of earlier builds; artefacts stay")
    project_flag(command)
    quiet_flag(command)
    command.set_defaults(run=_clean)


def _clean(options: argparse.Namespace) -> int:
    freed = kept(open_project(options.project)).clear()
    if not options.quiet:
        say(f"{freed / 2**20:.1f} MiB freed")
    return BUILT
