"""`:::{references}`: a group of the bibliography, a list whose items begin with their citation key."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Code
from builder.load.block import BlockReader
from builder.load.directives.call import Call, Directive, body_blocks
from builder.model import Block, Entry, Inlines, Item, Items, Paragraph, Ref, References, RefKind, Text
from builder.text import merged


def _run(reader: BlockReader, call: Call) -> Sequence[Block]:
    blocks = body_blocks(reader, call)
    if len(blocks) != 1 or not isinstance(blocks[0], Items):
        message, hint = "references hold one list, and nothing else", "- {cite}`key` what it says"
        reader.source.fault(call.span, Code.MALFORMED_DIRECTIVE, message, hint)
        return ()
    entries = [_entry(reader, item) for item in blocks[0].items]
    return (References(tuple(entry for entry in entries if entry), call.span),)


def _entry(reader: BlockReader, item: Item) -> Entry | None:
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, Paragraph) and len(item.blocks) == 1:
        head = first.children[0]
        if isinstance(head, Ref) and head.kind is RefKind.CITE:
            return Entry(head.key, _note(first.children[1:]), head.span)
    hint = "- {cite}`key` what it says"
    reader.source.fault(item.span, Code.MALFORMED_DIRECTIVE, "an entry is its citation key and a note", hint)
    return None


def _note(children: Inlines) -> Inlines:
    if children and isinstance(children[0], Text):
        return merged((Text(children[0].text.lstrip()), *children[1:]))
    return children


REFERENCES = Directive(_run, bare=True)
