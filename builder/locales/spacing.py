"""Putting words into patterns, and the space between scripts where they meet."""

from __future__ import annotations

import re
from typing import Final

import babel
from babel.numbers import get_group_symbol

from builder.locales.locale import Locale

NBSP: Final = "\N{NO-BREAK SPACE}"
_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_AFTER_LATIN: Final = re.compile(rf"(?<=[0-9A-Za-z%]) ?(?=[{_HAN}])")
_AFTER_HAN: Final = re.compile(rf"(?<=[{_HAN}])(?=\+?[0-9A-Za-z$€£¥−~<>])")
_GROUPED: Final = re.compile(r"(?<![\w.,])\d{1,3}(?: \d{3})+(?!\w)")
_WITHIN_HAN: Final = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")


def fill(pattern: str, **parts: str) -> str:
    """`pattern` with its `{names}` replaced; braces that a project typed mean nothing else (no `str.format`)."""
    return re.sub(r"\{(\w+)\}", lambda m: parts.get(m[1], m[0]), pattern)


def hold(text: str, locale: Locale) -> str:
    """The text with no-break spaces where the language has them beside marks ("« oui » ;") or between groups of digits
    (12 345), and plain ones are typed."""
    if not locale.prose.held:
        return text
    group = get_group_symbol(babel.Locale.parse(locale.tag, sep="-"))
    if group.isspace():
        text = _GROUPED.sub(lambda number: number[0].replace(" ", group), text)
    for held in locale.prose.held:
        plain = re.sub(r"\s", " ", held)
        if plain in text:
            text = re.sub(re.escape(plain) + (r"(?![\w/-])" if plain[0] == " " else ""), held, text)
    return text


def autospace(text: str, locale: Locale) -> str:
    """One space between Han and Latin (CLREQ 3.2.2), which holds a number to the character that follows it."""
    if not locale.numbers.autospace:
        return text
    text = _WITHIN_HAN.sub("", text)
    return _AFTER_HAN.sub(" ", _AFTER_LATIN.sub(NBSP, text))
