"""The bibliography: numbers in printed order, and entries as text."""

from __future__ import annotations

from dataclasses import replace

from builder.locales import Locale
from builder.locales.numbers import Form, compose
from builder.model import (
    Corpus,
    Document,
    Emph,
    Entry,
    Genre,
    Inline,
    Inlines,
    Link,
    Modifier,
    Moment,
    Period,
    Ref,
    References,
    RefKind,
    Section,
    Source,
    Text,
)
from builder.text import walk

__all__ = ["citation_numbers", "entry_text", "walk", "with_references"]

_WORKS = (Genre.BOOK, Genre.REPORT, Genre.DATASET)
"""Genres whose title stands alone and is set in italics (CSL: no container)."""


def citation_numbers(document: Document) -> dict[str, str]:
    """Citation key → number, in the order of the printed list."""
    numbers: dict[str, str] = {}
    for found in (*walk(document.sections), *walk(document.front)):
        if isinstance(found, Entry):
            numbers.setdefault(found.key, str(len(numbers) + 1))
    return numbers


def with_references(document: Document, corpus: Corpus, locale: Locale) -> Document:
    """The document, with a chapter of references where it cites and lists none."""
    found = [*walk(document.sections), *walk(document.front)]
    if any(isinstance(item, References) for item in found):
        return document
    cited = [item for item in found if isinstance(item, Ref) and item.kind is RefKind.CITE]
    keys = list(dict.fromkeys(ref.key for ref in cited if ref.key in corpus.sources))
    if not keys:
        return document
    span = cited[0].span
    block = References(tuple(Entry(key, (), span) for key in keys), span)
    taken = {item.id for item in found if isinstance(item, Section)}
    name = "references"
    while name in taken:
        name += "-list"
    chapter = Section(name, 1, (Text(locale.words.references),), (block,), (), span)
    return replace(document, sections=(*document.sections, chapter))


def entry_text(source: Source, locale: Locale) -> Inlines:
    """Author (date), title, container, publisher, number, URL: what is known of it, and no more."""
    date = f"({_date(source.issued, locale)})" if source.issued else ""
    title: Inline | None = None
    if source.title:
        title = Emph((Text(source.title),)) if source.genre in _WORKS else Text(source.title)
    head: list[Inline] = [Text(part) for part in (", ".join(source.authors),) if part]
    tail: list[Inline] = [Text(part) for part in (source.container, source.publisher, source.number) if part]
    if source.url:
        tail.append(Link(source.url, (Text(source.url),), source.span))
    parts = [*head, *([title] if title else []), *tail]
    result: list[Inline] = []
    for i, part in enumerate(parts):
        result += ([Text(", ")] if i else []) + [part]
        if i == 0 and date:
            result.append(Text(f" {date}"))
    return tuple(result) or (Text(source.key),)


def _date(moment: Moment, locale: Locale) -> str:
    return compose(Period(moment), "", Modifier.NONE, Form.PROSE, locale)
