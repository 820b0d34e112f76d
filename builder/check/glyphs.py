"""Every character can be drawn by a font of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.context import Context
from builder.diagnostics import Code, Diagnostic, Span

_PRINTED = (".md", "terms.yaml", "sources.yaml")
_DRAWN_OTHERWISE = re.compile("[\\s\ufeff\u200b-\u200d\u2060\ufe0f\u00ad\U0001f000-\U0001faff✅❌]")
"""Space, invisible marks, and emoji, which are drawn as marks or named in words."""


def missing_glyphs(context: Context) -> Iterator[Diagnostic]:
    """The first place in each file of a character that no font has."""
    for file, text in context.texts.items():
        if file.endswith(_PRINTED):
            yield from _missing(file, text, context.covered)


def _missing(file: str, text: str, covered: frozenset[int]) -> Iterator[Diagnostic]:
    wanted = {c for c in set(text) if ord(c) not in covered and not _DRAWN_OTHERWISE.match(c)}
    for number, line in enumerate(text.split("\n"), start=1):
        if not wanted:
            return
        for column, character in enumerate(line, start=1):
            if character in wanted:
                wanted.remove(character)
                message = f"no font has '{character}' (U+{ord(character):04X})"
                hint = "write another character; a superscript sign is <sup>−</sup>"
                yield Diagnostic(Span(file, number, column, column + 1), Code.MISSING_GLYPH, message, hint=hint)
