"""The whole program on one screen: load → check → plot, resolve → write → package.

Stages are imported where they begin, so that `builder --help` and `builder check` pay for nothing that they do not use.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builder.diagnostics import Code, Diagnostic, Report, has_errors
from builder.package import Artefact, edited, write
from builder.project import Project
from builder.theme import Theme, load_theme

if TYPE_CHECKING:
    from builder.locales import Locale
    from builder.model import Corpus, Edition, Plot

Progress = Callable[[str, float], None]
"""Called with the name of what was made and the seconds that it took."""


@dataclass(frozen=True, slots=True)
class Book:
    """All editions of a project, checked, with what the writers need besides."""

    editions: tuple[Edition, ...]
    locales: Mapping[str, Locale]
    theme: Theme


@dataclass(frozen=True, slots=True)
class Output:
    """One kind of artefact. `write` gets the book and the index of the edition to write."""

    suffix: str
    editable: bool
    write: Callable[[Book, int], bytes]


def _write_pdf(book: Book, index: int) -> bytes:
    from builder import report

    edition = book.editions[index]
    return report.write(edition, book.locales[edition.lang], book.theme)


def _write_pptx(book: Book, index: int) -> bytes:
    from builder import deck

    return deck.write(book.editions, index, book.theme, book.locales)


OUTPUTS: Mapping[str, Output] = {
    "pdf": Output(".pdf", False, _write_pdf),
    "pptx": Output(".pptx", True, _write_pptx),
}


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: `languages` empty means all; `outputs` are keys of OUTPUTS."""

    languages: tuple[str, ...]
    outputs: tuple[str, ...]
    folder: Path
    force: bool


class UsageError(Exception):
    """What was asked cannot be done; the text says what to do instead."""


class EditedError(UsageError):
    """Artefacts that people changed by hand would be overwritten."""


def read(project: Project, report: Report) -> Book | None:
    """The project's editions, all languages, with every fault in `report`; None where nothing can be made of it."""
    from builder.load import load

    theme = load_theme(project.root / "assets" / "theme.toml")
    corpus = load(project, theme.fonts, report)
    if corpus is None:
        return None
    locales = _locales(corpus, report)
    if len(locales) < len(corpus.settings.languages):
        return None
    _check(project, corpus, theme, report)
    editions = tuple(_edition(corpus, lang, locales[lang], report) for lang in corpus.settings.languages)
    return Book(editions, locales, theme)


def build(project: Project, request: Request, report: Report, progress: Progress) -> tuple[Path, ...]:
    """Build what is asked and return the files; none where the content has errors. Raises UsageError, OSError."""
    found: list[Diagnostic] = []
    book = read(project, found.append)
    for diagnostic in found:
        report(diagnostic)
    if book is None or has_errors(found):
        return ()
    jobs = _jobs(book, request)
    names = tuple(name for name, _, output in jobs if OUTPUTS[output].editable)
    if not request.force and (changed := edited(request.folder, names)):
        raise EditedError(
            f"{', '.join(changed)} in {request.folder} was changed since Builder wrote it, and is kept; "
            "build into another folder with -o, or overwrite it with --force"
        )
    artefacts = []
    for name, index, output in jobs:
        begun = time.perf_counter()
        content = OUTPUTS[output].write(book, index)
        artefacts.append(Artefact(name, book.editions[index].lang, output, content, OUTPUTS[output].editable))
        progress(name, time.perf_counter() - begun)
    write(request.folder, tuple(artefacts), project.read)
    return tuple(request.folder / artefact.name for artefact in artefacts)


def _jobs(book: Book, request: Request) -> list[tuple[str, int, str]]:
    """File name, index of the edition, and output of each artefact."""
    languages = [edition.lang for edition in book.editions]
    for lang in request.languages:
        if lang not in languages:
            raise UsageError(f"the report has no language '{lang}'; it has {', '.join(languages)}")
    wanted = request.languages or tuple(languages)
    return [
        (f"{edition.name}.{edition.lang}{OUTPUTS[output].suffix}", index, output)
        for index, edition in enumerate(book.editions)
        if edition.lang in wanted
        for output in request.outputs
    ]


def _locales(corpus: Corpus, report: Report) -> dict[str, Locale]:
    from builder.locales import UnknownLocale, load_locale

    locales: dict[str, Locale] = {}
    for lang in corpus.settings.languages:
        try:
            locales[lang] = load_locale(lang)
        except UnknownLocale as error:
            report(Diagnostic(corpus.settings.span, Code.INVALID_VALUE, str(error), hint="languages: [zh, en]"))
    return locales


def _check(project: Project, corpus: Corpus, theme: Theme, report: Report) -> None:
    from builder.check import Context, check
    from builder.locales.numbers import known_units
    from builder.measure import covered

    texts = {
        name: content.decode("utf-8", "replace")
        for name, content in project.read.items()
        if name.endswith((".md", ".yaml"))
    }
    for diagnostic in check(Context(corpus, texts, covered(theme), known_units())):
        report(diagnostic)


def _edition(corpus: Corpus, lang: str, locale: Locale, report: Report) -> Edition:
    from builder.chart import make_plot, validate
    from builder.resolve import resolve

    plots: dict[str, Plot] = {}
    terms = corpus.documents[lang].terms
    for name, spec in corpus.charts.items():
        faults = list(validate(spec, corpus.facts, terms, lang))
        for fault in faults:
            report(fault)
        if not has_errors(faults):
            plots[name] = make_plot(spec, corpus.facts, terms, locale)
    return resolve(corpus, lang, plots, locale, report)
