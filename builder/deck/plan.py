"""Editions → decks, as values: one deck a language, with the same slides in the same order.

The editions are drafted each on its own, their slides paired by name, and sizes and splits decided on the longest text
of all languages. A slide that one edition alone has (`Only`) is planned alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from builder.deck.appendix import WHOLE, Appendix
from builder.deck.choice import BUDGETS, OPENERS_SHARE, Budget, Candidate, Length, chosen, grouped
from builder.deck.draft import Chapter, chapters, closing, cover
from builder.deck.dress import dress, lacking
from builder.deck.fit import fitted_title
from builder.deck.gauge import Gauge
from builder.deck.identity import named
from builder.deck.joint import Fitted, Joint, Parts, Same, anchored, count_of, same_drafts
from builder.deck.master import Master
from builder.deck.material import Draft
from builder.deck.prose import printed, unlinked
from builder.deck.shorten import Shortener
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
from builder.deck.slots import BODY, ORDINAL, Layout
from builder.deck.titles import Titles
from builder.diagnostics import Code, Diagnostic, Report, Severity
from builder.locales.dates import moment
from builder.locales.locale import Locale
from builder.measure import deck_ruler
from builder.model import Edition, Text
from builder.theme import Theme

LONGEST: Final = 30
"""Section openers are added while a deck whose slides were written by the author stays within so many slides."""
FEWEST_CHAPTERS: Final = 4
"""Reports of fewer chapters need no section openers."""
FEWEST_OPENED: Final = 1.5
"""Nor do reports whose chapters have hardly more than one slide each."""
FEWEST_LISTED: Final = 3
"""Of fewer chapters no agenda is needed."""

HEADED: Final = "a slide has a heading as its title,"


def plan(
    editions: tuple[Edition, ...],
    theme: Theme,
    locales: Mapping[str, Locale],
    report: Report,
    length: Length = Length.FULL,
) -> tuple[Deck, ...]:
    """One deck for each edition, in their order. What does not fit its slide is reported, once."""
    found: list[Diagnostic] = []
    template = editions[0].house.template if editions else None
    master = dress(template, theme, report)
    if master is None:
        return ()
    decks = _Planner(editions, master.dressed(theme), locales, BUDGETS[length], found.append, master).decks()
    lacking(decks, template, found.append)
    for diagnostic in summed_up(dict.fromkeys(found)):
        report(diagnostic)
    return decks


class _Planner:
    def __init__(
        self,
        editions: tuple[Edition, ...],
        theme: Theme,
        locales: Mapping[str, Locale],
        budget: Budget,
        report: Report,
        master: Master,
    ) -> None:
        self.editions = editions
        self.locales = locales
        self.budget = budget
        self.report = report
        self.gauge = Gauge(deck_ruler(theme), theme.deck, master)
        self.joint = Joint(self.gauge, Titles(self.gauge, locales, report), locales, report)
        self.shortener = Shortener(self.gauge, locales, report)

    def decks(self) -> tuple[Deck, ...]:
        drafted = {edition.lang: chapters(edition, self.locales[edition.lang]) for edition in self.editions}
        same = same_drafts(drafted)
        front = self._front(drafted)
        main = {key: one for key, one in same.items() if not one.any.appendix}
        written = {key: self.joint.together(one.slides) for key, one in main.items() if not one.any.brief}
        openers = self._openers(drafted, main, written)
        room = self.budget.main - front.count - (len(openers[self.editions[0].lang]) if openers else 0)
        kept = chosen(tuple(self._candidates(main, written, bool(openers))), room)
        shorts = {key: self.shortener.one(main[key].slides) for key in main if key in kept and key not in written}
        back = Appendix(self.joint, self.budget).slides(same, shorts)
        fitted = {key: parts for key, parts in written.items() if key in kept} | dict(back)
        fitted |= {key: self.joint.shortened(short, f"{key}{WHOLE}" in back) for key, short in shorts.items()}
        fitted = {key: named(parts, key) for key, parts in fitted.items()}
        self._report_untold([main[key].any for key in main if key in kept])
        return tuple(self._deck(edition, front, drafted[edition.lang], fitted, openers) for edition in self.editions)

    # --- what is kept

    def _candidates(self, main: Mapping[str, Same], written: Fitted, openers: bool) -> Iterator[Candidate]:
        """Slides of the author are kept all, but where few are wanted."""
        for key, one in main.items():
            draft = one.any
            if openers and draft.lead:
                continue
            cost = count_of(written[key]) if key in written else 1
            worth = float("inf") if key in written and self.budget.authored else draft.worth
            yield Candidate(key, one.chapter, draft.section, worth, cost)

    def _openers(
        self, drafted: Mapping[str, tuple[Chapter, ...]], main: Mapping[str, Same], written: Fitted
    ) -> Mapping[str, Mapping[str, DeckSlide]]:
        """Openers of chapters by language and id, or none: in longer reports, while there is room for them."""
        most = _opened(max(drafted.values(), key=len))
        if not self.budget.openers or len(most) < FEWEST_CHAPTERS:
            return {}
        told = sum(count_of(written[key]) if key in written else 1 for key in main if not main[key].any.lead)
        if any(chapter.authored for chapter in most):
            if 3 + len(most) + told > LONGEST:
                return {}
        elif len(most) * OPENERS_SHARE > self.budget.main or told < len(most) * FEWEST_OPENED:
            return {}
        found: dict[str, dict[str, Chapter]] = {}
        for lang, own in drafted.items():
            for chapter in _opened(own):
                found.setdefault(chapter.id, {})[lang] = chapter
        out: dict[str, dict[str, DeckSlide]] = {lang: {} for lang in drafted}
        for name, same in found.items():
            beside = self.gauge.master.pages[Layout.SECTION].has(ORDINAL)
            opening = {lang: _opener(chapter, beside) for lang, chapter in same.items()}
            for lang, slides in self.joint.together(opening).items():
                out[lang][name] = replace(slides[0], head=replace(slides[0].head, name=f"{name}/opener"))
        return out

    def _report_untold(self, kept: Sequence[Draft]) -> None:
        """Once for a report, whatever its languages."""
        untold = [draft for draft in kept if draft.untold]
        if not untold:
            return
        head = untold[0].slide.head
        many = f"{len(untold)} slides have headings as their titles, the first" if len(untold) > 1 else HEADED
        message = f"{many} '{printed(head.title)}': there is no takeaway or finding to say their message"
        hint = "say it in a :::{takeaway} or :::{callout} finding of the section, or write a ::::{slide}"
        self.report(Diagnostic(head.span, Code.HEADING_TITLE, message, hint, Severity.WARNING))

    # --- what surrounds the chapters

    def _front(self, drafted: Mapping[str, tuple[Chapter, ...]]) -> _Front:
        covers = self.joint.together({e.lang: cover(e, self.locales[e.lang]) for e in self.editions})
        ends = self.joint.together({e.lang: closing(e, self.locales[e.lang]) for e in self.editions})
        agendas: Parts = {e.lang: () for e in self.editions}
        if max(sum(chapter.presented for chapter in found) for found in drafted.values()) >= FEWEST_LISTED:
            agendas = self.joint.together({e.lang: self._agenda(drafted[e.lang], e) for e in self.editions})
        return _Front(named(covers, "cover"), named(agendas, "agenda"), named(ends, "closing"))

    def _agenda(self, found: tuple[Chapter, ...], edition: Edition) -> Agenda:
        """Chapters that only stand after the closing slide are not on it; very many stand in groups."""
        shown = [chapter for chapter in found if chapter.presented]
        width = self.gauge.frame(Layout.AGENDA, BODY).text_width * 0.42
        lines = []
        for group in grouped(shown, self.budget.agenda):
            first, last = group[0], group[-1]
            title = first.title
            if first is not last:
                size = self.gauge.sizes.label
                start, end = (fitted_title(one.title, "", size, width, 1, self.gauge) for one in (first, last))
                title = (*start, Text(" – "), *end)
            lines.append(AgendaLine(first.number, title, first.id))
        notes = tuple(f"{line.number} {printed(line.title)}".strip() for line in lines)
        name = self.locales[edition.lang].words.agenda
        return Agenda(Head((Text(name),), edition.document.front.span, notes=notes or (name,)), tuple(lines))

    def _deck(
        self,
        edition: Edition,
        front: _Front,
        found: tuple[Chapter, ...],
        fitted: Fitted,
        openers: Mapping[str, Mapping[str, DeckSlide]],
    ) -> Deck:
        lang = edition.lang
        title = front.cover[lang][0].head.title
        foot, size = self.gauge.stage.foot, self.gauge.stage.foot_size or self.gauge.sizes.source
        footer = fitted_title(title, "", size, foot.text_width, 1, self.gauge)
        groups = [_Group(printed(title) or edition.name, "front", (*front.cover[lang], *front.agenda[lang]))]
        tail: list[_Group] = []
        waiting: tuple[str, ...] = ()
        for chapter in found:
            shown = [draft.key for draft in chapter.drafts if not draft.appendix and draft.key in fitted]
            main = [slide for key in shown for slide in fitted[key].get(lang, ())]
            behind = [f"{draft.key}{'' if draft.appendix else WHOLE}" for draft in chapter.drafts]
            back = [slide for key in behind if key in fitted for slide in fitted[key].get(lang, ())]
            if openers and chapter.id in openers[lang]:
                main = [openers[lang][chapter.id], *main]
            waiting = (*waiting, chapter.id)
            if main:
                main[0], waiting = anchored(main[0], waiting), ()
                groups.append(_Group(chapter.name, f"{chapter.id}/main", tuple(main)))
            elif back and not chapter.presented:
                back[0], waiting = anchored(back[0], waiting[-1:]), waiting[:-1]
            if back:
                tail.append(_Group(chapter.name, f"{chapter.id}/appendix", tuple(back)))
        first, *others = front.closing[lang]
        groups += [_Group(self.locales[lang].words.closing, "end", (anchored(first, waiting), *others)), *tail]
        return Deck(
            lang=lang,
            title=" ".join(printed(title).split()),
            footer=printed(footer).replace("\n", " "),
            authors=edition.authors,
            slides=tuple(slide for group in groups for slide in group.slides),
            sections=tuple(DeckSection(group.name, len(group.slides), group.key) for group in groups),
            draft=edition.draft,
            date=moment(edition.date, self.locales[lang]) if edition.date else "",
            issued=edition.date,
            subject=" ".join(printed(edition.document.front.subtitle).split()),
            master=self.gauge.master,
        )


@dataclass(frozen=True, slots=True)
class _Group:
    """Slides of one group of the outline, whose key is the same in all languages."""

    name: str
    key: str
    slides: tuple[DeckSlide, ...]


@dataclass(frozen=True, slots=True)
class _Front:
    """Cover, agenda and closing slide by language."""

    cover: Parts
    agenda: Parts
    closing: Parts

    @property
    def count(self) -> int:
        return count_of(self.cover) + count_of(self.agenda) + count_of(self.closing)


def summed_up(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Errors each, and of the warnings that only differ in their place the first, with their number."""
    alike: dict[tuple[Code, str], list[Diagnostic]] = {}
    for diagnostic in found:
        if diagnostic.severity is Severity.ERROR:
            yield diagnostic
        else:
            alike.setdefault((diagnostic.code, diagnostic.hint), []).append(diagnostic)
    for first, *others in alike.values():
        more = f"; {len(others)} more like it" if others else ""
        yield replace(first, message=f"{first.message}{more}")


def _opened(chapters: Sequence[Chapter]) -> list[Chapter]:
    """Chapters that may have an opener: not those that are not counted beside numbered ones, as data notes are."""
    counted = any(chapter.number for chapter in chapters)
    return [chapter for chapter in chapters if chapter.presented and (chapter.number or not counted)]


def _opener(chapter: Chapter, beside: bool) -> SectionOpener:
    """Its number stands beside its title where the layout has a place for it, else before it."""
    number, title = chapter.number, chapter.title
    if number and not beside:
        number, title = "", (Text(f"{number}\u2002"), *title)
    head = Head(title, chapter.span, notes=chapter.notes, anchors=(chapter.id,), chapter=chapter.id)
    # A link has a colour of its own, which the dark ground swallows.
    lead = tuple(replace(point, children=unlinked(point.children)) for point in chapter.lead)
    return SectionOpener(head, number, Body(lead))
