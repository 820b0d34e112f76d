"""What the reports of a table are called: safe names of files, no two alike, or the faults of all that are not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from builder.diagnostics import Code, Diagnostic, Report, Span, did_you_mean
from builder.model import CellValue, DataRow
from builder.request import UsageError

_FIELD: Final = re.compile(r"\{([^{}]*)\}")
_RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"))
)
"""Names of devices, which Windows lets no file have, with whatever ending."""

_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_UNSEEN: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_MOST: Final = 180
"""Bytes of UTF-8: file systems take 255, and languages, marks and endings come behind."""


def named(rows: Sequence[DataRow], pattern: str, default: str, report: Report) -> dict[int, str]:
    """The name of each row's report by the row's number, without those whose names are at fault, which are reported.

    `pattern` names columns, `{city}-{year}`; a slash in it, not in a cell, begins a folder. Where it is empty, names
    are `default` and the row's number. Raises UsageError where the pattern itself cannot be used."""
    parts = _parts(unicodedata.normalize("NFC", pattern), rows)
    found: dict[int, str] = {}
    for row in rows:
        name = _name(row, parts, report) if parts else f"{default}-{row.number}"
        if name:
            found[row.number] = name
    return _apart(found, {row.number: row for row in rows}, report)


def _parts(pattern: str, rows: Sequence[DataRow]) -> tuple[tuple[str, str], ...]:
    """Text, and the column that comes behind it."""
    if not pattern:
        return ()
    columns = _FIELD.findall(pattern)
    if not columns or set(_FIELD.sub("", pattern)) & {"{", "}"}:
        raise UsageError(f"'{pattern}' is no pattern of names: it names columns in braces, as {{city}}-{{year}} does")
    known = list(rows[0].cells) if rows else columns
    for column in columns:
        if column not in known:
            raise UsageError(f"there is no column '{column}' for --name; {did_you_mean(column, known)}")
    texts = _FIELD.split(pattern)[::2]
    if wrong := next(filter(None, map(_unfit, "x".join(texts).split("/"))), ""):
        raise UsageError(f"'{pattern}' is no pattern of names: a part of it {wrong}")
    return tuple(zip(texts, [*columns, ""], strict=True))


def _name(row: DataRow, parts: Sequence[tuple[str, str]], report: Report) -> str:
    """Empty where it is at fault."""
    name = ""
    for text, column in parts:
        value = _said(row.cells.get(column))
        if column and (wrong := _unfit(f"x{value}x") if value else "is empty"):
            _fault(row, value, f"'{column}' is to name a file, but it {wrong}", report)
            return ""
        name += text + value
    if wrong := next(filter(None, map(_unfit, name.split("/"))), ""):
        _fault(row, "", f"'{name}' cannot be the name of a file: a part of it {wrong}", report)
        return ""
    return name


def _fault(row: DataRow, value: str, message: str, report: Report) -> None:
    at = row.text.find(value) if value else -1
    place = Span(row.file, row.line, at + 1, at + 1 + len(value)) if at >= 0 else Span(row.file, row.line)
    hint = "change the cell, or name the reports by another column with --name"
    report(Diagnostic(place, Code.INVALID_VALUE, f"row {row.number}: {message}", hint=hint))


def _said(value: CellValue) -> str:
    """As a part of a name, in composed characters, which all file systems compare alike."""
    text = str(value).lower() if isinstance(value, bool) else str("" if value is None else value)
    return unicodedata.normalize("NFC", text)


def _unfit(part: str) -> str:
    """What keeps a text from being the name of a file or folder, in words; empty where nothing does."""
    if wrong := next((c for c in part if c in _FORBIDDEN), ""):
        return f"holds '{wrong}'"
    if wrong := next((c for c in part if unicodedata.category(c) in _UNSEEN), ""):
        return f"holds U+{ord(wrong):04X}, which nobody sees"
    if part.strip(". ") != part or not part:
        return "is empty, or begins or ends with a dot or a space"
    if part.partition(".")[0].casefold() in _RESERVED:
        return f"is '{part}', which some systems keep for a device"
    if len(part.encode()) > _MOST:
        return f"is longer than {_MOST} bytes"
    return ""


def _apart(names: Mapping[int, str], rows: Mapping[int, DataRow], report: Report) -> dict[int, str]:
    """Those that no other row has, whatever a file system thinks of capitals."""
    alike: dict[str, list[int]] = {}
    for number, name in names.items():
        alike.setdefault(name.casefold(), []).append(number)
    for first, *others in alike.values():
        for number in others:
            message = f"row {number} would be called '{names[number]}', as row {first} is"
            hint = "name the reports by columns that tell the rows apart, with --name"
            places = [Span(rows[one].file, rows[one].line) for one in (number, first)]
            report(Diagnostic(places[0], Code.DUPLICATE_ID, message, hint=hint, other=places[1]))
    return {numbers[0]: names[numbers[0]] for numbers in alike.values() if len(numbers) == 1}
