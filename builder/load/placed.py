"""Pieces of a Markdown file's blocks, with the place of every character."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Placed:
    """`text`, and for each of its lines the 0-based line and column of the file where it begins."""

    text: str
    lines: tuple[tuple[int, int], ...]

    def part(self, start: int, end: int) -> Placed:
        """The characters from `start` to `end`, with white space at neither end."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        begins = [0, *(match.end() for match in re.finditer("\n", self.text))]
        first = bisect_right(begins, start) - 1
        line, column = self.lines[first] if first < len(self.lines) else (0, 0)
        after = self.lines[first + 1 : first + 1 + text.count("\n")]
        return Placed(text, ((line, column + start - begins[first]), *after))

    def offsets(self, starts: Sequence[int]) -> tuple[tuple[int, int], ...]:
        """Where each line begins and ends in the file, whose lines begin at `starts`."""
        return tuple(
            (starts[line] + column, starts[line] + column + len(text))
            for (line, column), text in zip(self.lines, self.text.split("\n"), strict=True)
        )


def placed_lines(lines: Sequence[str], token: Token) -> Placed | None:
    """The text of a paragraph or heading, without what quotations and lists put before its lines."""
    if not token.map:
        return None
    places: list[tuple[int, int]] = []
    content = token.content.split("\n")
    for number, text in enumerate(content, start=token.map[0]):
        column = lines[number].rfind(text) if number < len(lines) else -1
        if column < 0:
            return None
        places.append((number, column + len(text) - len(text.lstrip())))
    return Placed("\n".join(text.lstrip() for text in content), tuple(places))


def within_line(lines: Sequence[str], line: int, text: str) -> Placed | None:
    """The last place of `text` on a 0-based line."""
    column = lines[line].rfind(text) if text and line < len(lines) else -1
    return Placed(text, ((line, column),)) if column >= 0 else None


def placed_html(lines: Sequence[str], token: Token) -> Placed | None:
    """A block of HTML; lines that hold nothing are part of it."""
    if not token.map:
        return None
    content = token.content.rstrip().split("\n")
    places: list[tuple[int, int]] = []
    for number, text in enumerate(content, start=token.map[0]):
        column = lines[number].rfind(text.strip()) if number < len(lines) else -1
        if column < 0:
            return None
        places.append((number, column))
    return Placed("\n".join(text.strip() for text in content), tuple(places))


def placed_cell(lines: Sequence[str], line: int, column: int, content: str) -> Placed | None:
    """A cell lies between two pipes that are not escaped; its text is as it is typed, with escaped pipes."""
    source = lines[line] if 0 <= line < len(lines) else ""
    edges = [match.start() for match in re.finditer(r"(?<!\\)\|", source)]
    prefix = re.match(r"[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?", source)
    start = prefix.end() if prefix else 0
    if source[start : start + 1] != "|":
        edges = [start - 1, *edges]
    if column >= len(edges):
        return None
    begin = edges[column] + 1
    end = edges[column + 1] if column + 1 < len(edges) else len(source)
    typed = source[begin:end].strip()
    if typed.replace("\\|", "|") != content:
        return None
    begin += len(source[begin:end]) - len(source[begin:end].lstrip())
    return Placed(typed, ((line, begin),))
