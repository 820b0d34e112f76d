"""Texts that are still in the other language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from builder.check.parity.said import Said
from builder.check.parity.texts import Finding, Thing
from builder.diagnostics import Code
from builder.locales import Locale
from builder.locales.reading_masks import without_addresses

_QUOTED = re.compile(r"[“‘\"'(（《〈「『\[].*?[”’\"')）》〉」』\]]")
_SENTENCE = re.compile(r"[^。！？；.!?;\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STOPS = (".", "!", "?")
_FEW = 5
"""Words in a row that may be a name in another language."""


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
    mixed = mine.script != theirs.script and any(_is(c, mine.script) for c in text)  # else the title of a source
    for match in _SENTENCE.finditer(without_addresses(text)):
        words = [word.casefold() for word in _WORD.findall(match[0])]
        own, foreign = (sum(word in found.prose.common for word in words) for found in (mine, theirs))
        if mine.script != theirs.script:
            own = sum(_is(c, mine.script) for c in match[0])
        said = any(word in theirs.prose.finite for word in words)
        said = said or (mixed and text[match.end() : match.end() + 1] in _STOPS)
        if len(words) >= _FEW and foreign >= 2 and foreign > own and said:
            return match[0].strip()
    return ""


def _letters(text: str, locale: Locale) -> str:
    """The first run of letters of a script that is no more than the language's own name."""
    for match in re.finditer(r"[^\x00-\x7f]+", text):
        run = "".join(character for character in match[0] if _is(character, locale.script))
        if run and not (run.endswith(locale.name) and len(run) <= 2 * len(locale.name)):
            return run
    return ""


def _is(character: str, script: str) -> bool:
    if character < "\x80":
        return script == "LATIN" and character.isalpha()
    return unicodedata.name(character, "").startswith(script) and character.isalpha()
