"""An id names one thing in a language."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import Context, walk_sections
from builder.diagnostics import Code, Diagnostic, Span
from builder.model import Blocks, Callout, Entry, Figure, Flow, Only, Quote, References, Table


def duplicate_ids(context: Context) -> Iterator[Diagnostic]:
    for lang, document in context.corpus.documents.items():
        seen: dict[str, Span] = {}
        cited: dict[str, Span] = {}
        for section in walk_sections(document.sections):
            named = [(section.id, section.span), *_named(section.blocks, lang)]
            for name, span in named:
                yield from _twice(name, span, seen)
            for entry in _entries(section.blocks):
                yield from _twice(entry.key, entry.span, cited)


def _twice(name: str, span: Span, seen: dict[str, Span]) -> Iterator[Diagnostic]:
    if name in seen:
        first = seen[name]
        message = f"the id '{name}' stands already at {first.file}:{first.line}"
        yield Diagnostic(span, Code.DUPLICATE_ID, message, hint="rename one of them, in every language")
    seen.setdefault(name, span)


def _named(blocks: Blocks, lang: str) -> Iterator[tuple[str, Span]]:
    for block in blocks:
        match block:
            case Figure() | Table() | Flow() if block.id:
                yield block.id, block.span
            case Callout() | Quote():
                yield from _named(block.blocks, lang)
            case Only() if block.lang == lang:
                yield from _named(block.blocks, lang)
            case _:
                pass


def _entries(blocks: Blocks) -> Iterator[Entry]:
    for block in blocks:
        if isinstance(block, References):
            yield from block.entries
