"""Terms that a text lacks where its counterpart has them, and terms that are forbidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.check.context import Context
from builder.check.parity.tree import Leaf, labels_of
from builder.check.prose.passages import Passage, Texts
from builder.check.prose.typed import Typed, find
from builder.diagnostics import Code, Diagnostic, Severity, Span
from builder.model import GlossaryEntry
from builder.vocabulary import Hit, Vocabulary, counted

_QUANTITIES: Final = (Code.NUMBER_VALUE, Code.NUMBER_UNIT, Code.NUMBER_PERIOD)


@dataclass(frozen=True, slots=True)
class _Read:
    """A text of one language, with the terms that it says."""

    vocabulary: Vocabulary
    pieces: tuple[Typed, ...]
    text: str
    hits: tuple[Hit, ...]
    span: Span


def counterparts_terms(
    context: Context,
    source: str,
    lang: str,
    texts: Sequence[tuple[Leaf, Leaf]],
    lacking: Collection[tuple[int, int]] = (),
) -> Iterator[Diagnostic]:
    """`texts`: counterparts in the languages `source` and `lang`; the labels of terms.yaml are compared besides.
    Those of `lacking`, by identity, are known to lack something, and what it is called with it.

    A term that the other language does not say is a warning, a forbidden word for it an error."""
    glossary = context.corpus.glossary
    if not glossary:
        return
    ours, theirs = (context.kept(vocabulary, code) for code in (source, lang))
    for mine, other in (*texts, *_labels(context, source, lang)):
        said = _read(context, mine, ours)
        found = _read(context, other, theirs)
        if (id(mine), id(other)) not in lacking:
            yield from _lacking(context, said, found)
        for here, there in ((found, said), (said, found)):
            yield from _grave(context, here, there)


def forbidden_terms(context: Context) -> Iterator[Diagnostic]:
    """Forbidden words wherever they stand: a warning, for they may be meant otherwise there."""
    glossary = context.corpus.glossary
    if not any(entry.avoid for entry in glossary):
        return
    for lang in context.corpus.documents:
        known = context.kept(vocabulary, lang)
        for passage in context.kept(Texts, lang).passages:
            for hit in known.hits(passage.text):
                if hit.rendering.wrong:
                    place = _place(context, passage, hit)
                    yield _forbidden(glossary[hit.rendering.entry], hit, lang, place, Severity.WARNING, None)


def once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """A forbidden word is told once: beside its counterpart, where it has one."""
    told: set[Span] = set()
    for fault in found:
        if fault.code is not Code.WRONG_TERM or fault.span not in told:
            yield fault
        if fault.code is Code.WRONG_TERM:
            told.add(fault.span)


def untold(terms: Iterable[Diagnostic], told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Without terms that are part of a quantity of which another diagnostic says that it is another one here."""
    places: defaultdict[tuple[str, int], list[Span]] = defaultdict(list)
    for place in (d.other for d in told if d.other and d.code in _QUANTITIES):
        places[place.file, place.line].append(place)
    for term in terms:
        here = term.other
        near = places.get((here.file, here.line), ()) if here and term.severity is Severity.WARNING else ()
        if not any(here.col < place.end and place.col < here.end for place in near if here):
            yield term


def _lacking(context: Context, source: _Read, other: _Read) -> Iterator[Diagnostic]:
    """Terms of the source of which the other text says none. What stands there as in the source is a name, or is
    untranslated, which is told elsewhere."""
    if not source.hits:
        return
    named: set[int] = set()
    said = other.vocabulary.said(other.text) | counted(other.hits).keys()
    for hit in source.hits:
        entry = context.corpus.glossary[hit.rendering.entry]
        words = entry.renderings.get(other.vocabulary.lang, ())
        typed = source.text[hit.begin : hit.end]
        if not words or hit.rendering.entry in said | named or typed in other.text:
            continue
        named.add(hit.rendering.entry)
        message = f"“{typed}” of '{source.vocabulary.lang}' is not called {_choice(words)} here"
        yield Diagnostic(
            other.span,
            Code.WRONG_TERM,
            message,
            hint=_hint(words, entry.note),
            severity=Severity.WARNING,
            other=_place(context, source, hit),
        )


def _grave(context: Context, here: _Read, there: _Read) -> Iterator[Diagnostic]:
    """Forbidden words that stand for a term of the other text, and not beside as many right ones."""
    right, said = counted(here.hits, wrong=False), counted(there.hits)
    for hit in here.hits:
        number = hit.rendering.entry
        if hit.rendering.wrong and said[number] > right[number]:
            beside = next(one for one in there.hits if one.rendering.entry == number)
            gravest = context.corpus.settings.disagreements
            place = _place(context, here, hit)
            entry = context.corpus.glossary[number]
            yield _forbidden(entry, hit, here.vocabulary.lang, place, gravest, _place(context, there, beside))


def _labels(context: Context, source: str, lang: str) -> Iterator[tuple[Leaf, Leaf]]:
    ours, theirs = (labels_of(context.corpus.documents[code].terms, Span("")) for code in (source, lang))
    yield from ((leaf, theirs[name]) for name, leaf in ours.items() if name in theirs)


def vocabulary(context: Context, lang: str) -> Vocabulary:
    return Vocabulary(context.corpus.glossary, lang, context.locales[lang])


def _read(context: Context, leaf: Leaf, vocabulary: Vocabulary) -> _Read:
    pieces = context.kept(Texts, vocabulary.lang).pieces(leaf.inlines)
    text = "".join(piece.shown for piece in pieces)
    return _Read(vocabulary, pieces, text, vocabulary.hits(text), leaf.span)


def _place(context: Context, text: _Read | Passage, hit: Hit) -> Span:
    return find(text.pieces, hit.begin, hit.end, text.span, context.texts.get(text.span.file, ""))


def _forbidden(
    entry: GlossaryEntry, hit: Hit, lang: str, place: Span, severity: Severity, other: Span | None
) -> Diagnostic:
    words = entry.renderings.get(lang, ())
    message = f"the glossary forbids “{hit.rendering.words}”"
    return Diagnostic(place, Code.WRONG_TERM, message, hint=_hint(words, entry.note), severity=severity, other=other)


def _hint(words: Sequence[str], note: str) -> str:
    said = f"write {_choice(words)}" if words else "write another word"
    return f"{said} ({note})" if note else said


def _choice(words: Sequence[str]) -> str:
    return " or ".join(f"“{word}”" for word in words)
