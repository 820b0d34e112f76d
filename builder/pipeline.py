"""The whole program on one screen: load → check → plot, resolve → write → package.

Stages are imported where they begin, so that `builder --help` and `builder check` pay for nothing that they do not use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cache import Store
from builder.diagnostics import Code, Diagnostic, Report, Severity, has_errors
from builder.finishing import Finishing, Progress, State, Step, fetched
from builder.job import OUTPUTS, Job
from builder.package import edited, stands, write
from builder.project import Project
from builder.record import Record, changes, listings, recall, remember, taken
from builder.request import Request, UsageError, jobs
from builder.theme import Theme, ThemeError, load_theme
from builder.workers import inline

if TYPE_CHECKING:
    from builder.deck import Deck
    from builder.locales import Locale
    from builder.model import Corpus, Edition, Plot


@dataclass(frozen=True, slots=True)
class Book:
    """All editions of a project, checked, with what the writers need besides.

    `decks` are planned, one an edition; none where the content has errors."""

    editions: tuple[Edition, ...]
    decks: tuple[Deck, ...]
    locales: Mapping[str, Locale]
    theme: Theme


Begin = Callable[[Book], None]


class EditedError(UsageError):
    """Artefacts that people changed by hand would be overwritten."""


def read(
    project: Project, report: Report, slides: str = "full", draft: bool = False, begin: Begin | None = None
) -> Book | None:
    """The project's editions, all languages, with every fault in `report`; None where nothing can be made of it.

    `slides` is one of SLIDES. The editions of a `draft` may disagree with each other and with themselves. `begin` is
    told of the editions before they are checked and their decks planned, if nothing is wrong so far."""
    from builder.check.lenient import lenient, tolerated
    from builder.load import load
    from builder.locales import load_locale

    found: list[Diagnostic] = []
    theme = load_theme(own_theme(project))
    corpus = load(project, theme.fonts, found.append)
    book: Book | None = None
    if corpus is not None:
        corpus = lenient(corpus) if draft else corpus
        locales = {lang: load_locale(lang) for lang in corpus.settings.languages}
        resolved: list[Diagnostic] = []
        made = (_edition(corpus, lang, locales[lang], resolved.append) for lang in corpus.settings.languages)
        editions = tuple(replace(one, draft=draft, files=files_of(project, one.lang)) for one in made)
        book = Book(editions, (), locales, theme)
        if begin and not has_errors([*found, *resolved]):
            begin(book)
        from builder.deck import Length, plan  # while others print already

        checked = _check(project, corpus, theme, locales, found)
        found += [*(tolerated(checked) if draft else checked), *resolved]
        if not has_errors(_said(corpus, found)):
            book = replace(book, decks=plan(editions, theme, locales, found.append, Length(slides)))
        found = _said(corpus, found)
    for diagnostic in dict.fromkeys(found):
        report(diagnostic)
    return book


def own_template(project: Project, lang: str, report: Report) -> bytes | None:
    """The template that decks of the project are made from, as a PPTX package; None where report.yaml cannot be used.

    `lang` is the language whose fonts it names, or empty for the report's first. Raises UsageError."""
    from builder.deck.template import template
    from builder.load import load
    from builder.locales import load_locale

    theme = load_theme(own_theme(project))
    corpus = load(project, theme.fonts, report)
    if corpus is None:
        return None
    languages = corpus.settings.languages
    if lang and lang not in languages:
        raise UsageError(f"the report has no language '{lang}'; it has {', '.join(languages)}")
    return template(theme, load_locale(lang or languages[0]))


def _said(corpus: Corpus, found: list[Diagnostic]) -> list[Diagnostic]:
    """What was found without what the author switched off, and, of a sound report, what was switched off in vain."""
    from builder.check.switches import switched, unused

    rules, offs = corpus.settings.off, corpus.offs
    left = switched(found, rules, offs)
    if not has_errors(left.kept):
        return [*left.kept, *switched(unused(offs, left.used), rules, ()).kept]
    return list(left.kept)


def files_of(project: Project, lang: str) -> dict[str, bytes]:
    """The Markdown files of a language, as they were read."""
    folder = project.relative(project.content / lang)
    names = (name for name in sorted(project.read) if name.startswith(f"{folder}/") and name.endswith(".md"))
    return {name: project.read[name] for name in names}


def own_theme(project: Project) -> Path | None:
    """The project's theme file, if it has one; it is one of the inputs of the manifest."""
    path = project.root / "assets" / "theme.toml"
    if not path.is_file():
        return None
    if not path.resolve().is_relative_to(project.root):
        raise ThemeError(f"{project.relative(path)} points outside the project")
    project.read[project.relative(path)] = path.read_bytes()
    return path


