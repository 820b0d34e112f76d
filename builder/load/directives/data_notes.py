"""`:::{data-notes}`: editor's notes, a list whose items begin with the ids of the findings that they acknowledge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.diagnostics import Code
from builder.load.block import BlockReader
from builder.load.directives.call import Call, Directive, body_blocks
from builder.model import Block, Inlines, Item, Items, Paragraph, Text
from builder.model import Code as CodeInline
from builder.text import merged, plain

_HINT = "- `growth sales.2025` what the arithmetic says; `builder check` shows the id of a finding"


def _run(reader: BlockReader, call: Call) -> Sequence[Block]:
    blocks = body_blocks(reader, call)
    if len(blocks) != 1 or not isinstance(blocks[0], Items):
        message = "data notes hold one list, and nothing else"
        reader.source.fault(call.span, Code.MALFORMED_DIRECTIVE, message, _HINT)
        return ()
    items = [_note(reader, item) for item in blocks[0].items]
    return (replace(blocks[0], ordered=True, items=tuple(item for item in items if item)),)


def _note(reader: BlockReader, item: Item) -> Item | None:
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, Paragraph):
        answers, rest = _answers(first.children)
        if answers and plain(rest).strip():
            return replace(item, blocks=(replace(first, children=rest), *item.blocks[1:]), answers=answers)
    message = "a note is the ids of its findings as code, and what it says"
    reader.source.fault(item.span, Code.MALFORMED_DIRECTIVE, message, _HINT)
    return None


def _answers(children: Inlines) -> tuple[tuple[str, ...], Inlines]:
    """The ids that an item begins with, and what follows them."""
    ids = []
    rest = list(children)
    while rest:
        head = rest[0]
        if isinstance(head, CodeInline):
            ids.append(" ".join(head.text.split()))
        elif not isinstance(head, Text) or head.text.strip():
            break
        rest.pop(0)
    if rest and isinstance(rest[0], Text):
        rest[0] = Text(rest[0].text.lstrip())
    return tuple(ids), merged(rest)


DATA_NOTES = Directive(_run, bare=True)
