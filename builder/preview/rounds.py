"""One round: the whole project checked, and what changed of it built."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from builder.cache import Store
from builder.diagnostics import Diagnostic, Severity, ordered
from builder.finishing import State, Step
from builder.pipeline import build
from builder.project import Project
from builder.request import Request, UsageError
from builder.theme import ThemeError
from builder.workers import inline


@dataclass(frozen=True, slots=True)
class Round:
    """What was found, in the order of the files; the artefacts by name, none where there are errors, and those of them
    that were made anew. `lines` are those of the findings. `trouble`: why nothing could be done, where it could not."""

    found: tuple[Diagnostic, ...] = ()
    lines: tuple[str, ...] = ()
    artefacts: Mapping[str, bytes] = field(default_factory=dict)
    made: tuple[str, ...] = ()
    seconds: float = 0.0
    trouble: str = ""

    @property
    def errors(self) -> int:
        return sum(one.severity is Severity.ERROR for one in self.found)


def one_round(
    project: Project,
    request: Request,
    store: Store | None,
    executors: Callable[[], AbstractContextManager[Executor]] = inline,
) -> Round:
    """Check and build. What the disk refuses, files that vanish meanwhile too, is told and is no end: another save
    comes. `project` is told what was read."""
    begun = time.perf_counter()
    fresh = Project(project.root, project.content, row=project.row, pick=project.pick)
    found: list[Diagnostic] = []
    steps: list[Step] = []
    artefacts: dict[str, bytes] = {}
    trouble = ""
    try:
        files = build(fresh, request, found.append, steps.append, store, executors, lasting=True)
        artefacts = {file.name: file.read_bytes() for file in files}
    except (UsageError, ThemeError) as error:
        trouble = str(error)
    except OSError as error:
        trouble = refused(error)
    project.read.update(fresh.read)
    said = ordered(found)
    lines = tuple(fresh.source_line(one.span) or "" for one in said)
    made = tuple(step.name for step in steps if step.state is State.MADE)
    seconds = time.perf_counter() - begun
    return Round(said, lines, artefacts, made, seconds, trouble)


def refused(error: OSError) -> str:
    """What the disk, or the system, refused."""
    return f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")


def summary(done: Round) -> str:
    """A round in one line."""
    if done.trouble:
        return done.trouble
    errors, warnings = done.errors, len(done.found) - done.errors
    said = [
        f"{number} {noun}{'s' * (number > 1)}" for number, noun in ((errors, "error"), (warnings, "warning")) if number
    ]
    if not done.artefacts:
        return f"{', '.join(said)}; nothing was written"
    kept = len(done.artefacts) - len(done.made)
    files = [*done.made, *([f"{kept} as before"] if kept else [])]
    return ", ".join([*files, *said, f"{done.seconds:.1f} s"])
