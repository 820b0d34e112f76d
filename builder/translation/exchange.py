"""The round trip: a project's texts into one file for translators, and what comes back into the project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from builder.diagnostics import Diagnostic
from builder.load import load
from builder.locales import load_locale
from builder.model import Corpus
from builder.project import MAX_FILE, Project
from builder.theme import load_theme
from builder.translation.accept import Locked, Refused, accept, locked
from builder.translation.bring import Brought, bring
from builder.translation.context import Told, told
from builder.translation.jobs import Work, chosen, read_work
from builder.translation.pairs import Pair
from builder.translation.po import read_catalogue, write_po
from builder.translation.returned import Unreadable
from builder.translation.xliff_reading import read_xliff
from builder.translation.xliff_writing import write_xliff

FORMATS: Final[Mapping[str, Callable[[Work, Told], bytes]]] = {"xliff": write_xliff, "po": write_po}
SUFFIXES: Final = {"xliff": ".xlf", "po": ".po"}


class CannotExchange(Exception):  # noqa: N818
    """What was asked cannot be done; the text says why, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Exported:
    content: bytes
    name: str
    work: Work


def export_texts(project: Project, lang: str, *, stale: bool, form: str) -> Exported:
    """`form` is a key of FORMATS. Raises CannotExchange."""
    corpus = _corpus(project)
    _refuse(corpus, lang)
    work = chosen(read_work(project, corpus, lang), stale=stale)
    content = FORMATS[form](work, told(corpus, lang, load_locale(lang)))
    return Exported(content, f"{corpus.settings.name}.{lang}{SUFFIXES[form]}", work)


def import_texts(project: Project, content: bytes) -> tuple[str, Brought]:
    """The language, and what is to be written, the lock among it. Raises CannotExchange."""
    corpus = _corpus(project)
    if len(content) > MAX_FILE:
        raise CannotExchange(f"the file is larger than {MAX_FILE >> 20} MiB")
    try:
        xml = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"<", b"\xff", b"\xfe")
        source, lang, found = (read_xliff if xml else read_catalogue)(content)
    except Unreadable as error:
        raise CannotExchange(str(error)) from None
    if source != corpus.settings.source:
        raise CannotExchange(f"it translates from '{source}', and the report from '{corpus.settings.source}'")
    _refuse(corpus, lang)
    brought = bring(project, corpus, lang, found)
    if brought.translated:
        lock = _lock(project, corpus, lang, brought)
        brought.files[lock.name] = lock.content
    return lang, brought


def _lock(project: Project, corpus: Corpus, lang: str, brought: Brought) -> Locked:
    """The lock of the language with its new texts."""
    new = {unit: replace(unit, text=brought.texts[unit]) for unit in brought.texts}
    units = tuple(new.get(unit, unit) for unit in corpus.units[lang])
    pairs = [Pair(pair.source, new.get(pair.target, pair.target)) for pair in brought.translated]
    changed = replace(corpus, units={**corpus.units, lang: units})
    return locked(project, changed, lang, corpus.locks.get(lang), pairs)


def accept_texts(project: Project, lang: str) -> tuple[Locked | Refused, ...]:
    """The locks of a language, or of all where it is "". Raises CannotExchange."""
    faults: list[Diagnostic] = []
    corpus = _corpus(project, faults)
    lost = {name for name, _ in corpus.lost} if isinstance(corpus.lost, frozenset) else set()
    if unread := sorted(name for name in lost if "/" in name):
        raise CannotExchange(f"{', '.join(unread)} cannot be read: mend what builder check says of it first")
    if lang:
        _refuse(corpus, lang)
    wanted = [lang] if lang else [code for code in corpus.settings.languages if code != corpus.settings.source]
    if not wanted:
        raise CannotExchange("the report has one language: there is nothing to accept")
    return tuple(accept(project, corpus, code) for code in wanted)


def _corpus(project: Project, faults: list[Diagnostic] | None = None) -> Corpus:
    corpus = load(project, load_theme(None).fonts, (faults if faults is not None else []).append)
    if corpus is None:
        raise CannotExchange("report.yaml cannot be used; builder check says why")
    return corpus


def _refuse(corpus: Corpus, lang: str) -> None:
    languages = corpus.settings.languages
    if lang not in languages:
        raise CannotExchange(
            f"the report has no language '{lang}'; it has {', '.join(languages)}. "
            f"To begin one: builder add-language {lang}"
        )
    if lang == corpus.settings.source:
        raise CannotExchange(f"'{lang}' is what is translated from; it is no translation")
