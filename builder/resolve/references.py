"""The list of references that a document has, or gets."""

from __future__ import annotations

from dataclasses import replace

from builder.locales import Locale
from builder.model import Corpus, Document, Entry, Ref, References, RefKind, Section, Text
from builder.resolve.citing import citations_of
from builder.text import walk


def with_references(document: Document, corpus: Corpus, locale: Locale) -> Document:
    """The document, with a chapter of references where it cites and lists none."""
    found = [*walk(document.sections), *walk(document.front)]
    if any(isinstance(item, References) for item in found):
        return document
    cited = [item for item in found if isinstance(item, Ref) and item.kind is RefKind.CITE]
    keys = list(dict.fromkeys(ref.key for ref in cited if ref.key in corpus.sources))
    if not keys:
        return document
    if document.lang in corpus.styles:
        made = citations_of([corpus.sources[key] for key in keys], corpus, document.lang, locale)
        keys = list(made.in_order())
    span = cited[0].span
    block = References(tuple(Entry(key, (), span) for key in keys), span)
    taken = {item.id for item in found if isinstance(item, Section)}
    name = "references"
    while name in taken:
        name += "-list"
    chapter = Section(name, 1, (Text(locale.words.references),), (block,), (), span)
    return replace(document, sections=(*document.sections, chapter))
