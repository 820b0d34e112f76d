"""Labels of figures and tables as authors type them: "图 3.1", "Figure 3.1:", "Table 4."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from builder.importer.outlining.typed import spaced, values
from builder.locales import Locale
from builder.locales.typed import Typed


class Group(StrEnum):
    """Rows of numbers of their own. An exhibit is a figure or a table; an equation has no label but in references."""

    FIGURE = "figure"
    TABLE = "table"
    EXHIBIT = "exhibit"
    EQUATION = "equation"


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a text: where the words after it begin, and whether a mark parts it from them."""

    group: Group
    number: str
    end: int
    firm: bool


_MARK = r"\s*[:：.。．、|｜—–-]+\s*|\s*[\])】）]\s*"
_DIGITS = r"[A-Z]?[.-]?\d{1,3}(?:[.．\-–‑‐－]\d{1,3}){0,3}(?![\d%％])[a-z]?(?![A-Za-z])"
_NEAR = 8
"""Characters before a reference that tell whether it is one."""
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


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference in a text: its place and what it names. `several`: it may go on with other numbers; `plural`: its
    label says so ("Figures …")."""

    begin: int
    end: int
    group: Group
    number: str
    several: bool = False
    plural: bool = False


def mentions(text: str, locale: Locale) -> list[Mention]:
    """References to figures, tables and equations anywhere in a text; where two would overlap, the longer."""
    typed = locale.typed
    if not _heads((*typed.figure, *typed.table, *typed.exhibit, *typed.figures, *typed.tables, *typed.equation)).search(
        text
    ):
        return []
    found = []
    for group, several, pattern in _referring(typed):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _NEAR) : match.start()]
            latin = match[0][0].isascii()
            if latin and before[-1:].isalnum() and before[-1:].isascii():
                continue
            barred = locale.typed.no_equation if group is Group.EQUATION else locale.typed.no_label
            if not latin and before.endswith(barred or ("\0",)):
                continue
            number = match["n"] or match["in"]
            plural = several and latin and group is not Group.EQUATION
            name = number_of(number, locale)
            found.append(Mention(match.start(), match.end(), group, name, several or not latin, plural))
    found.sort(key=lambda item: (item.begin, -item.end))
    result: list[Mention] = []
    for item in found:
        if not result or item.begin >= result[-1].end:
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
    numeral = rf"(?P<n>{_DIGITS}|[IVXL]{{1,5}}(?![A-Za-z])" + (f"|(?:{words})" if words else "") + ")"
    templates = [
        (t, g) for g, ts in ((Group.FIGURE, figure), (Group.TABLE, table), (Group.EXHIBIT, exhibit)) for t in ts
    ]
    templates.sort(key=lambda item: -len(item[0]))
    found = []
    for template, group in templates:
        head, tail = template.split("{n}")
        found.append((group, re.compile(f"{before}(?i:{spaced(head)}){numeral}{spaced(tail)}{after}")))
    return tuple(found)


@cache
def _heads(templates: tuple[str, ...]) -> re.Pattern[str]:
    """Whether any of these patterns may begin in a text: most texts hold none, and are asked once."""
    return re.compile(
        "|".join(sorted({spaced(template.split("{n}")[0]) or r"\d" for template in templates})), re.IGNORECASE
    )


def _referring(typed: Typed) -> Iterator[tuple[Group, bool, re.Pattern[str]]]:
    """Patterns of references, and whether they name several at once."""
    for group, several, templates in (
        (Group.FIGURE, False, typed.figure),
        (Group.TABLE, False, typed.table),
        (Group.EXHIBIT, False, typed.exhibit),
        (Group.FIGURE, True, typed.figures),
        (Group.TABLE, True, typed.tables),
        (Group.EQUATION, True, typed.equation),
    ):
        for pattern in _mentioned(templates, group is Group.EQUATION, typed.numerals):
            yield group, several, pattern


@cache
def _mentioned(templates: tuple[str, ...], bracketed: bool, numerals: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """`bracketed`: the number may stand in parentheses."""
    words = "" if bracketed else "".join(f"|{re.escape(w)}" for w in sorted(numerals, key=len, reverse=True))
    numeral = rf"(?P<n>{_DIGITS}|[IVXL]{{1,5}}(?![A-Za-z]){words})"
    numeral = rf"(?:{numeral}|[(（]\s*(?P<in>{_DIGITS})\s*[)）])" if bracketed else f"{numeral}(?P<in>)"
    found = []
    for template in sorted(templates, key=len, reverse=True):
        head, tail = template.split("{n}")
        found.append(re.compile(f"(?i:{spaced(head)}){numeral}{spaced(tail)}"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Further:
    """A number that a reference goes on with: where it begins and ends."""

    begin: int
    end: int
    number: str


def further(text: str, end: int, locale: Locale) -> Further | None:
    """The next number of a reference to several that reaches to `end`: "… and 4", "、4", "–6"."""
    typed = locale.typed
    match = _joined((*typed.joins, *typed.ranges)).match(text, end)
    if match is None:
        return None
    rest = text[match.end() :].lstrip()
    if rest.startswith(typed.counters or ("\0",)):
        return None
    return Further(match.start("number"), match.end(), match["n"] or match["in"])


@cache
def _joined(joins: tuple[str, ...]) -> re.Pattern[str]:
    """One of the joins and a number, which may stand in parentheses."""
    words = "|".join(
        spaced(word) + (r"\b" if word[-1].isalpha() and word.isascii() else "")
        for word in sorted(joins, key=len, reverse=True)
    )
    return re.compile(rf"\s*(?:{words})\s*(?P<number>(?P<n>{_DIGITS})|[(（]\s*(?P<in>{_DIGITS})\s*[)）])")


def section_mentions(text: str, locale: Locale) -> list[tuple[int, int, str, str]]:
    """References to sections in a text: begin, end, the template and the number as typed."""
    if not _heads((*locale.typed.sections, *locale.typed.several)).search(text):
        return []
    found = []
    for template, pattern in _section_patterns((*locale.typed.sections, *locale.typed.several), locale.typed.numerals):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _NEAR) : match.start()]
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
