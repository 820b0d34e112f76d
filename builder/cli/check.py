"""`builder check`: what is wrong, in all languages, and nothing written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.cli.exits import BUILT, FAULTS
from builder.cli.flags import project_flags, row_flag, strict_flag
from builder.cli.printing import print_faults, say, told
from builder.diagnostics import Code, Diagnostic, did_you_mean, has_errors
from builder.pipeline import read
from builder.project import Project, open_project
from builder.request import UsageError

if TYPE_CHECKING:
    from builder.cli.flags import Commands

FORMATS: Final = ("text", "json", "sarif", "github")


def add(commands: Commands) -> None:
    command = commands.add_parser("check", help="say what is wrong, in all languages, and write nothing")
    command.add_argument(
        "--format",
        choices=FORMATS,
        default=FORMATS[0],
        help="text for people (default), on standard error; or, on standard output, JSON, SARIF 2.1.0 or annotations "
        "of GitHub, the last two with paths as seen from this folder",
    )
    command.add_argument(
        "--explain", nargs="?", const="", metavar="CODE", help="say what a code means; without CODE, list all of them"
    )
    command.add_argument(
        "--accept", nargs="?", const="", metavar="LANG", help="the translations say what their sources say: remember it"
    )
    strict_flag(command)
    row_flag(command)
    project_flags(command)
    command.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    if options.explain is not None:
        return _explain(options.explain)
    project = open_project(options.project, options.row)
    if options.accept is not None and not _accept(project, options.accept):
        return FAULTS
    found: list[Diagnostic] = []
    book = read(project, found.append)
    if options.format != "text":
        _write(_formatted(told(found, options.quiet and not options.strict), project, options.format))
    else:
        print_faults(project, found, options, options.strict)
        if book is not None and not found and not options.quiet:
            say(f"nothing is wrong in {', '.join(edition.lang for edition in book.editions)}")
    return FAULTS if has_errors(found) or (options.strict and found) else BUILT


def _accept(project: Project, lang: str) -> bool:
    """Writes the locks of a language, or of all; none where the structure of any edition differs."""
    from builder.package import replace_files
    from builder.translation.accept import Refused
    from builder.translation.exchange import CannotExchange, accept_texts

    try:
        results = accept_texts(project, lang)
    except CannotExchange as error:
        raise UsageError(str(error)) from None
    files: dict[Path, bytes] = {}
    for result in results:
        if isinstance(result, Refused):
            for line in result.lines():
                say(line)
            say(f"'{result.lang}' is not accepted: give both editions the same parts first; builder check says more")
        else:
            files[project.root / result.name] = result.content
    if len(files) < len(results):
        return False
    replace_files(files)
    for result in results:
        if not isinstance(result, Refused):
            for place in result.left:
                say(f"{place.file}:{place.line} is still in the source's language, and not accepted")
            say(f"{result.name}: {result.units} texts accepted")
    return True


def _explain(name: str) -> int:
    from builder.cli.explain import explained, listing

    if name and name not in list(Code):
        raise UsageError(f"there is no code '{name}': {did_you_mean(name, list(Code))}")
    _write((explained(Code(name)) if name else listing()) + "\n")
    return BUILT


def _formatted(found: Sequence[Diagnostic], project: Project, kind: str) -> str:
    from builder.cli.formats import as_github, as_json
    from builder.cli.sarif import as_sarif
    from builder.cli.version import version

    if kind == "json":
        return as_json(found)
    return as_github(found, _folder(project)) if kind == "github" else as_sarif(found, _folder(project), version())


def _folder(project: Project) -> str:
    """The project's folder with a slash behind it, as seen from this folder: nothing where it is not inside."""
    here = Path.cwd().resolve()
    inside = project.root.is_relative_to(here) and project.root != here
    return f"{project.root.relative_to(here).as_posix()}/" if inside else ""


def _write(text: str) -> None:
    """As UTF-8 and with plain line ends on every machine, so that what reads it need not guess."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
