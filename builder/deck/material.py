"""What a chapter offers for slides: its slides, callouts and prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, assert_never

from builder.deck.points import Pointer, prose, without_breaks
from builder.deck.prose import leading, printed, settled, unlinked
from builder.deck.slides import (
    ChartSlide,
    CodeSlide,
    Comparison,
    DeckSlide,
    Head,
    KeyFigures,
    Marker,
    Pair,
    PictureSlide,
    Point,
    ProcessSlide,
    Statement,
    TableSlide,
)
from builder.locales.locale import Locale, Words
from builder.model import (
    Block,
    Callout,
    CalloutKind,
    CodeBlock,
    Equation,
    Evidence,
    Figure,
    Flow,
    Formula,
    Heading,
    Inlines,
    Items,
    Missing,
    Only,
    Paragraph,
    Quote,
    References,
    Rule,
    Section,
    Slide,
    Table,
    Text,
    When,
)

STATED: Final = 9.0
LEAST: Final = 1.0
"""What a statement is worth, and an empty section."""
NOTES_LENGTH: Final = 600
"""Characters of a section's prose that go into the notes of a slide whose author wrote none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A slide and its name across languages. A `lead` is left out where an opener of its chapter says it;
    an `appendix` stands after the closing slide.

    A `brief` one was made from the text of `section`: it takes one slide and says what it leaves out; `whole` is what
    the appendix may show then. `worth` weighs it against the others where a deck cannot hold all. An `untold` one has a
    heading as its title, because its section has no sentence for one."""

    key: str
    slide: DeckSlide
    lead: bool = False
    appendix: bool = False
    brief: bool = False
    whole: DeckSlide | None = None
    worth: float = 1.0
    section: str = ""
    untold: bool = False


def worth_of(slide: DeckSlide) -> float:
    """Messages and key figures before charts, these before processes and pictures, tables, text and code."""
    match slide:
        case Statement():
            return STATED
        case KeyFigures():
            return 8.0
        case ChartSlide() | Pair():
            return 7.0
        case ProcessSlide() | Comparison():
            return 6.5
        case PictureSlide():
            return 2.0 if isinstance(slide.picture, Missing) else 6.0
        case TableSlide():
            return 4.0
        case CodeSlide():
            return 1.5
        case _:
            return 2.0


@dataclass(frozen=True, slots=True)
class Material:
    """One chapter in one language. `repeated` are headings that several sections of the report have."""

    section: Section
    locale: Locale
    repeated: frozenset[str] = frozenset()

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
        """The head of a slide made from a section; a heading that others have too stands after its chapter's."""
        named = unlinked(settled(without_breaks(title), self.words))
        if section is not self.section and printed(named) in self.repeated:
            chapter = settled(without_breaks(self.section.title), self.words)
            named = (*chapter, Text(self.words.colon), *named)
        return Head(
            title=named,
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
            case Callout() | Quote() | Only() | When():
                yield from evidence_in(block.blocks)
            case Items():
                for item in block.items:
                    yield from evidence_in(item.blocks)
            case Paragraph() | Heading() | CodeBlock() | Rule() | Formula() | Equation() | References() | Slide():
                pass
            case _:
                assert_never(block)


def _walk(section: Section) -> Iterator[tuple[Section, Block]]:
    for block in section.blocks:
        yield section, block
    for child in section.sections:
        yield from _walk(child)


def _is_prose(block: Block) -> bool:
    return isinstance(block, Paragraph | Items | Callout | Quote | Formula | Equation)
