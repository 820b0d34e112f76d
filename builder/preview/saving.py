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

_BESIDE: Final = (("~", "#"), ("~", "#", ".swp", ".swx", ".tmp", ".bak", ".orig", "___jb_tmp___", "___jb_old___"))
"""How names of files begin and end that editors keep beside what they edit."""

_LOOK_MS: Final = 100
"""How long it may take until somebody who asks it to stop is heard."""


def saves(project: Project, output: Path, stop: threading.Event) -> Iterator[frozenset[str]]:
    """Names of files of the project that were written, came or went, burst by burst; what is made of them, in `output`,
    does not count. The first burst, which may be empty, comes when it is watched: what is read from then on is never
    older than what is told later. A project that is moved away is told as its content, and all of it when it is back.
    Ends when `stop` is set."""
    known: frozenset[Path] = frozenset()
    new, gone, seen = True, False, 0.0
    while not stop.is_set():
        if not project.root.is_dir():
            if not gone and not new:
                yield frozenset({project.relative(project.content)})
            known, gone = frozenset(), True
            stop.wait(_LOOK_MS / 1000)
            continue
        watched = folders(project, output)
        fresh = frozenset() if new else frozenset(watched) - known
        come = [path for folder in watched if not new for path in _later(folder, 0.0 if folder in fresh else seen)]
        known, gone = frozenset(watched), False
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
                told = [Path(path) for _, path in burst]
                names = frozenset(filter(None, (_own(project, path, output) for path in (*come, *told))))
                if names or new:
                    yield names
                new, come = False, []
                if moved := known.intersection(told):  # another folder may stand there now
                    known -= moved
                    break
                if not _read_in(project) <= known or (burst and folders(project, output) != watched):
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
    """The name of a file that a report may be made of; "" for others: folders, hidden files, those that editors keep
    beside what they edit, what Builder wrote, and what lies beside content/ and was never read."""
    if not path.is_relative_to(project.root) or path == project.root or path.is_relative_to(output):
        return ""
    name = project.relative(path)
    if path.is_dir() and name not in project.read:
        return ""
    parts = path.relative_to(project.root).parts
    if any(part.startswith(".") for part in parts) or (_is_beside(path.name) and name not in project.read):
        return ""
    inside = path.is_relative_to(project.content) or parts[0] == "assets"
    return name if inside or name in project.read or name in project.absent else ""


def _is_beside(name: str) -> bool:
    begin, end = _BESIDE
    return name.startswith(begin) or name.endswith(end) or name.isdigit()  # with a number vim tries a folder
