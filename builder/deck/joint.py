"""Slides of all languages fitted together: the same parts at the same sizes, decided on the longest text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from builder.deck.compose import fit_slides
from builder.deck.draft import Chapter
from builder.deck.gauge import Gauge
from builder.deck.material import Draft
from builder.deck.shorten import Short
from builder.deck.slides import DeckSlide
from builder.deck.titles import Titles
from builder.diagnostics import Report
from builder.locales.locale import Locale

Parts: TypeAlias = Mapping[str, tuple[DeckSlide, ...]]
"""What a slide became, by language."""
Fitted: TypeAlias = Mapping[str, Parts]
"""Parts by the names of drafts."""


@dataclass(frozen=True, slots=True)
class Same:
    """A draft in the languages that have it, and its chapter."""

    chapter: str
    drafts: Mapping[str, Draft]

    @property
    def any(self) -> Draft:
        return next(iter(self.drafts.values()))

    @property
    def slides(self) -> Mapping[str, DeckSlide]:
        return {lang: draft.slide for lang, draft in self.drafts.items()}


def same_drafts(drafted: Mapping[str, tuple[Chapter, ...]]) -> Mapping[str, Same]:
    """Drafts by their names, which are the same in every language."""
    found: dict[str, dict[str, Draft]] = {}
    chapter_of: dict[str, str] = {}
    for lang, own in drafted.items():
        for chapter in own:
            for draft in chapter.drafts:
                found.setdefault(draft.key, {})[lang] = draft
                chapter_of.setdefault(draft.key, chapter.id)
    return {key: Same(chapter_of[key], drafts) for key, drafts in found.items()}


def count_of(parts: Parts) -> int:
    return max((len(slides) for slides in parts.values()), default=0)


def anchored(slide: DeckSlide, anchors: tuple[str, ...]) -> DeckSlide:
    return replace(slide, head=replace(slide.head, anchors=tuple(dict.fromkeys((*anchors, *slide.head.anchors)))))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Joint:
    """Fits, numbers and titles the slides that are one in all languages."""

    gauge: Gauge
    titles: Titles
    locales: Mapping[str, Locale]
    report: Report

    def together(self, same: Mapping[str, DeckSlide]) -> Parts:
        parts = dict(zip(same, fit_slides(tuple(same.values()), self.gauge, self.report), strict=True))
        return self._titled({lang: self._numbered(slides, lang) for lang, slides in parts.items()})

    def _titled(self, parts: Parts) -> Parts:
        count = max(len(slides) for slides in parts.values())
        columns = [{lang: slides[n] for lang, slides in parts.items() if n < len(slides)} for n in range(count)]
        titled = [self.titles.fitted(column) for column in columns]
        return {lang: tuple(column[lang] for column in titled if lang in column) for lang in parts}

    def _numbered(self, slides: tuple[DeckSlide, ...], lang: str) -> tuple[DeckSlide, ...]:
        if len(slides) == 1:
            return slides
        part = self.locales[lang].words.part
        return tuple(
            replace(slide, head=replace(slide.head, part=part.format(n=n, m=len(slides))))
            for n, slide in enumerate(slides, start=1)
        )

    def shortened(self, shorts: Mapping[str, Short], in_appendix: bool) -> Parts:
        """Slides that were cut say what they show, and where the rest is."""
        out: dict[str, tuple[DeckSlide, ...]] = {}
        for lang, short in shorts.items():
            slide, words = short.slide, self.locales[lang].deck
            if short.cut:
                where = words.appendix if in_appendix else words.rest
                said = " · ".join(filter(None, (slide.head.remark, _begun(words.join.join((*short.shows, where))))))
                slide = replace(slide, head=replace(slide.head, remark=said))
            out[lang] = (slide,)
        return self._titled(out)
