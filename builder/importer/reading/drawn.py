"""Tables that are drawn with characters, as pandoc and reStructuredText have them: with rules, or in a grid."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.rules_block import StateBlock

from builder.importer.reading.lines import leaf, line_of
from builder.importer.reading.pipes import push_table

_RULE = re.compile(r"-{2,}(?: +-{2,})+ *$")
_FULL = re.compile(r"-{3,} *$")
_FILL = "\x00"
"""Stands behind a wide character, which takes two columns."""
_ROWS = 2000


def ruled(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """pandoc's simple tables (a row a line) and multiline tables (between full rules, rows parted by blank lines)."""
    text = line_of(state, start)
    if not text or state.is_code_block(start) or start + 2 >= end:
        return False
    full = bool(_FULL.match(text))
    if full:
        rule = next((i for i in range(start + 1, min(start + 6, end)) if _RULE.match(line_of(state, i))), -1)
    else:
        rule = start if _RULE.match(text) else start + 1 if _RULE.match(line_of(state, start + 1)) else -1
    if rule < 0:
        return False
    last = _last(state, rule, end, closed=full or rule == start, full=full)
    if last < 0:
        return False
    head = [_wide(_raw(state, i)) for i in range(start + full, rule)]
    body = [_wide(_raw(state, i)) for i in range(rule + 1, last)]
    columns = [(match.start(), match.end()) for match in re.finditer("-+", _raw(state, rule))]
    if not any(line.strip() for line in body) or not all(_fits(line, columns) for line in (*head, *body)):
        return False
    if silent:
        return True
    several = full or (rule == start and any(not line.strip() for line in body))
    rows = [(start, _joined(head, columns) if head else [""] * len(columns))]
    rows += [(rule + 1 + at, cells) for at, cells in _rows(body, columns, several)]
    push_table(state, rows, [_dashes(head or body[:1], column) for column in columns], start, last)
    state.line = min(last + (full or rule == start), end)
    return True


def _raw(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]].rstrip()


def _wide(line: str) -> str:
    if line.isascii():
        return line
    return "".join(c + _FILL if unicodedata.east_asian_width(c) in "WF" else c for c in line)


def _last(state: StateBlock, rule: int, end: int, closed: bool, full: bool) -> int:
    """The line of the rule that closes the table, or the first blank one; -1 where neither comes."""
    for line in range(rule + 1, min(end, rule + _ROWS)):
        text = line_of(state, line)
        if closed:
            if (_FULL if full else _RULE).match(text) and (line + 1 >= end or state.isEmpty(line + 1)):
                return line
            if text.startswith(("#", "```", ":::")):
                return -1
        elif state.isEmpty(line):
            return line
    return -1 if closed else min(end, rule + _ROWS)


def _fits(line: str, columns: list[tuple[int, int]]) -> bool:
    """Whether nothing stands between two columns."""
    return all(line[end:begin].strip(_FILL + " ") == "" for (_, end), (begin, _) in pairwise(columns))


def _cells(line: str, columns: list[tuple[int, int]]) -> list[str]:
    ends = [begin for begin, _ in columns[1:]]
    starts = [0, *ends]
    return [line[a:b].replace(_FILL, "").strip() for a, b in zip(starts, [*ends, len(line)], strict=True)]


def _joined(lines: list[str], columns: list[tuple[int, int]]) -> list[str]:
    """The cells of a row of several lines."""
    parts = zip(*(_cells(line, columns) for line in lines), strict=True)
    return ["\n".join(filter(None, part)) for part in parts]


def _rows(body: list[str], columns: list[tuple[int, int]], several: bool) -> Iterator[tuple[int, list[str]]]:
    group: list[str] = []
    for at, line in enumerate((*body, "")):
        if line.strip() and not several:
            yield at, _cells(line, columns)
        elif line.strip():
            group.append(line)
        elif group:
            yield at - len(group), _joined(group, columns)
            group = []


def _dashes(lines: list[str], column: tuple[int, int]) -> str:
    """The alignment as GFM writes it: words that end with the rule and do not begin with it stand at the right."""
    begin, end = column
    found = [line for line in lines if line[begin:end].strip(_FILL + " ")]
    left = any(line[begin : begin + 1].strip() for line in found)
    right = any(line[end - 1 : end].strip() for line in found)
    if not found or (left and not right):
        return "---"
    return "--:" if right and not left else "---" if left else ":-:"


