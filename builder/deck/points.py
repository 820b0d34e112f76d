"""Blocks as paragraphs on slides: in full where the author wrote them for a slide, by first sentences elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, assert_never

from builder.deck.prose import footnotes, leading, printed, sentences, settled
from builder.deck.slides import Marker, Point
from builder.locales.locale import Words
from builder.model import (
    Block,
    Blocks,
    Break,
    Callout,
    CalloutKind,
    CodeBlock,
    Entry,
    Equation,
    Figure,
    Flow,
    Formula,
    Heading,
    Inlines,
    Item,
    Items,
    Math,
    Only,
    Paragraph,
    Quote,
    References,
    Rule,
    Slide,
    Table,
    Text,
    When,
)

WHOLE: Final = 1000
"""More sentences than any paragraph has."""

_DEEPEST: Final = 2


@dataclass(frozen=True, slots=True)
class Pointer:
    """Turns blocks into points. `most` is how many sentences of a paragraph are kept, each a point of its own where
    they are fewer than all; paragraphs of running text are bulleted where `bulleted`."""

    words: Words
    most: int = WHOLE
    bulleted: bool = False

    def points(self, blocks: Blocks, level: int = 0) -> tuple[Point, ...]:
        return tuple(point for block in blocks for point in self._block(block, level))

    def _block(self, block: Block, level: int) -> Iterator[Point]:
        match block:
            case Paragraph() | Formula():
                marker = Marker.BULLET if self.bulleted else Marker.NONE
                yield from self._text(block.children, Point((), level, marker))
            case Equation():
                label = rf"\qquad\text{{{block.label}}}" if block.label else ""
                tex = rf"\displaystyle {block.tex}{label}"
                yield Point((Math(tex, block.span),), level, Marker.NONE)
            case Heading():
                yield Point(settled(block.children, self.words), level, Marker.NONE, heading=True)
            case Items():
                for place, item in enumerate(block.items):
                    number = block.start + place
                    yield from self._item(item, level, Marker.NUMBER if block.ordered else Marker.BULLET, number)
            case Callout():
                yield from self._callout(block, level)
            case Quote() | Only() | When():
                yield from self.points(block.blocks, level)
            case CodeBlock():
                for line in block.text.rstrip("\n").split("\n"):
                    yield Point((Text(line.replace("\t", "    ")),), level, Marker.NONE, mono=True)
            case References():
                for entry in block.entries:
                    yield reference(entry, self.words)
            case Table() | Figure() | Flow() | Slide() | Rule():
                return
            case _:
                assert_never(block)

    def _text(self, inlines: Inlines, model: Point) -> Iterator[Point]:
        whole = settled(inlines, self.words)
        if not printed(whole).strip():
            return
        if self.most >= WHOLE:
            yield replace(model, children=whole)
            return
        for sentence in leading(whole, self.most):
            yield replace(model, children=sentence)

    def _item(self, item: Item, level: int, marker: Marker, number: int) -> Iterator[Point]:
        first, *others = item.blocks or (Paragraph((), item.span),)
        tick = () if item.checked is None else (Text(self._state(item.checked)),)
        own = replace(self, most=min(self.most, 1) if self.most < WHOLE else WHOLE)
        if isinstance(first, Paragraph | Heading):
            text = (*tick, *first.children)
            yield from own._text(text, Point((), min(level, _DEEPEST), marker, number, item=True))
        else:
            others = [first, *others]
        inner = replace(own, bulleted=False)
        for block in others:
            yield from inner._block(block, min(level + 1, _DEEPEST))

    def _state(self, done: bool) -> str:
        return (self.words.task_done if done else self.words.task_open) + self.words.colon

    def _callout(self, callout: Callout, level: int) -> Iterator[Point]:
        title = callout.title or (Text(callout_word(callout.kind, self.words)),)
        yield Point(settled(title, self.words), level, Marker.NONE, heading=True)
        yield from self.points(callout.blocks, level)


def callout_word(kind: CalloutKind, words: Words) -> str:
    return {
        CalloutKind.FINDING: words.finding,
        CalloutKind.CAUTION: words.caution,
        CalloutKind.NOTE: words.note,
        CalloutKind.TAKEAWAY: words.takeaway,
    }[kind]


def reference(entry: Entry, words: Words) -> Point:
    """An entry of the bibliography under its printed number."""
    text = entry.text or (Text(entry.key),)
    stop = " " if printed(text).rstrip("”’»\"'").endswith((".", "。", "?", "？")) else words.colon
    text = settled((*text, Text(stop), *entry.note) if entry.note else text, words)
    if entry.number.isdecimal():
        return Point(text, 0, Marker.NUMBER, int(entry.number))
    return Point(text, 0, Marker.NONE)


def spoken(blocks: Blocks, words: Words) -> tuple[str, ...]:
    """The paragraphs of blocks as plain text, footnotes after the paragraph they belong to."""
    out: list[str] = []
    for block in blocks:
        out += [" ".join(printed(point.children).split()) for point in Pointer(words).points((block,))]
        if isinstance(block, Paragraph):
            out += [text for notes in footnotes(block.children) for text in spoken(notes, words)]
    return tuple(line for line in out if line)


def prose(blocks: Blocks, words: Words, limit: int) -> tuple[str, ...]:
    """Running text in whole sentences, about `limit` characters of it."""
    out: list[str] = []
    left = limit
    texts = (text for block in blocks if not isinstance(block, CodeBlock) for text in spoken((block,), words))
    for text in texts:
        if left <= 0:
            break
        kept = ""
        for sentence in sentences(text):
            if len(sentence) > left and (out or kept):
                return (*out, kept) if kept else tuple(out)
            kept += (" " if kept and kept[-1].isascii() else "") + sentence[:limit]
            left -= len(sentence)
        out.append(kept)
    return tuple(out)


def without_breaks(inlines: Inlines) -> Inlines:
    """On one line: hard breaks are spaces."""
    return tuple(Text(" ") if isinstance(inline, Break) else inline for inline in inlines)
