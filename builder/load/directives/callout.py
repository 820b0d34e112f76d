"""`:::{callout} finding|caution|note` and `:::{takeaway}`: boxes."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Code, did_you_mean
from builder.load.block import BlockReader
from builder.load.directives.call import Call, Directive, body_blocks, option_inlines
from builder.model import Block, Callout, CalloutKind


def _run(reader: BlockReader, call: Call) -> Sequence[Block]:
    kinds = [kind for kind in CalloutKind if kind is not CalloutKind.TAKEAWAY]
    if call.argument not in kinds:
        hint = did_you_mean(call.argument, kinds)
        reader.source.fault(call.span, Code.INVALID_VALUE, f"there is no callout '{call.argument}'", hint)
        return body_blocks(reader, call)
    title = option_inlines(reader, call, "title")
    return (Callout(CalloutKind(call.argument), title, body_blocks(reader, call), call.span),)


def _takeaway(reader: BlockReader, call: Call) -> Sequence[Block]:
    title = option_inlines(reader, call, "title")
    return (Callout(CalloutKind.TAKEAWAY, title, body_blocks(reader, call), call.span),)


CALLOUT = Directive(_run, ("title",), "its kind: finding, caution or note")
TAKEAWAY = Directive(_takeaway, ("title",), bare=True)
