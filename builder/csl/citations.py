"""What a report cites, in one style: entries and citations as inlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from builder.csl.collapsing import Piece, by_name, by_number
from builder.csl.items import AS_IS, Cited, Item, Reference, iso
from builder.csl.marked import Place, clean, closed, inlines, unmarked, untitled
from builder.csl.processor import Processor, parse
from builder.csl.styles import is_tag
from builder.csl.telling import Reading, alike, told_apart
from builder.locales.filing import filed, order_of, script
from builder.model import CitationStyle, Dated, Emph, Inline, Inlines, Link, Moment, Script, Source, Text

DOI: Final = "https://doi.org/"
_OPENING: Final = frozenset("[(（【")
_CLOSING: Final = frozenset("])）】.")
_WORD: Final = re.compile(r"[^\W\d_]{3,}|[\u2e80-\U0003ffff]{2,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A source as listed; `label` is its number as the style prints it, "" where it prints none."""

    label: str
    text: Inlines


class Citations:
    """The sources of a report, numbered in the order of its list.

    Each is printed in the words of its own language: `lang_of` tells it where a source does not. Citations stand in
    the text of `tag`. A list that the style sorts has sources of one script together, in the order of `scripts`."""

    def __init__(
        self,
        style: CitationStyle,
        listed: Iterable[Source],
        tag: str,
        lang_of: Callable[[Source], str],
        scripts: tuple[str, ...] = (),
    ) -> None:
        self._style = style
        self._own = parse(style.content, tag)
        self._sources = {source.key: source for source in listed}
        self._langs = {
            key: source.lang if is_tag(source.lang) else lang_of(source) for key, source in self._sources.items()
        }
        self.numbers: Mapping[str, int] = {key: n for n, key in enumerate(self._sources, start=1)}
        self.numeric = self._own.numeric
        self._scripts = scripts
        self._suffixes: Mapping[str, str] = {}
        self._ways: Mapping[str, Cited] = {}
        self._readings: dict[tuple[str, Cited], Reading] = {}
        self._texts: dict[tuple[str, Cited], str] = {}
        self._titles: dict[str, str] = {}
        if not self.numeric:
            self._ways = told_apart(list(self._sources), self._read, self._own.rule)
        if self._own.adds_year_suffix:
            self._suffixes = self._year_suffixes()

    def in_order(self) -> tuple[str, ...]:
        """The keys as the style's list has them."""
        listed = self._own.listed_in_order([self._item(source) for source in self._sources.values()])
        if self._own.sorts:
            listed.sort(key=lambda item: filed(script(self._langs[item.key]), self._scripts))
        return tuple(item.key for item in listed)

    def entry(self, key: str) -> Entry:
        source = self._sources[key]
        label, text = self._set(source)
        text = self._whole(source, text)
        if not re.search(r"\w", unmarked(text)):
            text = _standing_in(source)
        return Entry(label, inlines(closed(text), _addresses(source), source.span))

    def cite(self, places: Sequence[tuple[str, Place]]) -> Inlines:
        """Citations that stand together, by key, in the style's order and each once."""
        found = dict(reversed(places))
        items = self._own.cited_in_order(
            [self._item(self._sources[key]) for key in dict.fromkeys(key for key, _ in places)]
        )
        pieces = self._together([item.key for item in items])
        text = self._own.around([(piece.before, self._piece(piece)) for piece in pieces])
        return inlines(text, {}, places[0][1].span, tuple(found[piece.key] for piece in pieces))

    def _together(self, keys: Sequence[str]) -> list[Piece]:
        joins = self._own.joins
        if joins.collapse == "citation-number":
            return list(by_number(keys, self.numbers, joins))
        if joins.group is None:
            return [Piece(key, joins.between if at else "") for at, key in enumerate(keys)]
        names = {key: self._read(key, self._way(key)).names for key in keys}
        years = {key: _year(self._sources[key]) for key in keys}
        return list(by_name(keys, names, years, self._suffixes, joins))

    def _piece(self, piece: Piece) -> str:
        if piece.alone:
            return self._suffixes[piece.key]
        return self._citation(piece.key, replace(self._way(piece.key), nameless=piece.nameless))

    def _way(self, key: str) -> Cited:
        return self._ways.get(key, AS_IS)

    def _whole(self, source: Source, text: str) -> str:
        """With what a source without address can be found by, where the style has no place for it."""
        if source.texts.get("URL") or source.texts.get("DOI"):
            return text
        issued = source.dates.get("issued")
        known = [clean(source.texts.get(name, "")) for name in ("container-title", "number")]
        said = unmarked(text).casefold()
        more = [words for words in known if words and words.casefold() not in said]
        if issued and issued.begin:
            if str(issued.begin.year) not in said:
                more.append(iso(issued.begin))
            elif self.numeric and text == self._set(_of_the_year(source, issued, issued.begin))[1]:
                year = re.compile(rf"(?<!\d){issued.begin.year}(?!.*(?<!\d){issued.begin.year}(?!\d))", re.DOTALL)
                text = year.sub(iso(issued.begin), text)
        return ". ".join((text.rstrip(" ,;:."), *more)) + "." if more and said else text

    def _set(self, source: Source) -> tuple[str, str]:
        """The number and the text of an entry, as the style prints them."""
        key = source.key
        item = self._item(source)
        text = self._processor(key).entry(item)
        label, text = _parted(text, str(self.numbers[key])) if self.numeric else ("", text)
        return label, text if item.reference.get("title") else untitled(text)

    def _processor(self, key: str) -> Processor:
        return parse(self._style.content, self._langs[key])

    def _item(self, source: Source, cited: Cited = AS_IS) -> Item:
        key = source.key
        if key not in self._titles:
            self._titles[key] = self._titled(key)
        lang, suffix = self._langs[key], self._suffixes.get(key, "")
        return Item(
            Reference(source, lang, suffix, self._titles[key], cited, order_of(script(lang))), self.numbers[key]
        )

    def _titled(self, key: str) -> str:
        """What stands for a missing title, where the style would say nothing of it: the container, or the number."""
        source = self._sources[key]
        known = [name for name in ("container-title", "number") if clean(source.texts.get(name, ""))]
        if not known or clean(source.texts.get("title", "")):
            return ""
        processor, item = self._processor(key), Item(Reference(source, self._langs[key]), 0)
        printed = unmarked(processor.entry(item)).casefold()
        nameless = not self.numeric and not _WORD.search(unmarked(processor.citation(item)))
        return known[0] if nameless or clean(source.texts[known[0]]).casefold() not in printed else ""

    def _citation(self, key: str, cited: Cited) -> str:
        if (key, cited) not in self._texts:
            text = self._processor(key).citation(self._item(self._sources[key], cited))
            said = re.search(r"\w", unmarked(text))
            self._texts[key, cited] = text if said else _standing_in(self._sources[key])
        return self._texts[key, cited]

    def _read(self, key: str, cited: Cited) -> Reading:
        """The citation before there are letters."""
        if (key, cited) not in self._readings:
            item = self._item(self._sources[key], cited)
            text = self._processor(key).citation(item)
            text = text if re.search(r"\w", unmarked(text)) else _standing_in(self._sources[key])
            made = item.reference
            reading = Reading(text, made.named or "", made.named_at, made.visible, len(made.people))
            self._readings[key, cited] = reading
        return self._readings[key, cited]

    def _year_suffixes(self) -> dict[str, str]:
        """Letters for sources that would be cited alike."""
        groups = alike(self.in_order(), lambda key: self._read(key, self._way(key)).text)
        return {key: _letters(n) for group in groups for n, key in enumerate(group)}


