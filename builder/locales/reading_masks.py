"""What looks like a number and is a name: models, versions, standards, addresses, labels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from builder.locales.locale import Locale
from builder.locales.reading_words import WALL, normal

_NAMED: Final = re.compile(
    r"""(?xi)
    \b(?=[acdefginpr])(?:arxiv|doi|isbn|issn|pmid|cve|rfc|iso|iec|ieee|ecma|ansi|nist|gb|gb/t|din|iso/iec|fips|posix)
      [\s:/#-]{0,2}[\dA-Z]*\d[\w./:()-]*
    """
)
_ALWAYS: Final = re.compile(
    r"""(?xi)
    (?=[\dv+§\[(（①-⓿❶-➓])(?:
    (?<![\d.])\d{4}\.\d{5}(?![\d.])            # arXiv
  | (?<![\w.])v?\d+(?:\.\d+){2,}(?![\w%])      # 1.2.3, IP addresses
  | (?<![\w.,])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])
  | (?<![\d.,:])\d+(?::\d+)+(?![\d:])
  | (?<![\w.,-])\+?\d{1,4}(?:-\d{2,4}){3,}(?![\w-])
  | (?<![\w.,-])\d{3}\ \d{4}\ \d{4}(?![\w-])
  | (?<![\w.,-])\+\d{1,3}[ -]\d[\d -]{6,}\d
  | (?<![\w.,-])\d{3,4}[ -]\d{3,4}-\d{4}(?![\w-])
  | §\s?\d+(?:\.\d+)*
  | \[\d+(?:\s?[,，;–-]\s?\d+)*\]
  | [(（]\d{1,2}[)）](?!\d)
  | \d+(?:/\d+)+
  | [①-⓿❶-➓]
    )"""
)
_ADDRESS: Final = re.compile(
    r"""(?xi)https?://[^\s<>()（）"“”，。；、]+ | \bwww\.[^\s<>()，。；、]+ | [\w.+-]+@[\w-]+\.[\w.-]+
    | (?<![\w.])[a-z][\w-]*(?:\.[a-z][\w-]*)+/[^\s<>()（），。；、]*"""
)
_LIST_NUMBER: Final = re.compile(r"(?m)^\s*\d{1,3}(?:\.\d{1,3})*[.)、．）](?=\s|[^\d\s])")
_TOKEN: Final = re.compile(r"(?<![A-Za-z0-9_])(?=[A-Za-z0-9_./@-]*\d)[A-Za-z0-9_]+(?:[-./@][A-Za-z0-9_]+)*")
_LETTER_THEN_DIGIT: Final = re.compile(r"[A-Za-z_][-./@]?.*\d")


def label_source(locale: Locale) -> re.Pattern[str]:
    """Names with a number in them: "Figure 3.1", "第 3 章", "Step 2"."""
    typed, words = locale.typed, locale.words
    patterns = [
        *(words.figure, words.table, words.section),
        *(*typed.figure, *typed.table, *typed.exhibit, *typed.headings, *typed.sections),
        *locale.reading.labels,
    ]
    number = r"(?:\d+|[A-Z])(?:[.\-–—]\d+)*[a-z]?"
    found: dict[tuple[str, str], list[str]] = {}
    for pattern in dict.fromkeys(normal(p).replace(" ", "") for p in patterns):
        before, _, after = pattern.partition("{n}")
        edge = r"(?<![A-Za-z])" if before[:1].isascii() and before[:1].isalpha() else ""
        if before:
            found.setdefault((edge, re.escape(after) or r"(?![\w%])"), []).append(re.escape(before))
    sources = (rf"{edge}(?:{'|'.join(words)})\s?{number}\s?{end}" for (edge, end), words in found.items())
    return re.compile("|".join(sources) or "(?!)")


def without_addresses(text: str) -> str:
    """The text with a wall where addresses stand, which may hold dates: a URL, a mail address."""
    if "/" not in text and "@" not in text and "www" not in text.casefold():
        return text
    return _ADDRESS.sub(_wall, text)


def masked(text: str, labels: re.Pattern[str], prefixes: Iterable[str], units: re.Pattern[str]) -> str:
    """The text with a wall where names stand. `units` are those that may be closed up before a number (US$, RMB)."""
    for pattern in (_NAMED, _ALWAYS, _LIST_NUMBER, labels):
        text = pattern.sub(_wall, text)
    joined = tuple(f"{prefix}-" for prefix in prefixes)

    def name(match: re.Match[str]) -> str:
        token = match[0]
        if token[0].isdigit():
            return token
        start = next((len(prefix) for prefix in joined if token.startswith(prefix)), 0)
        if not start and (unit := units.match(token)):
            start = unit.end()
        return WALL * len(token) if _LETTER_THEN_DIGIT.match(token[start:]) else token

    return _TOKEN.sub(name, text)


def _wall(match: re.Match[str]) -> str:
    return WALL * len(match[0])
