"""The texts of a Markdown file with the place of every character: what a proposal may change, and nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from builder.load.grammar import markdown
from builder.load.units import markdown_units
from builder.model import Unit, UnitKind

if TYPE_CHECKING:
    from markdown_it.token import Token

WALL: Final = "\ufffc"
_MASKED: Final = re.compile(
    r"\{[A-Za-z][\w-]*\}(`+).+?(?<!`)\1(?!`)|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|\[\^[^\]\s]+\]"
    r"|</?[A-Za-z][^>]*>|<!--.*?-->|<[a-z][a-z0-9+.-]*:[^>\s]*>",
    re.DOTALL,
)
_CLOSED: Final = frozenset({"flow", "references", "only", "meta", "formula"})
"""Directives whose text has a grammar of its own, or stands in one edition alone."""

_LEFT: Final = frozenset(
    {UnitKind.HEADING, UnitKind.NOTE, UnitKind.HTML, UnitKind.ALT, UnitKind.TITLE, UnitKind.SOURCE}
)
"""Texts that hold nothing to propose, or have a form of their own."""

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
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.parser = markdown()
        self.env: dict[str, object] = {}
        self.tokens: list[Token] = self.parser.parse(text, self.env)

    def heading(self, line: int) -> str:
        """The Markdown of the heading on a 1-based line, without its id; "" where there is none."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        match = re.match(r"\s{0,3}#{1,6}\s+(.*?)\s*(?:\{[^}]*\})?\s*#*\s*$", text)
        return match[1] if match else ""

    def blocks(self) -> Iterator[Block]:
        tops = [token for token in self.tokens if token.level == 0 and token.nesting >= 0 and token.map]
        blocks = [Block(_kind(token), token.map[0], self._end(token)) for token in tops if token.map]
        for unit in markdown_units("", "\n".join(self.lines), self.tokens):
            if unit.kind in _LEFT or _CLOSED.intersection(unit.within) or unit.within[-1:] == ("image",):
                continue
            index = bisect_right([block.first for block in blocks], unit.span.line - 1) - 1
            leaf = self._unit(unit)
            if index >= 0 and leaf is not None:
                blocks[index].leaves.append(leaf)
        yield from blocks

    def _end(self, token: Token) -> int:
        """The line after a block; the map of a directive ends before its closing fence."""
        assert token.map
        end = token.map[1]
        fence = token.type == "container_directive_open" and end < len(self.lines)
        return end + 1 if fence and re.fullmatch(r"\s*:{3,}\s*", self.lines[end]) else end

    def _unit(self, unit: Unit) -> Leaf | None:
        """None for a cell with an escaped pipe, whose text is not as it is typed."""
        if unit.row >= 0 and "\\|" in unit.text:
            return None
        shift = [line - start for line, start in zip(self.offsets, self.starts, strict=True)]
        places: list[int] = []
        for number, (begin, end) in enumerate(unit.pieces, start=unit.span.line - 1):
            places += range(begin + shift[number], end + shift[number] + 1)
        return self._leaf(unit.text, places[:-1], unit.row, unit.column)

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
