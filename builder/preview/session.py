"""What happens on a save: first the chapters that changed are set and shown, then everything is checked and built."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Set
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from builder.cache import Store
from builder.preview.board import Board, Line, Stack
from builder.preview.desk import Desk, Unit
from builder.preview.finding import findings
from builder.preview.pictures import Sheets
from builder.preview.rounds import Round, one_round, summary
from builder.preview.slides import Slides
from builder.project import Project
from builder.report.indexing import ANCHOR
from builder.request import Request, jobs
from builder.text import plain
from builder.theme import ThemeError

FRONT: Final = "/front"
BACK: Final = "/back"
"""Rows of what stands before and behind the chapters; no ids of sections."""


_GIVE_WAY_S: Final = 0.02


@dataclass(slots=True)
class Session:
    """Puts a project onto a board, and keeps it fresh. Saves are counted: what was made of an earlier one never takes
    the place of what was made of a later one."""

    request: Request
    store: Store | None
    board: Board
    desk: Desk
    executor: Executor
    slides: Slides
    saves: int = 0
    _found: Round = field(default_factory=Round)
    _order: list[tuple[str, str]] = field(default_factory=list)
    _seen: dict[str, bytes] = field(default_factory=dict)
    _running: bool = False
    _again: bool = False
    _closed: bool = False
    _threads: list[threading.Thread] = field(default_factory=list)
    _saved: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _setting: threading.Lock = field(default_factory=threading.Lock)
    _laying: threading.Lock = field(default_factory=threading.Lock)

    def take(self, changed: Set[str]) -> None:
        """Show what changed; then check and build. One thread calls it."""
        self._saved.set()
        try:
            self._take(changed)
        finally:
            self._saved.clear()

    def _take(self, changed: Set[str]) -> None:
        begun = time.perf_counter()
        self.board.say("reading …", busy=True)
        first = not self.desk.grounds
        with self._lock:
            self.saves += 1
        try:
            with self._setting:
                fresh = self.desk.take(changed)
        except (ThemeError, OSError) as error:
            self.board.find((), stale=True, trouble=str(error))
            fresh = ()
        else:
            if self.desk.faults:
                self.board.find(findings(self.desk.faults, self.desk), stale=True)
            elif self.board.stale:
                self._tell_found()
        if fresh:
            self._arrange()
        if first:
            self.board.say("setting the first pages …", busy=True)
            self._build()
            self.beside(self._fill, self.saves)
            return
        shown = sum(self._prove(unit, self.saves) for unit in fresh)
        took = f"{shown} fresh in {time.perf_counter() - begun:.2f} s; " if shown else ""
        self.board.say(f"{took}checking …", busy=True)
        self._build()

    def _build(self) -> None:
        """Check and build in another process; once more when it is done if it is at that."""
        last = self.desk.project
        project = Project(last.root, last.content, row=last.row, pick=last.pick)
        with self._lock:
            self._again = self._running
            if self._running or self._closed:
                return
            self._running, count = True, self.saves
            future = self.executor.submit(one_round, project, self.request, self.store)
            self.beside(self._finish, future, count)

    def _finish(self, future: Future[Round], count: int) -> None:
        try:
            done = future.result()
        except (CancelledError, BrokenExecutor) as error:
            self.board.say(f"the process that builds was stopped: {error}; begin again")
            return
        with self._lock:
            self._running = False
            again = self._again
        if again:
            self._build()
        self._show(done, count)

    def beside(self, work: Callable[..., None], *arguments: object) -> None:
        """On a thread of its own."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        self._threads.append(threading.Thread(target=work, args=arguments, daemon=True))
        self._threads[-1].start()

    def stop(self) -> None:
        """Begin nothing any more."""
        with self._lock:
            self._closed = True

    def wait(self) -> None:
        """Returns when all that was begun has ended."""
        for thread in self._threads:
            thread.join()

    # --- what is shown

    def _arrange(self) -> None:
        """The rows: chapters in the order of the first language; what another has alone stands behind its neighbour."""
        editions = [ground.edition for ground in self.desk.grounds.values()]
        title = plain(editions[0].document.front.title) or editions[0].name
        self.board.name(title, [(one.lang, self.desk.locales[one.lang].name) for one in editions])
        order = [(lang, unit.name) for lang, units in self.desk.laid.items() for unit in units]
        if order == self._order:
            return
        self._order = order
        lines: list[Line] = []
        for units in self.desk.laid.values():
            at = 0
            for unit in units:
                names = [line.name for line in lines]
                if unit.name not in names:
                    lines.insert(at, Line(unit.name, plain(unit.chapters[0].title)))
                at = lines.index(next(line for line in lines if line.name == unit.name)) + 1
        self.board.order((Line(FRONT, ""), *lines, Line(BACK, "")))

    def _fill(self, count: int) -> None:
        """Proofs of all that is not shown yet, from the first chapters on: the report takes longer to be made. A save
        goes before."""
        for units in zip_longest(*self.desk.laid.values()):
            for unit in filter(None, units):
                while self._saved.is_set():
                    time.sleep(_GIVE_WAY_S)
                if not self._closed and not self.board.shown(unit.lang, unit.name):
                    self._prove(unit, count)

    def _prove(self, unit: Unit, count: int) -> int:
        """Set a unit by itself and show it; how many of its pages look otherwise than before."""
        with self._setting:
            folio = self._folio(unit)
            known = self.board.shown(unit.lang, unit.name)
            sheets = Sheets(self.desk.print(unit, folio))
        pictures = tuple(sheets.pictures(range(sheets.count), known))
        sheets.close()
        self.board.lay(unit.lang, unit.name, Stack(pictures, count))
        return len({one.name for one in pictures} - {one.name for one in known})

    def _folio(self, unit: Unit) -> int:
        before = (other.name for other in self.desk.laid[unit.lang])
        number = 1
        for name in before:
            if name == unit.name:
                break
            number += len(self.board.shown(unit.lang, name)) or 1
        return number

    def _show(self, done: Round, count: int) -> None:
        """What was found, and the whole report in the place of proofs."""
        with self._laying:
            self._found = done
            if not self.desk.faults:
                self._tell_found()
            for lang, output, content in self._artefacts(done.artefacts):
                if output == "pdf":
                    self._lay(lang, content, count)
                else:
                    self.slides.draw(lang, content)
            if count == self.saves:
                self.board.say(summary(done))

    def _tell_found(self) -> None:
        """What the last round found."""
        done = self._found
        self.board.find(findings(done.found, self.desk, done.lines), stale=False, trouble=done.trouble)

    def _artefacts(self, made: Mapping[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
        """Language, output and content of each artefact of one language."""
        editions = [ground.edition for ground in self.desk.grounds.values()]
        for name, chosen, output in jobs(editions, self.request) if made else ():
            if name in made and len(chosen) == 1:
                yield editions[chosen[0]].lang, output, made[name]

    def _lay(self, lang: str, content: bytes, count: int) -> None:
        """The pages of the report, those first that are proofs now; pages of chapters that are as they were are not
        drawn again."""
        if self._seen.get(lang) == content and self.board.are_whole(lang):
            return
        self._seen[lang] = content
        sheets = Sheets(content)
        laid = {unit.name: unit for unit in self.desk.laid[lang]}
        starts = sheets.places([*laid, ANCHOR])
        end = starts.pop(ANCHOR, sheets.count - bool(self.desk.grounds[lang].edition.document.front.colophon))
        order = sorted(starts, key=lambda name: starts[name])
        first = min(starts.values(), default=end)
        ends = dict(zip(order, [*(starts[name] for name in order[1:]), end], strict=True))
        parts: list[tuple[str, int, int, object]] = [
            (FRONT, 0, first, content),
            *((one, starts[one], ends[one], laid[one].chapters) for one in order),
        ]
        parts.append((BACK, end, sheets.count, content))
        for name, begin, behind, made_of in sorted(parts, key=lambda part: self.board.is_whole(lang, part[0])):
            shows = (begin - first, behind - begin, made_of)
            if self._closed:
                break
            if not self.board.has(lang, name, shows, count):
                pictures = tuple(sheets.pictures(range(begin, behind), self.board.shown(lang, name)))
                self.board.lay(lang, name, Stack(pictures, count, shows))
        sheets.close()
