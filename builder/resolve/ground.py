"""What chapters of a language are resolved against, kept, so that some can be resolved anew without the others."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from builder.locales import Locale
from builder.model import Corpus, Document, Edition, Plot, References, Section
from builder.resolve.citing import Citing, with_places
from builder.resolve.numbering import Targets
from builder.text import walk


@dataclass(frozen=True, slots=True)
class Ground:
    """`written` is the document with its list of references and without numbers, `targets` are what cross-references
    may point to, `citing` is how it cites, `edition` is all of it resolved."""

    corpus: Corpus
    plots: Mapping[str, Plot]
    written: Document
    targets: Targets
    citing: Citing
    edition: Edition


def ids_of(corpus: Corpus, lang: str, file: str) -> frozenset[str]:
    """The chapters of a file."""
    return frozenset(section.id for section in corpus.documents[lang].sections if section.span.file == file)


def exchanged(sections: tuple[Section, ...], old: Set[str], new: tuple[Section, ...]) -> tuple[Section, ...]:
    """`sections` with `new` ones in the place of those with the `old` ids, which stand together."""
    first = next((at for at, section in enumerate(sections) if section.id in old), len(sections))
    return (*sections[:first], *new, *(section for section in sections[first:] if section.id not in old))


def joined(old: Targets, new: Targets) -> Targets:
    """What the new ones say, and of the rest what the old ones said."""
    return Targets(
        old.labels | new.labels, old.anchors | new.anchors, old.numbers | new.numbers, {**old.hidden, **new.hidden}
    )


def placed(edition: Edition, sections: tuple[Section, ...], fresh: tuple[Section, ...], locale: Locale) -> Edition:
    """The edition of these sections; a list of references among the `fresh` ones says where its entries are cited."""
    document = replace(edition.document, sections=sections)
    lists = any(isinstance(item, References) for item in walk(fresh))
    return replace(edition, document=with_places(document, locale) if lists else document)
