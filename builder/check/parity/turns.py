"""The words of a language that say what a quantity is the change of, or the end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from builder.locales.reading_words import UNFOLLOWED, UNPRECEDED, is_latin
from builder.locales.relations import Relations


@dataclass(frozen=True, slots=True)
class Turn:
    """What the words around a quantity say of it; "" where they say nothing. `way`: up or down. `end`: "to" so much,
    or "by" so much. `basis`: what growth is reckoned from."""

    way: str = ""
    end: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Turns:
    up: re.Pattern[str]
    down: re.Pattern[str]
    to: re.Pattern[str]
    more: re.Pattern[str]
    less: re.Pattern[str]
    still: re.Pattern[str]
    bases: tuple[tuple[str, re.Pattern[str]], ...]

    def read(self, before: str, behind: str) -> Turn:
        """`before` and `behind` are the rest of the clause on both sides, as far as the next quantity."""
        before = self.still.sub(" ", before)
        up, down = self.up.search(before), self.down.search(before)
        near = max((match for match in (up, down) if match), key=lambda match: match.end("word"), default=None)
        to = bool(self.to.search(before))
        if near is not None:
            return Turn("up" if near is up else "down", "to" if to else "by", self._basis(before, behind))
        way = "up" if self.more.match(behind) else "down" if self.less.match(behind) else ""
        return Turn(way, "to" if to else "by" if way else "", self._basis(before, behind))

    def _basis(self, before: str, behind: str) -> str:
        for name, pattern in self.bases:
            if pattern.match(behind.lstrip()):
                return name
        found = [(match.end(), name) for name, pattern in self.bases for match in pattern.finditer(before)]
        return max(found)[1] if found else ""


def turns(said: Relations) -> Turns:
    """Patterns of what ends at a quantity: a word of change, and what may stand between it and its amount."""
    to = _words(said.end)
    between = rf"(?:\s*{_words((*said.by, *said.end))}){{0,2}}\s*$"

    def ends(known: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?P<word>{_words(known)}){between}")

    return Turns(
        ends((*said.rise, *said.above)),
        ends((*said.fall, *said.below)),
        re.compile(rf"{to}\s*$"),
        re.compile(rf"\s*(?:{_words(said.above)})"),
        re.compile(rf"\s*(?:{_words(said.below)})"),
        re.compile(_words(said.still)),
        tuple((name, re.compile(_words(known))) for name, known in said.bases.items()),
    )


def _words(known: Iterable[str]) -> str:
    """Words in Latin letters stand alone, others anywhere; the longest first. None of the one kind begins as one of the
    other does, so that each kind is looked for as one."""
    found = sorted(known, key=lambda word: (-len(word), word))
    alone = [re.escape(word) for word in found if is_latin(word[:1]) or word[:1].isascii()]
    others = [re.escape(word) for word in found if not (is_latin(word[:1]) or word[:1].isascii())]
    kinds = [rf"{UNPRECEDED}(?:{'|'.join(alone)}){UNFOLLOWED}"] if alone else []
    return f"(?:{'|'.join([*kinds, *others])})" if found else "(?!)"
