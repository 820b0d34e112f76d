"""The editions have the same parts: sections, blocks, tables, slides, facts and citations, in the same order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePosixPath

from builder.check.context import Context, walk_sections
from builder.check.parity.passes import Passes, front_part, labels_part, section_part
from builder.check.parity.places import Places
from builder.check.parity.said import Side
from builder.check.parity.settle import lacks, settle, texts_of
from builder.check.parity.texts import Finding
from builder.check.terms import counterparts_terms, untold
from builder.diagnostics import Code, Diagnostic, Span
from builder.model import Document, Front, Section


def parity(context: Context) -> Iterator[Diagnostic]:
    """Every language against the one that is translated from, section by section."""
    documents = dict(context.corpus.documents)
    if len(documents) < 2:
        return
    source_lang = context.corpus.settings.source or next(iter(documents))
    source = documents.pop(source_lang)
    for lang, document in documents.items():
        sides = (Side(context, code) for code in (source_lang, lang))
        yield from _Pair(context, *sides).differences(source, document)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two languages of a report, in which parts may be missing because they could not be read."""

    context: Context
    source: Side
    other: Side

    @property
    def source_lang(self) -> str:
        return self.source.lang

    @property
    def lang(self) -> str:
        return self.other.lang

    def differences(self, source: Document, document: Document) -> Iterator[Diagnostic]:
        wanted = {section.id: section for section in walk_sections(source.sections)}
        found = {section.id: section for section in walk_sections(document.sections)}
        faulty = {*_faulty(self.context, wanted.values()), *_faulty(self.context, found.values())}
        for here, sections, there, others in (
            (self.source_lang, wanted, self.lang, found),
            (self.lang, found, self.source_lang, wanted),
        ):
            for name, section in sections.items():
                if section.only and name in others:
                    message = f"the section '{name}' is said to be of '{here}' alone, and '{there}' has it, too"
                    yield Diagnostic(section.span, Code.PARITY, message, hint=f"write {{#{name}}}")
                elif not section.only and name not in others and not self._excused(section, there):
                    message = f"the section '{name}' of '{here}' is missing in '{there}'"
                    hint = f"translate it, give both headings the same {{#id}}, or mark it: {{#{name} only}}"
                    yield Diagnostic(section.span, Code.MISSING_SECTION, message, hint=hint)
                elif name in others and section.numbered != others[name].numbered and here == self.lang:
                    said = "counted" if section.numbered else "unnumbered"
                    message = f"the section '{name}' is {said} here, and in '{there}' it is not"
                    yield Diagnostic(section.span, Code.PARITY, message, hint="mark both {… unnumbered}, or none")
                if name in others and section.said != others[name].said and here == self.lang:
                    ours, theirs = (one.said or "none" for one in (section, others[name]))
                    message = f"the section '{name}' has the condition {ours} here, and in '{there}' {theirs}"
                    yield Diagnostic(section.span, Code.PARITY, message, hint="give both the same")
        places = Places(self.context.texts)
        parts = [labels_part(source.terms, document.terms, (source.front, document.front))]
        if self._fronts(source.front, document.front):
            parts.append(front_part(source.front, document.front))
        else:
            yield from self._without_front(source.front, document.front)
        parts += [
            section_part(wanted[name], section)
            for name, section in found.items()
            if name in wanted and name not in faulty and not section.only
        ]
        comparisons, disproportions = Passes(self.context, self.source, self.other).findings(parts)
        findings = [finding for comparison in comparisons for finding in comparison.findings]
        lacking = texts_of(f for f in findings if lacks(f))
        disproportions = [f for f in disproportions if (id(f.source), id(f.other)) not in lacking]
        told = [d for comparison in comparisons for d in self._settled(comparison.findings, places)]
        told += self._settled(disproportions, places)
        yield from told
        gone = texts_of(f for f in (*findings, *disproportions) if lacks(f, translated=True))
        texts = [pair for comparison in comparisons for pair in comparison.texts]
        terms = counterparts_terms(self.context, self.source_lang, self.lang, texts, gone)
        yield from untold(terms, told)
        shared = [name for name in wanted if name in found]
        order = [name for name in found if name in wanted]
        if shared != order:
            name = next(b for a, b in zip(shared, order, strict=True) if a != b)
            message = f"the section '{name}' stands elsewhere in '{self.source_lang}'"
            yield Diagnostic(found[name].span, Code.PARITY, message, hint="give the editions the same order")

    def _fronts(self, *fronts: Front) -> bool:
        """Whether both languages have an index.md that could be read."""
        return all(front.span.file != self.context.corpus.settings.span.file for front in fronts) and not any(
            span.file == front.span.file for span in self.context.faults for front in fronts
        )

    def _without_front(self, ours: Front, theirs: Front) -> Iterator[Diagnostic]:
        """A report without index.md has its name for a title; one language cannot."""
        settings = self.context.corpus.settings.span
        without = [front.span.file == settings.file for front in (ours, theirs)]
        if any(span.file in (ours.span.file, theirs.span.file) for span in self.context.faults):
            return
        if without[0] != without[1]:
            there, here = (self.lang, self.source_lang) if without[1] else (self.source_lang, self.lang)
            span = ours.span if without[1] else theirs.span
            message = f"index.md of '{here}' is missing in '{there}'"
            hint = f"write {there}/index.md, beside {here}/index.md"
            yield Diagnostic(span, Code.MISSING_COUNTERPART, message, hint=hint)

    def _settled(self, findings: Sequence[Finding], places: Places) -> Iterator[Diagnostic]:
        gravest = self.context.corpus.settings.disagreements
        return settle(findings, self.lang, self.source_lang, places, gravest)

    def _excused(self, section: Section, lang: str) -> bool:
        """The other language's file, or a heading in it, could not be read."""
        path = PurePosixPath(section.span.file)
        other = (path.parent.parent / lang / path.name).as_posix()
        return (f"{lang}/{path.stem}", "") in self.context.corpus.lost or any(
            span.file in (other, section.span.file) and self._is_heading(span) for span in self.context.faults
        )

    def _is_heading(self, span: Span) -> bool:
        lines = self.context.texts.get(span.file, "").split("\n")
        return span.line <= len(lines) and lines[span.line - 1].lstrip().startswith("#")


def _faulty(context: Context, sections: Iterable[Section]) -> Iterator[str]:
    """Ids of sections of which something could not be read: they reach from their heading to the next."""
    ordered = sorted(sections, key=lambda section: section.span)
    for section, after in zip_longest(ordered, ordered[1:]):
        end = after.span.line if after and after.span.file == section.span.file else math.inf
        if any(s.file == section.span.file and section.span.line <= s.line < end for s in context.faults):
            yield section.id
