"""The parts of `index.md`: subtitle, meta, imprint, colophon."""

from __future__ import annotations

from builder.diagnostics import Code
from builder.load.block import BlockReader
from builder.load.directives.call import Call, Directive
from builder.model import Blocks

NAMES = ("subtitle", "meta", "imprint", "colophon")


def _stray(reader: BlockReader, call: Call) -> Blocks:
    message = f"{{{call.name}}} stands in index.md, and nowhere else"
    reader.source.fault(call.span, Code.MALFORMED_DIRECTIVE, message, "move it there")
    return ()


PARTS = {name: Directive(_stray) for name in NAMES}
