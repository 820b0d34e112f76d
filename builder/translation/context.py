"""What a translator is told besides a text: where it stands, what its placeholders say, and which terms occur in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.diagnostics import Diagnostic
from builder.load.directives import DIRECTIVES
from builder.locales import Locale
from builder.model import Corpus, Ref, RefKind, Section, Text
from builder.resolve.numbering import Targets
from builder.resolve.words import Wording
from builder.text import plain
from builder.translation.jobs import Job
from builder.translation.pieces import Mark, Side
from builder.translation.tokens import MarkKind

WORDED = {MarkKind.FACT: RefKind.FACT, MarkKind.TERM: RefKind.TERM}
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What is said in the language that is translated into."""

    corpus: Corpus
    source: str
    lang: str
    locale: Locale
    titles: dict[str, str]

    def said(self, mark: Mark) -> str:
        """A placeholder in plain words: a fact as it is worded, a link's target, a formula."""
        if mark.kind in WORDED:
            return self._worded(mark) or mark.data
        data = " ".join(mark.data.split())
        if mark.side is Side.CLOSE:
            return data.removeprefix("](").removesuffix(")") if mark.kind in (MarkKind.LINK, MarkKind.IMAGE) else ""
        return data if len(data) <= _SHOWN else f"{data[: _SHOWN - 1]}…"

    def _worded(self, mark: Mark) -> str:
        faults: list[Diagnostic] = []
        content = mark.data[mark.data.index("`") :].strip("`").split()
        if not content:
            return ""
        terms = self.corpus.documents[self.lang].terms
        targets = Targets({}, {})
        wording = Wording(self.corpus, terms, self.lang, self.locale, targets, faults.append)
        ref = Ref(WORDED[mark.kind], content[0], dict(_option(word) for word in content[1:]), self.corpus.settings.span)
        said = wording.ref(ref)
        return said.text if isinstance(said, Text) and not faults else ""

    def where(self, job: Job) -> str:
        unit = job.pair.source
        return f"{unit.file}:{unit.span.line}"

    def section(self, job: Job) -> str:
        name = job.pair.source.section
        return f"{name}: {self.titles[name]}" if name in self.titles else name

    def kind(self, job: Job) -> str:
        unit = job.pair.source
        around = [name for name in unit.within if name in DIRECTIVES]
        return f"{unit.kind.value} in {around[-1]}" if around and unit.row < 0 else unit.kind.value

    def notes(self, job: Job) -> Iterator[tuple[str, str]]:
        """Category and text."""
        yield "location", self.where(job)
        if section := self.section(job):
            yield "section", section
        yield "kind", self.kind(job)
        if job.previous:
            yield "previous-source", job.previous
        text = job.pair.source.text.casefold()
        for entry in self.corpus.glossary:
            ours, theirs = entry.renderings.get(self.source, ()), entry.renderings.get(self.lang, ())
            if theirs and any(one.casefold() in text for one in ours):
                avoid = entry.avoid.get(self.lang, ())
                never = f", never {', '.join(avoid)}" if avoid else ""
                why = f" ({entry.note})" if entry.note else ""
                yield "term", f"{ours[0]}: {' or '.join(theirs)}{never}{why}"


def _option(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    return (name, value) if equals else ("signed" if word == "signed" else "form", word)


def told(corpus: Corpus, lang: str, locale: Locale) -> Told:
    source = corpus.settings.source
    titles = dict(_titles(corpus.documents[source].sections))
    return Told(corpus, source, lang, locale, titles)


def _titles(sections: tuple[Section, ...]) -> Iterator[tuple[str, str]]:
    for section in sections:
        yield section.id, plain(section.title)
        yield from _titles(section.sections)


__all__ = ["Told", "told"]
