"""A project in the making: every piece in its file, with the place that it is written at, so that it can be mended."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from builder.diagnostics import Span
from builder.importer.plain_words import words_of
from builder.importer.sheet import Comment
from builder.importer.writing.blocks import PageWriter
from builder.importer.writing.normal import goes_on
from builder.model import Block, Blocks, CodeBlock, Inlines, Only, Paragraph, Text

_NOWHERE = Span("")
Meta: TypeAlias = tuple[tuple[Inlines, Inlines], ...]
"""Lines of the cover: label and value."""


@dataclass(slots=True)
class Slot:
    """What became of one piece of the source. Each time that it cannot be read back, it is written more plainly."""

    content: Blocks | Comment
    line: int
    stage: int = 0

    def plainer(self) -> str:
        """Write it more plainly, and say how."""
        self.stage += 1
        if isinstance(self.content, Comment):
            self.content = ()
            return "a comment was left out: " + " ".join(words_of((Text(str(self.content)),)).split())
        words = words_of(self.content)
        if self.stage == 1:
            self.content = tuple(Paragraph((Text(line),), _NOWHERE) for line in words.split("\n") if line)
            return "what could not be written as it is became plain text"
        if self.stage == 2:
            self.content = (CodeBlock(words, "", _NOWHERE),)
            return "what could not be written as it is became plain text"
        self.content = ()
        return f"left out, because nothing could be made of it: {words}"


@dataclass(slots=True)
class Draft:
    """A section of one language. `id` is that of the same section in all languages."""

    id: str
    title: Inlines
    level: int
    line: int
    only: bool
    slots: list[Slot]
    sections: list[Draft]
    numbered: bool = True

    def walk(self) -> Iterator[Draft]:
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(slots=True)
class Page:
    """A file in the making, and what of the draft stands at which of its lines (1-based)."""

    lines: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _made_of: list[Slot | Draft] = field(default_factory=list)

    def add(self, lines: list[str], made_of: Slot | Draft, close: bool = False) -> None:
        """`close`: without an empty line before it."""
        if not lines:
            return
        if self.lines and not close:
            self.lines.append("")
        self._starts.append(len(self.lines) + 1)
        self._made_of.append(made_of)
        self.lines += lines

    def at(self, line: int) -> Slot | Draft | None:
        place = bisect_right(self._starts, line) - 1
        return self._made_of[place] if place >= 0 else None

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def chapter_page(chapter: Draft) -> Page:
    page, writer = Page(), PageWriter()
    _write(chapter, page, writer)
    page.lines += writer.footnotes()
    return page


def _write(section: Draft, page: Page, writer: PageWriter) -> None:
    page.add([writer.heading(section.level, section.title, section.id, section.only, section.numbered)], section)
    above: Block | None = None
    for slot in section.slots:
        content = slot.content
        if isinstance(content, Comment):
            page.add(_comment(content), slot)
            above = None if _comment(content) else above
        elif content:
            page.add(writer.blocks(content, above), slot, close=goes_on(above, content[0]))
            above = content[-1]
    for child in section.sections:
        _write(child, page, writer)


def index_page(front: Draft, subtitle: Inlines, meta: Meta, comments: list[Slot]) -> Page:
    page, writer = Page(), PageWriter()
    page.add([writer.heading(1, front.title)], front)
    if subtitle:
        page.add([":::{subtitle}", *writer.paragraph(subtitle), ":::"], front)
    if meta:
        rows = [f"- {writer.line(label)}: {writer.line(value)}" for label, value in meta]
        page.add([":::{meta}", *rows, ":::"], front)
    for slot in comments:
        if isinstance(slot.content, Comment):
            page.add(_comment(slot.content), slot)
    page.lines += writer.footnotes()
    return page


def _comment(comment: Comment) -> list[str]:
    lines = comment.text.replace("-->", "-- >").strip("\n").split("\n")
    if not "".join(lines).strip():
        return []
    if len(lines) == 1:
        return [f"<!-- {lines[0].strip()} -->"]
    return ["<!--", *lines, "-->"]


def settings_text(
    name: str, languages: tuple[str, ...], date: str, authors: tuple[str, ...], numbered: bool, sections: list[str]
) -> str:
    """report.yaml. Editions that were written elsewhere may disagree: that is told, and does not keep them from being
    built."""
    lines = [f"name: {name}", f"languages: [{', '.join(languages)}]"]
    lines += ["disagreements: warning"] if len(languages) > 1 else []
    lines += [f"date: {date}"] if date else []
    lines += ["authors:", *(f"  - {json.dumps(author, ensure_ascii=False)}" for author in authors)] if authors else []
    lines += [f"numbered: {'true' if numbered else 'false'}", "sections:", *(f"  - {stem}" for stem in sections)]
    return "\n".join(lines) + "\n"


def isolate(sections: list[Draft], lang: str) -> None:
    """What stands in these sections is their language's own, and no other's."""
    for section in sections:
        for slot in section.slots:
            if not isinstance(slot.content, Comment):
                slot.content = tuple(
                    block if isinstance(block, Only) else Only(lang, (block,), block.span) for block in slot.content
                )
