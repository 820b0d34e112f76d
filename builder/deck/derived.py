"""Slides made from the text of a chapter that has none: its findings, its figures and tables with what is said of
them, and the sentences that stand alone.

Nothing is worded here that the report does not say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from builder.deck.condense import Condenser
from builder.deck.evidence import Exhibits
from builder.deck.material import LEAST, STATED, Draft, Material, worth_of
from builder.deck.points import Pointer, callout_word, without_breaks
from builder.deck.prose import printed, settled, unstopped
from builder.deck.reading import Reading, Told, read_section
from builder.deck.slides import (
    Body,
    Bullets,
    CodeSlide,
    DeckSlide,
    Head,
    Marker,
    Point,
    Statement,
    TableSlide,
)
from builder.locales.locale import Words
from builder.model import (
    Block,
    Blocks,
    Callout,
    CalloutKind,
    CodeBlock,
    Equation,
    Evidence,
    Formula,
    Inlines,
    Paragraph,
    Quote,
    References,
    Section,
    Text,
)

_BESIDE: Final = 3
"""Sentences that stand beside a figure, a table or code."""
_LABEL: Final = 24
"""Characters of a paragraph that is a label of the code under it."""
_ASIDES: Final = 2
_ALONE: Final = 6
"""Sentences on a slide of text."""
_TITLE: Final = 1.8
"""A sentence of at most so many lines of a slide's title is one."""
_STATED: Final = 3.0
_TAKEAWAY, _MESSAGE = 10.0, 4.0
"""What a chapter's message is worth, and what one adds to a figure."""


