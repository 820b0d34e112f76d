"""Jobs → artefacts: those that were made before are taken from the store, the others made; and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from builder.cache import Store, digest
from builder.job import OUTPUTS, Job, make, parts
from builder.package import Artefact
from builder.record import Kept
from builder.request import PAIR


class State(Enum):
    BEGUN = auto()
    MADE = auto()
    KEPT = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to an artefact. `seconds` is how long it took to be made; `why` names what of it has changed since
    it was last made, nothing where it never was; `drawn` are drawings that had to be made for it."""

    name: str
    state: State
    seconds: float = 0.0
    why: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()


Progress = Callable[[Step], None]


def finished(
    jobs: Sequence[Job], root: Path, store: Store | None, executor: Executor, progress: Progress
) -> Iterator[tuple[Kept, Artefact]]:
    """The artefact of each job, in their order, and where it lies in the store. `root` is the project's folder."""
    made_of = [parts(job) for job in jobs]
    keys = [digest(job.name, job.output, found) for job, found in zip(jobs, made_of, strict=True)]
    kept = [store.get(key) if store else None for key in keys]
    futures = {}
    for key, job, content in zip(keys, jobs, kept, strict=True):
        if content is None:
            progress(Step(job.name, State.BEGUN))
            futures[key] = executor.submit(make, job, store)
    for key, job, content, found in zip(keys, jobs, kept, made_of, strict=True):
        if content is None:
            made = futures[key].result()
            content = made.content
            why = _changed(_ledger(root, job.name), found, store) if store else ()
            progress(Step(job.name, State.MADE, made.seconds, why, made.drawn))
            if store:
                store.put(key, content)
                store.put(_ledger(root, job.name), json.dumps(found).encode())
        else:
            progress(Step(job.name, State.KEPT))
        lang = PAIR.join(edition.lang for edition in job.editions)
        one = Kept(job.name, lang, job.output, key)
        yield one, _artefact(one, content)


def fetched(kept: Kept, store: Store) -> Artefact | None:
    """The artefact as it was made; None where the store has lost it."""
    content = store.get(kept.key)
    return _artefact(kept, content) if content is not None else None


def _artefact(kept: Kept, content: bytes) -> Artefact:
    return Artefact(kept.name, kept.lang, kept.output, content, OUTPUTS[kept.output].editable)


def _changed(ledger: str, found: tuple[tuple[str, str], ...], store: Store) -> tuple[str, ...]:
    """The parts that are other than those that the artefact was last made of."""
    raw = store.get(ledger)
    last = {(part, said) for part, said in json.loads(raw)} if raw else set(found)
    return tuple(dict.fromkeys(part for part, _ in sorted(last ^ {*found})))


def _ledger(root: Path, name: str) -> str:
    return digest("parts", root, name)
