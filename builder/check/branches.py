"""Conditions, and what stands under those that do not hold: what it names is known, too."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from builder.check.context import Context, rarities, walk_sections
from builder.conditions import faults
from builder.diagnostics import Code, Diagnostic, Span, did_you_mean
from builder.model import (
    ChartRef,
    Clause,
    Corpus,
    Document,
    Equation,
    Figure,
    Flow,
    Ref,
    RefKind,
    Section,
    Table,
    When,
)
from builder.shown import hidden
from builder.text import walk
from builder.values import column_of, columns_like


def conditions(context: Context) -> Iterator[Diagnostic]:
    for lang, document in context.corpus.documents.items():
        found = [part for part in context.kept(rarities, lang) if isinstance(part, When | Clause)]
        asked = [part.condition for part in found]
        asked += [section.when for section in walk_sections(document.sections) if section.when]
        for condition in asked:
            yield from faults(condition, context.corpus)
        if asked:
            branches = _Branches(context.corpus, document)
            for part in hidden(document, context.corpus):
                yield from branches.unknown(part)


@dataclass(slots=True)
class _Branches:
    """What a language may name."""

    corpus: Corpus
    document: Document

    def unknown(self, part: When | Clause | Section) -> Iterator[Diagnostic]:
        """`resolve` says it of what is shown."""
        for item in walk(part):
            if isinstance(item, Ref):
                yield from self._reference(item)
            elif isinstance(item, Figure) and isinstance(item.content, ChartRef):
                known = self.corpus.charts
                yield from self._missing(item.content.chart, item.span, known, "chart", "charts", Code.UNKNOWN_CHART)

    def _reference(self, ref: Ref) -> Iterator[Diagnostic]:
        corpus, lang = self.corpus, self.document.lang

        def tell(known: Collection[str], what: str, file: str, code: Code) -> Iterator[Diagnostic]:
            return self._missing(ref.key, ref.span, known, what, file, code)

        match ref.kind:
            case RefKind.FACT:
                yield from tell({*corpus.facts, *corpus.unvalued}, "fact", "facts", Code.UNKNOWN_FACT)
            case RefKind.CITE:
                yield from tell(corpus.sources, "source", "sources", Code.UNKNOWN_CITATION)
            case RefKind.TERM:
                yield from tell(self.document.terms.labels, "label", f"{lang}/terms", Code.UNKNOWN_TERM)
            case RefKind.REF:
                yield from tell(self._ids(), "figure, table or section", "", Code.UNKNOWN_REFERENCE)
            case RefKind.PARAM if corpus.row and column_of(corpus.row.cells, ref.key, lang) is None:
                yield from tell(columns_like(corpus.row.cells, lang), "column", "rows", Code.UNKNOWN_COLUMN)
            case RefKind.PARAM:
                pass

    def _ids(self) -> set[str]:
        named = Section | Figure | Table | Flow | Equation
        return {item.id for item in walk(self.document) if isinstance(item, named)}

    def _missing(
        self, key: str, span: Span, known: Collection[str], what: str, file: str, code: Code
    ) -> Iterator[Diagnostic]:
        if key not in known and (file, key) not in self.corpus.lost:
            yield Diagnostic(span, code, f"no {what} '{key}'", hint=did_you_mean(key, known))
