"""The editions have the same parts: sections, blocks, tables, slides, facts and citations, in the same order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePosixPath

from builder.check.context import Context, walk_sections
from builder.diagnostics import Code, Diagnostic, Span
from builder.model import (
    Block,
    Blocks,
    Document,
    Equation,
    Figure,
    Flow,
    Items,
    Only,
    Ref,
    RefKind,
    Section,
    Slide,
    Table,
)
from builder.text import walk


def parity(context: Context) -> Iterator[Diagnostic]:
    """Every language against the first of report.yaml, section by section."""
    documents = list(context.corpus.documents.items())
    if len(documents) < 2:
        return
    (source_lang, source), *others = documents
    for lang, document in others:
        yield from _Pair(context, source_lang, lang).differences(source, document)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two languages of a report, in which parts may be missing because they could not be read."""

    context: Context
    source_lang: str
    lang: str

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
        for name, section in found.items():
            if name in wanted and name not in faulty and not section.only:
                yield from _section(self.source_lang, wanted[name], self.lang, section)
        shared = [name for name in wanted if name in found]
        order = [name for name in found if name in wanted]
        if shared != order:
            name = next(b for a, b in zip(shared, order, strict=True) if a != b)
            message = f"the section '{name}' stands elsewhere in '{self.source_lang}'"
            yield Diagnostic(found[name].span, Code.PARITY, message, hint="give the editions the same order")

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


def _section(source_lang: str, source: Section, lang: str, section: Section) -> Iterator[Diagnostic]:
    ours, theirs = _common(section.blocks), _common(source.blocks)
    for block, other in zip(ours, theirs, strict=False):
        if _outline(block) != _outline(other):
            message = f"here is {_outline(block)}; '{source_lang}' has {_outline(other)} ({_place(other)})"
            hint = "translate block by block, or put what one edition alone has into :::{only}"
            yield Diagnostic(block.span, Code.PARITY, message, hint=hint)
            return
        yield from _references(source_lang, other, block)
    if len(ours) != len(theirs):
        longer, lacking = (ours, source_lang) if len(ours) > len(theirs) else (theirs, lang)
        block = longer[min(len(ours), len(theirs))]
        message = f"{_outline(block)} has no counterpart in '{lacking}', section '{section.id}'"
        yield Diagnostic(block.span, Code.PARITY, message, hint="translate it, or put it into :::{only}")


def _common(blocks: Blocks) -> tuple[Block, ...]:
    return tuple(block for block in blocks if not isinstance(block, Only))


def _place(block: Block) -> str:
    return f"{block.span.file}:{block.span.line}"


def _outline(block: Block) -> str:
    """A block's kind and shape, as a word for the author."""
    kind = type(block).__name__.lower()
    match block:
        case Table():
            return f"a table '{block.id}' of {_shape(block)} cells"
        case Figure() | Flow():
            return f"a {kind} '{block.id}'"
        case Items():
            return f"a list of {len(block.items)} items"
        case Equation():
            return f"an equation '{block.id}'" if block.id else "an equation"
        case Slide():
            return f"a slide showing {', '.join(block.evidence) or 'text'}"
        case _:
            return f"a {kind}"


def _shape(table: Table) -> str:
    rows = table.head + table.body
    joined = sum(cell.colspan > 1 or cell.rowspan > 1 for row in rows for cell in row)
    return f"{len(rows)} × {len(table.aligns)}" + (f", {joined} joined," if joined else "")


def _references(source_lang: str, source: Block, block: Block) -> Iterator[Diagnostic]:
    """The same facts and citations, as often; where they stand in a sentence is the language's own."""
    wanted, found = Counter(_refs(source)), Counter(_refs(block))
    for missing in sorted((wanted - found).elements()):
        message = f"{_role(missing)} of '{source_lang}' ({_place(source)}) is missing here"
        yield Diagnostic(block.span, Code.PARITY, message, hint="both editions name the same facts and sources")
    for extra in sorted((found - wanted).elements()):
        message = f"{_role(extra)} is not in '{source_lang}' ({_place(source)})"
        yield Diagnostic(block.span, Code.PARITY, message, hint="both editions name the same facts and sources")


def _role(key: tuple[str, str]) -> str:
    return f"{{{key[0]}}}`{key[1]}`"


def _refs(block: Block) -> Iterator[tuple[str, str]]:
    for ref in walk(block):
        if isinstance(ref, Ref) and ref.kind in (RefKind.FACT, RefKind.CITE):
            yield ref.kind.value, ref.key
