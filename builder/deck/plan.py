"""Editions → decks, as values: one deck a language, with the same slides in the same order.

The editions are drafted each on its own, their slides paired by name, and sizes and splits decided on the longest text
of all languages. A slide that one edition alone has (`Only`) is planned alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from builder.deck.compose import fit_slides
from builder.deck.draft import Chapter, chapters, closing, cover
from builder.deck.fit import fitted_title
from builder.deck.frames import FOOT
from builder.deck.gauge import Gauge
from builder.deck.material import Draft
from builder.deck.prose import printed
from builder.deck.slides import (
    Agenda,
    AgendaLine,
    Body,
    Deck,
    DeckSection,
    DeckSlide,
    Head,
    SectionOpener,
)
from builder.deck.titles import Titles
from builder.diagnostics import Diagnostic, Report
from builder.locales.locale import Locale
from builder.measure import deck_ruler
from builder.model import Edition, Inlines, Text
from builder.theme import Theme

LONGEST: Final = 30
"""Section openers are added while a deck whose slides were written by the author stays within so many slides."""
FEWEST_CHAPTERS: Final = 4
"""Reports of fewer chapters need no section openers."""


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A draft's parts in the languages that have it."""

    draft: Draft
    parts: Mapping[str, tuple[DeckSlide, ...]]


def plan(
    editions: tuple[Edition, ...], theme: Theme, locales: Mapping[str, Locale], report: Report
) -> tuple[Deck, ...]:
    """One deck for each edition, in their order. What does not fit its slide is reported, once."""
    found: list[Diagnostic] = []
    decks = _Planner(editions, theme, locales, found.append).decks()
    for diagnostic in dict.fromkeys(found):
        report(diagnostic)
    return decks


