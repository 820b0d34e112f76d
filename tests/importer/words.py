"""The words of a source and of what was read from it, measured without the reader's own notion of markup."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

from builder.diagnostics import Span
from builder.importer.sheet import Sheet

_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_VALUE = r"(?:\"[^\"]*\"|'[^']*'|\{[^}]*\}|[^\s\"'>]+)"
_TAG = re.compile(rf"</?[A-Za-z][\w.:-]*((?:\s+[\w:@.-]+(?:\s*=\s*{_VALUE})?)*)\s*/?>")
_SAID = re.compile(r"\b(?:alt|title|src|href|label|caption)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ORDER = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)*\d{1,9}[.)](?=\s)", re.MULTILINE)
_TARGET = re.compile(r"^[ \t>]*\[[^\]^\n]+\]:[ \t]*\n?[ \t]*\S+", re.MULTILINE)


def words_in(source: str) -> Counter[str]:
    """Every word of a source that readers may see: without list numbers, reference labels, and names of HTML."""
    source = _TARGET.sub(" ", _ORDER.sub(" ", html.unescape(source)))
    source = re.sub(r"\]\s?\[[^\]\n]*\]", "]", source)
    source = _TAG.sub(lambda tag: " ".join(["", *(a or b for a, b in _SAID.findall(tag[1])), ""]), source)
    return Counter(_WORD.findall(source))


def words_of(sheet: Sheet) -> Counter[str]:
    parts = (sheet.title, sheet.subtitle, sheet.date, sheet.authors, tuple(piece.block for piece in sheet.pieces))
    anchors = tuple(anchor for piece in sheet.pieces for anchor in piece.anchors)
    return Counter(_WORD.findall(html.unescape("\n".join(_strings((*parts, anchors))))))


def missing(source: str, sheet: Sheet) -> set[str]:
    """Words of the source of which the sheet has too few, and no note tells of them."""
    told = set(_WORD.findall("\n".join(note.what for note in sheet.notes)))
    return set(words_in(source) - words_of(sheet)) - told


def lost(words: Iterable[str], sheet: Sheet) -> list[str]:
    """Words that the sheet has too few of."""
    typed = Counter(part for word in words for part in _WORD.findall(word))
    return sorted(typed - words_of(sheet))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif is_dataclass(value) and not isinstance(value, type | Span):
        for part in fields(value):
            yield from _strings(getattr(value, part.name))
