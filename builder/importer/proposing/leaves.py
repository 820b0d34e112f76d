"""The texts of a Markdown file with the place of every character: what a proposal may change, and nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from builder.load.grammar import markdown

if TYPE_CHECKING:
    from markdown_it.token import Token

WALL: Final = "\ufffc"
_MASKED: Final = re.compile(
    r"\{[A-Za-z][\w-]*\}(`+).+?(?<!`)\1(?!`)|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|\[\^[^\]\s]+\]"
    r"|</?[A-Za-z][^>]*>|<!--.*?-->|<[a-z][a-z0-9+.-]*:[^>\s]*>",
    re.DOTALL,
)
_OPTION: Final = re.compile(r":([A-Za-z][\w-]*):(?!:)\s*(.*)")
_CLOSED: Final = frozenset({"flow", "references", "only", "meta", "formula"})
"""Directives whose text has a grammar of its own, or stands in one edition alone."""

_NONE: Final = frozenset({"heading", "front_matter", "footnote_block", "html_block"})
"""What is no block of a section, or none whose text is read here."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One run of text: `text` without marks of emphasis, with a wall where something stands that is no text.

    `places[i]` is the offset of `text[i]` in the file. `raw` is its Markdown. `row` and `column` of a cell, the heading
    row being 0; -1 elsewhere."""

    text: str
    places: tuple[int, ...]
    raw: str
    row: int = -1
    column: int = -1


@dataclass(slots=True)
class Block:
    """A block of the top level: what it is, its 0-based lines (`last` is exclusive), and its texts."""

    kind: str
    first: int
    last: int
    leaves: list[Leaf] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: its text with the line ends that it has, and its blocks by section id."""

    name: str
    text: str
    sections: Mapping[str, list[Block]]
    headings: Mapping[str, str]

    def line_of(self, place: int) -> int:
        return self.text.count("\n", 0, place)


