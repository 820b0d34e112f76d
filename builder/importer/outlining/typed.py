"""Numbers that authors typed: before headings, in captions, in references."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from builder.locales import Locale

SECTION = "section:"
NUMBER = "number:"
ABOVE = "above:"
"""Anchors for the time being, until sections have ids: what references to a section say, the number that was typed for
it, and a mark before the anchors of headings that stood above it and went. A colon stands in no id of ours."""
PLAIN_FORM = "1."
"""The form of `1`, `1.2`, `1.2.` and `1、`."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMANS = re.compile(r"(?=[ivxlc])(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_CLOSE = r"(?:\s*[:：.．。、|｜—–-]+\s*|\s+)"
_PLAIN = re.compile(r"(\d{1,3}(?:[.．]\d{1,3})*)(?:(?P<firm>[.．、)）:：](?![\d/]))\s*|\s+)(?=\S)")
_APPENDED = re.compile(r"([A-Z])[.．-]?(\d{1,3}(?:[.．]\d{1,3})*)[.．:：、]?\s+(?=\S)")
_RINGED = re.compile(r"(?:([①-⑳])|(\d)\ufe0f?\u20e3)[.、:：]?\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands before a title: its `form`, its value, and where the title begins.

    `firm`: a mark or a word says that it is a number; a space alone does not ("5 ways to …"). `quantity`: it may count
    what follows ("3 月", but also "3 月度计划")."""

    form: str
    path: tuple[int, ...]
    end: int
    firm: bool = True
    quantity: bool = False


def numbers_before(text: str, locale: Locale) -> tuple[Number, ...]:
    """All that the beginning of a heading may be read as, the likeliest first."""
    found: list[Number] = []
    for template, pattern in _patterns(locale.typed.numerals, locale.typed.headings):
        if match := pattern.match(text):
            found += [Number(f"{template} {kind}", (value,), match.end()) for kind, value in values(match["n"], locale)]
    if match := _PLAIN.match(text):
        path, firm = _path(match[1]), bool(match["firm"])
        quantity = not firm and len(path) == 1 and text[match.end() :].startswith(locale.typed.counters or ("\0",))
        found.append(Number(PLAIN_FORM, path, match.end(), firm or len(path) > 1, quantity))
    if match := _RINGED.match(text):
        found.append(Number("ringed", (int(unicodedata.numeric(match[1] or match[2])),), match.end()))
    if match := _APPENDED.match(text):
        found.append(Number("A.1", (ord(match[1]) - 64, *_path(match[2])), match.end()))
    for form, pattern in _marked(locale.typed.numerals).items():
        if match := pattern.match(text):
            found += [Number(f"{form} {kind}", (value,), match.end()) for kind, value in values(match["n"], locale)]
    return tuple(found)


def values(numeral: str, locale: Locale) -> list[tuple[str, int]]:
    """What a single numeral may mean, by kind: "C" is a letter, 3, and a Roman number, 100."""
    if numeral.isdecimal():
        return [("1", int(numeral))]
    words = {word.casefold(): place for place, word in enumerate(locale.typed.numerals, start=1)}
    if numeral.casefold() in words:
        return [("word", words[numeral.casefold()])]
    found = []
    if roman := _roman(numeral):
        found.append(("i" if numeral.islower() else "I", roman))
    if len(numeral) == 1 and numeral.isascii() and numeral.isalpha():
        found.append(("a" if numeral.islower() else "A", ord(numeral.lower()) - 96))
    return found


def numeral_pattern(numerals: tuple[str, ...]) -> str:
    """A regular expression for one numeral, which may be one of these words."""
    words = "|".join(sorted(map(re.escape, numerals), key=len, reverse=True))
    return rf"(?:\d{{1,3}}|{words + '|' if words else ''}[IVXLC]{{1,6}}|[ivxlc]{{1,6}}|[A-Za-z])"


@cache
def _patterns(numerals: tuple[str, ...], templates: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    numeral = f"(?P<n>{numeral_pattern(numerals)})"
    found = []
    for template in templates:
        before, after = template.split("{n}")
        core = spaced(before) + numeral + spaced(after)
        closed = bool(after.strip()) and not after.strip()[-1].isascii()
        found.append((template, re.compile(core + (rf"{_CLOSE}?" if closed else _CLOSE) + r"(?=\S)", re.IGNORECASE)))
    return tuple(found)


@cache
def _marked(numerals: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    numeral = f"(?P<n>{numeral_pattern(numerals)})"
    return {
        "(n)": re.compile(rf"[(（]{numeral}[)）][、.．:：]?\s*(?=\S)"),
        "n.": re.compile(rf"{numeral}(?:[、．:：）](?!\d)\s*|[.)]\s+)(?=\S)"),
    }


def spaced(words: str) -> str:
    """A part of a template as a regular expression: its spaces may be absent or hard."""
    return r"\s*".join(re.escape(word) for word in words.split(" "))


def _path(typed: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.split(r"[.．]", typed))


def _roman(text: str) -> int:
    if not _ROMANS.fullmatch(text):
        return 0
    digits = [_ROMAN[letter] for letter in text.lower()]
    return sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))
