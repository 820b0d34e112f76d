"""The last word of a paragraph is not divided: half a word on a line of its own is no line.

CSS has `hyphenate-limit-last` for it, which WeasyPrint 70 does not know. `composition` ends such a paragraph with a
joiner; `get_next_word_boundaries` is replaced, and finds no word to divide before one."""

from __future__ import annotations

from functools import cache
from typing import Any

from builder.report.composition import JOINER


@cache
def install() -> None:
    """Replace the function; the layout engine must have been told of its fonts before."""
    from weasyprint.text import line_break

    plain = line_break.get_next_word_boundaries

    def get_next_word_boundaries(text: str, lang: str) -> Any:
        return None if text.endswith(JOINER) else plain(text, lang)

    line_break.get_next_word_boundaries = get_next_word_boundaries
