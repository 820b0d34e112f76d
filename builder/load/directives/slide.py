"""`::::{slide} title`: a slide of the deck, with its evidence, points, columns and notes."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Code, did_you_mean
from builder.load.block import BlockReader
from builder.load.directives.call import (
    Call,
    Directive,
    body_blocks,
    directive_name,
    lead_inlines,
    option_inlines,
    option_text,
    read_call,
)
from builder.model import Block, Blocks, Column, Paragraph, Slide, SlideLayout


def _run(reader: BlockReader, call: Call) -> Sequence[Block]:
    blocks: list[Block] = []
    columns: list[Column] = []
    notes: list[Block] = []
    lead = lead_inlines(reader, call)
    if lead:
        blocks.append(Paragraph(lead, reader.source.line(call.lead_line)))
    for node in call.body:
        name = directive_name(node)
        if name not in PARTS:
            blocks.extend(reader.blocks([node]))
            continue
        part = read_call(reader, node, reader.source.span(node))
        for option_name, option in part.options.items():
            message = f"{{{name}}} has no option '{option_name}'"
            reader.source.fault(option.span, Code.UNKNOWN_OPTION, message, "it has none")
        if name == "notes":
            notes.extend(body_blocks(reader, part))
        else:
            columns.append(_column(reader, part))
    return (
        Slide(
            title=reader.inline.text(call.argument, call.span.line),
            evidence=tuple(name.strip() for name in option_text(call, "show").split(",") if name.strip()),
            blocks=tuple(blocks),
            columns=tuple(columns),
            notes=tuple(notes),
            layout=_layout(reader, call, columns),
            source=option_inlines(reader, call, "source"),
            span=call.span,
        ),
    )


def _column(reader: BlockReader, part: Call) -> Column:
    return Column(reader.inline.text(part.argument, part.span.line), body_blocks(reader, part), part.span)


def _layout(reader: BlockReader, call: Call, columns: list[Column]) -> SlideLayout | None:
    name = option_text(call, "layout")
    if name and name not in list(SlideLayout):
        span = call.options["layout"].span
        reader.source.fault(span, Code.INVALID_VALUE, f"no layout '{name}'", did_you_mean(name, list(SlideLayout)))
        return None
    if (name == SlideLayout.COMPARISON or columns) and len(columns) != 2:
        message = f"a comparison has two columns, not {len(columns)}"
        reader.source.fault(call.span, Code.MALFORMED_DIRECTIVE, message, ":::{column} Heading")
    return SlideLayout(name) if name else SlideLayout.COMPARISON if columns else None


def _stray(reader: BlockReader, call: Call) -> Blocks:
    message = f"{{{call.name}}} stands in a slide, and nowhere else"
    hint = "put it inside, and give the slide's fence more colons"
    reader.source.fault(call.span, Code.MALFORMED_DIRECTIVE, message, hint)
    return ()


SLIDE = Directive(_run, ("show", "layout", "source"), "its title")
PARTS = {"notes": Directive(_stray), "column": Directive(_stray)}
