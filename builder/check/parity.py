"""The editions have the same parts: sections, blocks, tables, slides, facts and citations, in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from builder.check.context import Context, walk_sections
from builder.diagnostics import Code, Diagnostic
from builder.model import Block, Blocks, Document, Figure, Flow, Items, Only, Ref, RefKind, Section, Slide, Table


def parity(context: Context) -> Iterator[Diagnostic]:
    """Every language against the first of report.yaml, section by section."""
    documents = list(context.corpus.documents.items())
    if len(documents) < 2:
        return
    (source_lang, source), *others = documents
    for lang, document in others:
        yield from _document(source_lang, source, lang, document)


def _document(source_lang: str, source: Document, lang: str, document: Document) -> Iterator[Diagnostic]:
    wanted = {section.id: section for section in walk_sections(source.sections)}
    found = {section.id: section for section in walk_sections(document.sections)}
    for name, section in wanted.items():
        if name not in found:
            message = f"the section '{name}' of '{source_lang}' is missing in '{lang}'"
            yield Diagnostic(
                section.span, Code.MISSING_SECTION, message, hint="give both the same {#id}, or translate it"
            )
    for name, section in found.items():
        if name not in wanted:
            message = f"the section '{name}' of '{lang}' is missing in '{source_lang}'"
            yield Diagnostic(section.span, Code.MISSING_SECTION, message, hint="give both the same {#id}")
        else:
            yield from _section(source_lang, wanted[name], lang, section)
    shared = [name for name in wanted if name in found]
    order = [name for name in found if name in wanted]
    if shared != order:
        name = next(b for a, b in zip(shared, order, strict=True) if a != b)
        yield Diagnostic(found[name].span, Code.PARITY, f"the section '{name}' stands elsewhere in '{source_lang}'")


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
            return f"a table '{block.id}' of {len(block.head) + len(block.body)} × {len(block.aligns)} cells"
        case Figure() | Flow():
            return f"a {kind} '{block.id}'"
        case Items():
            return f"a list of {len(block.items)} items"
        case Slide():
            return f"a slide showing {', '.join(block.evidence) or 'text'}"
        case _:
            return f"a {kind}"


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


def _refs(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, tuple):
        for item in value:
            yield from _refs(item)
    elif isinstance(value, Ref):
        if value.kind in (RefKind.FACT, RefKind.CITE):
            yield value.kind.value, value.key
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from _refs(getattr(value, part.name))
