"""What data, directives and texts name must be there: files, languages, sources and units."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from builder.check.context import Context, rarities
from builder.diagnostics import Code, Diagnostic, did_you_mean
from builder.model import Only

_ABSENT: Final = {
    "facts": (Code.UNKNOWN_FACT, "a fact", 'visits.2025: {value: 48.0, unit: "%"}'),
    "charts": (Code.UNKNOWN_CHART, "a chart", "visits: {kind: bar, categories: …, series: …}"),
    "sources": (Code.UNKNOWN_CITATION, "a source", "- {id: key, type: report, title: …}"),
}


def absent_files(context: Context) -> Iterator[Diagnostic]:
    """Where facts, charts or sources are named, there is a file of them; told once."""
    for stem, span in context.corpus.absent.items():
        code, what, entry = _ABSENT[stem]
        file = PurePosixPath(context.corpus.settings.span.file).with_name(f"{stem}.yaml")
        hint = f"write it, with an entry for each: {entry}"
        yield Diagnostic(span, code, f"{what} is named, and there is no {file}", hint=hint)


def unknown_languages(context: Context) -> Iterator[Diagnostic]:
    """`:::{only} xx` names a language of the report."""
    languages = context.corpus.settings.languages
    for lang in context.corpus.documents:
        for only in context.kept(rarities, lang):
            if isinstance(only, Only) and only.lang not in languages:
                message = f"the report has no language '{only.lang}'"
                yield Diagnostic(only.span, Code.INVALID_VALUE, message, hint=did_you_mean(only.lang, languages))


def unknown_sources(context: Context) -> Iterator[Diagnostic]:
    """The source of a fact stands in sources.yaml."""
    known = context.corpus.sources
    for fact in context.corpus.facts.values():
        for key in fact.sources:
            if key not in known and ("sources", key) not in context.corpus.lost:
                message = f"'{fact.id}' names the source '{key}', which is not in sources.yaml"
                yield Diagnostic(fact.span, Code.UNKNOWN_CITATION, message, hint=did_you_mean(key, known))


def unknown_units(context: Context) -> Iterator[Diagnostic]:
    """A unit is Builder's own or declared in terms.yaml of every language."""
    documents = context.corpus.documents
    if any((f"{lang}/terms", "") in context.corpus.lost for lang in documents):
        return
    declared = [set(document.terms.units) for document in documents.values()]
    everywhere = set.intersection(*declared) if declared else set()
    known = context.units | everywhere
    for fact in context.corpus.facts.values():
        if fact.unit and fact.unit not in known:
            somewhere = any(fact.unit in units for units in declared)
            hint = f"declare {fact.unit} under units in terms.yaml of every language"
            yield Diagnostic(
                fact.span,
                Code.MALFORMED_FACT,
                f"'{fact.id}' has the unit '{fact.unit}', which is not known",
                hint=hint if somewhere else f"{did_you_mean(fact.unit, known)}; or {hint}",
            )
