"""Whether what was written builds: load, check and resolve, without drawing anything."""

from __future__ import annotations

from builder.check import Context, check
from builder.diagnostics import Diagnostic, Severity
from builder.load import load
from builder.locales import load_locale
from builder.locales.numbers import known_units
from builder.project import Project
from builder.resolve import resolve
from builder.theme import Theme


def errors_of(project: Project, theme: Theme, covered: frozenset[int]) -> tuple[Diagnostic, ...]:
    """Every fault that would keep the project from being built."""
    found: list[Diagnostic] = []
    corpus = load(project, theme.fonts, found.append)
    if corpus is not None:
        texts = {name: text for name in project.read if (text := project.text(name)) is not None}
        faults = tuple(d.span for d in found if d.severity is Severity.ERROR)
        locales = {lang: load_locale(lang) for lang in corpus.settings.languages}
        found.extend(check(Context(corpus, texts, covered, known_units(), locales, faults)))
        for lang, locale in locales.items():
            resolve(corpus, lang, {}, locale, found.append)
    return tuple(d for d in dict.fromkeys(found) if d.severity is Severity.ERROR)
