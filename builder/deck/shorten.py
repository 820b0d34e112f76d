"""Slides made from the report's text, each cut to one: first the text beside what it shows, then rows, lines and items.

What a table, code or a list leaves out is counted; the rest of a paragraph is in the notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from builder.deck.compose import fit_slides
from builder.deck.excerpt import Excerpt, excerpts
from builder.deck.gauge import Gauge, Points
from builder.deck.prose import printed
from builder.deck.sheets import with_sheet
from builder.deck.slides import (
    Body,
    Bullets,
    ChartSlide,
    CodeSlide,
    DeckSlide,
    KeyFigures,
    Marker,
    PictureSlide,
    Point,
    ProcessSlide,
    Statement,
    TableSlide,
)
from builder.deck.slots import Layout
from builder.diagnostics import Report
from builder.locales.locale import Locale
from builder.model import Text

_POINTS: Final = 10
"""Points that are tried on one slide at most."""
_LINES: Final = 16
_LEAST_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class Short:
    """One language's slide. `shows`: what of its table or code it shows, in words; `cut`: something is missing."""

    slide: DeckSlide
    shows: tuple[str, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Shortener:
    gauge: Gauge
    locales: Mapping[str, Locale]
    report: Report

    def one(self, same: Mapping[str, DeckSlide]) -> Mapping[str, Short]:
        """One slide a language, the same cut in all where they hold the same."""
        if len({type(slide) for slide in same.values()}) > 1:
            return {lang: self.one({lang: slide})[lang] for lang, slide in same.items()}
        same = _alike(same)
        match next(iter(same.values())):
            case TableSlide():
                return self._table({lang: s for lang, s in same.items() if isinstance(s, TableSlide)})
            case CodeSlide():
                return self._code({lang: s for lang, s in same.items() if isinstance(s, CodeSlide)})
            case Bullets():
                return self._list({lang: s for lang, s in same.items() if isinstance(s, Bullets)})
            case _:
                return self._without_text(same)

    def _fitted(self, slides: tuple[DeckSlide, ...]) -> tuple[DeckSlide, ...] | None:
        """The slides as they are fitted, where each takes one."""
        parts = fit_slides(slides, self.gauge, self.report)
        return tuple(own[0] for own in parts) if all(len(own) == 1 for own in parts) else None

    def _fewest(
        self, same: Mapping[str, DeckSlide], most: int, less: Callable[[DeckSlide, str, int], DeckSlide]
    ) -> Mapping[str, Short] | None:
        """The slides with as many of `most` as fit on one slide in every language; None where not even none does."""
        for count in range(most, -1, -1):
            made = {lang: less(slide, lang, count) for lang, slide in same.items()}
            if fitted := self._fitted(tuple(made.values())):
                return {lang: Short(slide) for lang, slide in zip(same, fitted, strict=True)}
        return None

    def _without_text(self, same: Mapping[str, DeckSlide]) -> Mapping[str, Short]:
        """With fewer of the points beside what it shows, else its first part."""
        if fitted := self._fitted(tuple(same.values())):
            return {lang: Short(slide) for lang, slide in zip(same, fitted, strict=True)}
        most = max(len(_points(slide)) for slide in same.values()) - 1
        if most >= 0 and (found := self._fewest(same, most, lambda slide, _, count: _with_points(slide, count))):
            return found
        parts = fit_slides(tuple(same.values()), self.gauge, self.report)
        return {lang: Short(own[0]) for lang, own in zip(same, parts, strict=True)}

    # --- lists

    def _list(self, same: Mapping[str, Bullets]) -> Mapping[str, Short]:
        if all(len(slide.body.points) <= 2 * _POINTS for slide in same.values()) and (
            fitted := self._fitted(tuple(same.values()))
        ):
            return {lang: Short(slide) for lang, slide in zip(same, fitted, strict=True)}
        deepest = max(point.level for slide in same.values() for point in slide.body.points)
        levels = range(min(deepest, 1), -1, -1)
        for level in levels:
            flat = {lang: _down_to(slide.body.points, level) for lang, slide in same.items()}
            most = min(max(map(len, flat.values())), _POINTS)
            for count in range(most, 0 if level == 0 else most - 1, -1):
                made = {lang: self._cut(slide, _first(flat[lang], count), lang) for lang, slide in same.items()}
                if fitted := self._fitted(tuple(made.values())):
                    return {lang: Short(slide) for lang, slide in zip(same, fitted, strict=True)}
        return self._first_parts(same)

    def _cut(self, slide: Bullets, kept: Points, lang: str) -> Bullets:
        left = sum(point.item for point in slide.body.points) - sum(point.item for point in kept)
        more = (Text(self.locales[lang].deck.more.format(n=left)),)
        points = (*kept, Point(more, marker=Marker.NONE)) if left else kept
        return replace(slide, body=Body(points))

    def _first_parts(self, same: Mapping[str, DeckSlide]) -> Mapping[str, Short]:
        parts = fit_slides(tuple(same.values()), self.gauge, self.report)
        return {lang: Short(own[0]) for lang, own in zip(same, parts, strict=True)}

    # --- code

    def _code(self, same: Mapping[str, CodeSlide]) -> Mapping[str, Short]:
        """Whole where it fits, else its first lines under as much of the text as leaves room for some."""
        if max(len(slide.body.points) for slide in same.values()) <= 2 * _LINES and (
            fitted := self._fitted(tuple(same.values()))
        ):
            return {lang: Short(slide) for lang, slide in zip(same, fitted, strict=True)}
        most = max(len(slide.intro.points) for slide in same.values())
        for said in range(most, -1, -1):
            for count in range(_LINES, (_LEAST_LINES if said else 1) - 1, -1):
                made = tuple(_lines(slide, count, said) for slide in same.values())
                if fitted := self._fitted(made):
                    return {
                        lang: self._excerpt(slide, count, len(same[lang].body.points), lang)
                        for lang, slide in zip(same, fitted, strict=True)
                    }
        return self._first_parts(same)

    def _excerpt(self, slide: DeckSlide, count: int, whole: int, lang: str) -> Short:
        if count >= whole:
            return Short(slide)
        return Short(slide, (self.locales[lang].deck.lines.format(n=count, m=whole),), cut=True)

    # --- tables

    def _table(self, same: Mapping[str, TableSlide]) -> Mapping[str, Short]:
        """With its text where both find room, else alone, cut to what a slide carries."""
        if any(slide.body.points for slide in same.values()):
            most = max(len(slide.body.points) for slide in same.values())
            for count in range(most, 0, -1):
                made = tuple(_with_points(slide, count) for slide in same.values())
                if fitted := self._fitted(made):
                    return {lang: Short(slide) for lang, slide in zip(same, fitted, strict=True)}
        found = excerpts(tuple(slide.table for slide in same.values()), self.gauge.stage.evidence, self.gauge)
        return {
            lang: Short(
                with_sheet(replace(slide, body=Body(), layout=Layout.TABLE), one.sheet),
                self._shown(one, lang),
                not one.whole,
            )
            for (lang, slide), one in zip(same.items(), found, strict=True)
        }

    def _shown(self, one: Excerpt, lang: str) -> tuple[str, ...]:
        words = self.locales[lang].deck
        parts = ((words.rows, one.rows), (words.columns, one.columns))
        return tuple(pattern.format(n=part, m=whole) for pattern, (part, whole) in parts if whole)


def _alike(same: Mapping[str, DeckSlide]) -> Mapping[str, DeckSlide]:
    """Text beside what is shown stands there in all languages or in none: it makes another layout."""
    if all(_said(slide) for slide in same.values()) or any(isinstance(s, Bullets | Statement) for s in same.values()):
        return same
    return {
        lang: replace(slide, intro=Body()) if isinstance(slide, CodeSlide) else _with_points(slide, 0)
        for lang, slide in same.items()
    }


def _said(slide: DeckSlide) -> Points:
    return slide.intro.points if isinstance(slide, CodeSlide) else _points(slide)


def _points(slide: DeckSlide) -> Points:
    if isinstance(slide, Statement | Bullets | ChartSlide | PictureSlide | ProcessSlide | KeyFigures | TableSlide):
        return slide.body.points
    return ()


def _with_points(slide: DeckSlide, count: int) -> DeckSlide:
    if isinstance(slide, Statement | Bullets | ChartSlide | PictureSlide | ProcessSlide | KeyFigures | TableSlide):
        return replace(slide, body=Body(_first(slide.body.points, count)))
    return slide


def _first(points: Points, count: int) -> Points:
    """The first points, at most `count`, and none at their end that only leads to what is left out."""
    while 1 < count < len(points) and _leads(points[count - 1], points[count]):
        count -= 1
    return () if count == 1 < len(points) and points[0].heading else points[:count]


def _leads(point: Point, after: Point) -> bool:
    return point.heading or after.level > point.level or printed(point.children).rstrip().endswith((":", "："))


def _down_to(points: Points, level: int) -> Points:
    return tuple(point for point in points if point.level <= level)


def _lines(slide: CodeSlide, count: int, said: int) -> CodeSlide:
    return replace(slide, body=Body(slide.body.points[:count]), intro=Body(slide.intro.points[:said]))
