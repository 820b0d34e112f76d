"""Where a text says the terms of a glossary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from builder.locales import Locale
from builder.model import GlossaryEntry
from builder.text import is_han

_GAP = r"[\s\u00a0\-\u2010\u2011]+"
"""Between words a hyphen is as good as a space."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A term in one language: of which entry of the glossary, and whether it is a forbidden one.

    `needle`: what stands in every text that says it, in small letters."""

    entry: int
    wrong: bool
    words: str
    needle: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Hit:
    rendering: Rendering
    begin: int
    end: int


class Vocabulary:
    """The glossary in one language. Inflected words, capitals and hyphens are the locale's and the term's own."""

    def __init__(self, glossary: Sequence[GlossaryEntry], lang: str, locale: Locale) -> None:
        self.lang = lang
        self.renderings = tuple(
            _rendering(number, wrong, words, locale.prose.endings)
            for number, entry in enumerate(glossary)
            for wrong, named in ((False, entry.renderings), (True, entry.avoid))
            for words in named.get(lang, ())
        )

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The longest terms first: one inside a longer one is not said. What two entries call the same is both; what
        is right for one of them is wrong for none."""
        found = sorted(self._all(text), key=lambda hit: (hit.begin - hit.end, hit.begin, hit.rendering.wrong))
        taken: list[Hit] = []
        for hit in found:
            over = [t for t in taken if t.begin < hit.end and hit.begin < t.end]
            same = all((t.begin, t.end) == (hit.begin, hit.end) for t in over)
            if same and not (hit.rendering.wrong and any(not t.rendering.wrong for t in over)):
                taken.append(hit)
        return tuple(sorted(taken, key=lambda hit: hit.begin))

    def said(self, text: str) -> frozenset[int]:
        """Entries that the text calls right, inside longer terms, too."""
        return frozenset(hit.rendering.entry for hit in self._all(text) if not hit.rendering.wrong)

    def _all(self, text: str) -> Iterator[Hit]:
        folded = text.casefold()
        for rendering in self.renderings:
            if rendering.needle in folded:
                for match in _compiled(rendering.pattern).finditer(text):
                    if _whole(text, match.start(), match.end()):
                        yield Hit(rendering, match.start(), match.end())


def counted(hits: Iterable[Hit], *, wrong: bool | None = None) -> Counter[int]:
    """How often each entry is said."""
    return Counter(hit.rendering.entry for hit in hits if wrong is None or hit.rendering.wrong is wrong)


def _rendering(entry: int, wrong: bool, words: str, endings: Sequence[Sequence[str]]) -> Rendering:
    parts = re.split(r"[\s\-\u2010\u2011]+", words)
    forms = _forms(parts[-1], endings)
    first = forms if len(parts) == 1 else [parts[0]]
    needle = _beginning([form.casefold() for form in first])
    pattern = "".join(_joined(*pair) for pair in pairwise(parts))
    pattern += "(?:" + "|".join(_cased(form) for form in sorted(forms, key=len, reverse=True)) + ")"
    return Rendering(entry, wrong, words, needle, pattern)


_compiled = cache(re.compile)


def _whole(text: str, begin: int, end: int) -> bool:
    """Whether terms that are no Han are whole words: no letter or digit but Han beside them."""
    return not (_joins(text[begin - 1 : begin], text[begin]) or _joins(text[end : end + 1], text[end - 1]))


def _joins(beside: str, edge: str) -> bool:
    return (beside.isalnum() or beside == "_") and not is_han(beside) and not is_han(edge)


def _beginning(words: Sequence[str]) -> str:
    """What all of them begin with."""
    low, high = min(words), max(words)
    return low[: next((i for i, letter in enumerate(low) if letter != high[i]), len(low))]


def _joined(part: str, after: str) -> str:
    """A word and what may stand between it and the next: nothing beside Han."""
    beside_han = is_han(part[-1:]) or is_han(after[:1])
    return _cased(part) + (_GAP[:-1] + "*" if beside_han else _GAP)


def _cased(word: str) -> str:
    """An abbreviation is in capitals; other words are, or are not."""
    return re.escape(word) if sum(c.isupper() for c in word) > 1 else f"(?i:{re.escape(word)})"


def _forms(word: str, endings: Sequence[Sequence[str]]) -> list[str]:
    found = [word]
    if word.isalpha() and not is_han(word[-1:]):
        found += [
            word.removesuffix(old) + new for old, new in endings if word.endswith(old) and len(word) > len(old) + 1
        ]
    return list(dict.fromkeys(found))
