"""A text that fits its line, but not with the space that ends it, is not broken.

WeasyPrint 70 takes the space into account where an element begins behind it, finds no earlier break, because Pango does
not count it, and breaks the text after its first word, which then stands alone on the line. `split_first_line` is
replaced. No upstream issue known."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

_EM_PER_CHARACTER: Final = 0.25
"""Texts of more characters than that are longer than a line."""


@cache
def install() -> None:
    """Replace the function; the layout engine must have been told of its fonts before."""
    from weasyprint.layout import inline

    plain = inline.split_first_line

    def split_first_line(text: str, style: Any, context: Any, width: float | None, *others: Any, **named: Any) -> Any:
        found = plain(text, style, context, width, *others, **named)
        _, _, resume, *_ = found
        if width is None or resume is None or not text.endswith(" ") or style["white_space"] != "normal":
            return found
        if len(text) * style["font_size"] * _EM_PER_CHARACTER > width:
            return found
        _, _, resume, needed, *_ = plain(text.rstrip(" "), style, context, width, *others, **named)
        if resume is not None or needed > width:
            return found
        return plain(text, style, context, None, *others, **named)

    inline.split_first_line = split_first_line
