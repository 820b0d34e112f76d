"""Directives: each is one file that says its options and makes its blocks; one row a directive here."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code, Span, did_you_mean
from builder.load.block import BlockReader
from builder.load.directives import (
    callout,
    data_notes,
    figure,
    flow,
    formula,
    front,
    only,
    references,
    slide,
    table,
    when,
)
from builder.load.directives.call import Directive, read_call
from builder.model import Block

DIRECTIVES: dict[str, Directive] = {
    "figure": figure.FIGURE,
    "table": table.TABLE,
    "flow": flow.FLOW,
    "callout": callout.CALLOUT,
    "takeaway": callout.TAKEAWAY,
    "formula": formula.FORMULA,
    "references": references.REFERENCES,
    "data-notes": data_notes.DATA_NOTES,
    "only": only.ONLY,
    "when": when.WHEN,
    "slide": slide.SLIDE,
    **slide.PARTS,
    **front.PARTS,
}


def run(reader: BlockReader, node: SyntaxTreeNode, span: Span) -> Sequence[Block]:
    call = read_call(reader, node, span)
    directive = DIRECTIVES.get(call.name)
    if directive is None:
        hint = did_you_mean(call.name, DIRECTIVES)
        reader.source.fault(span, Code.UNKNOWN_DIRECTIVE, f"no directive '{call.name}'", hint)
        return ()
    for name, option in call.options.items():
        if name not in directive.options:
            hint = did_you_mean(name, directive.options)
            reader.source.fault(option.span, Code.UNKNOWN_OPTION, f"{{{call.name}}} has no option '{name}'", hint)
    if directive.argument and not call.argument:
        message = f"{{{call.name}}} needs {directive.argument} after its name"
        reader.source.fault(span, Code.MALFORMED_DIRECTIVE, message, f":::{{{call.name}}} …")
        return ()
    if call.argument and directive.bare:
        message = f"{{{call.name}}} takes nothing after its name"
        reader.source.fault(span, Code.MALFORMED_DIRECTIVE, message, "put it on a line of its own, inside")
    return directive.run(reader, call)
