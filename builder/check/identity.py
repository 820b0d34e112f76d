"""An id names one thing in a language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from builder.check.context import Context, walk_sections
from builder.diagnostics import Code, Diagnostic, Span
from builder.model import (
    Blocks,
    Callout,
    Equation,
    Figure,
    Flow,
    Items,
    Only,
    Quote,
    References,
    Section,
    Table,
    When,
)


def duplicate_ids(context: Context) -> Iterator[Diagnostic]:
    for lang, document in context.corpus.documents.items():
        seen: dict[str, Span] = {}
        cited: dict[str, Span] = {}
        called = {section.span for section in walk_sections(document.sections) if _by_its_file(section, context)}
        for section in walk_sections(document.sections):
            yield from _twice("id", section.id, section.span, seen, called)
            for kind, name, span in _named(section.blocks, lang):
                yield from _twice(kind, name, span, seen if kind == "id" else cited, called)


def named_once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Without what parity says of a thing whose id stands twice. Duplicates stand before what parity says."""
    twice: set[Span] = set()
    for fault in found:
        if fault.code is Code.DUPLICATE_ID:
            twice.add(fault.span)
        if fault.code not in _OF_PARTS or fault.span not in twice:
            yield fault


_OF_PARTS = (Code.PARITY, Code.MISSING_COUNTERPART)


def _by_its_file(section: Section, context: Context) -> bool:
    """Whether the heading names no id of its own."""
    lines = context.texts.get(section.span.file, "").splitlines()
    return "{#" not in "".join(lines[section.span.line - 1 : section.span.line])


def _twice(
    kind: str, name: str, span: Span, seen: dict[str, Span], called: Collection[Span] = ()
) -> Iterator[Diagnostic]:
    """`called`: headings whose ids nobody typed."""
    if name in seen:
        first = seen[name]
        message = f"the {kind} '{name}' stands already at {first.file}:{first.line}"
        hint = "rename one of them, in every language" if kind == "id" else "list each source once"
        if first in called or span in called:
            hint += "; a heading is called after its file, unless it ends with {#another-id}"
        yield Diagnostic(span, Code.DUPLICATE_ID, message, hint=hint)
    seen.setdefault(name, span)


def _named(blocks: Blocks, lang: str) -> Iterator[tuple[str, str, Span]]:
    """Figures, tables, processes, equations and entries of the bibliography; a slide's own stand in the deck alone."""
    for block in blocks:
        match block:
            case Figure() | Table() | Flow() | Equation() if block.id:
                yield "id", block.id, block.span
            case References():
                for entry in block.entries:
                    yield "reference", entry.key, entry.span
            case Callout() | Quote():
                yield from _named(block.blocks, lang)
            case Items():
                for item in block.items:
                    yield from _named(item.blocks, lang)
            case Only() if block.lang == lang:
                yield from _named(block.blocks, lang)
            case When():
                yield from _named(block.blocks, lang)
            case _:
                pass