# --- grids ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid with its place and size in rows and columns, and what stands in it."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str


def grid_cells(lines: list[str]) -> tuple[list[GridCell], int] | None:
    """The cells of a grid table in reading order, and the rows of its head; None where it is no grid of rectangles."""
    width = max(len(_wide(line)) for line in lines)
    block = [_wide(line).ljust(width) for line in lines]
    boxes = _boxes(block)
    if boxes is None:
        return None
    tops = sorted({box[0] for box in boxes} | {len(block) - 1})
    lefts = sorted({box[1] for box in boxes} | {width - 1})
    row, column = ({at: place for place, at in enumerate(some)} for some in (tops, lefts))
    found = []
    for top, left, bottom, right in sorted(boxes):
        if bottom not in row or right not in column:
            return None
        inner = [block[at][left + 1 : right].replace(_FILL, "").rstrip() for at in range(top + 1, bottom)]
        size = row[bottom] - row[top], column[right] - column[left]
        found.append(GridCell(row[top], column[left], *size, _dedented(inner)))
    head = next((row[at] for at in tops[1:] if set(block[at]) <= set("+=:| ") and "=" in block[at]), 0)
    return found, head


def _dedented(lines: list[str]) -> str:
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    cut = min(indents, default=0)
    return "\n".join(line[cut:] for line in lines).strip("\n")


def _boxes(block: list[str]) -> list[tuple[int, int, int, int]] | None:
    """Rectangles of lines, found from their upper left corners (as docutils does); None where they leave a hole."""
    bottom, right = len(block) - 1, len(block[0]) - 1
    done = [-1] * right
    corners = [(0, 0)]
    found: list[tuple[int, int, int, int]] = []
    while corners:
        corners.sort()
        top, left = corners.pop(0)
        if top >= bottom or left >= right or top <= done[left] - 1 or done[left] > top:
            continue
        box = _box(block, top, left)
        if box is None:
            return None
        found.append((top, left, *box))
        done[left : box[1]] = [box[0]] * (box[1] - left)
        corners += [(top, box[1]), (box[0], left)]
    return found if all(at == bottom for at in done) else None


def _box(block: list[str], top: int, left: int) -> tuple[int, int] | None:
    """Bottom and right of the smallest rectangle below a corner."""
    if block[top][left] != "+":
        return None
    for right in range(left + 1, len(block[top])):
        if block[top][right] == "+":
            for bottom in range(top + 1, len(block)):
                mark = block[bottom][right]
                if mark == "+" and _closes(block, top, left, bottom, right):
                    return bottom, right
                if mark not in "+|":
                    break
        elif block[top][right] not in "-=:":
            return None
    return None


def _closes(block: list[str], top: int, left: int, bottom: int, right: int) -> bool:
    below = block[bottom][left : right + 1]
    return below[0] == "+" and set(below) <= set("+-=:") and all(block[at][left] in "+|" for at in range(top, bottom))


# --- lines ---------------------------------------------------------------------------------------------------------


def line_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """pandoc: lines behind `| ` stay lines, as in a poem or an address."""
    last = start
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        text = line_of(state, last)
        if not (text == "|" or (text.startswith("| ") and not text.rstrip().endswith("|") and "|" not in text[2:])):
            break
        last += 1
    if last - start < 2 or state.is_code_block(start) or (last < end and line_of(state, last).startswith("|")):
        return False
    if not silent:
        leaf(state, "x-lines", "\n".join(line_of(state, line)[2:] for line in range(start, last)), start, last)
    return True


def caption(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """pandoc: `Table: …` or `: …` under a table."""
    if silent or not state.tokens:
        return False
    above = state.tokens[-1]
    match = re.match(r"(?:Table)?:\s+(?=\S)", line_of(state, start))
    if match is None or not (above.type == "table_close" or above.tag == "x-grid") or state.is_code_block(start):
        return False
    last = start
    while last < end and not state.isEmpty(last):
        last += 1
    words = "\n".join(line_of(state, line) for line in range(start, last))
    return leaf(state, "x-table-caption", words[match.end() :], start, last)
