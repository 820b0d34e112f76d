"""Typed spaces that the words of a reference make wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.model import Emph, Inline, Link, Ref, Script, Strike, Text
from builder.text import is_han, plain


def close_up(written: Sequence[Inline], worded: Sequence[Inline]) -> list[Inline]:
    """The inlines `worded`, as they were `written`, without spaces between Han and Han where a reference meets text:
    whoever typed the space expected a number or a Latin word there (CLREQ 3.2.2)."""
    closed = list(worded)
    for at, inline in enumerate(worded):
        if not isinstance(inline, Text) or not isinstance(written[at], Text):
            continue
        text = inline.text
        if at and _is_reference(written[at - 1], -1) and is_han(plain((worded[at - 1],))[-1:]):
            text = _if_han(text.lstrip(" "), 0, text)
        if at + 1 < len(worded) and _is_reference(written[at + 1], 0) and is_han(plain((worded[at + 1],))[:1]):
            text = _if_han(text.rstrip(" "), -1, text)
        closed[at] = replace(inline, text=text)
    return closed


def _is_reference(inline: Inline, edge: int) -> bool:
    """Whether the inline is a reference, or ends (-1) or begins (0) with one."""
    match inline:
        case Ref():
            return True
        case Emph() | Strike() | Script() | Link():
            return bool(inline.children) and _is_reference(inline.children[edge], edge)
        case _:
            return False


def _if_han(stripped: str, edge: int, text: str) -> str:
    return stripped if stripped and is_han(stripped[edge]) else text
