"""Titles of several lines: how narrow to set one so that its lines are balanced and end where the sense does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from builder.measure import Ruler
from builder.report.composition import unbroken

_STEP_EM: Final = 0.1
_SLACK_EM: Final = 0.1
"""Measured without kerning, set with it."""

_PAUSES: Final = (*"：，、；。？！,:;.?!", "——")
_OPENINGS: Final = tuple("（(“「《")
_WITHIN, _AT_SPACE, _AFTER_SMALL_WORD, _IN_BRACKETS = 0.3, 0.12, 0.22, 0.25
"""What a line's end costs inside an East Asian phrase, at a space, after a word as short as "of", and inside brackets
on top of that."""

_SMALL_WORD: Final = 3
_MOST_LINES: Final = 12
"""A title of more lines is set as it comes."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stays on one line, and its width with the space behind it and without, pt."""

    text: str
    full: float
    bare: float


_Line: TypeAlias = tuple[_Piece, ...]


def cut(text: str, size: float, ruler: Ruler, width: float) -> str:
    """The text, cut at a word and marked where it is wider than `width` pt in this size."""
    if ruler.width(text, size) <= width:
        return text
    first = ruler.wrap(text, size, width - size)[0]
    return f"{first.rstrip('，、：；,:;— ')}…"


def inset(composed: str, size: float, room: float, ruler: Ruler) -> float:
    """What to leave free at the right of a bold title that is set in `room`, pt; nothing where it has one line."""
    pieces = tuple(
        _Piece(text, ruler.width(text, size, bold=True), ruler.width(text.rstrip(" "), size, bold=True))
        for text in unbroken(composed)
    )
    plain = tuple(_lines(pieces, room))
    if not 1 < len(plain) <= _MOST_LINES:
        return 0.0
    best, needed, width = _cost(plain, room), room, room
    while (width := width - _STEP_EM * size) > 0:
        lines = tuple(_lines(pieces, width))
        if len(lines) > len(plain):
            break
        if (cost := _cost(lines, room)) < best:
            best, needed = cost, max(map(_width, lines))
    return max(0.0, room - needed - _SLACK_EM * size)


def _lines(pieces: tuple[_Piece, ...], room: float) -> Iterator[_Line]:
    line: list[_Piece] = []
    used = 0.0
    for piece in pieces:
        if line and used + piece.bare > room:
            yield tuple(line)
            line, used = [], 0.0
        line.append(piece)
        used += piece.full
    yield tuple(line)


def _width(line: _Line) -> float:
    return sum(piece.full for piece in line) - line[-1].full + line[-1].bare


def _cost(lines: tuple[_Line, ...], room: float) -> float:
    """How uneven the lines are, and how badly they end."""
    widths = tuple(map(_width, lines))
    texts = ("".join(piece.text for piece in line) for line in lines)
    return (max(widths) - min(widths)) / room / 2 + sum(_ending(line, after) for line, after in pairwise(texts))


def _ending(line: str, after: str) -> float:
    bare = line.rstrip(" \u00a0")
    if after.startswith(_OPENINGS):
        return 0.0
    inside = _IN_BRACKETS if sum(map(bare.count, "（(")) > sum(map(bare.count, "）)")) else 0.0
    if bare.endswith(_PAUSES):
        return inside
    if bare == line:
        return inside + _WITHIN
    return inside + (_AFTER_SMALL_WORD if len(bare.rpartition(" ")[2]) <= _SMALL_WORD else _AT_SPACE)
