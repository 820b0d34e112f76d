"""Words as regular expressions, and numbers that are written in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final, Generic, TypeVar

from builder.locales.lexicon import Lexicon, Numerals
from builder.locales.numerals import shifted

T = TypeVar("T")
_WEST, _FURTHER = "A-Za-zÀ-ÖØ-öø-ÿ", "Ā-ɏ"
LATIN: Final = _WEST + _FURTHER
"""Letters of words that have others as neighbours, for brackets of a regular expression."""
UNPRECEDED: Final = rf"(?<![{_WEST}])(?<![{_FURTHER}])"
UNFOLLOWED: Final = rf"(?![{_WEST}])(?![{_FURTHER}])"
"""No such letter stands there. Two sets take a third of the time to compile that one with all of them does."""
WALL: Final = "\ufffc"
"""Stands where something was that is no number, so that nothing reaches across it."""

_NARROW: Final = str.maketrans(
    {chr(wide): chr(wide - 0xFEE0) for wide in (*range(0xFF10, 0xFF1A), *map(ord, "％＋＜＞＄．"))}
    | {chr(space): " " for space in (0xA0, 0x2002, 0x2003, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F, 0x3000, 0x09)}
    | {"\uffe5": "¥"}
)


def normal(text: str) -> str:
    """The text with half-width digits and plain spaces, character by character: places stay what they are."""
    return text.translate(_NARROW)


def is_latin(letter: str) -> bool:
    return letter.isalpha() and letter < "\u0250"


def canonical(text: str) -> str:
    """A word without the differences of case, spaces and hyphens."""
    return re.sub(r"[\s-]+", "", normal(text)).casefold()


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One of several words: `source` is the regular expression, `meaning` what a match of it says."""

    source: str
    known: Mapping[str, T]

    def meaning(self, match: str | None) -> T | None:
        return None if match is None else self.known.get(canonical(match))


def choice(words: Mapping[str, T], lexicon: Lexicon, *, lead: bool = False) -> Choice[T]:
    """`lead`: the words follow a number, spaced as their pattern has it. No words: what matches nothing."""
    every = [_bounded(word, lexicon, lead=lead) for word in words if word.strip()]
    ordered = sorted(every, key=lambda found: (-len(found[0]), found[1:], found[0]))
    bounded = groupby(ordered, key=lambda found: found[1:])
    source = "|".join(
        f"{before}(?{'i' if free else ''}:{'|'.join(one[0] for one in group)}){after}"
        for (before, after, free), group in bounded
    )
    return Choice(f"(?:{source})" if source else "(?!)", {canonical(word): words[word] for word in words})


def word_source(word: str, lexicon: Lexicon, *, lead: bool = False) -> str:
    """A word as a regular expression: its spaces may be hyphens, its case is free, its neighbours are no letters."""
    source, before, behind, free = _bounded(word, lexicon, lead=lead)
    return f"{before}(?i:{source}){behind}" if free else f"{before}{source}{behind}"


def _bounded(word: str, lexicon: Lexicon, *, lead: bool) -> tuple[str, str, str, bool]:
    """A word, what must stand before and behind it, and whether its case is free; neighbours that have these in common
    are compiled as one."""
    spaced, plain = normal(word)[:1].isspace(), normal(word).strip()
    source = re.sub(r"(?:\\ )+", r"[\\s-]{1,2}", re.escape(plain))
    free = len(plain) > 1 and plain.lower() != plain.upper()
    first, last = plain[0], plain[-1]
    before = rf"{UNPRECEDED}(?<![0-9_])" if is_latin(first) and not lead else ""
    behind = UNFOLLOWED if is_latin(last) else ""
    before = "".join(f"(?<!{re.escape(sign)})" for sign in lexicon.not_after.get(plain, "")) + before
    behind += "".join(f"(?!{re.escape(sign)})" for sign in lexicon.not_before.get(plain, ""))
    if lead and spaced:
        before = r"[\s-]?" + before
    elif lead and not (is_latin(first) or first == "-"):
        before = r"\s?" + before
    return source, before, behind, free


def numeral_start(lexicon: Lexicon) -> str:
    """A numeral word that may begin a number."""
    numerals = lexicon.numerals
    ten = [word for word, power in numerals.steps.items() if power == 1]
    return choice(dict.fromkeys([*numerals.digits, *ten, *numerals.alone], 0), lexicon).source


def numeral_source(lexicon: Lexicon) -> str:
    """A run of numeral words, beginning with one that may begin a number."""
    numerals = lexicon.numerals
    if not numerals.digits:
        return "(?!)"
    every = dict.fromkeys([*numerals.digits, *numerals.steps, *numerals.sections], 0)
    first, word = numeral_start(lexicon), choice(every, lexicon).source
    if numerals.counted:
        point = f"(?:{re.escape(numerals.point)}(?:{word})+)?" if numerals.point else ""
        return f"{first}{word}*{point}"
    joins = "|".join(rf"{re.escape(join)}[\s-]" for join in numerals.joins) or "(?!)"
    return rf"{first}(?:[\s-](?:{joins})?{word})*"


def numeral_value(text: str, numerals: Numerals) -> Decimal | None:
    """The number that the words say, or None where they say none ("two three")."""
    whole, point, fraction = text.partition(numerals.point) if numerals.point else (text, "", "")
    parts = _parts(whole, numerals)
    value = _evaluate(parts, numerals)
    if value is None or not point:
        return value
    digits = [numerals.digits.get(word, 99) for word in _parts(fraction, numerals)]
    if not digits or max(digits) > 9:
        return None
    return value + Decimal((0, tuple(digits), -len(digits)))


def _parts(text: str, numerals: Numerals) -> list[str]:
    if numerals.counted:
        return list(text.strip())
    words = [word for word in re.split(r"[\s-]+", text.casefold().strip()) if word and word not in numerals.joins]
    return list(_compounds(words, numerals))


def _compounds(words: list[str], numerals: Numerals) -> Iterator[str]:
    """Words of several parts are one (quatre-vingt), whether spaces or hyphens join them."""
    at = 0
    while at < len(words):
        longest = ("-".join(words[at:end]) for end in range(min(at + 3, len(words)), at + 1, -1))
        word = next((one for one in longest if one in numerals.digits), words[at])
        at += word.count("-") + 1
        yield word


def _evaluate(parts: Iterable[str], numerals: Numerals) -> Decimal | None:
    """Digits add up to steps, steps to a section, sections to the number: 三千二百五十万, two hundred thousand."""
    total, section, digit = Decimal(0), Decimal(0), None
    largest = 0
    for word in parts:
        if word in numerals.digits:
            value = numerals.digits[word]
            if digit is not None and digit != 0 and not (digit % 10 == 0 and value < 10):
                return None
            digit = (digit or 0) + value
        elif word in numerals.steps:
            section += shifted(Decimal(1 if digit is None else digit), numerals.steps[word])
            digit = None
        elif word in numerals.sections:
            power = numerals.sections[word]
            here = section + (digit or 0)
            if not here and not total:
                if word not in numerals.alone:
                    return None
                here = Decimal(1)
            if not here or power > largest > 0:
                total = shifted(total + here, power)
            else:
                total += shifted(here, power)
            largest, section, digit = power, Decimal(0), None
        else:
            return None
    return total + section + (digit or 0)
