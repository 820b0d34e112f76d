"""The editions have the same parts: sections, blocks, tables, slides, facts and citations, in the same order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePosixPath

from builder.check.context import Context, walk_sections
from builder.check.parity.compare import Comparison
from builder.check.parity.lengths import lengths
from builder.check.parity.places import Places
from builder.check.parity.said import Side
from builder.check.parity.settle import settle
from builder.check.parity.texts import Finding
from builder.check.parity.tree import Leaf, nodes_of
from builder.diagnostics import Code, Diagnostic, Span
from builder.model import Document, Section


def parity(context: Context) -> Iterator[Diagnostic]:
    """Every language against the first of report.yaml, section by section."""
    documents = list(context.corpus.documents.items())
    if len(documents) < 2:
        return
    (source_lang, source), *others = documents
    for lang, document in others:
        sides = (Side(code, context.locales[code], context.corpus.facts) for code in (source_lang, lang))
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
        places = Places(self.context.texts)
        texts: list[tuple[Leaf, Leaf]] = []
        for name, section in found.items():
            if name in wanted and name not in faulty and not section.only:
                yield from self._section(wanted[name], section, places, texts)
        yield from self._settled(tuple(lengths(self.source, self.other, texts)), places)
        shared = [name for name in wanted if name in found]
        order = [name for name in found if name in wanted]
        if shared != order:
            name = next(b for a, b in zip(shared, order, strict=True) if a != b)
            message = f"the section '{name}' stands elsewhere in '{self.source_lang}'"
            yield Diagnostic(found[name].span, Code.PARITY, message, hint="give the editions the same order")

    def _section(
        self, ours: Section, theirs: Section, places: Places, texts: list[tuple[Leaf, Leaf]]
    ) -> Iterator[Diagnostic]:
        comparison = Comparison(self.source, self.other)
        title = Leaf("heading", ours.title, ours.span), Leaf("heading", theirs.title, theirs.span)
        comparison.leaves(*title)
        comparison.nodes(nodes_of(ours.blocks), nodes_of(theirs.blocks), title, top=True)
        texts += comparison.texts
        yield from self._settled(comparison.findings, places)

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
