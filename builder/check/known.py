"""Names in data and directives that must be known: languages, sources and units."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import Context, rarities
from builder.diagnostics import Code, Diagnostic, did_you_mean
from builder.model import Only


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
