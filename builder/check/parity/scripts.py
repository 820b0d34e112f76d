"""Texts that are still in the other language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from builder.check.parity.said import Said
from builder.check.parity.texts import Finding, Thing
from builder.diagnostics import Code
from builder.locales import Locale
from builder.locales.reading_masks import without_addresses

_QUOTED = re.compile(r"[“‘\"'(（《〈「『\[].*?[”’\"')）》〉」』\]]")
_SENTENCE = re.compile(r"[^。！？；.!?;\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STOPS = (".", "!", "?", ";")
_FEW = 5
"""Words in a row that may be a name in another language."""
_SMALL = 0.7
"""More words than this share are small in a sentence, but in few titles of sources, which have a year besides."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def untranslated(source: Said, other: Said, source_locale: Locale, locale: Locale) -> Iterator[Finding]:
    """A text, or a sentence in it, of the other language: in its script, or in its words."""
    for said, mine, theirs in ((other, locale, source_locale), (source, source_locale, locale)):
        words = foreign(said.text, mine, theirs)
        if words:
            there, here = (None, Thing(None, words)) if said is other else (Thing(None, words), None)
            yield Finding(Code.UNTRANSLATED, source.leaf, other.leaf, there, here)
            return


def foreign(text: str, mine: Locale, theirs: Locale) -> str:
    """The first words of `text` that are of the language `theirs`; "" where all is of `mine`."""
    if mine.script == "LATIN" != theirs.script:
        return "" if text.isascii() else _letters(_QUOTED.sub(lambda m: " " * len(m[0]), text), theirs)
    differ = mine.script != theirs.script
    mixed = differ and any(_is(c, mine.script) for c in text)
    for match in _SENTENCE.finditer(without_addresses(text)):
        typed = _WORD.findall(match[0])
        words = [word.casefold() for word in typed]
        own, foreign = (sum(word in found.prose.common for word in words) for found in (mine, theirs))
        if differ:
            own = sum(_is(c, mine.script) for c in match[0])
        ended = text[match.end() : match.end() + 1] in _STOPS
        left = ended and differ and not mixed and not _is_title(text, typed)
        said = left or (ended and mixed) or any(word in theirs.prose.finite for word in words)
        if len(words) >= _FEW and foreign >= (1 if left else 2) and foreign > own and said:
            return match[0].strip()
    return ""


def _is_title(text: str, words: list[str]) -> bool:
    """Whether a text may be the title of a source, which nobody translates."""
    return bool(_YEAR.search(text)) or sum(map(str.islower, words)) <= _SMALL * len(words)


def _letters(text: str, locale: Locale) -> str:
    """The first run of letters of a script that is no more than the language's own name."""
    for match in re.finditer(r"[^\x00-\x7f]+", text):
        run = "".join(character for character in match[0] if _is(character, locale.script))
        if run and not (run.endswith(locale.name) and len(run) <= 2 * len(locale.name)):
            return run
    return ""


@cache
def _is(character: str, script: str) -> bool:
    if character < "\x80":
        return script == "LATIN" and character.isalpha()
    return unicodedata.name(character, "").startswith(script) and character.isalpha()
