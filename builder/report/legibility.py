"""Whether a drawing is as legible in a column as in the full measure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Final

from builder.measure import is_east_asian
from builder.report.resources import Resource

_SVG: Final = "image/svg+xml"
_HEIGHT: Final = re.compile(rb'<svg[^>]*? height="([\d.]+)')
_TEXT: Final = re.compile(rb"<text\b")
_SAID: Final = re.compile(r"<text\b[^>]*>([^<]*)")
_WORD: Final = re.compile(r"\d[\d.,\u00a0\u202f]*|[^\W\d_]+")

_MORE: Final = 1.15
"""So many times the lines of text, because they are cut into more of them."""

_TALLER: Final = 1.5
"""So many times the height, because what stood beside stands below."""

_YEAR: Final = 2
"""Letters of the word that a language puts to a year."""

_LOWER: Final = 0.9
"""Height of a drawing for both languages, at most, of that of two."""


def serves(both: Resource, first: Resource, second: Resource) -> bool:
    """Whether one drawing with the words of two says, whole, each word of both, and is lower than they are together."""
    said, told, other = (Counter(_words(one.content.decode())) for one in (both, first, second))
    return not (told - said or other - said) and height_of(both) < _LOWER * (height_of(first) + height_of(second))


def _words(svg: str) -> Iterator[str]:
    """Words of its texts; of East Asian ones the characters, between which lines may end; digits of numbers. The word
    of a year, and the ending of a plural, say nothing more."""
    for text in _SAID.findall(svg):
        found = _WORD.findall(unescape(text))
        worded = "".join(word for word in found if not word[0].isdigit())
        dated = 0 < len(worded) <= _YEAR < len("".join(found)) - len(worded)
        for word in found:
            if word[0].isdigit():
                yield re.sub(r"\D", "", word)
            elif not dated:
                yield from word if any(map(is_east_asian, word)) else (word.casefold().removesuffix("s"),)


def cramped(narrow: Resource, wide: Resource) -> bool:
    """Whether the same drawing, narrower, has its words cut into more lines, or is much taller."""
    if narrow.media != _SVG or wide.media != _SVG:
        return False
    lines, more = len(_TEXT.findall(wide.content)), len(_TEXT.findall(narrow.content))
    return more > lines * _MORE or height_of(narrow) > height_of(wide) * _TALLER


def height_of(drawing: Resource) -> float:
    """What a drawing of ours says that it has, pt; 0 of others."""
    found = _HEIGHT.search(drawing.content)
    return float(found[1]) if found else 0.0
