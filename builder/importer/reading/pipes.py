"""GFM tables, also where rows and heading do not have the same number of cells: no cell is dropped."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from builder.importer.reading.lines import line_of

_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*$")
_CELL = re.compile(r"(?:[^|\\]++|\\.|\\$)*+")
_MAX_COLUMNS = 500


def pipes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading row, a row of dashes, and rows up to the next block or blank line (GFM §4.10)."""
    if start + 2 > end or state.sCount[start + 1] < state.blkIndent or state.is_code_block(start):
        return False
    rule, heading = line_of(state, start + 1).rstrip(), line_of(state, start)
    if "|" not in heading or state.is_code_block(start + 1) or not _RULE.match(rule):
        return False
    head = cells(heading)
    dashes = [cell.strip() for cell in cells(rule)]
    if not head or ("|" not in rule and (len(head) != 1 or len(dashes) != 1)):
        return False
    if silent:
        return True
    rows = [(start, head)]
    last = start + 2
    terminators = state.md.block.ruler.getRules("blockquote")
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        if state.is_code_block(last) or any(rule_(state, last, end, True) for rule_ in terminators):
            break
        rows.append((last, cells(line_of(state, last))))
        last += 1
    push_table(state, rows, dashes, start, last)
    state.line = last
    return True


def push_table(state: StateBlock, rows: list[tuple[int, list[str]]], dashes: list[str], start: int, end: int) -> None:
    """The tokens of a table: rows with their lines, the first of them the heading, and dashes with their colons."""
    width = min(max(len(row) for _, row in rows), max(len(rows[0][1]), _MAX_COLUMNS))
    aligns = [
        ("center" if d[0] == ":" else "right") if d[-1] == ":" else "left" if d[0] == ":" else "" for d in dashes if d
    ]
    table = state.push("table_open", "table", 1)
    table.map = [start, end]
    if width != len(rows[0][1]) or len(dashes) != len(rows[0][1]):
        table.attrs = {"ragged": str(next((at for at, row in rows if len(row) != len(rows[0][1])), start) + 1)}
    for number, (line, row) in enumerate(rows):
        if len(row) > width:
            row = [*row[: width - 1], " ".join(row[width - 1 :])]
        tag = "td" if number else "th"
        if number < 2:
            state.push("thead_open" if not number else "tbody_open", "tbody" if number else "thead", 1).map = [
                line,
                line + 1,
            ]
        state.push("tr_open", "tr", 1).map = [line, line + 1]
        for column, content in enumerate(row):
            opened = state.push(f"{tag}_open", tag, 1)
            if column < len(aligns) and aligns[column]:
                opened.attrs = {"align": aligns[column]}
            inline = state.push("inline", "", 0)
            inline.content, inline.map, inline.children = content.strip(), [line, line + 1], []
            state.push(f"{tag}_close", tag, -1)
        state.push("tr_close", "tr", -1)
        if not number:
            state.push("thead_close", "thead", -1)
    if len(rows) > 1:
        state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)


def cells(line: str) -> list[str]:
    """The cells of a row; outer pipes are optional, and `\\|` is a pipe in a cell."""
    found: list[str] = []
    text, at = line.strip(), 0
    while True:
        match = _CELL.match(text, at)
        assert match is not None
        found.append(match[0].replace("\\|", "|"))
        at = match.end() + 1
        if at > len(text):
            break
    if found and not found[0].strip() and text.startswith("|"):
        found.pop(0)
    if found and not found[-1].strip() and text.endswith("|") and len(text) > 1:
        found.pop()
    return found
