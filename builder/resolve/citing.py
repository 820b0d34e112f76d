"""Citations and entries of one language, and the way back from an entry to where it is cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from builder.diagnostics import Code, Diagnostic, Report, Span, did_you_mean
from builder.locales import Locale, known_locales, load_locale
from builder.model import (
    Corpus,
    Document,
    Entry,
    Inlines,
    Link,
    Ref,
    References,
    Section,
    Slide,
    Source,
    Text,
)
from builder.text import is_han, plain, walk

if TYPE_CHECKING:
    from builder.csl.citations import Citations

_BEFORE_A_WORD: Final = "；;：:"
"""After these a citation is a word of its own, as at the beginning of a line: it hangs on none."""


@dataclass(slots=True)
class Citing:
    """`citations`: of what the document lists, if anything. `styled`: there is a style; else its fault is told.
    `counts`: how often each source was cited, for the ids of the places."""

    corpus: Corpus
    locale: Locale
    report: Report
    citations: Citations | None
    styled: bool
    counts: Counter[str] = field(default_factory=Counter)

    def cite(self, refs: Sequence[Ref], before: Inlines) -> tuple[Inlines, Inlines]:
        """What stands before the citations, and these: raised ones close up to their word."""
        from builder.csl.citations import in_words_of, is_raised, lowered
        from builder.csl.marked import Place

        unknown = tuple(Text(ref.key) for ref in refs if not self._known(ref))
        known = [ref for ref in refs if self.citations is not None and ref.key in self.citations.numbers]
        if self.citations is None or not known:
            return before, unknown
        places = []
        for ref in known:
            self.counts[ref.key] += 1
            place = Place(f"#ref-{ref.key}", f"cite-{ref.key}-{self.counts[ref.key]}", ref.span)
            places.append((ref.key, place))
        citation = self.citations.cite(places)
        if not self.citations.numeric:
            citation = in_words_of(self.locale.citing.marks, citation)
        said = plain(before).rstrip()
        if is_raised(citation) and (not said or said[-1] in _BEFORE_A_WORD):
            citation = lowered(citation)
        elif (is_raised(citation) or is_han(plain(citation)[:1])) and before and isinstance(last := before[-1], Text):
            before = (*before[:-1], replace(last, text=last.text.rstrip(" \u00a0")))
        return before, (*citation, *unknown)

    def entry(self, entry: Entry) -> Entry:
        if not self._is_source(entry.key, entry.span) or self.citations is None:
            return entry
        made = self.citations.entry(entry.key)
        number = str(self.citations.numbers[entry.key]) if self.citations.numeric else ""
        return replace(entry, number=number, label=made.label, text=made.text)

    def _known(self, ref: Ref) -> bool:
        """Whether a source can be cited; if not, that is said."""
        if not self._is_source(ref.key, ref.span) or not self.styled:
            return False
        if self.citations is None or ref.key not in self.citations.numbers:
            hint = "add - {cite}`" + ref.key + "` to a :::{references} list"
            message = f"'{ref.key}' is cited and stands in no list of references"
            self.report(Diagnostic(ref.span, Code.UNKNOWN_CITATION, message, hint=hint))
            return False
        return True

    def _is_source(self, key: str, span: Span) -> bool:
        sources = self.corpus.sources
        if key not in sources and ("sources", key) not in self.corpus.lost:
            message, hint = f"no source '{key}'", did_you_mean(key, sources)
            self.report(Diagnostic(span, Code.UNKNOWN_CITATION, message, hint=hint))
        return key in sources


def citing(document: Document, corpus: Corpus, lang: str, locale: Locale, report: Report) -> Citing:
    """How a language cites what its document lists."""
    keys = dict.fromkeys(entry.key for entry in walk((document.sections, document.front)) if isinstance(entry, Entry))
    listed = [corpus.sources[key] for key in keys if key in corpus.sources]
    made = citations_of(listed, corpus, lang, locale) if listed and lang in corpus.styles else None
    return Citing(corpus, locale, report, made, lang in corpus.styles)


def citations_of(listed: Sequence[Source], corpus: Corpus, lang: str, locale: Locale) -> Citations:
    from builder.csl.citations import Citations

    def lang_of(source: Source) -> str:
        """The language of a source that does not say it, by its script."""
        texts = (*source.texts.values(), *(n.literal + n.family for names in source.names.values() for n in names))
        return _tag(any(is_han(character) for text in texts for character in text), locale)

    return Citations(corpus.styles[lang], listed, locale.tag, lang_of, locale.citing.scripts)


def _tag(han: bool, locale: Locale) -> str:
    """The tag of a language with or without Han: that of the edition where it fits."""
    if not han:
        return locale.type.latin_tag
    others = (load_locale(code) for code in known_locales())
    return next((one.tag for one in (locale, *others) if one.tag != one.type.latin_tag), locale.tag)


def with_places(document: Document, locale: Locale) -> Document:
    """Entries with links to where they are cited: the first place of each section, under its number or title."""
    places: dict[str, list[Link]] = {}
    for section in _sections(document.sections):
        label = section.number or plain(section.title)
        blocks = tuple(block for block in section.blocks if not isinstance(block, Slide | References))
        seen = set()
        for link in walk((section.title, blocks)):
            if isinstance(link, Link) and link.id and link.target not in seen:
                seen.add(link.target)
                back = Link(f"#{link.id}", (Text(label),), link.span)
                places.setdefault(link.target.removeprefix("#ref-"), []).append(back)

    def visited(section: Section) -> Section:
        blocks = tuple(
            replace(block, entries=tuple(replace(e, cited=told(e)) for e in block.entries))
            if isinstance(block, References)
            else block
            for block in section.blocks
        )
        return replace(section, blocks=blocks, sections=tuple(visited(child) for child in section.sections))

    def told(entry: Entry) -> Inlines:
        links = places.get(entry.key, [])
        parts = [part for link in links for part in (Text(locale.citing.join), link)]
        return (Text(locale.citing.cited), *parts[1:]) if parts else ()

    return replace(document, sections=tuple(visited(section) for section in document.sections))


def _sections(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)
