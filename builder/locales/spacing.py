"""Putting words into patterns, and the space between scripts where they meet."""

from __future__ import annotations

import re
from typing import Final

from builder.locales.locale import Locale

NBSP: Final = "\N{NO-BREAK SPACE}"
_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_AFTER_LATIN: Final = re.compile(rf"(?<=[0-9A-Za-z%]) ?(?=[{_HAN}])")
_AFTER_HAN: Final = re.compile(rf"(?<=[{_HAN}])(?=\+?[0-9A-Za-z$€£¥−~<>])")
_WITHIN_HAN: Final = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")


def fill(pattern: str, **parts: str) -> str:
    """`pattern` with its `{names}` replaced; braces that a project typed mean nothing else (no `str.format`)."""
    return re.sub(r"\{(\w+)\}", lambda m: parts.get(m[1], m[0]), pattern)


def autospace(text: str, locale: Locale) -> str:
    """One space between Han and Latin (CLREQ 3.2.2), which holds a number to the character that follows it."""
    if not locale.numbers.autospace:
        return text
    text = _WITHIN_HAN.sub("", text)
    return _AFTER_HAN.sub(" ", _AFTER_LATIN.sub(NBSP, text))
