"""Findings for machines: JSON, and the commands that GitHub turns into annotations. Pure ASCII where the format allows,
and never a control character: content is anybody's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final, TypeAlias

from builder.diagnostics import Diagnostic, Severity, Span
from builder.excerpt import printable

VERSION: Final = 1
"""Of the JSON; it changes where a reader of it would have to."""

Place: TypeAlias = "dict[str, str | int | None]"


def as_json(found: Sequence[Diagnostic]) -> str:
    """One object; lines and columns count from 1, in characters; `end_column` is the one behind, or null."""
    errors = sum(d.severity is Severity.ERROR for d in found)
    whole = {
        "version": VERSION,
        "errors": errors,
        "warnings": len(found) - errors,
        "findings": [_finding(diagnostic) for diagnostic in found],
    }
    return json.dumps(whole, indent=2) + "\n"


def _finding(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        **_place(diagnostic.span),
        "severity": diagnostic.severity.value,
        "code": diagnostic.code.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint or None,
        "other": _place(diagnostic.other) if diagnostic.other else None,
    }


def _place(span: Span) -> Place:
    return {"file": span.file, "line": span.line, "column": span.col, "end_column": end_of(span)}


def end_of(span: Span) -> int | None:
    return span.end if span.end > span.col else None


def as_github(found: Sequence[Diagnostic], folder: str) -> str:
    """Workflow commands, a line each; `folder` is the project's, as seen from where annotations are read from.

    https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions"""
    return "".join(f"{_command(diagnostic, folder)}\n" for diagnostic in found)


def _command(diagnostic: Diagnostic, folder: str) -> str:
    span, other = diagnostic.span, diagnostic.other
    end = end_of(span)
    properties = {"file": folder + span.file, "line": str(span.line), "col": str(span.col)}
    if end is not None:
        properties |= {"endLine": str(span.line), "endColumn": str(end - 1)}
    properties["title"] = diagnostic.code.value
    beside = f"beside {other.file}:{other.line}:{other.col}" if other else ""
    said = (diagnostic.message, beside, f"hint: {diagnostic.hint}" if diagnostic.hint else "")
    values = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{diagnostic.severity} {values}::" + "%0A".join(_data(line) for line in said if line)


def _data(text: str) -> str:
    """Line breaks of a message are kept as GitHub escapes them; every other control character is replaced."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "%0A".join(printable(line).replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return printable(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
