"""The report agrees with itself: its facts with each other, its sentences and tables with their own arithmetic, and
what it says in one place with what it says in another."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.consistency import citing, counts, grids, growth, repeats, sentences, values, wording
from builder.check.consistency.editions import read_edition
from builder.check.consistency.finding import Finding, once
from builder.check.consistency.notes import answered, noted
from builder.check.consistency.passages import Edition
from builder.check.consistency.yearly import yearly
from builder.check.context import Context
from builder.diagnostics import Diagnostic

__all__ = ["consistency"]


def consistency(context: Context) -> Iterator[Diagnostic]:
    """Every finding once, whatever the languages that show it, without those that editor's notes acknowledge."""
    found = once((*_facts(context), *_texts(context)))
    yield from answered(found, noted(context), context.corpus.lost)


def _facts(context: Context) -> Iterator[Finding]:
    facts, date = context.corpus.facts, context.corpus.settings.date
    for rule in (
        values.stated,
        values.parts,
        values.limits,
        values.stocks,
        values.approximate,
        values.twins,
        values.money,
        growth.growths,
    ):
        yield from rule(facts)
    yield from values.foretold(facts, date.year if date else None)
    yield from values.asserted(context.corpus.assertions, facts)


def _texts(context: Context) -> Iterator[Finding]:
    editions = [read_edition(context, lang) for lang in context.corpus.documents]
    for edition in editions:
        yield from _edition(edition, context)
    yield from citing.incomplete(context.corpus, editions)


def _edition(edition: Edition, context: Context) -> Iterator[Finding]:
    corpus = context.corpus
    for rule in (
        sentences.arithmetic,
        yearly,
        grids.tables,
        wording.points,
        wording.multiples,
        wording.occurrences,
        wording.typed_modifiers,
        wording.periods,
        repeats.other_values,
        repeats.summary_only,
        citing.enumerations,
        counts.counted,
    ):
        yield from rule(edition)
    yield from wording.qualifiers(edition, corpus.facts)
    yield from repeats.older_values(edition, corpus.facts)
    yield from wording.foretold(edition, corpus.settings.date)
    yield from citing.citations(edition, corpus)
    yield from citing.unsourced(edition, corpus)
