"""Saves: which files of the project changed on the disk, in bursts as editors write them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from watchfiles import watch

from builder.project import Project

_QUIET_MS: Final = 10
_LONGEST_MS: Final = 50
"""A burst ends when nothing happens for so long, at the latest after so long."""

_CLOCKS_S: Final = 2.0
"""By so much the times of files may lie behind the clock; a save that is told twice costs little."""

_LOOK_MS: Final = 100
"""How long it may take until somebody who asks it to stop is heard."""


def saves(project: Project, output: Path, stop: threading.Event) -> Iterator[frozenset[str]]:
    """Names of files of the project that were written, came or went, burst by burst; what is made of them, in `output`,
    does not count. The first burst, which may be empty, comes when it is watched: what is read from then on is never
    older than what is told later. Ends when `stop` is set."""
    known: tuple[Path, ...] = ()
    seen = 0.0
    while not stop.is_set():
        watched = folders(project, output)
        come = [path for folder in watched if known for path in _later(folder, 0.0 if folder not in known else seen)]
        new, known = not known, watched
        try:
            for burst in watch(
                *watched,
                watch_filter=None,
                debounce=_LONGEST_MS,
                step=_QUIET_MS,
                stop_event=stop,
                rust_timeout=_LOOK_MS,
                yield_on_timeout=True,
                recursive=False,
            ):
                seen = time.time() - _CLOCKS_S
                paths = [*come, *(Path(path) for _, path in burst)]
                names = frozenset(filter(None, (_own(project, path, output) for path in paths)))
                if names or new:
                    yield names
                new, come = False, []
                if not _read_in(project) <= {*watched} or (burst and folders(project, output) != watched):
                    break
        except FileNotFoundError:  # a folder vanished before it could be watched
            stop.wait(_LOOK_MS / 1000)


def folders(project: Project, output: Path) -> tuple[Path, ...]:
    """Where files of the project may be: its folder, all in content/ and assets/, and where anything was read."""
    places = {project.root} | _read_in(project)
    for top in {project.content, project.root / "assets"}:
        places.update(_below(top, output))
    return tuple(sorted(place for place in places if place.is_dir()))


def _read_in(project: Project) -> set[Path]:
    return {(project.root / name).parent for name in [*project.read]}


def _later(folder: Path, when: float) -> Iterator[Path]:
    """What lies in the folder and was written after a time."""
    for path in _entries(folder):
        with suppress(OSError):
            if path.stat().st_mtime > when:
                yield path


def _below(folder: Path, output: Path) -> Iterator[Path]:
    if not folder.is_dir() or folder == output:
        return
    yield folder
    for path in _entries(folder):
        if path.is_dir() and not path.is_symlink() and not path.name.startswith("."):
            yield from _below(path, output)


def _entries(folder: Path) -> tuple[Path, ...]:
    """What lies in it; nothing where it vanished meanwhile."""
    try:
        return tuple(folder.iterdir())
    except OSError:
        return ()


def _own(project: Project, path: Path, output: Path) -> str:
    """The name of a file that a report may be made of; "" for others: hidden ones, those that editors keep beside what
    they edit, what Builder wrote, and what lies beside content/ and was never read."""
    if not path.is_relative_to(project.root) or path.is_relative_to(output):
        return ""
    name = project.relative(path)
    parts = path.relative_to(project.root).parts
    if any(part.startswith(".") for part in parts) or path.name.endswith(("~", ".swp", ".tmp")) or path.is_dir():
        return ""
    inside = path.is_relative_to(project.content) or parts[0] == "assets"
    return name if inside or name in project.read or name in project.absent else ""
