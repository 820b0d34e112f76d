"""`:::{table} id`: a table with caption and source; `head-rows` and `row-heads` count rows and columns that head it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from builder.diagnostics import Code
from builder.load.block import BlockReader
from builder.load.directives.call import (
    Call,
    Directive,
    argument_span,
    identifier,
    lead_inlines,
    option_inlines,
    option_text,
)
from builder.load.html import is_comment
from builder.load.table import read_table
from builder.model import Block

_WORDS = {"": "0", "no": "0", "yes": "1"}


def _run(reader: BlockReader, call: Call) -> Sequence[Block]:
    body = [node for node in call.body if not is_comment(node)]
    if len(body) != 1 or body[0].type != "table":
        blocks = reader.blocks(body)
        message = f"a table holds its caption, one paragraph, and one table; here are {len(body)} blocks after it"
        reader.source.fault(call.span, Code.MALFORMED_DIRECTIVE, message, "leave a line free above the table")
        return blocks
    (node,) = body
    table = read_table(reader, node, reader.source.span(node), _head_rows(reader, call), _row_heads(reader, call))
    return (
        replace(
            table,
            id=identifier(reader, call.argument, argument_span(reader, call)),
            caption=lead_inlines(reader, call),
            source=option_inlines(reader, call, "source"),
        ),
    )


def _head_rows(reader: BlockReader, call: Call) -> int | None:
    text = option_text(call, "head-rows")
    if text and not re.fullmatch(r"\d", text, re.ASCII):
        span = call.options["head-rows"].span
        hint = "head-rows: 2; without it the first row is the head"
        reader.source.fault(span, Code.INVALID_VALUE, "head-rows is a number of rows, 0 to 9", hint)
        return None
    return int(text) if text else None


def _row_heads(reader: BlockReader, call: Call) -> int:
    text = option_text(call, "row-heads")
    if text not in _WORDS and not re.fullmatch(r"\d", text, re.ASCII):
        span = call.options["row-heads"].span
        reader.source.fault(span, Code.INVALID_VALUE, "row-heads is yes, no or a number of columns", "row-heads: yes")
        return 0
    return int(_WORDS.get(text, text))


TABLE = Directive(_run, ("source", "head-rows", "row-heads"), "an id")
