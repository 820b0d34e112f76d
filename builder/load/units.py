"""What a translator translates: every text of a file as it is typed, with its exact place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from markdown_it.token import Token

from builder.diagnostics import Span
from builder.load.compose import Scalar, scalars
from builder.load.placed import Placed, placed_cell, placed_html, placed_lines, within_line
from builder.model import Section, Unit, UnitKind

FLOW: Final = "flow"
_CALL: Final = re.compile(r"\{([A-Za-z][\w-]*)\}\s*(.*)", re.DOTALL)
_OPTION: Final = re.compile(r"(\s*:([A-Za-z][\w-]*):\s*)(.*?)\s*")
_WORDED: Final = {"alt": UnitKind.ALT, "title": UnitKind.TITLE, "source": UnitKind.SOURCE}
_CAPTIONED: Final = frozenset({"figure", "table", FLOW})
_TITLED: Final = frozenset({"slide", "column"})
_TASK: Final = re.compile(r"\[[ xX]\]\s+")
_HEADING_ID: Final = re.compile(r"\s*\{#[^}\s]+(?:\s+[^}]*)?\}\s*$")
_JOINED: Final = frozenset({"^^", "<<"})
_NODE: Final = re.compile(r"\s*[A-Za-z][\w-]*\s*[:：]\s*(?:\[\s*(.+?)\s*\]|\(\s*(.+?)\s*\)|\{\s*(.+?)\s*\}|(.+?))\s*")
_EDGE: Final = re.compile(r"\s*[A-Za-z][\w-]*(?:\s*->\s*[A-Za-z][\w-]*)+\s*[:：]\s*(.+?)\s*")
_IMAGE: Final = re.compile(
    r"!\[((?:\\.|[^\]\\])*)\]\(\s*(?:<[^<>\n]*>|(?:\([^()\s]*\)|[^\s()])*)"
    r"(?:\s+(?:\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'))?\s*\)",
    re.DOTALL,
)
_IMAGES: Final = re.compile(rf"(?:{_IMAGE.pattern}(?:\s|<br\s*/?>)*)+", re.DOTALL)
_COMMENT: Final = re.compile(r"\s*(?:<!--.*?-->\s*)+", re.DOTALL)
_LABEL: Final = re.compile(r"\[\^([^\]\s]+)\]")

Starts = Sequence[tuple[int, str, bool]]
"""Sections of a file: 1-based line, id, and whether no other language has it."""


def starts_of(sections: Iterable[Section]) -> dict[str, list[tuple[int, str, bool]]]:
    """By file, in the order of their lines."""
    found: dict[str, list[tuple[int, str, bool]]] = {}
    for section in sections:
        found.setdefault(section.span.file, []).append((section.span.line, section.id, section.only))
        for file, inner in starts_of(section.sections).items():
            found.setdefault(file, []).extend(inner)
    return {file: sorted(starts) for file, starts in found.items()}


def yaml_units(file: str, text: str) -> tuple[Unit, ...]:
    """The words of terms.yaml: labels, and patterns of units."""
    return tuple(
        Unit(
            file, scalar.place[0], UnitKind.LABEL, scalar.text, ((scalar.start, scalar.end),), scalar.span, scalar.place
        )
        for scalar in scalars(text, file)
        if len(scalar.place) > 1 and scalar.text
    )


def markdown_units(file: str, text: str, tokens: Sequence[Token], starts: Starts = ()) -> tuple[Unit, ...]:
    """The units of a Markdown file in their order, those of footnotes behind all others of the section that calls them.

    `text` is the file's text with \\n at the lines' ends, `tokens` what `grammar.markdown` makes of it."""
    reader = _Reader(file, text, text.split("\n"), tuple(starts))
    found = list(reader.units(tokens))
    called: dict[str, Unit] = {}
    for unit in found:
        for match in _LABEL.finditer(unit.text):
            called.setdefault(match[1], unit)
    told = [_told(unit, called) for unit in found]
    sections = {unit.section: None for unit in told}
    order = {name: place for place, name in enumerate(sections)}
    return tuple(sorted(told, key=lambda unit: order[unit.section]))


def _told(unit: Unit, called: dict[str, Unit]) -> Unit:
    """A note belongs to the section that calls it."""
    caller = called.get(unit.within[0]) if unit.kind is UnitKind.NOTE else None
    return replace(unit, section=caller.section, alone=unit.alone or caller.alone) if caller else unit


@dataclass(slots=True)
class _Reader:
    file: str
    text: str
    lines: list[str]
    starts: tuple[tuple[int, str, bool], ...]
    within: list[str] = field(default_factory=list)
    note: str = ""
    lead: str = ""
    lists: int = 0
    row: int = -1
    column: int = -1
    row_line: int = -1
    offsets: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        start = 0
        for line in self.lines:
            self.offsets.append(start)
            start += len(line) + 1

    def units(self, tokens: Sequence[Token]) -> Iterator[Unit]:
        heading = False
        for place, token in enumerate(tokens):
            match token.type:
                case "front_matter":
                    yield from self._front_matter(token)
                case "container_directive_open":
                    call = _CALL.match(token.info.strip())
                    self.within.append(call[1] if call else "")
                    self.lead = self.within[-1] if tokens[place + 1].type == "paragraph_open" else ""
                    if call and call[1] in _TITLED and token.map:
                        yield from self._one(UnitKind.TITLE, within_line(self.lines, token.map[0], call[2].strip()))
                case "container_directive_close":
                    self.within.pop()
                case "list_item_open" | "list_item_close":
                    self.lists += token.nesting
                case "footnote_open":
                    self.note = str(token.meta.get("label", ""))
                case "footnote_close":
                    self.note = ""
                case "heading_open":
                    heading = True
                case "table_open":
                    self.row = -1
                case "table_close":
                    self.row = self.column = -1
                case "tr_open":
                    self.row, self.column = self.row + 1, -1
                    self.row_line = token.map[0] if token.map else -1
                case "th_open" | "td_open":
                    self.column += 1
                case "html_block":
                    if not _COMMENT.fullmatch(token.content):
                        yield from self._one(UnitKind.HTML, placed_html(self.lines, token))
                case "inline":
                    yield from self._inline(token, heading)
                    heading, self.lead = False, ""

    def _one(self, kind: UnitKind, placed: Placed | None, option: str = "") -> Iterator[Unit]:
        if placed is None or not placed.text.strip():
            return
        line, column = placed.lines[0][0], placed.lines[0][1]
        index = bisect_right([start for start, _, _ in self.starts], line + 1) - 1
        _, section, alone = self.starts[index] if index >= 0 else (0, "", False)
        alone = (alone and not self.note) or "only" in self.within
        kind = UnitKind.NOTE if self.note and kind is not UnitKind.CELL else kind
        within = (self.note, *self.within) if self.note else tuple(self.within)
        end = column + len(placed.text) if len(placed.lines) == 1 else 0
        span = Span(self.file, line + 1, column + 1, end + 1 if end else 0)
        within = (*within, option) if option else within
        pieces = placed.offsets(self.offsets)
        yield Unit(self.file, section, kind, placed.text, pieces, span, within, alone, self.row, self.column)

    def _front_matter(self, token: Token) -> Iterator[Unit]:
        for scalar in scalars("\n" + token.content, self.file):
            if scalar.place == ("title",) and scalar.text:
                yield self._scalar(scalar)

    def _scalar(self, scalar: Scalar) -> Unit:
        """The parser drops the line of the opening dashes and no other character."""
        shift = self.text.index("\n")
        piece = scalar.start + shift, scalar.end + shift
        return Unit(self.file, "", UnitKind.HEADING, scalar.text, (piece,), scalar.span, ("front matter",))

    def _inline(self, token: Token, heading: bool) -> Iterator[Unit]:
        if self.column >= 0:
            yield from self._cell(token)
            return
        placed = placed_lines(self.lines, token)
        if placed is None:
            return
        if heading:
            match = _HEADING_ID.search(placed.text)
            yield from self._one(UnitKind.HEADING, placed.part(0, match.start()) if match else placed)
            return
        kind = UnitKind.ITEM if self.lists else UnitKind.PARAGRAPH
        if self.lead:
            placed, options = _options(placed)
            for name, option in options:
                yield from self._one(_WORDED[name], option, name)
            kind = UnitKind.CAPTION if self.lead in _CAPTIONED else kind
        if self.within[-1:] == [FLOW] and kind is not UnitKind.CAPTION:
            yield from self._flow(placed)
        elif _IMAGES.fullmatch(placed.text):
            for match in _IMAGE.finditer(placed.text):
                title = 2 if match[2] is not None else 3
                yield from self._one(UnitKind.ALT, placed.part(*match.span(1)), "image")
                yield from self._one(UnitKind.CAPTION, placed.part(*match.span(title)), "image")
        else:
            task = _TASK.match(placed.text) if self.lists else None
            indent = re.match(r"[\u3000 ]*", placed.text)
            start = task.end() if task else indent.end() if indent else 0
            yield from self._one(kind, placed.part(start, len(placed.text)))

    def _cell(self, token: Token) -> Iterator[Unit]:
        if token.content and token.content not in _JOINED:
            yield from self._one(UnitKind.CELL, placed_cell(self.lines, self.row_line, self.column, token.content))

    def _flow(self, placed: Placed) -> Iterator[Unit]:
        """Labels of nodes and arrows: what stands behind the colon."""
        if node := _NODE.fullmatch(placed.text) if self.lists else None:
            group = next(i for i in range(1, 5) if node[i] is not None)
            yield from self._one(UnitKind.LABEL, placed.part(*node.span(group)))
            return
        start = 0
        for line in placed.text.split("\n"):
            if edge := _EDGE.fullmatch(line):
                yield from self._one(UnitKind.LABEL, placed.part(start + edge.start(1), start + edge.end(1)))
            start += len(line) + 1


def _options(placed: Placed) -> tuple[Placed, list[tuple[str, Placed]]]:
    """What follows the options of a directive, and the options that hold words."""
    found: list[tuple[str, Placed]] = []
    start = 0
    for line in placed.text.split("\n"):
        match = _OPTION.fullmatch(line)
        if match is None or line.strip().startswith(f":{match[2]}::"):
            break
        if match[2] in _WORDED and match[3]:
            found.append((match[2], placed.part(start + match.start(3), start + match.end(3))))
        start += len(line) + 1
    return placed.part(min(start, len(placed.text)), len(placed.text)), found
