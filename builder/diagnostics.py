"""What is wrong with the content, where, and what to do: a value, never an exception."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


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
    UNKNOWN_STYLE = "unknown-style"
    UNKNOWN_CHART = "unknown-chart"
    UNKNOWN_COLUMN = "unknown-column"
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
    MALFORMED_CONDITION = "malformed-condition"
    MALFORMED_STYLE = "malformed-style"
    MALFORMED_CSS = "malformed-css"
    INVALID_VALUE = "invalid-value"
    DUPLICATE_ID = "duplicate-id"
    MISSING_ROW = "missing-row"
    EMPTY_VALUE = "empty-value"
    HIDDEN_REFERENCE = "hidden-reference"
    MISSING_SECTION = "missing-section"
    MISSING_FILE = "missing-file"
    MISSING_IMAGE = "missing-image"
    MISSING_GLYPH = "missing-glyph"
    UNREADABLE_FILE = "unreadable-file"
    UNREADABLE_IMAGE = "unreadable-image"
    UNREADABLE_TEMPLATE = "unreadable-template"
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
    NUMBER_CHANGE = "number-change"
    NUMBER_PERIOD = "number-period"
    NUMBER_MISSING = "number-missing"
    UNTRANSLATED = "untranslated"
    EMPHASIS = "emphasis"
    LENGTH = "length"
    STALE = "stale"
    WRONG_TERM = "wrong-term"
    HALF_WIDTH = "half-width"
    FULL_WIDTH = "full-width"
    QUOTES = "quotes"
    DOUBLED_MARK = "doubled-mark"
    DOUBLED_WORD = "doubled-word"
    SPACING = "spacing"
    ELLIPSIS = "ellipsis"
    DASH = "dash"
    RANGE_MARK = "range-mark"
    END_MARK = "end-mark"
    LIST_COMMA = "list-comma"
    UNBALANCED = "unbalanced"
    CURRENCY = "currency"
    ARTICLE = "article"
    PERCENT_POINTS = "percent-points"
    TITLE_CASE = "title-case"
    UNUSED_OFF = "unused-off"
    ARITHMETIC = "arithmetic"
    TOTAL = "total"
    SHARE = "share"
    GROWTH = "growth"
    RATE = "rate"
    ASSERTION = "assertion"
    POINTS = "points"
    MULTIPLE = "multiple"
    PRECISION = "precision"
    FORECAST = "forecast"
    OTHER_MEASURE = "other-measure"
    OTHER_VALUE = "other-value"
    OTHER_WORDING = "other-wording"
    OTHER_PERIOD = "other-period"
    OTHER_MEMBERS = "other-members"
    OLDER_VALUE = "older-value"
    LOST_QUALIFIER = "lost-qualifier"
    SUMMARY_ONLY = "summary-only"
    UNCITED = "uncited"
    UNLISTED = "unlisted"
    UNSOURCED = "unsourced"
    INCOMPLETE = "incomplete"
    MISSING_FIELD = "missing-field"
    UNFOUNDED_NOTE = "unfounded-note"
    RAW_HTML = "raw-html"
    SLIDE_OVERFLOW = "slide-overflow"
    HEADING_TITLE = "heading-title"
    LAYOUT_MISSING = "layout-missing"


FIRM: Final = frozenset(
    code
    for code in Code
    if code.startswith(("unknown-", "malformed-", "unreadable-", "outside-"))
    or code.endswith(("-section", "-file", "-image", "-glyph"))
    or code in (Code.INVALID_VALUE, Code.DUPLICATE_ID, Code.MISSING_ROW, Code.EMPTY_VALUE, Code.HIDDEN_REFERENCE)
)
"""Faults that no author may switch off: what they name cannot be printed."""


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
    half_width = unicodedata.normalize("NFKC", word)
    if half_width != word and half_width in choices:
        return f"did you mean '{half_width}', in half-width characters?"
    if near := difflib.get_close_matches(word, choices, n=1, cutoff=0.6):
        return f"did you mean '{near[0]}'?"
    if not choices:
        return "none is defined"
    shown = ", ".join(choices[:8])
    return f"known: {shown}" + (", …" if len(choices) > 8 else "")


def ordered(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Every fault once, by place."""
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.span, one.code, one.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in diagnostics)
