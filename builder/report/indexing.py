"""The index of terms: what the glossary names, found in text, tables and captions, and the pages on which it stands.

A term is listed by its preferred rendering, once for each section that says it. What authors index by hand is listed as
it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from builder.locales import Locale
from builder.locales.indexing import Indexing, heading, rank
from builder.model import (
    Block,
    Blocks,
    Callout,
    Edition,
    Emph,
    Figure,
    GlossaryEntry,
    Inline,
    Inlines,
    Items,
    Paragraph,
    Quote,
    Row,
    Section,
    Strike,
    Table,
    Text,
)
from builder.model import Flow as Process
from builder.report import inlines
from builder.report.bookviews import Index, IndexEntry, IndexGroup, Locator
from builder.report.press import Press
from builder.report.views import Line
from builder.vocabulary import Hit, Vocabulary

ANCHOR: Final = "index:"
"""The id of the index, and how those of its terms begin: no author can write one like it."""

_FEWEST: Final = 8
"""An index of fewer terms helps nobody, unless its author asks for it."""

_LOOSE: Final = 2 / 3
"""Renderings that are shorter than this share of the preferred one say less than it, if they are no abbreviations."""

_JOINED: Final = 3
"""So many pages that follow each other are printed as one range."""


@dataclass(frozen=True, slots=True)
class Said:
    """A term: what it is listed as, where sections say it, and abbreviations of it that they use."""

    words: str
    places: tuple[str, ...]
    short: tuple[str, ...]


def marked(edition: Edition, locale: Locale) -> tuple[Edition, tuple[Said, ...]]:
    """The edition with ids where its terms are said, and the terms; as it was where it gets no index."""
    terms = tuple(entry for entry in edition.glossary if entry.indexed and entry.renderings.get(edition.lang))
    if edition.index is False:
        return edition, ()
    marker = _Marker(edition.lang, terms, Vocabulary(terms, edition.lang, locale))
    sections = tuple(marker.section(section) for section in edition.document.sections)
    said = tuple(marker.said())
    if len(said) < (1 if edition.index or marker.chosen else _FEWEST):
        return edition, ()
    return replace(edition, document=replace(edition.document, sections=sections)), said


def index_of(said: Iterable[Said], pages: Mapping[str, int], press: Press) -> Index:
    """The terms in the order of their language. `pages`: the printed numbers of pages by the ids of places."""
    words = press.locale.indexing
    listed: dict[str, IndexEntry] = {}
    for term in said:
        listed[term.words] = IndexEntry(_line(term.words, press), tuple(_locators(term.places, pages, words)))
        for short in term.short:
            listed.setdefault(short, IndexEntry(_line(f"{short}{words.see}{term.words}", press), ()))
    order = sorted(listed, key=lambda term: rank(term, words.order))
    groups = (
        (letter, tuple(listed[term] for term in group))
        for letter, group in groupby(order, lambda term: heading(term, words.order))
    )
    return Index(ANCHOR, words.title, words.join, tuple(IndexGroup(one, every[:2], every[2:]) for one, every in groups))


def _line(words: str, press: Press) -> Line:
    return inlines.line((Text(words),), press)


def _locators(places: Iterable[str], pages: Mapping[str, int], words: Indexing) -> Iterator[Locator]:
    """Each page once, by its first place."""
    first: dict[int, str] = {}
    for place in places:
        first.setdefault(pages.get(place, 0), place)
    numbers = sorted(first)
    for _, run in groupby(range(len(numbers)), lambda at: numbers[at] - at):
        row = [numbers[at] for at in run]
        if len(row) >= _JOINED:
            yield Locator(f"#{first[row[0]]}", words.range.format(low=row[0], high=row[-1]))
        else:
            yield from (Locator(f"#{first[number]}", str(number)) for number in row)


@dataclass(slots=True)
class _Marker:
    """Goes through the text; `here` are the terms that the section said before."""

    lang: str
    terms: tuple[GlossaryEntry, ...]
    vocabulary: Vocabulary
    count: int = 0
    chosen: bool = False
    here: set[str] = field(default_factory=set)
    places: dict[str, list[str]] = field(default_factory=dict)
    short: dict[str, list[str]] = field(default_factory=dict)

    def said(self) -> Iterator[Said]:
        for words, places in self.places.items():
            yield Said(words, tuple(places), tuple(self.short.get(words, ())))

    def section(self, section: Section) -> Section:
        self.here = set()
        blocks = self._blocks(section.blocks)
        return replace(section, blocks=blocks, sections=tuple(self.section(child) for child in section.sections))

    def _blocks(self, blocks: Blocks) -> Blocks:
        return tuple(map(self._block, blocks))

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return replace(block, children=self._inlines(block.children))
            case Callout() | Quote():
                return replace(block, blocks=self._blocks(block.blocks))
            case Items():
                return replace(block, items=tuple(replace(i, blocks=self._blocks(i.blocks)) for i in block.items))
            case Figure() | Process():
                return replace(block, caption=self._inlines(block.caption))
            case Table():
                caption = self._inlines(block.caption)
                return replace(block, caption=caption, body=tuple(map(self._row, block.body)))
            case _:
                return block

    def _row(self, row: Row) -> Row:
        return tuple(replace(cell, children=self._inlines(cell.children)) for cell in row)

    def _inlines(self, children: Inlines) -> Inlines:
        return tuple(piece for inline in children for piece in self._inline(inline))

    def _inline(self, inline: Inline) -> Iterator[Inline]:
        match inline:
            case Text() if inline.entry:
                self.chosen = True
                yield self._placed(inline.text, inline.entry)
            case Text():
                yield from self._text(inline.text)
            case Emph() | Strike():
                yield replace(inline, children=self._inlines(inline.children))
            case _:
                yield inline

    def _text(self, text: str) -> Iterator[Text]:
        end = 0
        for hit in self.vocabulary.hits(text):
            words = self.terms[hit.rendering.entry].renderings[self.lang][0]
            if hit.rendering.wrong or hit.begin < end or not self._counts(hit, words):
                continue
            if words in self.here:
                continue
            if hit.begin > end:
                yield Text(text[end : hit.begin])
            yield self._placed(text[hit.begin : hit.end], words)
            end = hit.end
        if end < len(text):
            yield Text(text[end:])

    def _placed(self, text: str, words: str) -> Text:
        if words in self.here:
            return Text(text)
        self.here.add(words)
        self.count += 1
        place = f"{ANCHOR}{self.count}"
        self.places.setdefault(words, []).append(place)
        return Text(text, place)

    def _counts(self, hit: Hit, words: str) -> bool:
        """Whether what is said there is the term."""
        said = hit.rendering.words
        if said != words and _is_short(said):
            short = self.short.setdefault(words, [])
            if said not in short:
                short.append(said)
            return True
        return len(said) >= len(words) * _LOOSE


def _is_short(words: str) -> bool:
    """Whether it is an abbreviation: capitals, and digits at most."""
    return len(words) > 1 and words.isalnum() and words.isascii() and words.upper() == words and not words.isdigit()
