"""Texts in another language than their report, as far as their script tells (PDF/UA-1, 7.2: readers that speak change
their voice). No upstream issue known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from builder.measure import has_east_asian
from builder.text import is_han

_WORD: Final = re.compile(r"[A-Za-zÀ-ɏ]{2,}(?:[-’'][A-Za-zÀ-ɏ]+)*")
_OTHER: Final = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u1100-\u11ff\uac00-\ud7af]")
"""Letters of languages that use Han besides."""

_WORDS: Final = 3
"""Fewer Latin words are names or terms, which are of the language that they stand in."""

_LATIN: Final = re.compile(
    r"[A-Za-zÀ-ɏ]{2,}(?:[-’'\u2060\u200b]+[A-Za-zÀ-ɏ]+)*"
    r"(?:[,;:]?[ \u00a0][A-Za-zÀ-ɏ]+(?:[-’'\u2060\u200b]+[A-Za-zÀ-ɏ]+)*)+"
)
_HAN: Final = re.compile("[\u3400-\u9fff][\u3400-\u9fff\u3001-\u301f\uff01-\uff60]*")
"""What is in another language than the text around it: two Latin words or more, and Han."""


@dataclass(frozen=True, slots=True)
class Tongues:
    """BCP 47 tags: of a language of the report, of its texts in Latin letters alone, and of those in Han alone."""

    own: str
    latin: str
    han: str

    def of(self, text: str) -> str:
        """The tag of a text that is not in the report's own language; empty where it is, or nothing tells."""
        if self.own == self.han:
            foreign = len(_WORD.findall(text)) >= _WORDS and not has_east_asian(text)
            return self.latin if foreign else ""
        foreign = any(map(is_han, text)) and not _OTHER.search(text) and not _WORD.search(text)
        return self.han if foreign else ""

    def phrases(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The phrases of a text that are in another language than the report: begin, end and tag.

        One word is a name or a term. What has letters of a third language besides is left alone."""
        if _OTHER.search(text):
            return
        pattern, tag = (_LATIN, self.latin) if self.own == self.han else (_HAN, self.han)
        if tag and tag != self.own:
            yield from ((found.start(), found.end(), tag) for found in pattern.finditer(text))


Voices: TypeAlias = Mapping[str | None, Tongues]
"""The languages of a report by their tags, its first one first."""


def told(html: Any) -> Voices:
    """The languages that the root element of a report names: its own, and, as `data-beside`, one beside it, which is
    the first of the file where it says `data-second`."""
    own = Tongues(*(html.get(attribute, "") for attribute in ("lang", "data-latin", "data-han")))
    beside = Tongues(*html.get("data-beside").split()) if html.get("data-beside") else own
    both = (beside, own) if html.get("data-second") is not None else (own, beside)
    return {one.own: one for one in both}
