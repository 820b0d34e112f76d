"""What the cells of a row say: by name and language, as numbers, and in texts that are no Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from builder.diagnostics import Code, Diagnostic, Span
from builder.model import CellValue, DataRow

PARAM: Final = "param"
"""The name of the role that says what stands in a column."""

FLAGS: Final = ("text", "signed")
SETTINGS: Final = ("digits", "empty")
"""What the role may say besides its column: `text` is as it is typed, `empty=…` stands for what is not there."""

WORDS: Final = ("and", "or", "not", "is", "empty")
"""What conditions are joined by."""

_NAME: Final = re.compile(r"[^\W\d][\w.]*(?:-[\w.]+)*")
_NUMBER: Final = re.compile(r"[-−+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_WRITTEN: Final = re.compile(r"[-−]?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_PARTED: Final = re.compile(r"[-−+]?\d{1,3}(?:[,'’\s\u202f]\d{3})+(?:\.\d+)?", re.ASCII)
_FULL_WIDTH: Final = re.compile("[０-９．％，＋－]")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ROLE: Final = re.compile(rf"\{{{PARAM}\}}(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_MAX_POWER: Final = 30


def column_of(cells: Mapping[str, CellValue], name: str, lang: str) -> str | None:
    """The column that says `name` in a language: `name.zh` comes before `name`. None where there is neither."""
    own = f"{name}.{lang}"
    return own if own in cells else name if name in cells else None


def as_typed(name: str) -> str:
    """A fact or column as a condition names it: in backquotes where it would be read as something else."""
    return name if _NAME.fullmatch(name) and name not in WORDS else f"`{name}`"


def columns_like(cells: Mapping[str, CellValue], lang: str) -> list[str]:
    """The names by which texts of a language may ask for columns."""
    return sorted({name.removesuffix(f".{lang}") for name in cells})


def number_of(value: CellValue, *, per_cent: bool = False) -> Decimal:
    """A cell as an exact number, with the digits that it is typed with. Raises ValueError, with what is wrong.

    `per_cent`: it may end in a sign of per cents, which is left out."""
    if isinstance(value, bool) or value is None or isinstance(value, date):
        raise ValueError(f"'{text_of(value)}' is no number")
    text = text_of(value)
    bare = text.removesuffix("%").rstrip() if per_cent else text
    if _FULL_WIDTH.search(text):
        raise ValueError(f"'{text}' is typed with full-width digits or signs")
    if _PARTED.fullmatch(bare):
        raise ValueError(f"'{text}' has signs between its thousands")
    if text.endswith("%") and not per_cent:
        raise ValueError(f"'{text}' is in per cent")
    if not _NUMBER.fullmatch(bare):
        raise ValueError(f"'{text}' is no number")
    number = Decimal(bare.replace("−", "-"))
    if not (-_MAX_POWER < number.adjusted() < _MAX_POWER and int(number.as_tuple().exponent) > -2 * _MAX_POWER):
        raise ValueError(f"'{text}' is out of range")
    return number


def cell_fault(row: DataRow, column: str, message: str) -> Diagnostic:
    """A cell that is no number where one is asked for, at its place in the table as far as its line tells."""
    text = str(row.cells[column])
    at = row.text.find(text) + 1
    span = Span(row.file, row.line, at, at + len(text)) if at else Span(row.file, row.line)
    hint = "a number as 1234.5, or an empty cell"
    return Diagnostic(span, Code.MALFORMED_DATA, f"row {row.number}, column '{column}': {message}", hint=hint)


def is_number(value: CellValue) -> bool:
    """Whether it reads as one: 12 and 1.50, but not 007, 1e3 or 12%."""
    return not isinstance(value, bool | date | None) and _WRITTEN.fullmatch(text_of(value)) is not None


def day_of(value: CellValue) -> date | None:
    """The day that a cell says, typed as 2026-02-27 where it is text (ISO 8601)."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        return None


def text_of(value: CellValue) -> str:
    """A cell in one line, as it is typed."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case float():
            return f"{Decimal(repr(value)):f}"
        case int():
            return str(value)
        case str():
            return " ".join(value.split())


def read_param(content: str) -> tuple[str, dict[str, str]]:
    """The column that the role names, and its options, which stand last: `GDP growth digits=2`."""
    words = content.split()
    options: dict[str, str] = {}
    while len(words) > 1:
        name, equals, value = words[-1].partition("=")
        if equals and name in SETTINGS and value:
            options[name] = value
        elif words[-1] in FLAGS:
            options[words[-1]] = words[-1]
        else:
            break
        words.pop()
    return " ".join(words), options


def filled(text: str, say: Callable[[str, Mapping[str, str]], str]) -> str:
    """A text that is no Markdown (a label, an alternative text) with its {param} roles said."""
    return _ROLE.sub(lambda role: say(*read_param(role[2])), text) if PARAM in text else text


def asks(text: str) -> bool:
    """Whether a text that is no Markdown asks for a column."""
    return PARAM in text and _ROLE.search(text) is not None