def lowered(citation: Inlines) -> Inlines:
    """A raised citation on the line: where it stands for a word, and hangs on none (GB/T 7714-2015, 10.1)."""
    return tuple(part for one in citation for part in (one.children if isinstance(one, Script) else (one,)))


def is_raised(citation: Inlines) -> bool:
    return bool(citation) and isinstance(citation[0], Script) and citation[0].raised


def in_words_of(marks: Mapping[str, str], citation: Inlines) -> Inlines:
    """With the punctuation of the text around it."""

    def worded(text: str) -> str:
        for mark, own in marks.items():
            text = text.replace(mark, own)
        return text

    found: list[Inline] = []
    for one in citation:
        if isinstance(one, Text):
            one = Text(worded(one.text))
        elif isinstance(one, Emph | Script | Link):
            one = replace(one, children=in_words_of(marks, one.children))
        found.append(one)
    return tuple(found)


def _of_the_year(source: Source, issued: Dated, begin: Moment) -> Source:
    """The source, were the year all that is known of its date."""
    return replace(source, dates={**source.dates, "issued": replace(issued, begin=Moment(begin.year))})


def _year(source: Source) -> str:
    issued = source.dates.get("issued")
    return str(issued.begin.year) if issued and issued.begin else ""


def _parted(text: str, number: str) -> tuple[str, str]:
    """The number that an entry begins with, in its brackets, and the rest."""
    begin = text[:1] in _OPENING
    if not text.startswith(number, begin):
        return "", text
    end = begin + len(number)
    end += text[end : end + 1] in _CLOSING
    return text[:end], text[end:].lstrip()


def _letters(n: int) -> str:
    """a, b, … z, aa, ab, …"""
    return (_letters(n // 26 - 1) if n >= 26 else "") + chr(ord("a") + n % 26)


def _standing_in(source: Source) -> str:
    """What a source is called of which the style can say nothing."""
    authors = ", ".join(clean(name.literal or f"{name.given} {name.family}") for name in source.names.get("author", ()))
    known = (clean(source.texts.get(name, "")) for name in ("title", "container-title", "number", "publisher", "URL"))
    return next((text for text in (authors, *known) if text), source.key)


def _addresses(source: Source) -> dict[str, str]:
    url, doi = clean(source.texts.get("URL", "")), clean(source.texts.get("DOI", ""))
    found = {url: url} if re.match(r"https?://", url) else {}
    return found | ({DOI + doi: DOI + doi, doi: DOI + doi} if doi else {})
