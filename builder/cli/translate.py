"""`builder translate export` and `import`: texts to translators and back."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.cli.exits import BUILT, FAULTS
from builder.cli.flags import project_flag, project_flags, quiet_flag
from builder.cli.printing import count, print_faults, say
from builder.diagnostics import Diagnostic, Span, has_errors
from builder.package import replace_files
from builder.pipeline import read
from builder.project import MAX_FILE, open_project
from builder.request import UsageError

if TYPE_CHECKING:
    from builder.cli.flags import Commands
    from builder.translation.bring import Brought

FORMATS: Final = ("xliff", "po")


def add(commands: Commands) -> None:
    group = commands.add_parser("translate", help="texts to translators and back, as XLIFF 2 or PO")
    actions = group.add_subparsers(metavar="action", required=True)
    command = actions.add_parser("export", help="the texts of a language with their translations, for a translator")
    command.add_argument("--to", required=True, metavar="LANG", help="the language to translate into: en, zh, …")
    command.add_argument(
        "--stale", action="store_true", help="only what is not translated, and whose source was edited since"
    )
    command.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="XLIFF 2.0 (default) or PO")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="the file to write (default: NAME.LANG.xlf)")
    project_flag(command)
    quiet_flag(command)
    command.set_defaults(run=_export)
    command = actions.add_parser("import", help="what a translator gave back, checked, into the files of its language")
    command.add_argument("file", type=Path, metavar="FILE", help="the XLIFF or PO file")
    project_flags(command)
    command.set_defaults(run=_import)


def _export(options: argparse.Namespace) -> int:
    from builder.translation.exchange import CannotExchange, export_texts

    project = open_project(options.project)
    try:
        exported = export_texts(project, options.to, stale=options.stale, form=options.format)
    except CannotExchange as error:
        raise UsageError(str(error)) from None
    path: Path = options.output or Path(exported.name)
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}")
    replace_files({path.resolve(): exported.content})
    for gap in exported.work.gaps:
        span = gap.source or gap.target
        if span:
            say(f"{span.file}:{span.line}: has no counterpart in the other edition, and is not exported")
    if not options.quiet:
        states = [job.state.value for job in exported.work.jobs]
        sums = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
        say(f"{path}: {count(len(states), 'text')}" + (f" ({sums})" if sums else ""))
    return FAULTS if exported.work.gaps else BUILT


def _import(options: argparse.Namespace) -> int:
    from builder.translation.exchange import CannotExchange, import_texts

    project = open_project(options.project)
    with options.file.open("rb") as file:
        content = file.read(MAX_FILE + 1)
    try:
        lang, brought = import_texts(project, content)
    except CannotExchange as error:
        raise UsageError(f"{options.file}: {error}") from None
    replace_files({project.root / name: data for name, data in brought.files.items()})
    for fault in sorted(brought.faults, key=lambda one: one.line):
        say(f"{options.file}:{fault.line}: {fault.message}{_place(fault.unit)}")
    project = open_project(options.project)
    found: list[Diagnostic] = []
    read(project, found.append)
    found = [_told(diagnostic, brought, options.file) for diagnostic in found]
    print_faults(project, found, options)
    if not options.quiet:
        sums = f"{brought.written} written, {brought.same} as they were, {brought.empty} not translated"
        say(f"{lang}: {sums}, {len(brought.faults)} left")
    return FAULTS if brought.faults or has_errors(found) else BUILT


def _place(span: Span | None) -> str:
    return f" ({span.file}:{span.line})" if span else ""


def _told(diagnostic: Diagnostic, brought: Brought, file: Path) -> Diagnostic:
    """With the place in the translator's file, where the text came from there."""
    for span in (diagnostic.span, diagnostic.other):
        line = brought.lines.get((span.file, span.line)) if span else None
        if line:
            return replace(diagnostic, hint=f"{diagnostic.hint} ({file}:{line})".strip())
    return diagnostic
