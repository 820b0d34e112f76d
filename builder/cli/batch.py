"""`builder batch`: a report a row of a table, on this machine or on a cluster."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.cli.build import request_of
from builder.cli.exits import BUILT, FAULTS, INTERRUPTED
from builder.cli.flags import deck_flags, firmness_flags, language_flag, only_flag, paper_flags, project_flags
from builder.cli.pace import Pace, span
from builder.cli.printing import count, print_faults, say
from builder.diagnostics import Diagnostic
from builder.excerpt import columns, printable
from builder.project import Project, open_project
from builder.request import UsageError
from builder.workers import processors

if TYPE_CHECKING:
    from builder.batch.ledger import Ledger
    from builder.batch.row import Outcome
    from builder.batch.run import Batch
    from builder.cli.flags import Commands

_MOST: Final = 20
"""Faults and failed rows that are told one by one; the page has them all."""


def add(commands: Commands) -> None:
    command = commands.add_parser("batch", help="a report for each row of a table, here or on a cluster")
    command.add_argument(
        "rows",
        type=Path,
        nargs="?",
        metavar="ROWS",
        help="the table: .csv, .xlsx, .jsonl or .parquet (default: that of report.yaml)",
    )
    command.add_argument(
        "--name",
        default="",
        metavar="PATTERN",
        help="what reports are called, by columns: '{city}-{year}'; a slash begins a folder (default: the report's "
        "name and the row's number)",
    )
    command.add_argument(
        "-o", "--output", default="", metavar="DIR|URL", help="where to write: a folder, or s3://… (default: dist/)"
    )
    where = command.add_mutually_exclusive_group()
    where.add_argument("-j", "--jobs", type=int, metavar="N", help="processes at once (default: all processors)")
    where.add_argument("--cluster", metavar="ADDRESS", help="the scheduler of a Dask cluster: tcp://host:8786")
    language_flag(command)
    only_flag(command)
    paper_flags(command)
    deck_flags(command)
    firmness_flags(command)
    project_flags(command)
    command.set_defaults(run=_batch)


def _batch(options: argparse.Namespace) -> int:
    from builder.batch.ledger import Ledger
    from builder.batch.run import begin, own_table, prepare

    project = open_project(options.project)
    where = _where(options.output, project)
    request = replace(request_of(options, Path()), folder=Path())
    begun = time.perf_counter()
    found: list[Diagnostic] = []
    options.rows = options.rows or own_table(project, found.append)
    if options.rows is None and not found:
        raise UsageError("builder batch needs a table: builder batch ROWS.csv, or rows: in report.yaml")
    batch = options.rows and prepare(project, options.rows, request, where, options.name, found.append)
    _tell(project, options, found)
    if batch is None:
        say("nothing was made")
        return FAULTS
    begin(batch, where)
    ledger = Ledger(len(batch.rows))
    try:
        whole = _made(batch, ledger, options)
    finally:
        _finish(ledger, options, where, time.perf_counter() - begun)
    if not whole:
        return INTERRUPTED
    return FAULTS if any(one.reason for one in ledger.outcomes()) else BUILT


def _made(batch: Batch, ledger: Ledger, options: argparse.Namespace) -> bool:
    """Enter what becomes of the rows; whether that is all of them."""
    pace = Pace(len(batch.tasks) or 1, options.quiet)
    for refused in batch.refused:
        ledger.enter(refused)
    failed = 0
    try:
        for outcome in _outcomes(batch, options):
            ledger.enter(outcome)
            if outcome.reason and (failed := failed + 1) <= _MOST:
                pace.say(f"  row {outcome.number}, {printable(outcome.name)}: {printable(outcome.reason)}")
            pace.step(bool(outcome.reason))
    except KeyboardInterrupt:
        pace.say("interrupted; what is finished stays, and the same command goes on from there")
        return False
    finally:
        pace.clear()
    return True


def _outcomes(batch: Batch, options: argparse.Namespace) -> Iterator[Outcome]:
    from builder.batch.run import outcomes

    if options.cluster:
        from builder.batch.cluster import cluster, why, work

        with cluster(options.cluster, batch.bundle) as there:
            yield from outcomes(batch.tasks, there.executor, there.room, why, work())
        return
    from builder.batch.seats import seats

    jobs = max(1, min(options.jobs or processors(), len(batch.tasks)))
    with seats(jobs) as executor:
        yield from outcomes(batch.tasks, executor, lambda: jobs)


def _finish(ledger: Ledger, options: argparse.Namespace, where: str, seconds: float) -> None:
    """The page, and the sums of it."""
    from builder.batch.ledger import size
    from builder.batch.page import NAME, page
    from builder.batch.row import Fate
    from builder.batch.target import open_target

    open_target(where).write({NAME: page(ledger, options.rows.name, seconds)})
    if not options.quiet:
        for fate in Fate:
            if those := ledger.of(fate):
                files, octets = size(those)
                sums = f"  {count(files, 'file'):>14}  {octets / 2**20:,.1f} MiB" if files else ""
                say(f"{fate:<8}{count(len(those), 'row'):>12}{sums}")
    _list(ledger.of(Fate.FAILED))
    if not options.quiet:
        say(f"{NAME} in {where} names every row; {span(seconds)}")


def _list(failed: tuple[Outcome, ...]) -> None:
    """A table of the rows that failed."""
    shown = failed[:_MOST]
    names = [printable(one.name) for one in shown]
    widest = max((columns(name) for name in names), default=0)
    if shown:
        say("\nrow failed  why")
    for one, name in zip(shown, names, strict=True):
        pad = " " * (widest - columns(name))
        say(f"{one.number:>10}  {name}{pad}  {printable(one.reason)}" if widest else f"{one.number:>10}  {one.reason}")
    if len(failed) > _MOST:
        say(f"{'':>10}  and {len(failed) - _MOST:,} more")


def _tell(project: Project, options: argparse.Namespace, found: list[Diagnostic]) -> None:
    """What was found before anything was made, with the lines of the table."""
    from builder.batch.run import table_name

    name = table_name(project, options.rows) if options.rows else ""
    told_of = any(one.span.file == name for one in found)
    read = project.read | ({name: options.rows.read_bytes()} if told_of else {})
    print_faults(replace(project, read=read), found[:_MOST], options, options.strict)
    if len(found) > _MOST:
        say(f"and {len(found) - _MOST:,} more")


def _where(output: str, project: Project) -> str:
    """A URL as it is, and a folder as all processes find it. Raises UsageError."""
    from builder.batch.target import open_target

    where = output if "://" in output else str((Path(output) if output else project.root / "dist").resolve())
    open_target(where)
    return where