@dataclass(frozen=True, slots=True)
class Derived:
    """Drafts of one chapter's text."""

    chapter: Material

    @property
    def words(self) -> Words:
        return self.chapter.words

    @property
    def exhibits(self) -> Exhibits:
        return Exhibits(self.words)

    def drafts(self) -> Iterator[Draft]:
        yield from self._of(self.chapter.section)

    def opening(self) -> tuple[Point, ...]:
        """What the opener of the chapter says of it: its takeaways, else its first sentences."""
        if points := tuple(p for callout in self.chapter.takeaways() for p in self.chapter.sentences(callout, 2)):
            return points
        reading = read_section(self.chapter.section)
        return tuple(replace(point, marker=Marker.NONE) for point in self._sentences(reading.rest, 2))

    def exhibited(self, section: Section, item: Evidence) -> Iterator[DeckSlide]:
        """A figure, table or process alone, under its caption; its section is told elsewhere."""
        head = replace(self.chapter.head(section, section.title), anchors=())
        yield from self._shown(replace(head, title=self._named(item) or head.title), item, ())

    def _of(self, section: Section) -> Iterator[Draft]:
        for draft in self._own(section):
            yield replace(draft, brief=True, section=section.id)
        for child in section.sections:
            yield from self._of(child)

    def _own(self, section: Section) -> Iterator[Draft]:
        name, head = section.id, self.chapter.head(section, section.title)
        messages = self._messages(section)
        untold = not messages and not self._takeaways(section)
        reading = read_section(section)
        for number, callout in enumerate(self.chapter.takeaways() if section.level == 1 else ()):
            yield Draft(f"{name}/takeaway-{number}", self._stated(head, callout), lead=True, worth=_TAKEAWAY)
        asides = self._asides(reading)
        rest = () if asides or any(isinstance(b, References) for b in section.blocks) else reading.rest
        points = self._text(rest)
        if len(reading.told) == 1 and isinstance(reading.told[0].item, CodeBlock) and len(points) <= _BESIDE:
            asides, points = (*asides, *points), ()
        if points:
            first = messages.pop(0) if len(messages) > len(reading.told) else None
            made = self._headed(head, first, points)
            plain = first is None and untold
            lead = section.level == 1 and plain and len(points) <= 2 and not any(p.item for p in points)
            worth = STATED if first else LEAST + 3 - min(section.level, 3)
            yield Draft(f"{name}/text", made, lead=lead, worth=worth, untold=plain)
        codes = 0
        for number, told in enumerate(reading.told):
            if isinstance(told.item, CodeBlock):
                made = self._code(head, told, told.item, () if number else asides)
                yield Draft(f"{name}/code-{codes}", made, worth=worth_of(made), untold=untold)
                codes += 1
                continue
            key = told.item.id or str(number - codes)
            said = messages.pop(0) if messages else None
            headed = not points and not number
            beside = (*self._beside(told), *(() if number else asides))
            for part, made in enumerate(self._evidence(head, told.item, said, beside, headed)):
                whole = self._whole(head, made, told.item) if isinstance(made, TableSlide) else None
                plain = untold and made.head.title == head.title
                worth = worth_of(made) + (_MESSAGE if said else 0)
                yield Draft(f"{name}/{key}-{part}", made, whole=whole, worth=worth, untold=plain)
        for number, callout in enumerate(messages):
            yield Draft(f"{name}/finding-{number}", self._stated(head, callout), worth=STATED)

    # --- messages

    def _takeaways(self, section: Section) -> list[Callout]:
        return [b for b in section.blocks if isinstance(b, Callout) and b.kind is CalloutKind.TAKEAWAY]

    def _messages(self, section: Section) -> list[Callout]:
        """What the author says the section says, takeaways first; a chapter's takeaways have a slide of their own."""
        findings = [b for b in section.blocks if isinstance(b, Callout) and b.kind is CalloutKind.FINDING]
        return findings if section.level == 1 else [*self._takeaways(section), *findings]

    def _is_title(self, point: Point, lines: float) -> bool:
        return len(printed(point.children)) <= lines * self.chapter.locale.limits.slide_title

    def _stated(self, head: Head, callout: Callout) -> DeckSlide:
        """A callout as a statement, or, where its first sentence is too long for one, as text under its title."""
        points = self.chapter.sentences(callout, 4)
        if points and self._is_title(points[0], _STATED):
            return Statement(replace(head, title=unstopped(points[0].children)), Body(points[1:]))
        title = callout.title or (Text(callout_word(callout.kind, self.words)),)
        return Bullets(
            replace(head, title=settled((*head.title, Text(self.words.colon), *title), self.words)), Body(points)
        )

    def _headed(self, head: Head, said: Callout | None, points: tuple[Point, ...]) -> DeckSlide:
        """Text under the section's message, else under its heading."""
        told = self.chapter.sentences(said, 3) if said else ()
        if told and self._is_title(told[0], _TITLE):
            head, told = replace(head, title=unstopped(told[0].children)), told[1:]
        return Bullets(head, Body((*(replace(p, marker=Marker.BULLET) for p in told), *points)))

    # --- what is shown

    def _evidence(
        self, head: Head, item: Evidence, said: Callout | None, beside: tuple[Point, ...], headed: bool
    ) -> Iterator[DeckSlide]:
        """The finding is the title where it is short enough for one, else it stands beside the evidence; without one
        the section's heading stands over the first thing that is told of, and the caption over others."""
        points = tuple(replace(p, marker=Marker.BULLET) for p in self.chapter.sentences(said, 3)) if said else ()
        if points and self._is_title(points[0], _TITLE):
            title = unstopped(points[0].children)
            head = replace(head, title=title, caption=self.exhibits.caption(item, title))
            points = (*points[1:_BESIDE], *beside[: max(_BESIDE + 1 - len(points), 1)])
        else:
            points = (*points[:_BESIDE], *beside)
            named = self._named(item)
            if named and not (points and headed):
                head = replace(head, title=named, caption=())
            else:
                head = replace(head, caption=self.exhibits.caption(item, head.title))
        yield from self._shown(head, item, points)

    def _whole(self, head: Head, made: TableSlide, item: Evidence) -> DeckSlide:
        """The table alone, for the appendix."""
        own = replace(made.head, title=self._named(item) or head.title, caption=(), anchors=())
        return replace(made, head=own, body=Body())

    def _shown(self, head: Head, item: Evidence, points: tuple[Point, ...]) -> Iterator[DeckSlide]:
        anchors = (*head.anchors, *((item.id,) if item.id else ()))
        own = replace(head, source=self.exhibits.sources((item,)), anchors=anchors)
        yield from self.exhibits.slides(own, item, points)

    def _named(self, item: Evidence) -> Inlines:
        return settled(without_breaks(item.caption), self.words)

    def _code(self, head: Head, told: Told, block: CodeBlock, asides: tuple[Point, ...]) -> DeckSlide:
        return CodeSlide(head, Body(Pointer(self.words).points((block,))), Body((*self._beside(told), *asides)))

    def _beside(self, told: Told) -> tuple[Point, ...]:
        if 1 < len(told.said) <= _BESIDE and all(len(printed(said)) <= _LABEL for said in told.said):
            return tuple(Point(said) for said in told.said)
        return tuple(Point(said) for said in Condenser(self.chapter.locale).told(told.said, _BESIDE))

    # --- text

    def _asides(self, reading: Reading) -> tuple[Point, ...]:
        """A note or a quotation, where the section has no other text: it stands beside the first thing shown."""
        few = 0 < len(reading.rest) <= _ASIDES and all(isinstance(b, Callout | Quote) for b in reading.rest)
        if not few or not reading.told:
            return ()
        return Pointer(self.words, 1, bulleted=True).points(reading.rest)

    def _text(self, blocks: Blocks) -> tuple[Point, ...]:
        """Sentences of the paragraphs, and lists, quotations and formulas in their places between them; no heading over
        nothing."""
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        others = [block for block in blocks if not isinstance(block, Paragraph)]
        listed = any(not isinstance(block, Formula | Equation) for block in others)
        most = min(_ALONE, len(paragraphs)) if listed else max(_ALONE - len(others), 1)
        kept = {printed(point.children) for point in self._sentences(blocks, most)}
        out: list[Point] = []
        for block, after in zip(blocks, (*blocks[1:], None), strict=False):
            if isinstance(block, Paragraph):
                own = Pointer(self.words, 4, bulleted=True).points((block,))
                out += [point for point in own if printed(point.children) in kept or self._leads(point, after)]
            else:
                out += Pointer(self.words, 1, bulleted=True).points((block,))
        while out and out[-1].heading:
            out.pop()
        return tuple(out)

    def _leads(self, point: Point, after: Block | None) -> bool:
        """Whether a sentence leads to a formula, which says nothing without it."""
        text = printed(point.children).rstrip()
        announces = text.endswith((":", "：")) and not Condenser(self.chapter.locale).points(text)
        return isinstance(after, Formula | Equation) and announces

    def _sentences(self, blocks: Blocks, most: int) -> tuple[Point, ...]:
        texts = tuple(block.children for block in blocks if isinstance(block, Paragraph))
        return tuple(Point(said) for said in Condenser(self.chapter.locale).told(texts, most))
