"""The index of terms: its words, and the order of a language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

Rank: TypeAlias = tuple[tuple[str, ...], str]
"""What terms are sorted by; the last resort is the term itself."""

OTHERS: Final = "#"
"""The heading of what begins with no letter; it comes first."""


@dataclass(frozen=True, slots=True)
class Indexing:
    """`order` is a key of ORDERS; `see` stands between a term and the one that it is listed under. `join` and `range`
    (with `{low}` and `{high}`) are for numbers of pages."""

    title: str
    order: str
    see: str
    join: str
    range: str


def heading(term: str, order: str) -> str:
    """The letter under which the term is listed, or OTHERS."""
    first = rank(term, order)[0][:1]
    letter = first[0][:1].upper() if first else ""
    return letter if letter.isalpha() else OTHERS


def rank(term: str, order: str) -> Rank:
    return ORDERS[order](term), term


def _letters(term: str) -> tuple[str, ...]:
    """Word by word, without accents, capitals and punctuation."""
    plain = term.casefold().replace("œ", "oe").replace("æ", "ae")
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W_]+", bare))


def _pinyin(term: str) -> tuple[str, ...]:
    """Character by character: letters before Han, Han by syllable, tone and itself."""
    read = zip(term, _read(term), strict=True)
    return tuple(key for one, reading in read for key in ((reading + one,) if reading else _letters(one)))


def _read(term: str) -> list[str]:
    """The reading of each character, "" where it has none; words before the characters in them."""
    table, longest = _readings(), _longest()
    found: list[str] = []
    while len(found) < len(term):
        rest = term[len(found) : len(found) + longest]
        words = (rest[:size] for size in range(len(rest), 0, -1))
        found += next((table[word] for word in words if word in table), ("",))
    return found


@cache
def _longest() -> int:
    """Characters in the longest word that has readings."""
    return max(map(len, _readings()))


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in (Path(__file__).parent / "pinyin.txt").read_text("utf-8").splitlines():
        *readings, written = line.split(" ")
        if line.startswith("#"):
            continue
        if len(readings) == 1:
            table |= dict.fromkeys(written, tuple(readings))
        else:
            table[written] = tuple(readings)
    return table


ORDERS: Final[Mapping[str, Callable[[str], tuple[str, ...]]]] = {"letters": _letters, "pinyin": _pinyin}
