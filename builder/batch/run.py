"""A table and a project → tasks, checked before anything is made; tasks → outcomes, by any executor."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from builder.batch.bundle import Bundle, gather, place
from builder.batch.names import named
from builder.batch.row import SIGN, Fate, Order, Outcome, Task, make_row
from builder.batch.target import Folder, open_target
from builder.cache import release
from builder.diagnostics import Code, Diagnostic, Report, has_errors, ordered
from builder.load.numeric import check_numbers
from builder.load.rows import read_rows
from builder.load.settings import read_settings
from builder.model import DataRow
from builder.pipeline import jobs_of, read
from builder.project import Project, read_text
from builder.request import Request, UsageError

LIVES: Final = 3
"""So many processes may end while they make a row; then it is the row that ends them."""


@dataclass(frozen=True, slots=True)
class Batch:
    """`refused`: rows that cannot be begun. `bundle` is what all tasks are made of."""

    rows: tuple[DataRow, ...]
    tasks: tuple[Task, ...]
    refused: tuple[Outcome, ...]
    bundle: Bundle


def prepare(project: Project, table: Path, request: Request, where: str, pattern: str, report: Report) -> Batch | None:
    """Everything that can be told before a row is made; None where none can be: the table or the report is at fault.

    `pattern` is how reports are named (`named`), `where` the target. Faults of cells are their row's alone: the others
    are made. Raises UsageError, ThemeError, OSError."""
    if not table.is_file():
        raise UsageError(f"there is no table {table}")
    rows = read_rows(table, table_name(project, table), report)
    if not rows:
        return None
    default, common = _tried(project, rows, request)
    if has_errors(common) or (request.strict and common):
        for fault in common:
            report(fault)
        return None
    faults: list[Diagnostic] = []
    names = named(rows, pattern, default, faults.append)
    check_numbers(project, rows, faults.append)
    wrong = {fault.span.line for fault in faults if fault.code is Code.MALFORMED_DATA}
    begun = {row.number for row in rows if row.number in names and row.line not in wrong}
    for fault in ordered(faults):
        report(fault)
    bundle = gather(project, (table, *_local(where)))
    order = Order(release(), bundle.digest, request, where)
    tasks = tuple(Task(order, row, names[row.number]) for row in rows if row.number in begun)
    return Batch(rows, tasks, tuple(_refused(rows, names, ordered(faults), begun)), bundle)


def table_name(project: Project, table: Path) -> str:
    """What places call it: as files of the project are called where it is one, else as it was typed."""
    whole = table.resolve()
    return project.relative(whole) if whole.is_relative_to(project.root) else table.as_posix()


def own_table(project: Project, report: Report) -> Path | None:
    """The table that report.yaml names; None where it names none, or cannot be used."""
    path = project.content / "report.yaml"
    text = read_text(project, path, report)
    read = read_settings(text, project.relative(path), report) if text is not None else None
    return project.content / read[0].rows if read and read[0].rows else None


def begin(batch: Batch, where: str) -> None:
    """Lay out what the processes of this machine need, and the sign by which all know the target. Raises OSError."""
    place(batch.bundle)
    target = open_target(where)
    if isinstance(target, Folder):
        target.sweep()
    target.write({SIGN: batch.bundle.digest.encode()})


def outcomes(
    tasks: Sequence[Task],
    executor: Executor,
    room: Callable[[], int],
    why: Callable[[Exception], str] = str,
    work: Callable[[Task], Outcome] = make_row,
) -> Iterator[Outcome]:
    """What becomes of each task, as it is done. `room` is how many the executor can take at the moment: not more are
    given to it, so that it is told exactly who was at work when a process ended. `why`: an exception of it in words;
    `work` makes the row there."""
    waiting = deque(tasks)
    running: dict[Future[Outcome], Task] = {}
    ended: Counter[int] = Counter()
    while waiting or running:
        while waiting and len(running) < max(1, room()):
            task = waiting.popleft()
            running[executor.submit(work, task)] = task
        done, _ = wait(running, timeout=_PATIENCE_S, return_when=FIRST_COMPLETED)
        for future in done:
            task = running.pop(future)
            try:
                yield future.result()
            except BrokenExecutor:
                ended[task.row.number] += 1
                if ended[task.row.number] < LIVES:
                    waiting.appendleft(task)
                else:
                    yield _failed(task, KILLED.format(LIVES))
            except CancelledError:
                raise ConnectionError(GONE) from None
            except Exception as error:  # of the executor: what a row raises comes back in its outcome
                yield _failed(task, why(error))


KILLED: Final = "{} processes that made it were stopped, perhaps for want of memory"
GONE: Final = "what made the rows is gone; what is finished stays, and the same command goes on from there"
_PATIENCE_S: Final = 5.0
"""Seconds after which `room` is asked anew: workers come and go."""


def _failed(task: Task, reason: str) -> Outcome:
    return Outcome(task.row.number, task.name, Fate.FAILED, reason=reason)


def _tried(project: Project, rows: Sequence[DataRow], request: Request) -> tuple[str, tuple[Diagnostic, ...]]:
    """The report's name, and what is wrong with the report: what is wrong with its first row, the middle one and the
    last, which are read in earnest; nothing where one of them can be made. Raises UsageError."""
    found: list[list[Diagnostic]] = []
    name = "report"
    for at in dict.fromkeys((0, len(rows) // 2, len(rows) - 1)):
        found.append([])
        book = read(replace(project, row=rows[at]), found[-1].append, request.slides, request.draft)
        name = book.editions[0].name if book else name
        if book and not has_errors(found[-1]) and not (request.strict and found[-1]):
            jobs_of(book, request)
            return name, ()
    return name, ordered(one for one in found[0] if all(one in others for others in found))


def _refused(
    rows: Sequence[DataRow], names: Mapping[int, str], faults: Sequence[Diagnostic], begun: Collection[int]
) -> Iterator[Outcome]:
    """The rows that are not begun, with what is wrong with each."""
    by_line: dict[int, list[Diagnostic]] = {}
    for fault in faults:
        for span in filter(None, (fault.span, fault.other)):
            by_line.setdefault(span.line, []).append(fault)
    for row in rows:
        if row.number not in begun:
            own = tuple(by_line[row.line])
            name = names.get(row.number, "")
            yield Outcome(row.number, name, Fate.FAILED, findings=own, reason=own[0].message)


def _local(where: str) -> tuple[Path, ...]:
    return () if "://" in where else (Path(where),)
