"""Headings in title case, where nearly all of a report's are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from builder.check.prose.passages import Passage
from builder.diagnostics import Code
from builder.locales.prose import ProseRule

_WORD: Final = re.compile(r"(?<![\w.\-/@#'’&])[^\W\d_]+(?![\w./@])")
_MANY: Final = 8
_NEARLY: Final = 0.85
"""Headings from which on a habit is told, and how many of them must have it."""
_RULE: Final = ProseRule(
    Code.TITLE_CASE, "", "“{at}” is small; elsewhere the report's headings have capitals", "write a capital letter"
)


def small_titles(found: Sequence[Passage], small: Sequence[str]) -> Iterator[tuple[int, ProseRule, int, int]]:
    """Places of headings, with the first word that lacks its capital. `small`: words that need none."""
    if not small:
        return
    titled: list[tuple[int, re.Match[str] | None]] = []
    for number, passage in enumerate(found):
        words = (
            [w for w in _WORD.finditer(passage.text) if w[0].casefold() not in small]
            if passage.role == "heading"
            else []
        )
        if len(words) > 1 and passage.text.isascii() | any(w[0][0].isupper() for w in words):
            titled.append((number, next((w for w in words if w[0].islower()), None)))
    wrong = [(number, word) for number, word in titled if word is not None]
    if len(titled) >= _MANY and len(titled) - len(wrong) >= _NEARLY * len(titled):
        for number, word in wrong:
            yield number, _RULE, word.start(), word.end()
