"""`:::{formula}`: a formula in words, one paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Code
from builder.load.block import BlockReader
from builder.load.directives.call import Call, Directive, lead_inlines
from builder.model import Block, Formula


def _run(reader: BlockReader, call: Call) -> Sequence[Block]:
    if call.body or not call.lead:
        reader.source.fault(call.span, Code.MALFORMED_DIRECTIVE, "a formula is one paragraph", "put the rest below it")
        return reader.blocks(call.body)
    return (Formula(lead_inlines(reader, call), call.span),)


FORMULA = Directive(_run, bare=True)
