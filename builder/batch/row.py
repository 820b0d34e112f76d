"""One row → its report: read, checked, made and written by one process, whatever machine that is on.

All that it takes is in the `Task`, and all that came of it in the `Outcome`; doing it twice gives the same."""

from __future__ import annotations

import gc
import logging
import os
import platform
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from builder.batch.bundle import placed
from builder.batch.state import State, Written, edited, recall, remember, stands
from builder.batch.target import OWN, Target, digest_of, open_target
from builder.cache import digest, release
from builder.diagnostics import Diagnostic, Severity, has_errors, ordered
from builder.job import OUTPUTS, Job, make
from builder.model import DataRow
from builder.pipeline import jobs_of, read
from builder.project import open_project
from builder.request import Request, UsageError
from builder.theme import ThemeError

SIGN: Final = f"{OWN}/bundle"
"""Holds the bundle's digest: by this a process knows that it writes where the run is looked for."""

_LOG: Final = 4000
"""Characters of a row's log that come back with it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What all rows of a run share. `release` and `bundle` are digests, of Builder and of the project's files; `where`
    is a folder or a URL."""

    release: str
    bundle: str
    request: Request
    where: str


@dataclass(frozen=True, slots=True)
class Task:
    """`name`: of the report in the target, with its folders, without language and ending."""

    order: Order
    row: DataRow
    name: str


class Fate(StrEnum):
    MADE = "made"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`reason`: why it failed, in a line. `log`: what was said while it was made, and where it came to grief. `seconds`
    are those of making, in an earlier run where it was kept. `host` and `process`: where that was done."""

    number: int
    name: str
    fate: Fate
    artefacts: tuple[Written, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    reason: str = ""
    log: str = ""
    seconds: float = 0.0
    host: str = ""
    process: int = 0


class _Refused(Exception):  # noqa: N818
    """The row has no report; the text says why."""


def make_row(task: Task) -> Outcome:
    """Make the report, unless it stands as it would be made. Raises nothing that is the row's."""
    with _listening() as heard:
        _settle()
        begun = time.perf_counter()
        found: list[Diagnostic] = []
        try:
            outcome = _made(task, found.append)
        except (_Refused, UsageError, ThemeError) as error:
            outcome = Outcome(task.row.number, task.name, Fate.FAILED, reason=str(error))
        except OSError as error:
            reason = f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")
            outcome = Outcome(task.row.number, task.name, Fate.FAILED, reason=reason)
        except Exception as error:
            heard(traceback.format_exc())
            reason = f"a fault of Builder itself: {type(error).__name__}: {error}"
            outcome = Outcome(task.row.number, task.name, Fate.FAILED, reason=reason)
        seconds = outcome.seconds if outcome.fate is Fate.KEPT else time.perf_counter() - begun
        findings = outcome.findings or ordered(found)
        said = replace(outcome, seconds=seconds, findings=findings, log=heard(""))
        return replace(said, host=platform.node(), process=os.getpid())


