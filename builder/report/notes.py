"""Footnotes, cut where one is too long to stand at the foot of one page: the layout engine never breaks a note
(WeasyPrint #1833)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from builder.measure import words
from builder.model import Block, Blocks, Emph, Inline, Inlines, Paragraph, Strike, Text
from builder.report.press import Press
from builder.text import plain

_LINES: Final = 10
"""A note of more lines is cut; what is cut off goes on at the foot of the next page if it must."""

_SENTENCE: Final = re.compile(r"(?<=[。！？])|(?<=[.!?;] )")


def portions(blocks: Blocks, press: Press) -> Iterator[Blocks]:
    """The blocks in portions of a few lines each, cut between sentences where that serves."""
    kept: list[Block] = []
    used = 0.0
    for block in (piece for whole in blocks for piece in _pieces(whole, press)):
        lines = _lines(block, press)
        if kept and used + lines > _LINES:
            yield tuple(kept)
            kept, used = [], 0.0
        kept.append(block)
        used += lines
    yield tuple(kept)


def _lines(block: Block, press: Press) -> float:
    """Lines of a paragraph; any other block fills a portion."""
    return _width(block.children, press) / press.measures.text + 1 if isinstance(block, Paragraph) else _LINES


def _width(children: Inlines, press: Press) -> float:
    return press.ruler.width(plain(children), press.theme.sizes.small)


def _pieces(block: Block, press: Press) -> Iterator[Block]:
    """A paragraph as several, where it has too many lines."""
    if not isinstance(block, Paragraph) or _lines(block, press) <= _LINES:
        yield block
        return
    room = (_LINES - 1) * press.measures.text
    kept: list[Inline] = []
    used = 0.0
    for inline in _parts(block.children, room, press):
        width = _width((inline,), press)
        if kept and used + width > room:
            yield Paragraph(tuple(kept), block.span)
            kept, used = [], 0.0
        kept.append(inline)
        used += width
    yield Paragraph(tuple(kept), block.span)


def _parts(children: Inlines, room: float, press: Press) -> Iterator[Inline]:
    """The inlines sentence by sentence, and word by word where a sentence has not room."""
    for child in children:
        match child:
            case Text():
                yield from (Text(part) for part in _cut(child.text, room, press))
            case Emph() | Strike() if _width((child,), press) > room:
                yield from (replace(child, children=(part,)) for part in _parts(child.children, room, press))
            case _:
                yield child


def _cut(text: str, room: float, press: Press) -> Iterator[str]:
    size = press.theme.sizes.small
    for sentence in filter(None, _SENTENCE.split(text)):
        if press.ruler.width(sentence, size) <= room:
            yield sentence
            continue
        part, used = "", 0.0
        for word in words(sentence):
            width = press.ruler.width(word, size)
            if part and used + width > room:
                yield part
                part, used = "", 0.0
            part += word
            used += width
        yield part
