"""Somebody says that a translation says what its source says: the lock that remembers both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from builder.check.parity.scripts import foreign
from builder.check.staleness.matching import match
from builder.check.staleness.stale import MARKS
from builder.diagnostics import Span
from builder.load.lock import LOCK, lock_text
from builder.locales import Locale, load_locale
from builder.locales.reading_words import WALL
from builder.model import Accepted, Corpus, Lock
from builder.project import Project
from builder.translation.pairs import Gap, Pair, file_name, pair_units


@dataclass(frozen=True, slots=True)
class Refused:
    """The structure of two editions differs: where, in either of them."""

    lang: str
    gaps: tuple[Gap, ...]

    def lines(self) -> Iterator[str]:
        for gap in self.gaps:
            there = f"{_place(gap.source)} has no counterpart" if gap.source else ""
            here = f"{_place(gap.target)} has none in the source" if gap.target else ""
            yield ", and ".join(part for part in (there, here) if part)


def _place(span: Span | None) -> str:
    return f"{span.file}:{span.line}" if span else ""


@dataclass(frozen=True, slots=True)
class Locked:
    """The lock of a language, as it is to be written, by the name of its file from the project's folder.

    `left`: texts that are still in the source's language, and not accepted."""

    lang: str
    name: str
    content: bytes
    units: int
    left: tuple[Span, ...] = ()


def accept(project: Project, corpus: Corpus, lang: str) -> Locked | Refused:
    """The lock in which every text of the language is accepted but those that nobody translated."""
    source = corpus.settings.source
    pairs, gaps = pair_units(corpus.units[source], corpus.units[lang])
    if gaps:
        return Refused(lang, gaps)
    locales = load_locale(source), load_locale(lang)
    left = [pair for pair in pairs if _untranslated(pair, *locales)]
    made = locked(project, corpus, lang, None, [pair for pair in pairs if pair not in left])
    return replace(made, left=tuple(pair.target.span for pair in left))


def _untranslated(pair: Pair, source: Locale, locale: Locale) -> bool:
    """Whether a text stands as its source does, in words of the source's language."""
    words = " ".join(MARKS.sub(WALL, pair.target.text).split())
    return words == " ".join(MARKS.sub(WALL, pair.source.text).split()) and bool(foreign(words, locale, source))


def locked(project: Project, corpus: Corpus, lang: str, old: Lock | None, pairs: Iterable[Pair]) -> Locked:
    """The lock with `pairs` accepted; what `old` accepted of other texts that are still there is kept."""
    everything, _ = pair_units(corpus.units[corpus.settings.source], corpus.units[lang])
    kept = entries_of(old, corpus, everything)
    accepted = set(pairs)
    files: dict[str, list[Accepted]] = {}
    for pair in everything:
        one = _accepted(pair) if pair in accepted else kept.get(pair)
        if one is not None:
            files.setdefault(file_name(pair.source), []).append(one)
    for name, entries in old.files.items() if old else ():
        files.setdefault(name, list(entries) if name not in {file_name(pair.source) for pair in everything} else [])
    files = {name: files[name] for name in sorted(files) if files[name]}
    content = lock_text(corpus.settings.source, {name: tuple(found) for name, found in files.items()})
    name = project.relative(project.content / lang / LOCK)
    return Locked(lang, name, content.encode(), sum(map(len, files.values())))


def entries_of(lock: Lock | None, corpus: Corpus, pairs: Iterable[Pair]) -> dict[Pair, Accepted]:
    """What the lock accepted of pairs, of which either side may have been edited since."""
    if lock is None or not lock.files:
        return {}
    entries = [(name, entry) for name, found in lock.files.items() for entry in found]
    pairs = tuple(pairs)
    ours = match([(name, e.kind, e.source) for name, e in entries], [pair.source for pair in pairs])
    theirs = match([(name, e.kind, e.text) for name, e in entries], [pair.target for pair in pairs])
    by_unit = {pair.source: pair for pair in pairs} | {pair.target: pair for pair in pairs}
    found: dict[Pair, Accepted] = {}
    for (_, entry), source, text in zip(entries, ours, theirs, strict=True):
        first = by_unit[source.unit] if source else None
        second = by_unit[text.unit] if text else None
        if first and second is first:
            found[first] = entry
    return found


def _accepted(pair: Pair) -> Accepted:
    texts = (" ".join(unit.text.split()) for unit in (pair.source, pair.target))
    return Accepted(pair.source.section, pair.source.kind, *texts)