def _made(task: Task, report: Callable[[Diagnostic], None]) -> Outcome:
    order, row = task.order, task.row
    if order.release != release():
        raise _Refused(
            "the worker has another Builder than the run: install the same wheel and packages on all machines"
        )
    target = open_target(order.where)
    if target.read(SIGN) != order.bundle.encode():
        raise _Refused(f"the worker finds another {order.where}: give -o a folder that all machines share, or a URL")
    asked = replace(order.request, folder=Path(), force=False)
    made_of = digest(order.release, order.bundle, asked, task.name, row.cells)
    last = recall(target, task.name)
    if last and last.made_of == made_of and (outcome := _kept(task, last, target)):
        return outcome
    begun = time.perf_counter()
    jobs, findings = _checked(task)
    for finding in findings:
        report(finding)
    if refused := _refused(findings, order.request.strict):
        raise _Refused(refused)
    names = {job.name: f"{task.name}{job.name.removeprefix(_stem(task.name))}" for job in jobs}
    decks = [names[job.name] for job in jobs if OUTPUTS[job.output].editable]
    spared = () if order.request.force else edited(target, decks, last)
    as_before = {one.name: one for one in last.artefacts} if last and last.made_of == made_of else {}
    if any(name not in as_before for name in spared):
        raise _Refused(f"{', '.join(spared)} was changed since Builder wrote it, and is kept; --force overwrites it")
    contents = {names[job.name]: make(job, None).content for job in jobs if names[job.name] not in spared}
    artefacts = tuple(
        as_before[name] if name in spared else _written(name, contents[name], name in decks) for name in names.values()
    )
    before = {name: digest_of(content) for name in decks if (content := target.read(name)) is not None}
    state = State(made_of, artefacts, round(time.perf_counter() - begun, 3), findings, before)
    _write(target, task.name, state, contents)
    return Outcome(row.number, task.name, Fate.MADE, artefacts, findings)


def _written(name: str, content: bytes, editable: bool) -> Written:
    return Written(name, len(content), digest_of(content), editable)


def _kept(task: Task, last: State, target: Target) -> Outcome | None:
    """What stands of the report where all of it does: as it was written, or as somebody edited it."""
    force = task.order.request.force
    for one in last.artefacts:
        if not stands(target, one) and (force or not one.editable or not target.seal(one.name)):
            return None
    return Outcome(task.row.number, task.name, Fate.KEPT, last.artefacts, last.findings, seconds=last.seconds)


def _checked(task: Task) -> tuple[list[Job], tuple[Diagnostic, ...]]:
    """What is to be made, nothing where the content has errors, and all that was found."""
    found: list[Diagnostic] = []
    request = task.order.request
    project = replace(open_project(placed(task.order.bundle)), row=task.row)
    book = read(project, found.append, request.slides, request.draft)
    findings = ordered(found)
    if book is None or has_errors(findings):
        return [], findings
    named = replace(book, editions=tuple(replace(one, name=_stem(task.name)) for one in book.editions))
    return jobs_of(named, request), findings


def _refused(findings: tuple[Diagnostic, ...], strict: bool) -> str:
    """Why nothing can be made of what was found; empty where something can."""
    wrong = [one for one in findings if strict or one.severity is Severity.ERROR]
    if not wrong:
        return ""
    first, more = wrong[0], len(wrong) - 1
    place = f"{first.span.file}:{first.span.line}:{first.span.col}"
    return f"{place}: {first.severity}[{first.code}] {first.message}" + (f" (and {more} more)" if more else "")


def _stem(name: str) -> str:
    return name.rpartition("/")[2]


def _write(target: Target, name: str, state: State, contents: Mapping[str, bytes]) -> None:
    """The state first, so that a process that is stopped in between leaves no file that nobody knows; its artefacts
    lack, or are others, until they are written, and are made again."""
    remember(target, name, state)
    target.write(contents)
    sealed = tuple(replace(one, seal=target.seal(one.name)) if one.name in contents else one for one in state.artefacts)
    remember(target, name, replace(state, artefacts=sealed, before={}))


@cache
def _settle() -> None:
    """Once a process: what was imported stays, and garbage is looked for less often."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@contextmanager
def _listening() -> Iterator[Callable[[str], str]]:
    """What is logged and warned of; the function takes more of it, and gives what there is."""
    heard: list[str] = []
    handler = _Ear(heard)
    logging.captureWarnings(True)
    logging.getLogger().addHandler(handler)

    def said(more: str) -> str:
        heard.extend([more] if more else [])
        return "\n".join(heard)[-_LOG:]

    try:
        yield said
    finally:
        logging.getLogger().removeHandler(handler)
        logging.captureWarnings(False)


class _Ear(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(f"{record.levelname.lower()}: {record.name}: {record.getMessage()}")
