"""`:::{figure} chart-id` or `:::{figure} path/to/image.png`: a chart or an image with caption, source and alt text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from builder.diagnostics import Code
from builder.load.block import BlockReader
from builder.load.directives.call import Call, Directive, identifier, lead_inlines, option_inlines, option_text
from builder.load.source import last_line
from builder.model import Block, ChartRef, Figure, Image

_IMAGE = re.compile(r".*\.(?:svg|png|jpe?g|webp|gif)", re.IGNORECASE)


def _run(reader: BlockReader, call: Call) -> Sequence[Block]:
    span = reader.source.find(call.argument, call.span.line, last_line(call.node))
    content: Image | ChartRef
    if _IMAGE.fullmatch(call.argument) or "/" in call.argument:
        asset = reader.inline.assets.image(call.argument, span, reader.source)
        content, default = Image(asset), PurePosixPath(asset or call.argument).stem
        if not re.fullmatch(r"[A-Za-z][\w.-]*", default, re.ASCII):
            default = ""
    else:
        content, default = ChartRef(call.argument), call.argument
    for node in call.body:
        message, hint = "a figure holds its caption, one paragraph, alone", "put the rest below the figure"
        reader.source.fault(reader.source.span(node), Code.MALFORMED_DIRECTIVE, message, hint)
    return (
        Figure(
            id=identifier(reader, option_text(call, "id"), call.options["id"].span if "id" in call.options else span)
            or default,
            caption=lead_inlines(reader, call),
            content=content,
            alt=option_text(call, "alt"),
            source=option_inlines(reader, call, "source"),
            span=span,
        ),
    )


FIGURE = Directive(_run, ("source", "alt", "id"), "the id of a chart or the path of an image")
