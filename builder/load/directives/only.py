"""`:::{only} zh`: blocks of one edition alone."""

from __future__ import annotations

from collections.abc import Sequence

from builder.load.block import BlockReader
from builder.load.directives.call import Call, Directive, body_blocks
from builder.model import Block, Only


def _run(reader: BlockReader, call: Call) -> Sequence[Block]:
    return (Only(call.argument, body_blocks(reader, call), call.span),)


ONLY = Directive(_run, argument="a language")
