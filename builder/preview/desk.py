"""The report as it was last read; its chapters are set as soon as they change, before anything is checked or built.

A save of one section file costs what that file costs. Any other save is read whole, and the chapters that say something
else are set."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import PurePosixPath

from builder.cache import Store
from builder.diagnostics import Diagnostic, has_errors
from builder.job import Job
from builder.load import load
from builder.load.reread import reread
from builder.locales import Locale, load_locale
from builder.model import Corpus, Edition, Footnote, Section
from builder.pipeline import Book, files_of, jobs_of, own_theme, plots
from builder.project import Project
from builder.report.proof import Proof, Proofs, share_pages
from builder.report.resources import Shelf
from builder.request import Request
from builder.resolve import Ground, grounded, renewed, resolve
from builder.text import walk
from builder.theme import Theme, load_theme


@dataclass(frozen=True, slots=True)
class Unit:
    """Chapters that share pages: nearly always one. `notes`: so many footnotes are in them."""

    lang: str
    name: str
    chapters: tuple[Section, ...]
    notes: int


@dataclass(slots=True)
class Desk:
    """`unread` are files whose last state could not be read; `faults` say why. Languages whose chapters share pages are
    `_joined`, as long as only sections are read."""

    project: Project
    paper: str
    store: Store | None
    theme: Theme | None = None
    locales: dict[str, Locale] = field(default_factory=dict)
    grounds: dict[str, Ground] = field(default_factory=dict)
    laid: dict[str, tuple[Unit, ...]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    faults: tuple[Diagnostic, ...] = ()
    _joined: set[str] = field(default_factory=set)
    _presses: dict[str, Proofs] = field(default_factory=dict)

    def take(self, changed: Set[str]) -> tuple[Unit, ...]:
        """Read what changed; the units that must be set. None where errors stand in what changed: all stays as it was,
        and `faults` has them."""
        self.unread |= changed
        found: list[Diagnostic] = []
        grounds = self._renewed(self.unread, found) if self.grounds else None
        if grounds is None:
            found.clear()
            grounds = self._read(found)
        self.faults = tuple(one for one in found if has_errors([one]))
        if self.faults or grounds is None:
            return ()
        self.unread.clear()
        before = {(unit.lang, unit.name): unit.chapters for one in self.laid.values() for unit in one}
        self.grounds = grounds
        self.laid = {lang: self._units(ground.edition) for lang, ground in grounds.items()}
        every = (unit for one in self.laid.values() for unit in one)
        return tuple(unit for unit in every if unit.chapters != before.get((unit.lang, unit.name)))

    def print(self, unit: Unit, folio: int) -> Proof:
        """The unit, whose first page has that number."""
        assert self.theme is not None
        if unit.lang not in self._presses:
            self._presses[unit.lang] = Proofs(self.locales[unit.lang], self.theme, Shelf(self.store))
        before = takewhile(lambda other: other.name != unit.name, self.laid[unit.lang])
        notes = sum(other.notes for other in before)
        return self._presses[unit.lang].print(self.grounds[unit.lang].edition, unit.chapters, folio, notes)

    def edition(self, lang: str) -> Edition:
        return self.grounds[lang].edition

    def job(self, lang: str, request: Request) -> Job | None:
        """The PDF of a language as a round will ask for it that finds no error; None where the report has lost the
        language meanwhile. All of it is resolved anew, since what other chapters say of one that was read by itself is
        not."""
        ground, locale, theme = self.grounds.get(lang), self.locales.get(lang), self.theme
        if ground is None or locale is None or theme is None:
            return None
        edition = resolve(ground.corpus, lang, ground.plots, locale, lambda _: None)
        book = Book((replace(edition, files=ground.edition.files),), (), {lang: locale}, theme)
        (job,) = jobs_of(book, replace(request, languages=(lang,), outputs=("pdf",)))
        return job

    def close(self) -> None:
        for press in self._presses.values():
            press.close()
        self._presses.clear()

    def _units(self, edition: Edition) -> tuple[Unit, ...]:
        sections = edition.document.sections
        parts = [sections] if edition.lang in self._joined else [(section,) for section in sections]
        known = {unit.name: unit for unit in self.laid.get(edition.lang, ())}
        return tuple(_unit(edition.lang, chapters, known.get(chapters[0].id)) for chapters in parts if chapters)

    def _renewed(self, files: Set[str], found: list[Diagnostic]) -> dict[str, Ground] | None:
        """The grounds with these files read anew; None where they are not all sections."""
        assert self.theme is not None
        grounds = dict(self.grounds)
        for file in sorted(files):
            corpus: Corpus | None = next(iter(grounds.values())).corpus
            corpus = reread(corpus, self.project, file, self.theme.fonts, found.append) if corpus else None
            if corpus is None:
                return None
            lang = PurePosixPath(file).parent.name
            ground = renewed(grounds[lang], corpus, file, self.locales[lang], found.append)
            grounds[lang] = replace(ground, edition=replace(ground.edition, files=files_of(self.project, lang)))
            grounds = {lang: replace(ground, corpus=corpus) for lang, ground in grounds.items()}
        return grounds

    def _read(self, found: list[Diagnostic]) -> dict[str, Ground] | None:
        self.project.read.clear()
        self.project.absent.clear()
        theme = load_theme(own_theme(self.project)).on(self.paper)
        corpus = load(self.project, theme.fonts, found.append)
        if corpus is None:
            return None
        if theme != self.theme:
            self.close()
            self.theme, self.laid = theme, {}
        self.locales = {lang: load_locale(lang) for lang in corpus.settings.languages}
        grounds = dict(self._grounds(corpus, found))
        editions = [ground.edition for ground in grounds.values()]
        self._joined = {one.lang for one in editions if share_pages(one, self.locales[one.lang], theme)}
        return grounds

    def _grounds(self, corpus: Corpus, found: list[Diagnostic]) -> Iterator[tuple[str, Ground]]:
        for lang, locale in self.locales.items():
            ground = grounded(corpus, lang, plots(corpus, lang, locale, found.append), locale, found.append)
            yield lang, replace(ground, edition=replace(ground.edition, files=files_of(self.project, lang)))


def _unit(lang: str, chapters: tuple[Section, ...], last: Unit | None) -> Unit:
    """`last` is what it was before."""
    if last is not None and last.chapters == chapters:
        return last
    return Unit(lang, chapters[0].id, chapters, sum(isinstance(one, Footnote) for one in walk(chapters)))
