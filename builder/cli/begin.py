"""`builder new`, `add-language` and `import`: where a project or an edition begins."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import builder
from builder.cli.exits import BUILT, FAULTS
from builder.cli.flags import project_flags, quiet_flag
from builder.cli.printing import count, print_faults, say
from builder.diagnostics import Code, Diagnostic, has_errors
from builder.excerpt import render
from builder.pipeline import read
from builder.project import open_project
from builder.request import UsageError

if TYPE_CHECKING:
    from builder.cli.flags import Commands


def add(commands: Commands) -> None:
    command = commands.add_parser("new", help="a small bilingual example to begin with")
    command.add_argument("folder", type=Path, metavar="DIR", help="the folder to make; it must not exist, or be empty")
    command.set_defaults(run=_new)
    command = commands.add_parser("add-language", help="a further language: its files, and what to translate")
    command.add_argument("lang", metavar="LANG", help="the language to add: en, zh, …")
    project_flags(command)
    command.set_defaults(run=_add_language)
    command = commands.add_parser("import", help="Markdown documents, one a language, into a project that builds")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE.md", help="the report in one or more languages")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="the project's folder to make")
    command.add_argument(
        "--lang", action="append", default=[], metavar="LANG", help="a file's language, in the files' order"
    )
    command.add_argument("--facts", action="store_true", help="propose facts for numbers that all languages say")
    command.add_argument("--charts", action="store_true", help="propose charts for tables of numbers")
    quiet_flag(command)
    command.set_defaults(run=_import)


def _add_language(options: argparse.Namespace) -> int:
    """Add the language, then check the project: its first language may hold what fonts or checks of another refuse."""
    from builder.importer.language import CannotAdd, add_language

    project = open_project(options.project)
    try:
        added = add_language(project, options.lang)
    except CannotAdd as error:
        raise UsageError(str(error)) from None
    say(f"{len(added.files)} files; {added.todo} lists {added.items} texts, {added.words} words to translate")
    found: list[Diagnostic] = []
    read(project, found.append)
    found = [fault for fault in found if fault.code is not Code.UNTRANSLATED]  # the list says it
    print_faults(project, found, options)
    if has_errors(found):
        say("the report does not build before these errors are mended")
        return FAULTS
    return BUILT


def _new(options: argparse.Namespace) -> int:
    """Copy the starter project, which ships with the package."""
    import shutil

    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already, and not an empty folder")
    ours = shutil.ignore_patterns(".*", "dist")  # of somebody who built the starter itself
    shutil.copytree(Path(builder.__file__).parent / "starter", folder, dirs_exist_ok=True, ignore=ours)
    say(f"{folder}: write in {folder / 'content'}, then: builder build --project {folder}")
    return BUILT


def _import(options: argparse.Namespace) -> int:
    """Make a project of Markdown documents, and say what its author should look at."""
    from builder.importer.assemble import REPORT_FILE, import_documents
    from builder.importer.documents import CannotImport

    folder: Path = options.output
    try:
        report = import_documents(tuple(options.files), folder, tuple(options.lang))
    except CannotImport as error:
        raise UsageError(str(error)) from None
    if not options.quiet:
        counts = ", ".join(f"{number} {kind.value}" for kind, number in report.counts.items())
        say(f"{folder}: {count(report.files, 'file')} in {', '.join(report.languages)}; {counts}")
    for fault in report.faults:
        say(render(fault, None))
    _propose(folder, options)
    if not options.quiet:
        say(f"read {folder / REPORT_FILE}, then: builder build --project {folder}")
    return FAULTS if report.faults else BUILT


def _propose(folder: Path, options: argparse.Namespace) -> None:
    """Write what might be facts or charts beside the project, as diffs to accept."""
    from builder.importer.proposing.propose import propose_charts, propose_facts

    for wanted, propose, name in (
        (options.facts, propose_facts, "proposed-facts.diff"),
        (options.charts, propose_charts, "proposed-charts.diff"),
    ):
        if not wanted:
            continue
        text = propose(open_project(folder))
        if text:
            (folder / name).write_text(text, "utf-8", newline="\n")
        if not options.quiet:
            say(f"look through {folder / name}, then: git apply {name}" if text else f"nothing for {name}")