class _Planner:
    def __init__(
        self, editions: tuple[Edition, ...], theme: Theme, locales: Mapping[str, Locale], report: Report
    ) -> None:
        self.editions = editions
        self.locales = locales
        self.report = report
        self.gauge = Gauge(deck_ruler(theme), theme.deck)
        self.titles = Titles(self.gauge, locales, report)
        self.langs = tuple(edition.lang for edition in editions)

    def decks(self) -> tuple[Deck, ...]:
        drafted = {edition.lang: chapters(edition, self.locales[edition.lang]) for edition in self.editions}
        fitted = self._fitted(drafted)
        openers = self._openers(drafted, fitted)
        fronts = self._front(drafted, openers)
        return tuple(self._deck(front, drafted[front.edition.lang], fitted, openers) for front in fronts)

    # --- fitting

    def _fitted(self, drafted: Mapping[str, tuple[Chapter, ...]]) -> Mapping[str, _Fitted]:
        """Every draft's parts by its key."""
        by_key: dict[str, dict[str, Draft]] = {}
        for lang, found in drafted.items():
            for chapter in found:
                for draft in chapter.drafts:
                    by_key.setdefault(draft.key, {})[lang] = draft
        return {key: _Fitted(next(iter(same.values())), self._parts(same)) for key, same in by_key.items()}

    def _parts(self, same: Mapping[str, Draft]) -> Mapping[str, tuple[DeckSlide, ...]]:
        return self._together({lang: draft.slide for lang, draft in same.items()})

    def _together(self, same: Mapping[str, DeckSlide]) -> Mapping[str, tuple[DeckSlide, ...]]:
        parts = dict(zip(same, fit_slides(tuple(same.values()), self.gauge, self.report), strict=True))
        count = max(len(slides) for slides in parts.values())
        named = {lang: self._numbered(slides, lang) for lang, slides in parts.items()}
        columns = [{lang: slides[n] for lang, slides in named.items() if n < len(slides)} for n in range(count)]
        titled = [self.titles.fitted(column) for column in columns]
        return {lang: tuple(column[lang] for column in titled if lang in column) for lang in same}

    def _numbered(self, slides: tuple[DeckSlide, ...], lang: str) -> tuple[DeckSlide, ...]:
        if len(slides) == 1:
            return slides
        part = self.locales[lang].words.part
        return tuple(
            replace(slide, head=replace(slide.head, part=part.format(n=n, m=len(slides))))
            for n, slide in enumerate(slides, start=1)
        )

    # --- what surrounds the chapters

    def _openers(self, drafted: Mapping[str, tuple[Chapter, ...]], fitted: Mapping[str, _Fitted]) -> bool:
        """Whether chapters get an opener: in longer reports, while the author's slides leave room for them."""
        most = max(drafted.values(), key=len)
        main = [chapter for chapter in most if chapter.presented]
        if len(main) < FEWEST_CHAPTERS:
            return False
        if not any(chapter.authored for chapter in main):
            return True
        count = sum(
            max(len(parts) for parts in found.parts.values())
            for found in fitted.values()
            if not found.draft.appendix and not found.draft.lead
        )
        return 3 + len(main) + count <= LONGEST

    def _front(self, drafted: Mapping[str, tuple[Chapter, ...]], with_openers: bool) -> Iterator[_Front]:
        covers = self._together({e.lang: cover(e, self.locales[e.lang]) for e in self.editions})
        ends = self._together({e.lang: closing(e, self.locales[e.lang]) for e in self.editions})
        agendas = self._together({e.lang: _agenda(drafted[e.lang], self.locales[e.lang], e) for e in self.editions})
        ids = list(dict.fromkeys(chapter.id for found in drafted.values() for chapter in found))
        openers: dict[str, dict[str, DeckSlide]] = {lang: {} for lang in self.langs}
        for id_ in ids if with_openers else ():
            same = {lang: _opener(chapter) for lang, found in drafted.items() for chapter in found if chapter.id == id_}
            for lang, parts in self._together(same).items():
                openers[lang][id_] = parts[0]
        listed = any(chapter.presented for found in drafted.values() for chapter in found)
        for edition in self.editions:
            lang = edition.lang
            yield _Front(edition, covers[lang], agendas[lang] if listed else (), ends[lang], openers[lang])

    def _deck(self, front: _Front, found: tuple[Chapter, ...], fitted: Mapping[str, _Fitted], openers: bool) -> Deck:
        lang = front.edition.lang
        title = front.cover[0].head.title
        footer = fitted_title(title, "", self.gauge.sizes.source, FOOT.width, 1, self.gauge)
        groups = [(printed(title) or front.edition.name, (*front.cover, *front.agenda))]
        tail: list[tuple[str, tuple[DeckSlide, ...]]] = []
        for chapter in found:
            main: list[DeckSlide] = []
            back: list[DeckSlide] = []
            for draft in chapter.drafts:
                if not (openers and draft.lead):
                    (back if draft.appendix else main).extend(fitted[draft.key].parts[lang])
            name = f"{chapter.number} {printed(chapter.title)}".strip()
            if openers and chapter.presented:
                main = [front.openers[chapter.id], *main]
            if main:
                groups.append((name, tuple(main)))
            if back:
                tail.append((name, tuple(back)))
        groups += [(self.locales[lang].words.closing, front.closing), *tail]
        return Deck(
            lang=lang,
            title=" ".join(printed(title).split()),
            footer=printed(footer).replace("\n", " "),
            authors=front.edition.authors,
            slides=tuple(slide for _, slides in groups for slide in slides),
            sections=tuple(DeckSection(name, len(slides)) for name, slides in groups),
        )


@dataclass(frozen=True, slots=True)
class _Front:
    edition: Edition
    cover: tuple[DeckSlide, ...]
    agenda: tuple[DeckSlide, ...]
    closing: tuple[DeckSlide, ...]
    openers: Mapping[str, DeckSlide]


def _agenda(found: tuple[Chapter, ...], locale: Locale, edition: Edition) -> Agenda:
    """Chapters that only stand after the closing slide are not on it."""
    lines = tuple(AgendaLine(chapter.number, chapter.title, chapter.id) for chapter in found if chapter.presented)
    notes = tuple(f"{line.number} {printed(line.title)}".strip() for line in lines)
    title: Inlines = (Text(locale.words.agenda),)
    return Agenda(Head(title, edition.document.front.span, notes=notes or (locale.words.agenda,)), lines)


def _opener(chapter: Chapter) -> SectionOpener:
    head = Head(chapter.title, chapter.span, notes=chapter.notes, anchors=(chapter.id,), chapter=chapter.id)
    return SectionOpener(head, chapter.number, Body(chapter.lead))
