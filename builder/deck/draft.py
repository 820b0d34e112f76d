"""An edition as slides that have not been measured yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.deck.authored import Authored
from builder.deck.badges import without_badges
from builder.deck.derived import Derived
from builder.deck.material import LEAST, Draft, Material, evidence_in, worth_of
from builder.deck.points import Pointer, spoken, without_breaks
from builder.deck.prose import printed, settled, unlinked
from builder.deck.slides import Body, Closing, Cover, Head, Marker, Point, SourcesSlide, Statement
from builder.diagnostics import Span
from builder.locales.locale import Locale
from builder.model import Edition, Inlines, Section, Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter's drafts, and what its opener and the agenda say of it."""

    id: str
    number: str
    title: Inlines
    span: Span
    lead: tuple[Point, ...]
    notes: tuple[str, ...]
    drafts: tuple[Draft, ...]
    authored: bool

    @property
    def name(self) -> str:
        """As PowerPoint's outline shows it."""
        return f"{self.number} {printed(self.title)}".strip()

    @property
    def presented(self) -> bool:
        """Whether something of it stands before the closing slide."""
        return any(not draft.appendix for draft in self.drafts)


def cover(edition: Edition, locale: Locale) -> Cover:
    front = edition.document.front
    words = locale.words
    title, subtitle = settled(front.title, words), settled(front.subtitle, words)
    meta = tuple(
        Point(settled((*label, Text(words.colon), *value), words), marker=Marker.NONE) for label, value in front.meta
    )
    notes = tuple(printed(without_breaks(line)) for line in (title, subtitle, *(p.children for p in meta)) if line)
    return Cover(
        Head(title or (Text(edition.name),), front.span, notes=notes),
        Body((Point(subtitle, marker=Marker.NONE),) if printed(subtitle) else ()),
        Body(meta),
    )


def closing(edition: Edition, locale: Locale) -> Closing:
    front = edition.document.front
    title = settled(front.title, locale.words)
    points = (Point(without_breaks(title), marker=Marker.NONE),) if printed(title) else ()
    notes = spoken(front.colophon, locale.words) or (printed(without_breaks(title)) or edition.name,)
    return Closing(Head((Text(locale.words.closing),), front.span, notes=notes), Body(points))


def chapters(edition: Edition, locale: Locale) -> tuple[Chapter, ...]:
    sections = tuple(without_badges(section, edition.assets) for section in edition.document.sections)
    repeated = _repeated(sections)
    materials = [Material(section, locale, repeated) for section in sections]
    slides = [slide for material in materials for _, slide in material.slides()]
    shown = frozenset(item.id for slide in slides for item in (*slide.shown, *evidence_in(slide.blocks)))
    return tuple(_chapter(material, shown) for material in materials)


def _repeated(sections: tuple[Section, ...]) -> frozenset[str]:
    """Headings that more than one section has."""
    counts = Counter(printed(section.title) for section in _all(sections))
    return frozenset(title for title, count in counts.items() if count > 1)


def _all(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.sections)


def _chapter(material: Material, shown: frozenset[str]) -> Chapter:
    section, locale = material.section, material.locale
    own = bool(material.slides())
    told = [*Authored(material).drafts(), *_withheld(material, shown)] if own else [*Derived(material).drafts()]
    drafts = [*told, *_references(material)]
    if not drafts:
        head = material.head(section, section.title)
        drafts = [Draft(f"{section.id}/title", Statement(head, Body()), brief=True, worth=LEAST, section=section.id)]
    lead = _lead(material) if own else Derived(material).opening()
    return Chapter(
        id=section.id,
        number=section.number,
        title=unlinked(settled(without_breaks(section.title), locale.words)),
        span=section.span,
        lead=tuple(replace(p, children=unlinked(p.children)) for p in lead),
        notes=material.prose(section),
        drafts=tuple(drafts),
        authored=own,
    )


def _lead(material: Material) -> tuple[Point, ...]:
    return tuple(point for callout in material.takeaways() for point in material.sentences(callout, 2))


def _withheld(material: Material, shown: frozenset[str]) -> Iterator[Draft]:
    """Figures, tables and processes that no slide of the author shows: after the closing slide, for questions."""
    for section, block in material.blocks():
        for number, item in enumerate(evidence_in((block,))):
            if item.caption and item.id not in shown:
                for part, made in enumerate(Derived(material).exhibited(section, item)):
                    name = f"{section.id}/{item.id or number}-{part}"
                    yield Draft(name, made, appendix=True, worth=worth_of(made), section=section.id)


def _references(material: Material) -> Iterator[Draft]:
    """The chapter's lists of references as one list, its groups under their headings."""
    groups = material.references()
    if not groups:
        return
    words = material.words
    points: list[Point] = []
    for section, block in groups:
        if section is not material.section:
            points.append(Point(settled(section.title, words), marker=Marker.NONE, heading=True))
        points += Pointer(words).points((block,))
    keys = tuple(f"ref-{entry.key}" for _, block in groups for entry in block.entries)
    ids = tuple(section.id for section, _ in groups)
    head = replace(material.head(material.section, material.section.title), anchors=(*ids, *keys))
    yield Draft(f"{material.section.id}/sources", SourcesSlide(head, Body(tuple(points))), appendix=True)
