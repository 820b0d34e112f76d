"""Flags and exit codes: 0 built, 1 content faults, 2 usage, 3 something of the machine is missing, 130 interrupted."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from builder.diagnostics import Code, Diagnostic, Severity, has_errors, render
from builder.pipeline import OUTPUTS, SLIDES, Progress, Request, UsageError, build, read
from builder.project import NoProject, Project, open_project
from builder.theme import ThemeError

BUILT, FAULTS, USAGE, MACHINE, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        _say("interrupted; what stood in the output folder is untouched")
        return INTERRUPTED
    except (UsageError, ThemeError, NoProject, FileExistsError, NotADirectoryError) as error:
        _say(f"builder: {_words(error)}")
        return USAGE
    except PermissionError as error:
        _say(f"builder: {error.filename} cannot be written or read: {error.strerror}; choose another folder with -o")
        return MACHINE
    except IsADirectoryError as error:
        _say(f"builder: {_words(error)}; move it away, or choose another folder with -o")
        return USAGE
    except OSError as error:
        return _machine(error)


def _machine(error: OSError) -> int:
    if "library" in str(error):  # cffi's dlopen names the library that it could not load
        _say(f"builder: a system library is missing ({str(error).splitlines()[0]})")
        _say("Debian, Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
        _say("elsewhere: python3 run.py build says what to install")
    else:
        _say(f"builder: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
    return MACHINE


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}"
    return str(error)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"builder: {message}; builder --help says more\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="builder",
        description="Structured content in several languages into a printable PDF report and an editable deck.",
        epilog="Begin with: builder new my-report, then builder build --project my-report",
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(metavar="command", required=True)
    command = commands.add_parser("build", help="build everything: PDF and slides, all languages")
    _build_flags(command)
    command.add_argument("--only", choices=tuple(OUTPUTS), help="one kind of artefact alone")
    command = commands.add_parser("pdf", help="the PDF for distribution")
    _build_flags(command)
    command.set_defaults(only="pdf")
    command = commands.add_parser("slides", help="the slides for a presentation")
    _build_flags(command)
    command.set_defaults(only="pptx")
    command = commands.add_parser("check", help="say what is wrong, in all languages, and write nothing")
    _project_flags(command)
    command.set_defaults(run=_check)
    command = commands.add_parser("new", help="a small bilingual example to begin with")
    command.add_argument("folder", type=Path, metavar="DIR", help="the folder to make; it must not exist, or be empty")
    command.set_defaults(run=_new)
    command = commands.add_parser("add-language", help="a further language: its files, and what to translate")
    command.add_argument("lang", metavar="LANG", help="the language to add: en, zh, …")
    _project_flags(command)
    command.set_defaults(run=_add_language)
    command = commands.add_parser("import", help="Markdown documents, one a language, into a project that builds")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE.md", help="the report in one or more languages")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="the project's folder to make")
    command.add_argument(
        "--lang", action="append", default=[], metavar="LANG", help="a file's language, in the files' order"
    )
    command.add_argument("--facts", action="store_true", help="propose facts for numbers that all languages say")
    command.add_argument("--charts", action="store_true", help="propose charts for tables of numbers")
    command.add_argument("-q", "--quiet", action="store_true", help="say only what is wrong")
    command.set_defaults(run=_import)
    return parser


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"builder {version('builder')}"
    except PackageNotFoundError:
        return "builder"


def _project_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--project", type=Path, default=Path(), metavar="DIR", help="the project (default: this folder)"
    )
    command.add_argument("-q", "--quiet", action="store_true", help="say only what is wrong")
    command.add_argument("-v", "--verbose", action="store_true", help="say what was read, too")


def _build_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--lang", action="append", default=[], metavar="LANG", help="zh, en, …, or all (default); may be repeated"
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="where to write (default: dist/ of the project)"
    )
    command.add_argument(
        "--slides", choices=SLIDES, default=SLIDES[0], help="how long the deck may be: all of it, or some 15 slides"
    )
    command.add_argument("--force", action="store_true", help="overwrite slides that were edited by hand")
    _project_flags(command)
    command.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    project = open_project(options.project)
    languages = () if "all" in options.lang else tuple(dict.fromkeys(options.lang))
    outputs = (options.only,) if options.only else tuple(OUTPUTS)
    folder = options.output or project.root / "dist"
    begun = time.perf_counter()
    found: list[Diagnostic] = []
    progress = _progress(options.quiet)
    try:
        request = Request(languages, outputs, folder, options.force, options.slides)
        files = build(project, request, found.append, progress)
    finally:
        _print(project, found, options)
    if not files:
        _say("nothing was written")
        return FAULTS
    if not options.quiet:
        _say(f"{len(files)} file{'s' * (len(files) > 1)} in {folder}, {time.perf_counter() - begun:.1f} s")
    return BUILT


def _progress(quiet: bool) -> Progress:
    """One line an artefact; its seconds only on a terminal, so that logs of two builds are the same."""

    def say(name: str, seconds: float) -> None:
        if not quiet:
            _say(f"  {name}  {seconds:.1f} s" if sys.stderr.isatty() else f"  {name}")

    return say


def _check(options: argparse.Namespace) -> int:
    project = open_project(options.project)
    found: list[Diagnostic] = []
    book = read(project, found.append)
    _print(project, found, options)
    if book is not None and not found and not options.quiet:
        _say(f"nothing is wrong in {', '.join(edition.lang for edition in book.editions)}")
    return FAULTS if has_errors(found) else BUILT


def _print(project: Project, found: list[Diagnostic], options: argparse.Namespace) -> None:
    """Every fault once, by place, and their sum."""
    for diagnostic in sorted(dict.fromkeys(found), key=lambda d: (d.span, d.code)):
        if diagnostic.severity is Severity.ERROR or not options.quiet:
            _say(
                render(diagnostic, *(project.source_line(span) for span in (diagnostic.span, diagnostic.other) if span))
            )
    if options.verbose:
        for name in sorted(project.read):
            _say(f"  read {name}")
    errors = sum(d.severity is Severity.ERROR for d in dict.fromkeys(found))
    warnings = len(dict.fromkeys(found)) - errors
    if errors or (warnings and not options.quiet):
        _say(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _add_language(options: argparse.Namespace) -> int:
    """Add the language, then check the project: its first language may hold what fonts or checks of another refuse."""
    from builder.importer.language import CannotAdd, add_language

    project = open_project(options.project)
    try:
        added = add_language(project, options.lang)
    except CannotAdd as error:
        raise UsageError(str(error)) from None
    _say(f"{len(added.files)} files; {added.todo} lists {added.items} texts, {added.words} words to translate")
    found: list[Diagnostic] = []
    read(project, found.append)
    found = [fault for fault in found if fault.code is not Code.UNTRANSLATED]  # the list says it
    _print(project, found, options)
    if has_errors(found):
        _say("the report does not build before these errors are mended")
        return FAULTS
    return BUILT


def _new(options: argparse.Namespace) -> int:
    """Copy the starter project, which ships with the package."""
    import shutil

    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already, and not an empty folder")
    shutil.copytree(Path(__file__).parent / "starter", folder, dirs_exist_ok=True)
    _say(f"{folder}: write in {folder / 'content'}, then: builder build --project {folder}")
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
        counts = ", ".join(f"{count} {kind.value}" for kind, count in report.counts.items())
        _say(f"{folder}: {_count(report.files, 'file')} in {', '.join(report.languages)}; {counts}")
    for fault in report.faults:
        _say(render(fault, None))
    _propose(folder, options)
    if not options.quiet:
        _say(f"read {folder / REPORT_FILE}, then: builder build --project {folder}")
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
            _say(f"look through {folder / name}, then: git apply {name}" if text else f"nothing for {name}")