def read_sheet(name: str, text: str, starts: Sequence[tuple[int, str]]) -> Sheet:
    """`starts` are the sections of the file: their first line, 1-based, and their id, in order."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    reader = _Reader(plain, _offsets(text))
    lines = [line for line, _ in starts]
    sections: dict[str, list[Block]] = {}
    for block in reader.blocks():
        index = bisect_right(lines, block.first + 1) - 1
        if index >= 0 and block.kind not in _NONE:
            sections.setdefault(starts[index][1], []).append(block)
    headings = {name: reader.heading(line) for line, name in starts}
    return Sheet(name, text, sections, headings)


def _offsets(text: str) -> list[int]:
    """Where each line of the file begins, in its own text."""
    found, start = [], len(text) - len(text.removeprefix("\ufeff"))
    for line in re.split(r"(\r\n|\r|\n)", text[start:])[::2]:
        found.append(start)
        start += len(line)
        start += 2 if text[start : start + 2] == "\r\n" else 1
    return found


class _Reader:
    def __init__(self, text: str, offsets: list[int]) -> None:
        self.lines = text.split("\n")
        self.offsets = offsets
        self.parser = markdown()
        self.env: dict[str, object] = {}
        self.tokens: list[Token] = self.parser.parse(text, self.env)

    def heading(self, line: int) -> str:
        """The Markdown of the heading on a 1-based line, without its id; "" where there is none."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        match = re.match(r"\s{0,3}#{1,6}\s+(.*?)\s*(?:\{[^}]*\})?\s*#*\s*$", text)
        return match[1] if match else ""

    def blocks(self) -> Iterator[Block]:
        block: Block | None = None
        closed = row = column = -1
        depth = 0
        for token in self.tokens:
            if token.level == 0 and token.nesting >= 0 and token.map:
                block = Block(_kind(token), token.map[0], self._end(token))
                yield block
            depth += token.nesting
            if closed >= 0:
                closed = -1 if depth < closed else closed
                continue
            if token.type in ("footnote_block_open", "heading_open") or (
                token.type == "container_directive_open" and _name(token) in _CLOSED
            ):
                closed = depth
            elif token.type == "table_open":
                row = -1
            elif token.type == "table_close":
                row = column = -1
            elif token.type == "tr_open":
                row, column = row + 1, -1
                span = token.map or [0, 0]
            elif token.type in ("th_open", "td_open"):
                column += 1
            elif token.type == "inline" and block is not None:
                leaf = self._cell(token, span[0], row, column) if column >= 0 else self._paragraph(token)
                if leaf is not None:
                    block.leaves.append(leaf)

    def _end(self, token: Token) -> int:
        """The line after a block; the map of a directive ends before its closing fence."""
        assert token.map
        end = token.map[1]
        fence = token.type == "container_directive_open" and end < len(self.lines)
        return end + 1 if fence and re.fullmatch(r"\s*:{3,}\s*", self.lines[end]) else end

    def _paragraph(self, token: Token) -> Leaf | None:
        assert token.map
        content, first, places = token.content.split("\n"), token.map[0], []
        while content and _OPTION.fullmatch(content[0].strip()):
            content.pop(0)
            first += 1
        for number, line in enumerate(content, start=first):
            source = self.lines[number] if number < len(self.lines) else ""
            column = source.rfind(line.strip()) if line.strip() else len(source)
            if column < 0:
                return None
            lead = len(line) - len(line.lstrip())
            begin = self.offsets[number] + column - lead
            places += [*range(begin, begin + len(line)), begin + len(line)]
        text = "\n".join(content)
        return self._leaf(text, places[: len(text)], -1, -1) if text.strip() else None

    def _cell(self, token: Token, line: int, row: int, column: int) -> Leaf | None:
        """A cell lies between two pipes that are not escaped; its text is as typed but for escaped pipes."""
        source = self.lines[line] if line < len(self.lines) else ""
        edges = [m.start() for m in re.finditer(r"(?<!\\)\|", source)]
        prefix = re.match(r"[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?", source)
        start = prefix.end() if prefix else 0
        if source[start : start + 1] != "|":
            edges = [start - 1, *edges]
        if column >= len(edges):
            return None
        begin = edges[column] + 1
        end = edges[column + 1] if column + 1 < len(edges) else len(source)
        typed = source[begin:end]
        if typed.strip() != token.content:
            return None
        begin += len(typed) - len(typed.lstrip())
        first = self.offsets[line] + begin
        return self._leaf(token.content, list(range(first, first + len(token.content))), row, column)

    def _leaf(self, content: str, places: list[int], row: int, column: int) -> Leaf | None:
        """The texts of the inline tokens, found in order outside of what is masked."""
        masked = _MASKED.sub(lambda m: WALL * len(m[0]), content)
        visible, cursor, links = [False] * len(content), 0, 0
        tokens: list[Token] = self.parser.parseInline(content, dict(self.env))
        for child in tokens[0].children or []:
            links += child.nesting if child.type.startswith("link") else 0
            wanted = "\n" if child.type in ("softbreak", "hardbreak") else child.content if child.type == "text" else ""
            if not wanted:
                continue
            at = masked.find(wanted, cursor)
            if at < 0:
                return None
            cursor = at + len(wanted)
            if not links:
                visible[at:cursor] = [True] * len(wanted)
        kept = [
            (character if shown else WALL, place)
            for character, shown, place in zip(content, visible, places, strict=True)
            if shown or character not in "*_~"
        ]
        return Leaf("".join(c for c, _ in kept), tuple(p for _, p in kept), content, row, column)


def _kind(token: Token) -> str:
    """What a block is in every language: directives with an id show it, the title of a slide is the language's own."""
    name = token.type.removesuffix("_open")
    if name != "container_directive":
        return name
    named = _name(token) in ("table", "figure", "flow")
    return token.info.strip() if named else f"{{{_name(token)}}}"


def _name(token: Token) -> str:
    match = re.match(r"\{([A-Za-z][\w-]*)\}", token.info.strip())
    return match[1] if match else ""
