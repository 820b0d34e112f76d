"""Where the characters of a text stand in the file that it was typed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from builder.diagnostics import Span

_REACH = 4000
"""Characters behind the last one found in which the next is looked for."""
_NEAR = 120
"""The same of single characters: markup, an entity or a line's end stands between them."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A piece of a text: `shown` as its reader sees it, `typed` as it stands in the file, "" where it does not.

    `span`: where the markup stands that made it."""

    shown: str
    typed: str
    span: Span | None = None


def find(pieces: Iterable[Typed], begin: int, end: int, place: Span, source: str) -> Span:
    """The place of the characters `begin` to `end` of the text; `place`, where it begins, where they are not found."""
    offsets = list(islice(_offsets(pieces, place, source), begin, max(end, begin + 1)))
    if not offsets or offsets[0] is None:
        return place
    first, last = offsets[0], offsets[-1]
    if isinstance(first, Span):
        return first
    line = source.count("\n", 0, first) + 1
    column = first - source.rfind("\n", 0, first)
    if source[first] == "\n":
        return Span(place.file, line, column)
    width = last - first + 1 if isinstance(last, int) and "\n" not in source[first : last + 1] else 1
    return Span(place.file, line, column, column + width)


def _offsets(pieces: Iterable[Typed], place: Span, source: str) -> Iterator[int | Span | None]:
    """For each character of the text its offset in the file, the place of its markup, or None where it is not found."""
    at = _offset(source, place.line, place.col)
    for piece in pieces:
        if piece.span is not None:
            yield from [piece.span] * len(piece.shown)
            if piece.span.file == place.file and piece.span.end:
                at = max(at, _offset(source, piece.span.line, piece.span.end))
        elif piece.shown != piece.typed:
            found = source.find(piece.typed, at, at + _REACH) if piece.typed else -1
            yield from [None if found < 0 else found] * len(piece.shown)
            at = found + len(piece.typed) if found >= 0 else at
        else:
            whole = source.find(piece.typed, at, at + _REACH)
            for index, character in enumerate(piece.typed):
                found = whole + index if whole >= 0 else _next(source, character, at)
                yield found if found >= 0 else None
                at = found + 1 if found >= 0 else at


def _next(source: str, character: str, at: int) -> int:
    """Where a character is typed next; a space may be a line's end."""
    signs = (" ", "\n") if character == " " else (character,)
    return min((found for sign in signs if (found := source.find(sign, at, at + _NEAR)) >= 0), default=-1)


def _offset(source: str, line: int, column: int) -> int:
    """Of a 1-based line and column."""
    at = 0
    for _ in range(line - 1):
        at = source.find("\n", at) + 1
    return at + column - 1
