"""Where a text says the terms of a glossary."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from builder.locales import Locale
from builder.locales.prose import Prose
from builder.model import GlossaryEntry
from builder.text import is_han

_GAP = r"[\s-]+"
"""Between words a hyphen is as good as a space."""
_HYPHENS = str.maketrans("\u2010\u2011", "--")


@dataclass(frozen=True, slots=True)
class Rendering:
    """A term in one language: of which entry of the glossary, and whether it is a forbidden one.

    `needle`: what stands in every text that says it, in small letters. `parts`: its words, each in all of its forms."""

    entry: int
    wrong: bool
    words: str
    needle: str
    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    rendering: Rendering
    begin: int
    end: int


class Vocabulary:
    """The glossary in one language. Inflected words, capitals and hyphens are the locale's and the term's own.

    Terms are known by how they begin, so that a text costs the same whatever the glossary's length."""

    def __init__(self, glossary: Sequence[GlossaryEntry], lang: str, locale: Locale) -> None:
        self.lang = lang
        self.renderings = tuple(
            _rendering(number, wrong, words, locale.prose)
            for number, entry in enumerate(glossary)
            for wrong, named in ((False, entry.renderings), (True, entry.avoid))
            for words in named.get(lang, ())
        )
        self._by_start: defaultdict[str, list[int]] = defaultdict(list)
        for number, rendering in enumerate(self.renderings):
            self._by_start[rendering.needle[:2]].append(number)
        self._short = [start for start in self._by_start if len(start) < 2]
        self._found: dict[str, tuple[Hit, ...]] = {}

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The longest terms first: one inside a longer one is not said. What two entries call the same is both; what
        is right for one of them is wrong for none."""
        every = self._all(text)
        if len(every) < 2:
            return every
        found = sorted(every, key=lambda hit: (hit.begin - hit.end, hit.begin, hit.rendering.wrong))
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

    def _all(self, text: str) -> tuple[Hit, ...]:
        if text not in self._found:
            self._found[text] = tuple(self._read(text))
        return self._found[text]

    def _read(self, text: str) -> Iterator[Hit]:
        folded, text = text.casefold(), text.translate(_HYPHENS)
        starts = self._by_start.keys() & {a + b for a, b in pairwise(folded)}
        for number in sorted(n for start in (*starts, *self._short) for n in self._by_start[start]):
            rendering = self.renderings[number]
            if rendering.needle in folded:
                for match in _pattern(rendering.parts).finditer(text):
                    if _whole(text, match.start(), match.end()):
                        yield Hit(rendering, match.start(), match.end())


def counted(hits: Iterable[Hit], *, wrong: bool | None = None) -> Counter[int]:
    """How often each entry is said."""
    return Counter(hit.rendering.entry for hit in hits if wrong is None or hit.rendering.wrong is wrong)


def _rendering(entry: int, wrong: bool, words: str, prose: Prose) -> Rendering:
    *before, last = re.split(r"[\s\-\u2010\u2011]+", words)
    parts = [*(_forms(part, prose.endings if prose.agreeing else ()) for part in before), _forms(last, prose.endings)]
    needle = _beginning([form.casefold() for form in parts[0]])
    return Rendering(entry, wrong, words, needle, tuple(parts))


@cache
def _pattern(parts: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    words = [_cased(*sorted(forms, key=len, reverse=True)) for forms in parts]
    gaps = [_gap(before[0], after[0]) for before, after in pairwise(parts)]
    return re.compile("".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True)))


def _whole(text: str, begin: int, end: int) -> bool:
    """Whether terms that are no Han are whole words: no letter or digit but Han beside them."""
    return not (_joins(text[begin - 1 : begin], text[begin]) or _joins(text[end : end + 1], text[end - 1]))


def _joins(beside: str, edge: str) -> bool:
    return (beside.isalnum() or beside == "_") and not is_han(beside) and not is_han(edge)


def _beginning(words: Sequence[str]) -> str:
    """What all of them begin with."""
    low, high = min(words), max(words)
    return low[: next((i for i, letter in enumerate(low) if letter != high[i]), len(low))]


def _gap(part: str, after: str) -> str:
    """What stands between a word and the next: nothing, too, beside Han."""
    return _GAP[:-1] + "*" if is_han(part[-1:]) or is_han(after[:1]) else _GAP


def _cased(*forms: str) -> str:
    """An abbreviation is in capitals; other words are, or are not."""
    either = any(form.lower() != form.upper() for form in forms) and sum(c.isupper() for c in forms[0]) <= 1
    return f"(?{'i' if either else ''}:{'|'.join(map(re.escape, forms))})"


def _forms(word: str, endings: Sequence[Sequence[str]]) -> tuple[str, ...]:
    found = [word]
    if word.isalpha() and not is_han(word[-1:]):
        found += [
            word.removesuffix(old) + new for old, new in endings if word.endswith(old) and len(word) > len(old) + 1
        ]
    return tuple(dict.fromkeys(found))
