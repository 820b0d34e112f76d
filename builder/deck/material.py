"""What a chapter offers for slides: its slides, callouts and prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, assert_never

from builder.deck.points import Pointer, prose, without_breaks
from builder.deck.prose import leading, printed, settled
from builder.deck.slides import DeckSlide, Head, Marker, Point
from builder.locales.locale import Locale, Words
from builder.model import (
    Block,
    Callout,
    CalloutKind,
    CodeBlock,
    Evidence,
    Figure,
    Flow,
    Formula,
    Heading,
    Inlines,
    Items,
    Only,
    Paragraph,
    Quote,
    References,
    Rule,
    Section,
    Slide,
    Table,
)

NOTES_LENGTH: Final = 600
"""Characters of a section's prose that go into the notes of a slide whose author wrote none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A slide and its name across languages. A `lead` is left out where an opener of its chapter says it;
    an `appendix` stands after the closing slide."""

    key: str
    slide: DeckSlide
    lead: bool = False
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """One chapter in one language."""

    section: Section
    locale: Locale

    @property
    def words(self) -> Words:
        return self.locale.words

    def blocks(self) -> Iterator[tuple[Section, Block]]:
        """Every block in reading order, with the section that holds it."""
        return _walk(self.section)

    def slides(self) -> tuple[tuple[Section, Slide], ...]:
        return tuple((section, block) for section, block in self.blocks() if isinstance(block, Slide))

    def references(self) -> tuple[tuple[Section, References], ...]:
        return tuple((section, block) for section, block in self.blocks() if isinstance(block, References))

    def takeaways(self) -> tuple[Callout, ...]:
        """The boxes under the chapter's heading."""
        blocks = self.section.blocks
        return tuple(b for b in blocks if isinstance(b, Callout) and b.kind is CalloutKind.TAKEAWAY)

    def sentences(self, callout: Callout, most: int) -> tuple[Point, ...]:
        points = Pointer(self.words).points(callout.blocks)
        pieces = (piece for point in points for piece in leading(point.children, most))
        return tuple(Point(piece, marker=Marker.NONE) for piece in pieces)[:most]

    def prose(self, section: Section) -> tuple[str, ...]:
        """The section's running text for the notes, never empty."""
        blocks = tuple(block for _, block in _walk(section) if _is_prose(block))
        return prose(blocks, self.words, NOTES_LENGTH) or (printed(settled(section.title, self.words)),)

    def head(self, section: Section, title: Inlines) -> Head:
        """The head of a slide made from a section."""
        return Head(
            title=settled(without_breaks(title), self.words),
            span=section.span,
            notes=self.prose(section),
            anchors=(section.id,),
            chapter=self.section.id,
        )


def evidence_in(blocks: tuple[Block, ...]) -> Iterator[Evidence]:
    """Figures, tables and processes, also those inside callouts, quotations and lists."""
    for block in blocks:
        match block:
            case Figure() | Table() | Flow():
                yield block
            case Callout() | Quote() | Only():
                yield from evidence_in(block.blocks)
            case Items():
                for item in block.items:
                    yield from evidence_in(item.blocks)
            case Paragraph() | Heading() | CodeBlock() | Rule() | Formula() | References() | Slide():
                pass
            case _:
                assert_never(block)


def _walk(section: Section) -> Iterator[tuple[Section, Block]]:
    for block in section.blocks:
        yield section, block
    for child in section.sections:
        yield from _walk(child)


def _is_prose(block: Block) -> bool:
    return isinstance(block, Paragraph | Items | Callout | Quote | Formula)
