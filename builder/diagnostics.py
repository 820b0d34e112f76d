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
    MALFORMED_MATH = "malformed-math"
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
    MISSING_COUNTERPART = "missing-counterpart"
    ORDER = "order"
    OTHER_REFERENCE = "other-reference"
    OTHER_LINK = "other-link"
    OTHER_CODE = "other-code"
    NUMBER_VALUE = "number-value"
    NUMBER_SCALE = "number-scale"
    NUMBER_UNIT = "number-unit"
    NUMBER_MODIFIER = "number-modifier"
    NUMBER_PERIOD = "number-period"
    NUMBER_MISSING = "number-missing"
    UNTRANSLATED = "untranslated"
    EMPHASIS = "emphasis"
    LENGTH = "length"
    RAW_HTML = "raw-html"
    SLIDE_OVERFLOW = "slide-overflow"
    HEADING_TITLE = "heading-title"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """`other`: the place in another edition, or another place of the same, that this one disagrees with."""

    span: Span
    code: Code
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    other: Span | None = None


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


def render(diagnostic: Diagnostic, source_line: str | None, other_line: str | None = None) -> str:
    """The fault as text: place, code, message, the source line with a caret under the place, that of the other place,
    and the hint."""
    span = diagnostic.span
    place = f"{span.file}:{span.line}:{span.col}"
    lines = [f"{place}: {diagnostic.severity}[{diagnostic.code}] {_printable(diagnostic.message)}"]
    if source_line is not None:
        lines += _excerpt(span, source_line)
    if diagnostic.other is not None:
        lines.append(f"  beside {diagnostic.other.file}:{diagnostic.other.line}:{diagnostic.other.col}")
        if other_line is not None:
            lines += _excerpt(diagnostic.other, other_line)
    if diagnostic.hint:
        lines.append(f"  hint: {_printable(diagnostic.hint)}")
    return "\n".join(lines)


def _excerpt(span: Span, source_line: str) -> tuple[str, str]:
    first, text = _window(source_line.rstrip("\n").replace("\t", " "), span.col - 1)
    begin, end = span.col - 1 - first, span.end - 1 - first
    pad = _columns(text[:begin])
    width = max(1, _columns(text[begin:end])) if span.end > span.col else 1
    return f"{span.line:>5} │ {text}", f"      │ {' ' * pad}{'^' * width}"


def _window(line: str, at: int) -> tuple[int, str]:
    """The part of a long line around a place, as it may be printed, and the character that it begins with.

    A paragraph of Chinese is one line of many hundred characters."""
    first = max(0, at - _AROUND // 2) if len(line) > _AROUND else 0
    text = _printable(line[first : first + _AROUND])
    text = "…" + text[1:] if first else text
    return first, text[:-1] + "…" if first + _AROUND < len(line) else text


_AROUND = 100
"""Characters of a source line that are shown."""


def _columns(text: str) -> int:
    """Terminal columns: East Asian wide characters take two (UAX #11), combining ones none."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def _printable(text: str) -> str:
    """Content may hold what would steer a terminal: control characters, and marks that turn text around."""
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" or c in _TURNING else c for c in text)


_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
