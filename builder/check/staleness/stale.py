"""Texts edited since their translation was accepted: each names its counterpart, with the words that changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from builder.check.context import Context
from builder.check.staleness.matching import Match, match
from builder.check.staleness.words import changed_words
from builder.diagnostics import Code, Diagnostic, Severity, Span
from builder.model import Accepted, Unit

MARKS: Final = re.compile(r"\{[A-Za-z][\w-]*\}`[^`]*`|`[^`]*`|\]\([^)]*\)|<[^>]*>|\$[^$]*\$")
_ACCEPT: Final = "then: builder check --accept"


def stale(context: Context) -> Iterator[Diagnostic]:
    """Every language that has a lock against what it accepted, in the order of its lock."""
    corpus = context.corpus
    for lang, lock in corpus.locks.items():
        entries = [(name, entry) for name, found in lock.files.items() for entry in found]
        ours = match([(name, e.kind, e.source) for name, e in entries], corpus.units.get(lock.source, ()))
        theirs = match([(name, e.kind, e.text) for name, e in entries], corpus.units.get(lang, ()))
        for (_, entry), source, text in zip(entries, ours, theirs, strict=True):
            if source and text and (source.edited or text.edited):
                yield from _told(entry, source, text, lock.source, lang)


def _told(entry: Accepted, source: Match, text: Match, source_lang: str, lang: str) -> Iterator[Diagnostic]:
    if not any(_speaks(words) for words in (entry.source, entry.text, source.unit.text, text.unit.text)):
        return
    if source.edited and text.edited:
        message = f"this and its source in '{source_lang}' were edited since they were accepted: " + changed_words(
            entry.source, source.unit.text
        )
        yield _diagnostic(text.unit, source.unit, message, f"see whether they say the same, {_ACCEPT} {lang}")
    elif source.edited:
        message = f"the source in '{source_lang}' was edited since: {changed_words(entry.source, source.unit.text)}"
        yield _diagnostic(text.unit, source.unit, message, f"translate what changed, {_ACCEPT} {lang}")
    else:
        message = f"the translation in '{lang}' was edited since: {changed_words(entry.text, text.unit.text)}"
        yield _diagnostic(source.unit, text.unit, message, f"see whether the source says so, {_ACCEPT} {lang}")


def _diagnostic(unit: Unit, other: Unit, message: str, hint: str) -> Diagnostic:
    return Diagnostic(unit.span, Code.STALE, message, hint, Severity.WARNING, other.span)


def _speaks(text: str) -> bool:
    """Whether a text holds words: the numbers of cells, facts and code are compared with those of the other edition."""
    return any(character.isalpha() for character in MARKS.sub("", text))


def not_twice(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Without edited texts whose places another diagnostic already sets side by side."""
    diagnostics = list(found)
    told = {_places(d.span, d.other) for d in diagnostics if d.code is not Code.STALE and d.other}
    for diagnostic in diagnostics:
        if diagnostic.code is not Code.STALE or _places(diagnostic.span, diagnostic.other) not in told:
            yield diagnostic


def _places(span: Span, other: Span | None) -> frozenset[tuple[str, int]]:
    return frozenset((one.file, one.line) for one in (span, other) if one)
