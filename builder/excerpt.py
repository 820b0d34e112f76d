"""A fault as its reader sees it: place, words, the lines that it speaks of, and what to do."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from builder.diagnostics import Diagnostic, Severity, Span

WIDE: Final = 120
"""From so many columns on, the lines of two files stand side by side."""

_AROUND: Final = 100
"""Columns of a source line that are shown where no terminal says how many it has."""

_LEAST: Final = 24
_GUTTER: Final = 8
_BETWEEN: Final = " │ "
_REPLACED: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_COLOURS: Final = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}
_RESET: Final = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Look:
    """`width`: columns of the terminal, 0 where there is none. `colour`: whether it shows colours."""

    width: int = 0
    colour: bool = False


def render(diagnostic: Diagnostic, source_line: str | None, other_line: str | None = None, look: Look = Look()) -> str:
    """The fault as text: place, code, message, the source line with a caret under the place, that of the other place,
    and the hint. The two lines stand side by side where the terminal is wide."""
    paint = _COLOURS[diagnostic.severity] if look.colour else ""
    word = _painted(f"{diagnostic.severity}[{diagnostic.code}]", paint)
    lines = [f"{_place(diagnostic.span)}: {word} {printable(diagnostic.message)}"]
    lines += _beside(diagnostic, source_line, other_line, look.width, paint) or _below(
        diagnostic, source_line, other_line, look.width, paint
    )
    if diagnostic.hint:
        lines.append(f"  hint: {printable(diagnostic.hint)}")
    return "\n".join(lines)


def printable(text: str) -> str:
    """The text, character by character, without what would steer a terminal or break a line: content is anybody's."""
    return "".join("\ufffd" if unicodedata.category(c) in _REPLACED or c in _TURNING else c for c in text)


def columns(text: str) -> int:
    """Terminal columns: East Asian wide characters take two (UAX #11), combining and invisible ones none."""
    return sum(_columns_of(c) for c in text)


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _place(span: Span) -> str:
    return f"{printable(span.file)}:{span.line}:{span.col}"


def _painted(text: str, paint: str) -> str:
    return f"{paint}{text}{_RESET}" if paint else text


def _below(
    diagnostic: Diagnostic, source_line: str | None, other_line: str | None, width: int, paint: str
) -> list[str]:
    room = max(_LEAST, width - _GUTTER - 1) if width else _AROUND
    lines = list(_excerpt(diagnostic.span, source_line, room, paint)) if source_line is not None else []
    if diagnostic.other is not None:
        lines.append(f"  beside {_place(diagnostic.other)}")
        if other_line is not None:
            lines += _excerpt(diagnostic.other, other_line, room, paint)
    return lines


def _beside(
    diagnostic: Diagnostic, source_line: str | None, other_line: str | None, width: int, paint: str
) -> list[str]:
    """Both lines in two halves of the terminal; none where it is too narrow, or there are no two lines."""
    half = (width - 1 - len(_BETWEEN)) // 2
    if width < WIDE or diagnostic.other is None or source_line is None or other_line is None:
        return []
    places = [f"  {_place(span)}" for span in (diagnostic.span, diagnostic.other)]
    if max(map(columns, places)) > half:
        return []
    left = _excerpt(diagnostic.span, source_line, half - _GUTTER, paint)
    right = _excerpt(diagnostic.other, other_line, half - _GUTTER, paint)
    plain = _excerpt(diagnostic.span, source_line, half - _GUTTER, "")
    rows = [(places[0], places[0], places[1]), *zip(left, plain, right, strict=True)]
    return [f"{mine}{' ' * (half - columns(bare))}{_BETWEEN}{theirs}" for mine, bare, theirs in rows]


def _excerpt(span: Span, source_line: str, room: int, paint: str) -> tuple[str, str]:
    first, text = _window(source_line.rstrip("\n").replace("\t", " "), span.col - 1, room)
    begin, end = span.col - 1 - first, span.end - 1 - first
    pad = columns(text[:begin])
    width = max(1, columns(text[begin:end])) if span.end > span.col else 1
    number = f"{span.line:>5}"
    return f"{number} │ {text}", f"{' ' * len(number)} │ {' ' * pad}{_painted('^' * width, paint)}"


def _window(line: str, at: int, room: int) -> tuple[int, str]:
    """The part of a long line around a place, at most `room` columns of it and as it may be printed, and the character
    that it begins with. A paragraph of Chinese is one line of many hundred characters."""
    line = printable(line)
    if columns(line) <= room:
        return 0, line
    at = min(at, len(line))
    first = _back(line, at, room // 2)
    last = _forth(line, first, room)
    if last == len(line):
        first = _back(line, last, room)
    before, after = first > 0, last < len(line)
    text = line[first:last]
    return first, ("…" + text[1:] if before else text)[: -1 if after else None] + "…" * after


def _back(line: str, at: int, room: int) -> int:
    """The first character of what fits into `room` columns before a place."""
    while at > 0 and (room := room - _columns_of(line[at - 1])) >= 0:
        at -= 1
    return at


def _forth(line: str, at: int, room: int) -> int:
    """The end of what fits into `room` columns from a place on."""
    while at < len(line) and (room := room - _columns_of(line[at])) >= 0:
        at += 1
    return at
