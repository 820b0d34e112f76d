"""A language of a report, read: its sections, blocks and cells as passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from builder.check.consistency.cues import cues
from builder.check.consistency.passages import Edition, Grid, Mention, Passage
from builder.check.context import Context, Reading, rarities, reading, walk_sections
from builder.check.parity.places import Places
from builder.check.parity.tree import Leaf, Node, nodes_of
from builder.locales import Locale
from builder.locales.numbers import Form, Unwordable, compose
from builder.locales.quantity import Quantity
from builder.locales.reading_words import WALL
from builder.model import (
    Block,
    Blocks,
    Break,
    Clause,
    Code,
    Document,
    Emph,
    Fact,
    Footnote,
    Inlines,
    Items,
    Link,
    Math,
    Modifier,
    Only,
    Picture,
    Ref,
    RefKind,
    Script,
    Section,
    Status,
    Strike,
    Table,
    Text,
    When,
)
from builder.shown import shown

_DIGIT = re.compile(r"\d")
"""Words alone seldom are a part of arithmetic, and reading takes its time."""
_DIGESTS = ("slide", "finding", "takeaway", "caution", "note")


def read_edition(context: Context, lang: str) -> Edition:
    locale = context.locales[lang]
    corpus = context.corpus
    document = corpus.documents[lang]
    if _is_conditional(context, lang):
        document = shown(document, lang, corpus)
    reader = _Reader(corpus.facts, locale, lang, document, context.kept(reading, lang))
    for chapter in document.sections:
        reader.section(chapter, chapter)
    places = Places(context.texts)
    return Edition(lang, locale, cues(locale), document, places, tuple(reader.passages), tuple(reader.grids))


def _is_conditional(context: Context, lang: str) -> bool:
    sections = walk_sections(context.corpus.documents[lang].sections)
    parts = context.kept(rarities, lang)
    return any(section.when for section in sections) or any(isinstance(part, When | Clause) for part in parts)


@dataclass(slots=True)
class _Reader:
    facts: Mapping[str, Fact]
    locale: Locale
    lang: str
    document: Document
    read: Reading
    passages: list[Passage] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    worded: dict[tuple[str, ...], str] = field(default_factory=dict)

    def section(self, section: Section, chapter: Section) -> None:
        here = _Here(section.id, chapter.id, is_digest(chapter, self.locale))
        self.passages.append(self._passage(Leaf("heading", section.title, section.span), here, ()))
        for block in () if _has_notes(section) else _flat(section.blocks, self.lang):
            if not (isinstance(block, Table) and self._grid(block, here)):
                for node in nodes_of((block,)):
                    self._node(node, here, ())
        for child in section.sections:
            self.section(child, chapter)

    def _node(self, node: Node, here: _Here, trail: tuple[str, ...]) -> None:
        inside = (*trail, node.kind)
        for leaf in node.leaves:
            if leaf.inlines:
                self.passages.append(self._passage(leaf, here, inside))
        for child in node.nodes:
            self._node(child, here, inside)

    def _grid(self, table: Table, here: _Here) -> bool:
        width = len(table.aligns)
        rows = (*table.head, *table.body)
        joined = any(cell.colspan + cell.rowspan > 2 for row in rows for cell in row)
        if len(table.head) != 1 or joined or any(len(row) != width for row in rows):
            return False
        read = [
            tuple(
                self._passage(Leaf("cell", c.children, c.span if c.span.file else table.span), here, ("table",))
                for c in row
            )
            for row in rows
        ]
        caption = self._passage(Leaf("caption", table.caption, table.span), here, ("table",))
        source = self._passage(Leaf("source", table.source, table.span), here, ("table",))
        self.passages += [passage for passage in (caption, source) if passage.text]
        self.grids.append(Grid(table, caption, read[0], tuple(read[1:])))
        return True

    def _passage(self, leaf: Leaf, here: _Here, trail: tuple[str, ...]) -> Passage:
        pieces: list[str] = []
        refs: list[tuple[int, int, Ref]] = []
        at = 0
        for piece, ref in self._pieces(leaf.inlines):
            if ref is not None:
                refs.append((at, at + len(piece), ref))
            pieces.append(piece)
            at += len(piece)
        text = "".join(pieces)
        quantities = self.read(text) if _DIGIT.search(text) or text.endswith((":", "：")) else ()
        mentions = tuple(self._mention(quantity, refs) for quantity in quantities)
        digest = here.digest or any(kind in _DIGESTS for kind in trail) or leaf.role == "caption"
        named = tuple(ref for _, _, ref in refs)
        return Passage(here.section, here.chapter, trail, leaf.role, digest, text, mentions, named, leaf.span)

    def _mention(self, quantity: Quantity, refs: list[tuple[int, int, Ref]]) -> Mention:
        for start, end, ref in refs:
            if ref.kind is RefKind.FACT and start < quantity.number[1] and quantity.number[0] < end:
                return Mention(quantity, ref, self.facts.get(ref.key))
        return Mention(quantity)

    def _pieces(self, inlines: Inlines) -> Iterator[tuple[str, Ref | None]]:
        for inline in inlines:
            match inline:
                case Text():
                    yield inline.text, None
                case Emph() | Strike() | Script() | Link():
                    yield from self._pieces(inline.children)
                case Break():
                    yield "\n", None
                case Ref():
                    yield self._words(inline), inline
                case Footnote() | Clause():
                    pass
                case Code() | Math() | Picture() | Status():
                    yield WALL, None
                case _:
                    assert_never(inline)

    def _words(self, ref: Ref) -> str:
        fact = self.facts.get(ref.key)
        if ref.kind is RefKind.TERM:
            return self.document.terms.labels.get(ref.key, WALL)
        if ref.kind is not RefKind.FACT or fact is None:
            return WALL
        same = (ref.key, *(f"{name}={value}" for name, value in sorted(ref.options.items())))
        if same not in self.worded:
            self.worded[same] = self._composed(fact, ref)
        return self.worded[same]

    def _composed(self, fact: Fact, ref: Ref) -> str:
        try:
            return compose(
                fact.value,
                fact.unit,
                Modifier(ref.options.get("modifier", fact.modifier)),
                Form(ref.options.get("form", Form.PROSE)),
                self.locale,
                signed="signed" in ref.options,
                digits=int(ref.options["digits"]) if "digits" in ref.options else None,
                counter=ref.options.get("counter", ""),
                units=self.document.terms.units,
            )
        except (Unwordable, ValueError):
            return WALL


@dataclass(frozen=True, slots=True)
class _Here:
    section: str
    chapter: str
    digest: bool


def is_digest(chapter: Section, locale: Locale) -> bool:
    """Whether a chapter says again what others say: a summary, or conclusions."""
    return is_summary(chapter, locale) or _titled(chapter, locale.relations.closing)


def is_summary(chapter: Section, locale: Locale) -> bool:
    return _titled(chapter, locale.typed.topics.get("abstract", ()))


def _has_notes(section: Section) -> bool:
    """Whether a section holds editor's notes: it says what contradicts what."""
    return any(isinstance(block, Items) and any(item.answers for item in block.items) for block in section.blocks)


def _titled(chapter: Section, titles: Iterable[str]) -> bool:
    title = "".join(inline.text for inline in chapter.title if isinstance(inline, Text)).strip().casefold()
    return any(title.startswith(known.casefold()) or title.endswith(known.casefold()) for known in titles)


def _flat(blocks: Blocks, lang: str) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Only):
            yield block
        elif block.lang == lang:
            yield from _flat(block.blocks, lang)
