"""One artefact to be made: a value, so that any process can make it and everybody can tell what it is made of."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from builder.cache import Store, code, digest
from builder.theme import Theme

if TYPE_CHECKING:
    from builder.deck import Deck
    from builder.model import Edition
    from builder.report.standing import Standing


@dataclass(frozen=True, slots=True)
class Job:
    """`editions` and the `decks` planned of them: one, or two that stand in one artefact, the first of them before or
    left of the other."""

    name: str
    output: str
    editions: tuple[Edition, ...]
    decks: tuple[Deck, ...]
    theme: Theme


@dataclass(frozen=True, slots=True)
class Output:
    """One kind of artefact: whether people go on working in it and it is made of a planned deck, how it is written, and
    what of a job shows in it, by names that its author knows."""

    editable: bool
    planned: bool
    write: Callable[[Job, Store | None, Standing | None], Made]
    parts: Callable[[Job], Iterator[tuple[str, object]]]


@dataclass(frozen=True, slots=True)
class Made:
    """The file, the drawings in it that had not been made before, and how long all that took."""

    content: bytes
    drawn: tuple[str, ...] = ()
    seconds: float = 0.0


def make(job: Job, store: Store | None, standing: Standing | None = None) -> Made:
    """Make the artefact. It is a function of the job alone; `store` saves what was drawn, `standing` pages that were
    set."""
    begun = time.perf_counter()
    made = OUTPUTS[job.output].write(job, store, standing)
    return replace(made, seconds=time.perf_counter() - begun)


def parts(job: Job) -> tuple[tuple[str, str], ...]:
    """What the artefact is made of: the name and the digest of each part that its author may have changed."""
    shown = ((name, digest(value)) for name, value in OUTPUTS[job.output].parts(job))
    return (("Builder itself", code()), *shown)


def _write_pdf(job: Job, store: Store | None, standing: Standing | None) -> Made:
    from builder.locales import load_locale
    from builder.report import write
    from builder.report.parallel import write as write_parallel
    from builder.report.resources import Shelf

    shelf = Shelf(store)
    locales = {edition.lang: load_locale(edition.lang) for edition in job.editions}
    if len(job.editions) > 1:
        first, second = job.editions
        content = write_parallel(first, second, locales, job.theme, shelf)
    else:
        (edition,) = job.editions
        content = write(edition, locales[edition.lang], job.theme, shelf, standing)
    return Made(content, tuple(shelf.drawn))


def _write_pptx(job: Job, *_: object) -> Made:
    from builder.deck.bilingual import write as write_bilingual
    from builder.deck.pptx import write as write_deck
    from builder.locales import load_locale

    locales = {edition.lang: load_locale(edition.lang) for edition in job.editions}
    if len(job.editions) > 1:
        (first, second), (one, other) = job.editions, job.decks
        return Made(write_bilingual((one, other), (first, second), job.theme, locales))
    (edition,), (deck,) = job.editions, job.decks
    return Made(write_deck(deck, job.theme, locales[edition.lang], edition.assets))


def _printed(job: Job) -> Iterator[tuple[str, object]]:
    yield "the theme", job.theme
    for edition in job.editions:
        document = edition.document
        yield from edition.files.items()
        yield from ((asset.path, asset) for asset in edition.assets.values())
        for section in document.sections:
            yield f"section {section.id} ({edition.lang})", section
        without = replace(edition, files={}, assets={}, document=replace(document, sections=()))
        yield f"title, settings, sources and terms ({edition.lang})", without


def _shown(job: Job) -> Iterator[tuple[str, object]]:
    yield "the theme", job.theme
    for edition, deck in zip(job.editions, job.decks, strict=True):
        yield from ((asset.path, asset) for asset in edition.assets.values())
        for number, slide in enumerate(deck.slides, 1):
            yield f"slide {number} ({edition.lang})", slide
        yield f"title, settings and sections ({edition.lang})", replace(deck, slides=())


OUTPUTS: Final[Mapping[str, Output]] = {
    "pdf": Output(False, False, _write_pdf, _printed),
    "pptx": Output(True, True, _write_pptx, _shown),
}
