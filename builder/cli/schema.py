"""`builder schema`: what the files of a project may hold, for editors that complete and check them."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Container, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from builder.cli.exits import BUILT
from builder.cli.flags import project_flag, quiet_flag
from builder.cli.printing import count, say
from builder.diagnostics import did_you_mean
from builder.project import Project, open_project
from builder.request import UsageError

if TYPE_CHECKING:
    from builder.cli.flags import Commands

FOLDER: Final = "schema"
"""Of the project, beside content/, and kept with it: whoever gets the project has them, with Builder or without."""

_MARKS: Final = {".yaml": "# yaml-language-server: $schema=", ".toml": "#:schema "}
"""What stands before a schema in the first line of a file: for yaml-language-server and for Taplo."""


def add(commands: Commands) -> None:
    command = commands.add_parser("schema", help="what the YAML files may hold, for editors (JSON Schema)")
    command.add_argument("name", nargs="?", default="", metavar="NAME", help="of a file, without .yaml; default: list")
    command.add_argument("--write", action="store_true", help=f"all of them into {FOLDER}/ of the project")
    project_flag(command)
    quiet_flag(command)
    command.set_defaults(run=_schema)


def _schema(options: argparse.Namespace) -> int:
    if options.write and options.name:
        raise UsageError("builder schema --write writes all schemas: leave the name out")
    if options.write:
        _write(open_project(options.project), options.quiet)
        return BUILT
    made = _made()
    if not options.name:
        sys.stdout.write("".join(f"{name:10}{one['title']}: {one['description']}\n" for name, one in made.items()))
    elif options.name in made:
        sys.stdout.write(_printed(made[options.name]))
    else:
        raise UsageError(f"there is no schema '{options.name}': {did_you_mean(options.name, made)}")
    return BUILT


def _made() -> dict[str, dict[str, Any]]:
    from builder.chart.kinds import KINDS
    from builder.load.schema import schemas

    return schemas(tuple(KINDS))


def _printed(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _write(project: Project, quiet: bool) -> None:
    from builder.package import replace_files

    folder, made = project.root / FOLDER, _made()
    folder.mkdir(exist_ok=True)
    replace_files({folder / f"{name}.json": _printed(schema).encode() for name, schema in made.items()})
    if quiet:
        return
    say(f"{folder}: {count(len(made), 'schema')}; keep them with the project")
    for name, line in unmarked(project, made):
        say(f"{name}: let its first line be  {line}")


def unmarked(project: Project, names: Container[str]) -> Iterator[tuple[str, str]]:
    """The files of the project that have one of these schemas and do not say so, and the line that does."""
    theme = project.root / "assets" / "theme.toml"
    for path in [*sorted(project.content.glob("*.yaml")), *sorted(project.content.glob("*/terms.yaml")), theme]:
        if path.is_file() and path.stem in names and _MARKS[path.suffix] not in _first(path):
            schema = os.path.relpath(project.root / FOLDER / f"{path.stem}.json", path.parent)
            yield project.relative(path), f"{_MARKS[path.suffix]}{Path(schema).as_posix()}"


def _first(path: Path) -> str:
    return path.read_text("utf-8", errors="replace").partition("\n")[0]
