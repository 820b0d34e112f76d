"""`builder doctor`: what this machine has of what Builder needs, and how to get the rest.

It uses nothing before it has seen that it is there, so that it works on a machine where little else does."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.cli.exits import BUILT, MACHINE
from builder.cli.flags import project_flag
from builder.cli.keeping import kept
from builder.cli.needs import lacks, needs
from builder.cli.version import version
from builder.cli.watching import NEEDED
from builder.project import NoProject, Project, open_project
from builder.system import OFFICE, pango_line
from builder.theme import default_assets

if TYPE_CHECKING:
    from builder.cli.flags import Commands
    from builder.diagnostics import Diagnostic

VERSION: Final = 1
"""Of the JSON; it changes where a reader of it would have to."""

_LEAST_ROOM: Final = 100 * 2**20
_OLDEST_PANGO: Final = (1, 44, 0)


class State(StrEnum):
    """Without what is missing nothing can be built; without what is optional a command or some speed is."""

    OK = "ok"
    MISSING = "missing"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Line:
    """`todo`: what brings it; empty where there is nothing to do."""

    state: State
    name: str
    said: str
    todo: str = ""


def add(commands: Commands) -> None:
    command = commands.add_parser("doctor", help="what this machine has of what Builder needs, and how to get the rest")
    project_flag(command)
    command.add_argument("--json", action="store_true", help="for another program")
    command.add_argument("-q", "--quiet", action="store_true", help="say only what is missing")
    command.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    lines = list(examined(options.project))
    missing = [line for line in lines if line.state is State.MISSING]
    if options.json:
        print(json.dumps({"version": VERSION, "missing": len(missing), "lines": [*map(asdict, lines)]}, indent=2))
    else:
        _print(missing if options.quiet else lines)
    return MACHINE if missing else BUILT


def _print(lines: list[Line]) -> None:
    widest = max((len(line.name) for line in lines), default=0)
    for line in lines:
        print(f"{line.state:<8}  {line.name:<{widest}}  {line.said}")
        if line.todo:
            print(f"{'':<8}  {'':<{widest}}  → {line.todo}")


def examined(folder: Path) -> Iterator[Line]:
    yield Line(State.OK, "Python", platform.python_version())
    own = version()
    yield Line(State.OK, "Builder", own or "runs from its folder, without having been installed")
    yield from _packages()
    yield _pango()
    yield fonts(default_assets() / "fonts")
    yield _office()
    yield _preview()
    yield from _project(folder)


def _packages() -> Iterator[Line]:
    wanted = needs()
    lacking = [(need, why) for need in wanted if (why := lacks(need))]
    for need, why in lacking:
        yield Line(State.MISSING, "package", f"{need.name}: {why}", f"pip install '{need.name}{need.versions}'")
    if not lacking:
        yield Line(State.OK, "packages", f"{len(wanted)}, all there" if wanted else "not known: see Builder")


def _pango() -> Line:
    """Pango as WeasyPrint opens it, which says on standard output where it cannot."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            from weasyprint.text import ffi
    except ImportError as error:
        return Line(State.MISSING, "Pango", f"WeasyPrint, which opens it, does not start: {error}")
    except OSError as error:
        return Line(State.MISSING, "Pango", str(error).splitlines()[0].strip(), pango_line())
    number = ffi.pango.pango_version()
    found = (number // 10000, number // 100 % 100, number % 100)
    words = ".".join(map(str, found))
    if found < _OLDEST_PANGO:
        return Line(State.MISSING, "Pango", f"{words}; 1.44 or newer is needed", pango_line())
    if not ffi.harfbuzz_subset:
        return Line(State.OPTIONAL, "Pango", f"{words}, without HarfBuzz-Subset: PDFs are larger", pango_line())
    return Line(State.OK, "Pango", f"{words}, with HarfBuzz")


def fonts(folder: Path) -> Line:
    """Every font is there, byte for byte as it was shipped."""
    import hashlib

    again = "install Builder anew: its fonts belong to it"
    try:
        sums = [line.split(maxsplit=1) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines()]
    except OSError as error:
        return Line(State.MISSING, "fonts", f"{folder}: {error.strerror}", again)
    broken = []
    for digest, name in sums:
        try:
            sound = hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        except OSError:
            sound = False
        broken += [] if sound else [name]
    if broken:
        return Line(State.MISSING, "fonts", f"{', '.join(broken)} in {folder}: not there, or not as shipped", again)
    return Line(State.OK, "fonts", f"{sum(name.endswith('.ttf') for _, name in sums)} faces")


def _office() -> Line:
    path = next(filter(None, map(shutil.which, OFFICE)), None)
    if path:
        return Line(State.OK, "LibreOffice", path)
    said = "not there; builder verify needs it, and builder preview to show slides"
    return Line(State.OPTIONAL, "LibreOffice", said, "https://www.libreoffice.org, or your system's packages")


def _preview() -> Line:
    absent = [name for name in NEEDED if not find_spec(name)]
    if not absent:
        return Line(State.OK, "preview", ", ".join(NEEDED))
    said = f"{', '.join(absent)} not there; builder watch and preview need them"
    return Line(State.OPTIONAL, "preview", said, f"pip install {' '.join(NEEDED)}")


def _project(folder: Path) -> Iterator[Line]:
    try:
        project = open_project(folder)
    except NoProject:
        yield Line(State.OPTIONAL, "project", f"none in {folder.resolve()}", "builder new my-report")
        yield _room(folder.resolve())
        return
    yield _settings(project)
    yield _cache(project)
    yield _room(project.root)


def _settings(project: Project) -> Line:
    from builder.project import read_text

    found: list[Diagnostic] = []
    file = project.content / "report.yaml"
    try:
        from builder.load.settings import read_settings
    except ImportError as error:
        return Line(State.MISSING, "project", f"{project.root}: report.yaml cannot be read without {error.name}")
    text = read_text(project, file, found.append)
    read = read_settings(text, project.relative(file), found.append) if text is not None else None
    if read is None or found:
        fault = found[0]
        place = f"{fault.span.file}:{fault.span.line}:{fault.span.col}"
        return Line(State.MISSING, "project", f"{place}: {fault.message}", f"{fault.hint}; builder check says more")
    settings, _ = read
    return Line(State.OK, "project", f"{settings.name} in {', '.join(settings.languages)}")


def _cache(project: Project) -> Line:
    folder = kept(project).folder
    there = next(one for one in (folder, *folder.parents) if one.is_dir())
    if _writable(there):
        return Line(State.OK, "cache", str(folder))
    said = f"{folder} cannot be written; each build makes everything anew"
    return Line(State.OPTIONAL, "cache", said, "name another folder in BUILDER_CACHE")


def _writable(folder: Path) -> bool:
    """Asked by writing, since what the rights say is not all that may stand against it."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _room(folder: Path) -> Line:
    there = next((one for one in (folder, *folder.parents) if one.is_dir()), Path(os.sep))
    free = shutil.disk_usage(there).free
    said = f"{free / 2**30:.1f} GiB free in {there}"
    if free < _LEAST_ROOM:
        return Line(State.MISSING, "disk", said, "make room, or write elsewhere with -o")
    return Line(State.OK, "disk", said)
