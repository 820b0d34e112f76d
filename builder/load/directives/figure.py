"""`:::{figure} chart-id` or `:::{figure} path/to/image.png`: a chart or an image with caption, source and alt text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from builder.diagnostics import Code, Diagnostic, Severity, Span
from builder.load.block import BlockReader
from builder.load.directives.call import Call, Directive, identifier, lead_inlines, option_inlines, option_text
from builder.load.html import is_comment
from builder.load.source import last_line
from builder.model import Block, ChartRef, Figure, Image, Missing

_IMAGE = re.compile(
    r".*\.(?:svgz?|png|jpe?g|webp|gif|tiff?|bmp|avif|hei[cf]|jxl|ico|emf|wmf|eps|pdf|psd)", re.IGNORECASE
)
"""Names of pictures, of those too that cannot be shown: they are told to be so."""

_WIDTH = re.compile(r"(\d{1,5}(?:\.\d+)?)\s*(%|px)", re.ASCII)


def _run(reader: BlockReader, call: Call) -> Sequence[Block]:
    span = reader.source.find(call.argument, call.span.line, last_line(call.node))
    content, default = _content(reader, call, span)
    for node in call.body:
        if not is_comment(node):
            message, hint = "a figure holds its caption, one paragraph, alone", "close it with :::, and go on below"
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


def _content(reader: BlockReader, call: Call, span: Span) -> tuple[Image | Missing | ChartRef, str]:
    """What is shown, and the id that it gives the figure, or ""."""
    target = call.argument
    if not _IMAGE.fullmatch(target) and "/" not in target:
        for name in ("width", "missing"):
            if name in call.options:
                message = f"a chart has no {name}: it is drawn as wide as the text"
                reader.source.fault(call.options[name].span, Code.INVALID_VALUE, message, "leave it out")
        return ChartRef(target), target
    width, percent = _width(reader, call)
    missing, assets = _is_missing(reader, call), reader.inline.assets
    if missing and assets.is_absent(target, reader.source):
        return Missing(target), _name(target)
    asset = assets.image(target, span, reader.source)
    if missing and asset:
        message, place = f"'{target}' is there, and is shown", call.options["missing"].span
        reader.source.report(Diagnostic(place, Code.INVALID_VALUE, message, "delete :missing:", Severity.WARNING))
    return Image(asset, width, percent), _name(asset or target)


def _name(path: str) -> str:
    stem = PurePosixPath(path).stem
    return stem if re.fullmatch(r"[A-Za-z][\w.-]*", stem, re.ASCII) else ""


def _width(reader: BlockReader, call: Call) -> tuple[float | None, bool]:
    """How wide it is to be shown, and whether that is per cent."""
    text = option_text(call, "width")
    if not text:
        return None, False
    match = _WIDTH.fullmatch(text)
    percent = bool(match and match[2] == "%")
    if match is None or not 0 < float(match[1]) <= (100 if percent else 10_000):
        hint = "width: 60% of the text's width (100% at most), or width: 320px"
        reader.source.fault(call.options["width"].span, Code.INVALID_VALUE, f"'{text}' is no width", hint)
        return None, False
    return float(match[1]), percent


def _is_missing(reader: BlockReader, call: Call) -> bool:
    text = option_text(call, "missing")
    if text not in ("", "yes", "no"):
        span = call.options["missing"].span
        reader.source.fault(span, Code.INVALID_VALUE, "missing is yes or no", "missing: yes")
    return text == "yes"


FIGURE = Directive(_run, ("source", "alt", "id", "width", "missing"), "the id of a chart or the path of an image")
