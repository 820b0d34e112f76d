"""Text that our fonts can draw: what they lack is named, and said in the report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from builder.text import EMOJI

_INVISIBLE = re.compile("[\t\n\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """`covered`: the characters that fonts draw. `lacks` is told each text that is not, and what stands for it."""

    covered: frozenset[int]
    lacks: Callable[[str, str], None]

    def text(self, text: str) -> str:
        """Words of other scripts in brackets by the script's name, signs by their own."""
        return self._replaced(text, self._named)

    def code(self, text: str) -> str:
        """Characters as programmers write them: \\u0e01."""
        return self._replaced(text, lambda run: "".join(_escape(c) for c in run))

    def address(self, text: str) -> str:
        """A URL, whose characters have a spelling of their own."""
        if text.isascii():
            return _UNPRINTED.sub("", text)
        return "".join(_percent(c) if not self._draws(c) else c for c in text)

    def _replaced(self, text: str, made: Callable[[str], str]) -> str:
        if text.isascii() and text.isprintable():
            return text
        clean = _UNPRINTED.sub("", text)
        emoji = {at for found in EMOJI.finditer(clean) for at in range(*found.span())}
        result, run = [], ""
        for at, character in enumerate((*clean, "")):
            lacking = character != "" and at not in emoji and not self._draws(character)
            if lacking or (run and character in (" ", "\u00a0") and self._continues(clean, at)):
                run += character
                continue
            if run:
                instead = self._plainer(run) or made(run)
                self.lacks(run, instead)
                result.append(instead)
                run = ""
            result.append(character)
        return "".join(result)

    def _continues(self, text: str, at: int) -> bool:
        """Whether a word of the same kind follows the space."""
        return text[at + 1 : at + 2].isalpha() and not self._draws(text[at + 1])

    def _draws(self, character: str) -> bool:
        return ord(character) in self.covered or _INVISIBLE.match(character) is not None

    def _plainer(self, run: str) -> str:
        """The same in characters that compose or decompose to what fonts have, or ""."""
        for form in ("NFC", "NFKC", "NFKD"):
            made = unicodedata.normalize(form, run)
            if made and all(self._draws(character) for character in made):
                return made
        bare = "".join(c for c in unicodedata.normalize("NFKD", run) if not unicodedata.combining(c))
        return bare if bare and all(self._draws(character) for character in bare) else ""

    def _named(self, run: str) -> str:
        name = unicodedata.name(run[0], "")
        if not name:
            return f"(U+{ord(run[0]):04X})"
        if run[0].isalpha():
            return f"({name.partition(' ')[0].capitalize()})"
        if unicodedata.combining(run[0]):
            return ""
        return "".join(f"({unicodedata.name(c, f'U+{ord(c):04X}').lower()})" for c in run if not c.isspace())


def _escape(character: str) -> str:
    number = ord(character)
    return character if character == " " else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
