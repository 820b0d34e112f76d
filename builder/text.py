"""Inlines as plain words, and texts joined."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import assert_never

from builder.model import (
    Break,
    Code,
    Emph,
    Footnote,
    Inline,
    Inlines,
    Link,
    Picture,
    Ref,
    Script,
    Status,
    Strike,
    Text,
)


def plain(inlines: Inlines) -> str:
    """The text of `inlines` without marks, footnotes and pictures; a hard break is a space."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case Emph() | Strike() | Script() | Link():
            return plain(inline.children)
        case Picture():
            return inline.alt
        case Break():
            return " "
        case Footnote() | Status():
            return ""
        case Ref():
            return f"{{{inline.kind}}}`{inline.key}`"
        case _:
            assert_never(inline)


def merged(inlines: Iterable[Inline]) -> Inlines:
    """Neighbouring texts joined; a line's end is nothing between Han, whose text has none, and a space elsewhere."""
    result: list[Inline] = []
    items = list(inlines)
    for i, inline in enumerate(items):
        if inline == Text("\n"):
            before = plain((result[-1],))[-1:] if result else ""
            after = plain((items[i + 1],))[:1] if i + 1 < len(items) else ""
            inline = Text("" if is_wide(before) and is_wide(after) else " ")
        if isinstance(inline, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + inline.text)
        elif inline != Text(""):
            result.append(inline)
    return tuple(result)


def is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"
