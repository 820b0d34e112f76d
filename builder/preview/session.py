"""What happens on a save: first the chapters that changed are set and shown, then everything is checked and built."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Set
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Final

from builder.cache import Store
from builder.finishing import prepared
from builder.preview.board import Board, Line, Stack
from builder.preview.desk import Desk, Unit
from builder.preview.finding import findings
from builder.preview.laying import BACK, FRONT, Layer
from builder.preview.pictures import Picture, Sheets
from builder.preview.rounds import Round, one_round, refused, summary
from builder.preview.slides import Slides
from builder.project import Project
from builder.request import PAIR, Request, UsageError, jobs
from builder.text import plain
from builder.theme import ThemeError

_GIVE_WAY_S: Final = 0.02
_QUIET_S: Final = 3.0
"""So long after a save an author may save again; what nobody waits for is not begun before."""


@dataclass(slots=True)
class Session:
    """Puts a project onto a board, and keeps it fresh. Saves are counted: what was made of an earlier one never takes
    the place of what was made of a later one."""

    request: Request
    store: Store | None
    board: Board
    desk: Desk
    builder: Executor
    printer: Executor
    slides: Slides
    saves: int = 0
    _found: Round = field(default_factory=Round)
    _order: list[tuple[str, str]] = field(default_factory=list)
    _layer: Layer = field(init=False)
    _proven: dict[tuple[str, str], dict[str, Picture]] = field(default_factory=dict)
    _wanted: set[str] = field(default_factory=set)
    _ahead: dict[str, None] = field(default_factory=dict)
    _printing: bool = False
    _running: bool = False
    _again: bool = False
    _closed: bool = False
    _rested: float = float("-inf")
    _threads: list[threading.Thread] = field(default_factory=list)
    _saved: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _setting: threading.Lock = field(default_factory=threading.Lock)
    _laying: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._layer = Layer(self.board, self.desk)

    def take(self, changed: Set[str]) -> None:
        """Show what changed; then check and build. One thread calls it. What the disk refuses is told, and ends
        nothing."""
        self._saved.set()
        try:
            self._take(changed)
        except OSError as error:
            self.board.find((), stale=True, trouble=refused(error))
        except BrokenExecutor as error:
            self._stopped(error)
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
        except ThemeError as error:
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
            gc.freeze()  # what was read stays, and need not be looked through again and again
            self.board.say("setting the first pages …", busy=True)
            self._build()
            self._print(self.desk.laid.keys())
            self.beside(self._fill, self.saves)
            return
        shown = sum(self._prove(unit, self.saves) for unit in fresh)
        took = f"{shown} fresh in {time.perf_counter() - begun:.2f} s; " if shown else ""
        self.board.say(f"{took}checking …", busy=True)
        self._rested = time.monotonic()
        self._build()
        self._print({unit.lang for unit in fresh})

    def _print(self, languages: Set[str]) -> None:
        """Print these languages in another process, beside the checks, which take as long; the build finds them made.
        What was saved meanwhile is printed next."""
        with self._lock:
            self._wanted = (self._wanted | languages) & self._asked().keys()
            if self._printing or self.request.draft or not self._wanted:
                return
            lang = min(self._wanted)
            self._wanted.discard(lang)
            self._printing = True
        self.beside(self._printed, lang)

    def _printed(self, lang: str) -> None:
        count = self.saves
        try:
            job = self.desk.job(lang, self.request)
            with self._lock:
                if self._closed or self.store is None or job is None:
                    return
                future = self.printer.submit(prepared, job, self.desk.project.root, self.store)
            content = future.result()
        except (CancelledError, BrokenExecutor, OSError):  # the build says so, too
            return
        finally:
            with self._lock:
                self._printing = False
        self._print(frozenset())
        if lang in self.desk.laid:
            self._ahead[job.name] = None
            with self._laying:
                self._layer.lay(lang, content, count)

    def _build(self) -> None:
        """Check and build in another process; once more when it is done if it is at that."""
        project = self._project()
        with self._lock:
            self._again = self._running
            if self._running or self._closed:
                return
            self._running, count = True, self.saves
            future = self.builder.submit(one_round, project, self.request, self.store)
            self.beside(self._finish, future, count)

    def _finish(self, future: Future[Round], count: int) -> None:
        try:
            done = future.result()
        except (CancelledError, BrokenExecutor) as error:
            self._stopped(error)
            return
        finally:
            with self._lock:
                self._running, again = False, self._again
        if again:
            self._build()
        self._show(done, count)

    def _project(self) -> Project:
        """As nobody has read it."""
        last = self.desk.project
        return Project(last.root, last.content, row=last.row, pick=last.pick)

    def _stopped(self, error: BaseException) -> None:
        self.board.say(f"the process that builds was stopped: {error}; begin again")

    def beside(self, work: Callable[..., None], *arguments: object) -> None:
        """On a thread of its own."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        self._threads.append(threading.Thread(target=work, args=arguments, daemon=True))
        self._threads[-1].start()

    def stop(self) -> None:
        """Begin nothing any more."""
        with self._lock:
            self._closed = self._layer.closed = True

    def wait(self) -> None:
        """Returns when all that was begun has ended."""
        for thread in self._threads:
            thread.join()

    # --- what is shown

    def _arrange(self) -> None:
        """The rows: chapters in the order of the first language; what another has alone stands behind its neighbour."""
        editions = [ground.edition for ground in self.desk.grounds.values()]
        title = plain(editions[0].document.front.title) or editions[0].name
        named = {one.lang: self.desk.locales[one.lang].name for one in editions}
        named |= {lang: " + ".join(map(named.__getitem__, lang.split(PAIR))) for lang in self._asked() if PAIR in lang}
        self.board.name(title, named.items())
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
                while self._saved.is_set() or time.monotonic() < self._rested + _QUIET_S:
                    time.sleep(_GIVE_WAY_S)
                if not self._closed and not self.board.shown(unit.lang, unit.name):
                    self._prove(unit, count)

    def _prove(self, unit: Unit, count: int) -> int:
        """Set a unit by itself and show it, the first page that looks otherwise than before as soon as it is painted;
        returns how many there are."""
        key = (unit.lang, unit.name)
        with self._setting:
            proof = self.desk.print(unit, self._folio(unit))
        known = self._proven.get(key, {})
        pictures = [known.get(look) for look in proof.looks]
        fresh = [at for at, picture in enumerate(pictures) if picture is None]
        for pages in filter(None, (fresh[:1], fresh[1:])):
            with self._setting:
                content = proof.pdf(pages)
            sheets = Sheets(content)
            for at, picture in zip(pages, sheets.pictures(range(sheets.count), known.values()), strict=True):
                pictures[at] = picture
            sheets.close()
            self.board.lay(*key, Stack(tuple(self._with_old(key, pictures)), count))
        made = [picture for picture in pictures if picture is not None]
        self._proven[key] = dict(zip(proof.looks, made, strict=True))
        self.board.lay(*key, Stack(tuple(made), count))
        return len(fresh)

    def _with_old(self, key: tuple[str, str], pictures: list[Picture | None]) -> Iterator[Picture]:
        """The pages, in the places of those that are not painted yet what is shown there now."""
        shown = self.board.shown(*key)
        for at, picture in enumerate(pictures):
            if picture is not None:
                yield picture
            elif at < len(shown):
                yield shown[at]

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
            made = {name: None for name in self._ahead if name in done.artefacts}
            self._found = done = replace(done, made=tuple({**made, **dict.fromkeys(done.made)}))
            self._ahead.clear()
            if not self.desk.faults:
                self._tell_found()
            for lang, output, content in self._artefacts(done.artefacts):
                if output == "pdf":
                    self._layer.lay(lang, content, count)
                else:
                    self.slides.draw(lang, content)
            if count == self.saves:
                self.board.say(summary(done))

    def _tell_found(self) -> None:
        """What the last round found."""
        done = self._found
        self.board.find(findings(done.found, self.desk, done.lines), stale=False, trouble=done.trouble)

    def _artefacts(self, made: Mapping[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
        """Language, or two of them, output and content of each artefact."""
        editions = [ground.edition for ground in self.desk.grounds.values()]
        for name, chosen, output in jobs(editions, self.request) if made else ():
            if name in made:
                yield PAIR.join(editions[at].lang for at in chosen), output, made[name]

    def _asked(self) -> dict[str, None]:
        """The languages that PDFs are asked for in, and pairs of them."""
        editions = [ground.edition for ground in self.desk.grounds.values()]
        with suppress(UsageError):  # the round says it
            asked = jobs(editions, self.request)
            return {PAIR.join(editions[at].lang for at in one): None for _, one, output in asked if output == "pdf"}
        return {}
