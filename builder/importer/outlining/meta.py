"""Lines that say who wrote a report, when, and in which version: from under its title to its cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from builder.importer.outlining.inlines import beheaded, lines_of, normal, normals, trimmed
from builder.importer.outlining.journal import Journal
from builder.importer.sheet import Comment, Kind, Pieces
from builder.locales import Locale
from builder.model import (
    Block,
    Emph,
    Figure,
    Inline,
    Inlines,
    Items,
    Link,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
    Text,
)
from builder.text import plain, walk

Lines = tuple[tuple[Inlines, Inlines], ...]
_LABEL = re.compile(r"\s*([^:：|\n]{1,32}?)\s*[:：]\s*(?=\S)")
_LONGEST = 160
"""Characters of a value that stands on a cover."""
_MOST = 10
"""Lines of a cover."""


def told(opening: Pieces, locale: Locale, journal: Journal) -> tuple[Pieces, Lines]:
    """The opening without the block of such lines that it begins with, and these. Labels that are not known stay where
    most are: a cover has room for a licence, not for a text."""
    for place, piece in enumerate(opening):
        block = piece.block
        if isinstance(block, Comment | Figure | Rule):
            continue
        lines = tuple(_lines(block, normals(locale.typed.meta)))
        if not _is_meta(lines, locale):
            return opening, ()
        journal.add(
            piece.line,
            Kind.GUESSED,
            "the lines under the title that name authors, version or date became lines of the cover",
        )
        rest = [*opening[:place], *opening[place + 1 :]]
        if piece.anchors and place < len(rest):
            rest[place] = replace(rest[place], anchors=(*piece.anchors, *rest[place].anchors))
        return tuple(rest), lines
    return opening, ()


def _is_meta(lines: Lines, locale: Locale) -> bool:
    known = normals(locale.typed.meta)
    hits = sum(normal(plain(label)) in known for label, _ in lines)
    short = all(0 < len(plain(value)) <= _LONGEST and _is_line(value) for _, value in lines)
    return 0 < len(lines) <= _MOST and short and hits * 2 >= len(lines) and (hits > 1 or len(lines) == 1)


def _is_line(value: Inlines) -> bool:
    return bool(plain(value).strip()) and not any(isinstance(found, Picture) for found in walk(value))


def _parted(line: Inlines, known: frozenset[str]) -> Iterator[Inlines]:
    """A line at the bold labels in it: authors end lines where Markdown does not."""
    part: list[Inline] = []
    for inline in line:
        if part and isinstance(inline, Emph) and inline.strong and normal(plain((inline,))) in known:
            yield trimmed(tuple(part))
            part = []
        part.append(inline)
    yield trimmed(tuple(part))


def _lines(block: Block, known: frozenset[str]) -> Iterator[tuple[Inlines, Inlines]]:
    """Label and value of every line, or one pair of nothing where a line is none of these."""
    match block:
        case Paragraph():
            for line in lines_of(block.children):
                yield from map(_line, _parted(line, known))
        case Quote():
            for inner in block.blocks:
                yield from _lines(inner, known)
        case Items() if not block.ordered:
            for item in block.items:
                only = item.blocks[0] if len(item.blocks) == 1 else None
                yield _line(only.children) if isinstance(only, Paragraph) else ((), ())
        case Table() if len(block.aligns) == 2 and not block.caption:
            rows = [row for row in (*block.head, *block.body) if any(plain(cell.children).strip() for cell in row)]
            for row in rows:
                yield (_bare(row[0].children), row[1].children) if len(row) == 2 else ((), ())
        case _:
            yield (), ()


def _line(words: Inlines) -> tuple[Inlines, Inlines]:
    text = plain(words)
    match = _LABEL.match(text)
    if match is None or "//" in text[match.end() - 1 : match.end() + 1]:
        return (), ()
    value = beheaded(words, match.end())
    first = value[0] if value else None
    if isinstance(first, Emph) and not plain((first,)).strip():
        value = value[1:]
    return (Text(match[1]),), trimmed(value)


def _bare(words: Inlines) -> Inlines:
    """A label without the emphasis and the colon that mark it."""
    text = plain(words).strip().rstrip(":：").strip()
    return (Text(text),) if text and not any(isinstance(found, Link) for found in walk(words)) else ()
