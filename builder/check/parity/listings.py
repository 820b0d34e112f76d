"""Listings of code of two editions: what differs and is no comment, and no words for people."""

from __future__ import annotations

import re
from typing import Final

_COMMENT: Final = re.compile(
    r"(?<![^\s;{}()])(?:#|//|--|^[ \t]*[;%])(?:(?!\S*[\w)])|(?=\S*[^\x00-\x7f]))[^\n]*"
    r"|/\*.*?\*/|<!--.*?-->|\"\"\".*?\"\"\"|\'\'\'.*?\'\'\'",
    re.DOTALL | re.MULTILINE,
)
"""Behind a blank, and before one or other signs than those of code: no flag (`--port`), colour (`#fff`) or operator."""
_STRING: Final = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'")
_WORDS: Final = re.compile(r"[^\W\d_]\s+[^\W\d_]")


Pair = tuple[str, str]


def differs(wanted: str, found: str, *, translated: bool) -> tuple[Pair | None, bool]:
    """The first line that differs, and whether in more than its comment. Words of another script may be translated,
    and what they are in.

    `translated`: the languages differ in script, so that comments in Latin on both sides are nobody's translation."""
    ours, theirs = _bare(wanted), _bare(found)
    for a, b in zip(ours, theirs, strict=False):
        if a != b and not (a.isascii() and b.isascii()):
            a, b = _STRING.sub('""', a), _STRING.sub('""', b)
        if a != b and a.isascii() and b.isascii():
            return (f"`{a}`", f"`{b}`"), True
    if len(ours) != len(theirs):
        return (f"{len(ours)} lines of code", f"{len(theirs)} lines of code"), True
    return _plain(wanted, found) if translated and wanted.isascii() and found.isascii() else None, False


def _bare(code: str) -> list[str]:
    """Lines of code without comments, and without strings that may be translated: those of several words."""
    text = _STRING.sub(lambda match: '""' if _WORDS.search(match[0]) else match[0], code)
    return [" ".join(line.split()) for line in _COMMENT.sub("", text).split("\n") if line.strip()]


def _plain(wanted: str, found: str) -> Pair | None:
    """The first line that differs, comments and all."""
    ours, theirs = ([" ".join(line.split()) for line in code.split("\n") if line.strip()] for code in (wanted, found))
    return next(((f"`{a}`", f"`{b}`") for a, b in zip(ours, theirs, strict=False) if a != b), None)
