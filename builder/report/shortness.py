"""How long chapters are before they are set, and whether they are so short that they share pages."""

from __future__ import annotations

from typing import Final, assert_never

from builder.model import (
    Block,
    Blocks,
    Callout,
    CodeBlock,
    Equation,
    Figure,
    Flow,
    Formula,
    Heading,
    Inlines,
    Items,
    Only,
    Paragraph,
    Quote,
    References,
    Rule,
    Section,
    Slide,
    Table,
    When,
)
from builder.report.press import Press
from builder.text import plain

_SHORT: Final = 0.75
"""Share of a page's lines: a chapter of fewer leaves a white hole."""
_TITLE, _PICTURE, _GAP = 3.0, 16.0, 1.0


def runs_on(chapters: tuple[Section, ...], press: Press) -> bool:
    """Whether half of the chapters, or more, would leave much of their only page empty: then that is a habit."""
    page = press.measures.height / (press.locale.type.body_size * press.locale.type.leading)
    short = sum(_section(one, press) < _SHORT * page for one in chapters)
    return len(chapters) > 1 and 2 * short >= len(chapters)


def _section(section: Section, press: Press) -> float:
    """About how many lines of text it fills."""
    return _TITLE + _blocks(section.blocks, press) + sum(_section(part, press) for part in section.sections)


def _blocks(blocks: Blocks, press: Press) -> float:
    return sum(_lines(block, press) for block in blocks)


def _lines(block: Block, press: Press) -> float:
    match block:
        case Paragraph() | Heading() | Formula():
            return _text(block.children, press)
        case Items():
            return sum(_blocks(item.blocks, press) for item in block.items)
        case Callout():
            return _TITLE + _blocks(block.blocks, press)
        case Quote():
            return _GAP + _blocks(block.blocks, press)
        case CodeBlock():
            return _GAP + block.text.count("\n")
        case Table():
            cells = (cell.children for row in (*block.head, *block.body) for cell in row)
            rows = len(block.head) + len(block.body)
            return _TITLE + max(1.3 * rows, sum(_text(cell, press) - 1 for cell in cells))
        case Figure() | Flow():
            return _PICTURE
        case Equation():
            return _TITLE
        case References():
            return sum(2.0 + _text(entry.note, press) for entry in block.entries)
        case Rule():
            return _GAP
        case Slide() | Only() | When():
            return 0.0
        case _:
            assert_never(block)


def _text(inlines: Inlines, press: Press) -> float:
    return press.ruler.width(plain(inlines), press.locale.type.body_size) / press.measures.text + 1
