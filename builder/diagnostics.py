"""What is wrong with the content, where, and what to do: a value, never an exception."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file of the project: 1-based line and column in characters; `end` is exclusive, 0 where unknown."""

    file: str
    line: int = 1
    col: int = 1
    end: int = 0


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """Every kind of fault. `tests/faults/` holds one broken project a code."""

    UNKNOWN_FACT = "unknown-fact"
    UNKNOWN_CITATION = "unknown-citation"
    UNKNOWN_CHART = "unknown-chart"
    UNKNOWN_TERM = "unknown-term"
    UNKNOWN_REFERENCE = "unknown-reference"
    UNKNOWN_DIRECTIVE = "unknown-directive"
    UNKNOWN_ROLE = "unknown-role"
    UNKNOWN_OPTION = "unknown-option"
    MALFORMED_DIRECTIVE = "malformed-directive"
    MALFORMED_YAML = "malformed-yaml"
    MALFORMED_TABLE = "malformed-table"
    MALFORMED_FACT = "malformed-fact"
    MALFORMED_CHART = "malformed-chart"
    MALFORMED_DATA = "malformed-data"
    INVALID_VALUE = "invalid-value"
    DUPLICATE_ID = "duplicate-id"
    MISSING_SECTION = "missing-section"
    MISSING_FILE = "missing-file"
    MISSING_IMAGE = "missing-image"
    MISSING_GLYPH = "missing-glyph"
    UNREADABLE_FILE = "unreadable-file"
    UNREADABLE_IMAGE = "unreadable-image"
    OUTSIDE_PROJECT = "outside-project"
    PARITY = "parity"
    RAW_HTML = "raw-html"
    SLIDE_OVERFLOW = "slide-overflow"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    span: Span
    code: Code
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


Report = Callable[[Diagnostic], None]
"""Where a stage puts its faults: the `append` of the caller's list."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the nearest known word, or what there is to choose from."""
    choices = sorted(set(known))
    if near := difflib.get_close_matches(word, choices, n=1, cutoff=0.6):
        return f"did you mean '{near[0]}'?"
    if not choices:
        return "none is defined"
    shown = ", ".join(choices[:8])
    return f"known: {shown}" + (", …" if len(choices) > 8 else "")


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in diagnostics)


def render(diagnostic: Diagnostic, source_line: str | None) -> str:
    """The fault as text: place, code, message, the source line with a caret under the place, and the hint."""
    span = diagnostic.span
    lines = [f"{span.file}:{span.line}:{span.col}: {diagnostic.severity}[{diagnostic.code}] {diagnostic.message}"]
    if source_line is not None:
        number = str(span.line)
        text = source_line.rstrip("\n").replace("\t", " ")
        pad = _columns(text[: span.col - 1])
        width = max(1, _columns(text[span.col - 1 : span.end - 1])) if span.end > span.col else 1
        lines.append(f"{number:>5} │ {text}")
        lines.append(f"      │ {' ' * pad}{'^' * width}")
    if diagnostic.hint:
        lines.append(f"  hint: {diagnostic.hint}")
    return "\n".join(lines)


def _columns(text: str) -> int:
    """Terminal columns: East Asian wide characters take two (UAX #11)."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
