"""Labels of figures and tables as authors type them: "图 3.1", "Figure 3.1:", "Table 4."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from builder.importer.outlining.typed import spaced, values
from builder.locales import Locale


class Group(StrEnum):
    """Rows of numbers of their own. An exhibit is a figure or a table."""

    FIGURE = "figure"
    TABLE = "table"
    EXHIBIT = "exhibit"


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a text: where the words after it begin, and whether a mark parts it from them."""

    group: Group
    number: str
    end: int
    firm: bool


_MARK = r"\s*[:：.。．、|｜—–-]+\s*|\s*[\])】）]\s*"
_LONGEST = 300
"""Characters of a caption."""


def label_before(text: str, locale: Locale) -> Label | None:
    """The label that `text` begins with."""
    for group, pattern in _patterns(locale, r"[【\[(（]?", rf"(?P<mark>{_MARK})?(?P<space>\s*)"):
        if match := pattern.match(text):
            rest = text[match.end() :]
            parted = bool(match["mark"] or match["space"] or not rest)
            if parted or not (rest[0].isascii() and rest[0].isalnum()):
                return Label(group, number_of(match["n"], locale), match.end(), bool(match["mark"]))
    return None


def is_caption(text: str, label: Label, locale: Locale) -> bool:
    """Whether what begins with a label is a caption, and not a sentence about a figure ("图 3 显示…")."""
    rest = text[label.end :]
    if len(text) > _LONGEST:
        return False
    if label.firm:
        return True
    if rest[:1].islower() or _starts_with_word(rest, locale.typed.prose):
        return False
    return not re.search(r"[。；;，]$|[。!！?？].", rest.strip())


def _starts_with_word(text: str, words: tuple[str, ...]) -> bool:
    for word in words:
        if text.casefold().startswith(word.casefold()):
            after = text[len(word) : len(word) + 1]
            if not (word[-1].isascii() and after.isascii() and after.isalnum()):
                return True
    return False


def mentions(text: str, locale: Locale) -> list[tuple[int, int, Group, str]]:
    """Labels anywhere in a text: begin, end, group and number; where two would overlap, the longer."""
    found = []
    for group, pattern in _patterns(locale, "", ""):
        for match in pattern.finditer(text):
            before = text[: match.start()]
            latin = match[0][0].isascii()
            if latin and before[-1:].isalnum() and before[-1:].isascii():
                continue
            if not latin and before.endswith(locale.typed.no_label or ("\0",)):
                continue
            found.append((match.start(), match.end(), group, number_of(match["n"], locale)))
    found.sort(key=lambda item: (item[0], -item[1]))
    result: list[tuple[int, int, Group, str]] = []
    for item in found:
        if not result or item[0] >= result[-1][1]:
            result.append(item)
    return result


def number_of(typed: str, locale: Locale) -> str:
    """The number as it is compared: "3.1", "3-1", "S2"; one in words or Roman as digits."""
    simple = re.sub("[–‑—‐－]", "-", typed.replace("．", ".")).strip()
    if any(c.isdecimal() for c in simple):
        return simple.upper()
    found = values(simple, locale)
    return str(found[0][1]) if found else simple.upper()


def _patterns(locale: Locale, before: str, after: str) -> tuple[tuple[Group, re.Pattern[str]], ...]:
    typed = locale.typed
    return _compiled(typed.figure, typed.table, typed.exhibit, typed.numerals, before, after)


@cache
def _compiled(
    figure: tuple[str, ...],
    table: tuple[str, ...],
    exhibit: tuple[str, ...],
    numerals: tuple[str, ...],
    before: str,
    after: str,
) -> tuple[tuple[Group, re.Pattern[str]], ...]:
    words = "|".join(sorted(map(re.escape, numerals), key=len, reverse=True))
    numeral = (
        r"(?P<n>[A-Z]?[.-]?\d{1,3}(?:[.．\-–‑‐－]\d{1,3}){0,3}(?![\d%％])[a-z]?(?![A-Za-z])|[IVXL]{1,5}(?![A-Za-z])"
        + (f"|(?:{words})" if words else "")
        + ")"
    )
    templates = [
        (t, g) for g, ts in ((Group.FIGURE, figure), (Group.TABLE, table), (Group.EXHIBIT, exhibit)) for t in ts
    ]
    templates.sort(key=lambda item: -len(item[0]))
    found = []
    for template, group in templates:
        head, tail = template.split("{n}")
        found.append((group, re.compile(f"{before}(?i:{spaced(head)}){numeral}{spaced(tail)}{after}")))
    return tuple(found)


def section_mentions(text: str, locale: Locale) -> list[tuple[int, int, str, str]]:
    """References to sections in a text: begin, end, the template and the number as typed."""
    found = []
    for template, pattern in _section_patterns(locale.typed.sections, locale.typed.numerals):
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if match[0][0].isascii() and before[-1:].isascii() and before[-1:].isalnum():
                continue
            found.append((match.start(), match.end(), template, match["n"]))
    return sorted(found, key=lambda item: (item[0], -item[1]))


@cache
def _section_patterns(templates: tuple[str, ...], numerals: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    dotted = r"(?:\d{1,3}|[A-Z])(?:\.\d{1,3})+(?![\d.]*\d)"
    words = "".join(f"|{re.escape(word)}" for word in sorted(numerals, key=len, reverse=True))
    found = []
    for template in templates:
        head, tail = template.split("{n}")
        single = rf"|(?:\d{{1,3}}|[IVXLC]{{1,6}}|[A-Z]{words})(?![A-Za-z\d])" if head else ""
        found.append((template, re.compile(rf"(?i:{spaced(head)})(?P<n>{dotted}{single}){spaced(tail)}")))
    return tuple(found)
