"""`:::{table} id`: a table with caption, source and, where `row-heads` says so, a first column that heads its rows."""

from __future__ import annotations

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
from builder.model import Block, Row, Table


def _run(reader: BlockReader, call: Call) -> Sequence[Block]:
    blocks = reader.blocks(call.body)
    tables = [block for block in blocks if isinstance(block, Table)]
    if len(blocks) != 1 or not tables:
        message = f"a table holds its caption, one paragraph, and one table; here are {len(blocks)} blocks after it"
        reader.source.fault(call.span, Code.MALFORMED_DIRECTIVE, message, "leave a line free above the table")
        return blocks
    table = tables[0]
    heads = option_text(call, "row-heads")
    if heads not in ("", "yes", "no"):
        span = call.options["row-heads"].span
        reader.source.fault(span, Code.INVALID_VALUE, "row-heads is yes or no", "row-heads: yes")
    return (
        replace(
            table,
            id=identifier(reader, call.argument, argument_span(reader, call)),
            caption=lead_inlines(reader, call),
            body=tuple(_headed(row) for row in table.body) if heads == "yes" else table.body,
            source=option_inlines(reader, call, "source"),
        ),
    )


def _headed(row: Row) -> Row:
    return (replace(row[0], header=True), *row[1:])


TABLE = Directive(_run, ("source", "row-heads"), "an id")
