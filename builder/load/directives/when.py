"""`:::{when} growth < 0`: blocks that stand where a condition holds."""

from __future__ import annotations

from collections.abc import Sequence

from builder.load.block import BlockReader
from builder.load.conditions import read_condition, spelled
from builder.load.directives.call import Call, Directive, argument_span, body_blocks
from builder.model import Block, When


def _run(reader: BlockReader, call: Call) -> Sequence[Block]:
    condition = read_condition(call.argument, argument_span(reader, call), reader.source.report)
    blocks = body_blocks(reader, call)
    return (When(condition, spelled(condition), blocks, call.span),) if condition else blocks


WHEN = Directive(_run, argument="a condition")
