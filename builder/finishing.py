"""Jobs → artefacts: those that were made before are taken from the store, the others made; and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cache import Store, digest
from builder.job import OUTPUTS, Job, Made, make, parts
from builder.package import Artefact
from builder.record import Kept
from builder.request import PAIR
from builder.workers import Inline

if TYPE_CHECKING:
    from builder.report.standing import Standing


class State(Enum):
    BEGUN = auto()
    MADE = auto()
    KEPT = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to an artefact. `seconds` is how long it took to be made; `why` names what of it has changed since
    it was last asked for, nothing where it never was; `drawn` are drawings that had to be made for it."""

    name: str
    state: State
    seconds: float = 0.0
    why: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class _Begun:
    """`found` is what the artefact is made of, `key` the digest of that."""

    key: str
    found: tuple[tuple[str, str], ...]
    content: bytes | Future[Made]


@dataclass(frozen=True, slots=True)
class Finishing:
    """Artefacts in the making: slides in this process, which has planned them, all else by the executor. `root` is the
    project's folder; `lasting` processes of the executor are there for the next build, too, and keep what they set."""

    root: Path
    store: Store | None
    executor: Executor
    progress: Progress
    lasting: bool = False
    _begun: dict[str, _Begun] = field(default_factory=dict)
    _own: Executor = field(default_factory=Inline)

    def begin(self, jobs: Iterable[Job]) -> None:
        """Hand on what does not lie in the store."""
        for job in jobs:
            found = parts(job)
            key = digest(job.name, job.output, found)
            content: bytes | Future[Made] | None = self.store.get(key) if self.store else None
            if content is None:
                self.progress(Step(job.name, State.BEGUN))
                executor = self._own if OUTPUTS[job.output].planned else self.executor
                content = executor.submit(_made, job, key, self.store, self.root if self.lasting else None)
            self._begun[job.name] = _Begun(key, found, content)

    def finish(self, jobs: Sequence[Job]) -> Iterator[tuple[Kept, Artefact]]:
        """The artefact of each job, in their order, and where it lies in the store."""
        self.begin(job for job in jobs if job.name not in self._begun)
        made = {job.name: self._content(job) for job in sorted(jobs, key=lambda job: not OUTPUTS[job.output].planned)}
        for job in jobs:
            lang = PAIR.join(edition.lang for edition in job.editions)
            one = Kept(job.name, lang, job.output, self._begun[job.name].key)
            yield one, _artefact(one, made[job.name])

    def _content(self, job: Job) -> bytes:
        begun = self._begun[job.name]
        if isinstance(begun.content, bytes):
            step, content = Step(job.name, State.KEPT), begun.content
        else:
            made = begun.content.result()
            why = _changed(_ledger(self.root, job.name), begun.found, self.store) if self.store else ()
            step, content = Step(job.name, State.MADE, made.seconds, why, made.drawn), made.content
        self.progress(step)
        if self.store:
            _note(self.root, job, begun.found, self.store)
        return content


def prepared(job: Job, root: Path, store: Store) -> bytes:
    """An artefact, by a process that lasts, before a build asks for it, which finds it in the store; who asks meanwhile
    waits for it."""
    found = parts(job)
    made = _made(job, digest(job.name, job.output, found), store, root)
    _note(root, job, found, store)
    return made.content


def _made(job: Job, key: str, store: Store | None, lasting: Path | None) -> Made:
    """Make it, unless another process does: then wait for what that one made. `lasting`: the project of which this
    process keeps what it has set."""
    standing = _standing(lasting, job.name) if lasting and not OUTPUTS[job.output].planned else None
    if store is None:
        return make(job, store, standing)
    with store.alone(key):
        content = store.get(key)
        if content is not None:
            return Made(content)
        made = make(job, store, standing)
        store.put(key, made.content)
        return made


@lru_cache(maxsize=4)
def _standing(_: Path, __: str) -> Standing:
    """The pages of an artefact that this process has set."""
    from builder.report.standing import Standing

    return Standing()


def fetched(kept: Kept, store: Store) -> Artefact | None:
    """The artefact as it was made; None where the store has lost it."""
    content = store.get(kept.key)
    return _artefact(kept, content) if content is not None else None


def _artefact(kept: Kept, content: bytes) -> Artefact:
    return Artefact(kept.name, kept.lang, kept.output, content, OUTPUTS[kept.output].editable)


def _changed(ledger: str, found: tuple[tuple[str, str], ...], store: Store) -> tuple[str, ...]:
    """The parts that are other than those of the artefact when it was last asked for."""
    raw = store.get(ledger)
    last = {(part, said) for part, said in json.loads(raw)} if raw else set(found)
    return tuple(dict.fromkeys(part for part, _ in sorted(last ^ {*found})))


def _note(root: Path, job: Job, found: tuple[tuple[str, str], ...], store: Store) -> None:
    """What the artefact is made of, for the next time."""
    store.put(_ledger(root, job.name), json.dumps(found).encode())


def _ledger(root: Path, name: str) -> str:
    return digest("parts", root, name)
