"""What a source of its type must say: GB/T 7714-2015, 4 and 5, and what the shipped styles cannot print without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.check.context import Context
from builder.diagnostics import Code, Diagnostic, Severity
from builder.model import Entry, Genre, Ref, RefKind, Source
from builder.text import walk

_REQUIRED: Final[dict[Genre, tuple[str, ...]]] = {
    Genre.ARTICLE: ("author", "title", "issued", "number DOI URL archive"),
    Genre.ARTICLE_JOURNAL: ("author", "title", "container-title", "issued"),
    Genre.ARTICLE_MAGAZINE: ("title", "container-title", "issued"),
    Genre.ARTICLE_NEWSPAPER: ("title", "container-title", "issued"),
    Genre.BOOK: ("author editor", "title", "publisher", "issued"),
    Genre.CHAPTER: ("author", "title", "container-title", "publisher", "issued"),
    Genre.DATASET: ("author publisher", "title", "publisher DOI URL"),
    Genre.PAPER_CONFERENCE: ("author", "title", "container-title event-title", "issued"),
    Genre.PATENT: ("author", "title", "number", "issued"),
    Genre.POST: ("title", "URL"),
    Genre.POST_WEBLOG: ("title", "URL"),
    Genre.REPORT: ("author publisher", "title", "issued"),
    Genre.SOFTWARE: ("title", "publisher DOI URL"),
    Genre.STANDARD: ("title", "number"),
    Genre.THESIS: ("author", "title", "publisher", "issued"),
    Genre.WEBPAGE: ("title", "URL"),
}
"""Of fields in one text, one is enough. FORMAT.md has the table for authors."""


def missing_fields(context: Context) -> Iterator[Diagnostic]:
    """Sources that are printed and lack what their type needs, one warning each."""
    documents = tuple((d.front, d.sections) for d in context.corpus.documents.values())
    printed = {
        found.key
        for found in walk(documents)
        if isinstance(found, Entry) or (isinstance(found, Ref) and found.kind is RefKind.CITE)
    }
    for source in context.corpus.sources.values():
        lacking = [needed for needed in _REQUIRED.get(source.genre, ("title",)) if not _says(source, needed)]
        if source.key in printed and lacking:
            names = ", ".join(f"'{' or '.join(needed.split())}'" for needed in lacking)
            message = f"the source '{source.key}' ({source.genre}) lacks {names}"
            hint = "add what is known; where the type is another one, correct 'type'"
            yield Diagnostic(source.span, Code.MISSING_FIELD, message, hint=hint, severity=Severity.WARNING)


def _says(source: Source, needed: str) -> bool:
    return any(name in source.names or name in source.dates or name in source.texts for name in needed.split())