def build(
    project: Project,
    request: Request,
    report: Report,
    progress: Progress,
    store: Store | None = None,
    executors: Callable[[], AbstractContextManager[Executor]] = inline,
    lasting: bool = False,
) -> tuple[Path, ...]:
    """Build what is asked and return the files; none where the content has errors. Raises UsageError, OSError.

    What lies in `store` is not made again; what is not there, an executor of `executors` makes, whose processes are
    `lasting` where they will make the next state of the project, too."""
    if store and (files := _stand(project, request, report, progress, store)):
        return files
    folders = listings(project)
    with executors() as executor:
        making = Finishing(project.root, store, executor, progress, lasting)
        found: list[Diagnostic] = []
        book = read(
            project, found.append, request.slides, request.draft, lambda book: making.begin(_unplanned(book, request))
        )
        for diagnostic in found:
            report(diagnostic)
        if book is None or has_errors(found) or (request.strict and found):
            executor.shutdown(wait=False, cancel_futures=True)
            return ()
        wanted = jobs_of(book, request)
        _spare([job.name for job in wanted if OUTPUTS[job.output].editable], request)
        kept, artefacts = zip(*making.finish(wanted), strict=True)
    write(request.folder, artefacts, project.inputs())
    if store:
        said = tuple(dict.fromkeys(found))
        remember(project, request, Record(taken(project, folders), said, kept), store)
        store.trim()
    return tuple(request.folder / artefact.name for artefact in artefacts)


def _stand(project: Project, request: Request, report: Report, progress: Progress, store: Store) -> tuple[Path, ...]:
    """The files, if nothing that they are made of has changed since they were; nothing heavy is imported for that."""
    last = recall(project, request, store)
    if last is None or any(changes(project, last.inputs)):
        project.read.clear()
        return ()
    artefacts = tuple(one for kept in last.artefacts if (one := fetched(kept, store)))
    if len(artefacts) < len(last.artefacts):
        project.read.clear()
        return ()
    for diagnostic in last.said:
        report(diagnostic)
    for artefact in artefacts:
        progress(Step(artefact.name, State.KEPT))
    if not stands(request.folder, artefacts, project.inputs()):
        _spare([artefact.name for artefact in artefacts if artefact.editable], request)
        write(request.folder, artefacts, project.inputs())
    return tuple(request.folder / artefact.name for artefact in artefacts)


def _unplanned(book: Book, request: Request) -> list[Job]:
    """What can be made before the decks are planned."""
    return jobs_of(book, replace(request, outputs=tuple(one for one in request.outputs if not OUTPUTS[one].planned)))


def jobs_of(book: Book, request: Request) -> list[Job]:
    """The artefacts that are asked for of a book without errors. Raises UsageError."""
    theme = replace(book.theme.on(request.paper), bound=request.bound, facing=request.facing)
    return [
        Job(
            name,
            output,
            tuple(book.editions[index] for index in chosen),
            tuple(book.decks[index] for index in chosen) if OUTPUTS[output].planned else (),
            theme,
        )
        for name, chosen, output in jobs(book.editions, request)
    ]


def _spare(names: Sequence[str], request: Request) -> None:
    """Raises EditedError where people went on working in these files."""
    if not request.force and (changed := edited(request.folder, names)):
        raise EditedError(
            f"{', '.join(changed)} in {request.folder} was changed since Builder wrote it, and is kept; "
            "build into another folder with -o, or overwrite it with --force"
        )


def _check(
    project: Project, corpus: Corpus, theme: Theme, locales: Mapping[str, Locale], found: list[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """What the checks find; `found` is what was wrong before."""
    from builder.check import Context, check
    from builder.locales.numbers import known_units
    from builder.measure import covered

    texts = {name: text for name in project.read if (text := project.text(name)) is not None}
    faults = tuple(d.span for d in found if d.severity is Severity.ERROR)
    return tuple(check(Context(corpus, texts, covered(theme), known_units(), locales, faults)))


def _edition(corpus: Corpus, lang: str, locale: Locale, report: Report) -> Edition:
    from builder.resolve import resolve

    return resolve(corpus, lang, plots(corpus, lang, locale, report), locale, report)


def plots(corpus: Corpus, lang: str, locale: Locale, report: Report) -> dict[str, Plot]:
    """The charts of a language, without those that have faults; what lacks in a chart that stands under conditions that
    do not hold is none."""
    from builder.chart import is_countable, make_plot, validate
    from builder.shown import hidden_charts

    made: dict[str, Plot] = {}
    terms = corpus.documents[lang].terms
    unseen = hidden_charts(corpus.documents[lang], corpus)
    for name, spec in corpus.charts.items():
        if not is_countable(spec, corpus.facts, terms):
            continue
        faults = list(validate(spec, corpus.facts, terms, lang))
        if (f"{lang}/terms", "") in corpus.lost and any(fault.code is Code.UNKNOWN_TERM for fault in faults):
            continue
        for fault in faults if name not in unseen else ():
            report(fault)
        if not has_errors(faults):
            made[name] = make_plot(spec, corpus.facts, terms, locale)
    return made
