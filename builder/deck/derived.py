"""Slides made from the text of a chapter that has none: its findings, figures and tables, and first sentences.

Nothing is worded here that the report does not say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from builder.deck.evidence import Exhibits
from builder.deck.material import Draft, Material, evidence_in
from builder.deck.points import Pointer, callout_word, without_breaks
from builder.deck.prose import printed, settled, unstopped
from builder.deck.slides import Body, Bullets, CodeSlide, DeckSlide, Head, Marker, Point, Statement
from builder.locales.locale import Words
from builder.model import (
    Block,
    Callout,
    CalloutKind,
    CodeBlock,
    Evidence,
    Formula,
    Heading,
    Items,
    Paragraph,
    Quote,
    References,
    Section,
    Text,
)

_SHORT: Final = 3


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

    def exhibited(self, section: Section, item: Evidence) -> Iterator[DeckSlide]:
        """A figure, table or process alone, under its caption; its section is told elsewhere."""
        head = replace(self.chapter.head(section, section.title), anchors=())
        yield from self._from_evidence(head, item, None, ())

    def _of(self, section: Section) -> Iterator[Draft]:
        name = section.id
        kinds = (CalloutKind.FINDING,) if section.level == 1 else (CalloutKind.FINDING, CalloutKind.TAKEAWAY)
        findings = [b for b in section.blocks if isinstance(b, Callout) and b.kind in kinds]
        evidence = tuple(evidence_in(section.blocks))
        head = self.chapter.head(section, section.title)
        if section.level == 1:
            for number, callout in enumerate(self.chapter.takeaways()):
                yield Draft(f"{name}/takeaway-{number}", self._stated(head, callout), lead=True)
        points = self._condensed(section)
        codes = [block for block in section.blocks if isinstance(block, CodeBlock)]
        beside = _is_short(section) and (bool(codes) or (bool(evidence) and not findings))
        if points and not beside:
            yield Draft(f"{name}/text", Bullets(head, Body(points)))
        for number, block in enumerate(codes):
            intro = Body(points if beside and not number else ())
            yield Draft(f"{name}/code-{number}", CodeSlide(head, Body(Pointer(self.words).points((block,))), intro))
        for number, item in enumerate(evidence):
            said = findings.pop(0) if findings else None
            text = points if beside and not codes and not number else ()
            for part, made in enumerate(self._from_evidence(head, item, said, text)):
                yield Draft(f"{name}/{item.id or number}-{part}", made)
        for number, callout in enumerate(findings):
            yield Draft(f"{name}/finding-{number}", self._stated(head, callout))
        for child in section.sections:
            yield from self._of(child)

    def _from_evidence(
        self, head: Head, item: Evidence, said: Callout | None, text: tuple[Point, ...]
    ) -> Iterator[DeckSlide]:
        """The finding is the title where it is short enough for one, else it stands beside the evidence; so does the
        short text of a section, under its heading."""
        points = tuple(replace(p, marker=Marker.BULLET) for p in self.chapter.sentences(said, 3)) if said else ()
        own = replace(
            head, source=self.exhibits.sources((item,)), anchors=(*head.anchors, *((item.id,) if item.id else ()))
        )
        if points and len(printed(points[0].children)) <= 1.8 * self.chapter.locale.limits.slide_title:
            title = unstopped(points[0].children)
            own, points = replace(own, title=title, caption=self.exhibits.caption(item, title)), points[1:]
        elif text:
            own, points = replace(own, caption=self.exhibits.caption(item, head.title)), text
        else:
            title = settled(without_breaks(item.caption), self.words)
            own = replace(own, title=title or head.title, caption=())
        yield from self.exhibits.slides(own, item, points)

    def _stated(self, head: Head, callout: Callout) -> DeckSlide:
        """A callout as a statement, or, where its first sentence is too long for one, as text under its title."""
        points = self.chapter.sentences(callout, 4)
        if points and len(printed(points[0].children)) <= 3 * self.chapter.locale.limits.slide_title:
            return Statement(replace(head, title=unstopped(points[0].children)), Body(points[1:]))
        title = callout.title or (Text(callout_word(callout.kind, self.words)),)
        return Bullets(
            replace(head, title=settled((*head.title, Text(self.words.colon), *title), self.words)), Body(points)
        )

    def _condensed(self, section: Section) -> tuple[Point, ...]:
        following = (*section.blocks[1:], None)
        blocks = tuple(
            block
            for block, after in zip(section.blocks, following, strict=False)
            if isinstance(block, Paragraph | Items | Quote | Formula | Heading) and not _announces(block, after)
        )
        notes = tuple(block for block in section.blocks if _is_note(block))
        if any(isinstance(block, References) for block in section.blocks):
            return ()
        paragraphs = sum(isinstance(block, Paragraph) for block in blocks)
        others = len(blocks) > paragraphs
        most = 1 if others else {1: 4, 2: 2}.get(paragraphs, 1)
        return Pointer(self.words, most, bulleted=True).points((*blocks, *notes))


def _is_short(section: Section) -> bool:
    """Whether its text is a paragraph or a few and nothing else, which stand beside what they speak of."""
    texts = [block for block in section.blocks if isinstance(block, Paragraph | Quote) or _is_note(block)]
    others = [b for b in section.blocks if isinstance(b, Items | Formula | Heading | References)]
    return len(texts) <= _SHORT and not others


def _is_note(block: Block) -> bool:
    return isinstance(block, Callout) and block.kind in (CalloutKind.NOTE, CalloutKind.CAUTION)


def _announces(block: Block, after: Block | None) -> bool:
    """Whether a paragraph only leads to evidence or code that has a slide of its own."""
    if not isinstance(block, Paragraph) or isinstance(after, Items):
        return False
    return printed(block.children).rstrip().endswith((":", "："))
