"""What stands over and under the content of a slide, in two languages: title, caption, remark, source, notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import Final

from builder.deck.bilingual.bodies import Unsaid
from builder.deck.gauge import MOST_SEAMS, SPACING, Gauge, seams, steps
from builder.deck.laid import layout_of
from builder.deck.prose import printed
from builder.deck.slides import Cover, DeckSlide, Head, Statement
from builder.deck.slots import CAPTION, TITLE
from builder.deck.titles import LARGE, STATEMENT_FLOOR, STATEMENT_LINES, TITLE_FLOOR, balanced
from builder.deck.tongues import alike, beside, under
from builder.measure import has_east_asian
from builder.model import Inlines, Text

_HAN, _LATIN = 1.38, 1.22
"""Distance of a title's base lines as a factor of the size: of lines with Han, and of others."""
_MOST: Final = 2
"""Lines of a title over content, in each language."""
_EASY: Final = 0.88
"""Share of its frame that a title fills at most, if it may be smaller instead."""
_SHRUNK: Final = 0.25
"""Share by which a title becomes smaller so that it stands on one line."""
_LEAST: Final = 0.6
"""Share of the first language's size under which the second only goes where the title would else be too small."""
_APART: Final = 0.35
"""What programs put between scripts at most, em, where a frame is as wide as its line."""
_SMALL: Final = 14.0
"""Under this size the second language's line only goes where the title would else be smaller than it may be."""


@dataclass(frozen=True, slots=True)
class Heads:
    gauge: Gauge
    lang: str

    def joined(self, first: DeckSlide, second: DeckSlide, unsaid: Unsaid) -> Head:
        """`unsaid` is what the content of the slide does not say in the second language."""
        head, other = first.head, second.head
        own, theirs = _whole(head), _whole(other)
        head = replace(head, title=own, part="")
        left: list[Inlines] = []
        if not alike(own, theirs):
            if sizes := self._sizes(first, own, theirs):
                size, aside = sizes
                title = under(own, theirs, self.lang)
                head = replace(head, title=title, size=size, aside=aside, width=self._width(first, own, theirs, sizes))
            else:
                left.append(theirs)
        caption = self._caption(first, other.caption)
        remark = self._remark(head, other)
        source = self._source(head, other)
        for text, whole in ((caption, other.caption), (source, other.source)):
            if whole and not alike(whole, text) and printed(whole) not in printed(text):
                left.append(whole)
        if other.remark and not remark and other.remark != head.remark:
            left.append((Text(other.remark),))
        said = other.notes or (printed(theirs),)
        notes = tuple(dict.fromkeys((*(" ".join(printed(text).split()) for text in left), *unsaid, *said)))
        alt = head.notes or (printed(own),)
        return replace(
            head, caption=caption, source=source, second_remark=remark, notes=alt, others=notes,
            anchors=tuple(dict.fromkeys((*head.anchors, *other.anchors))),
        )  # fmt: skip

    def line(self, first: Inlines, second: Inlines, size: float, width: float, bold: bool = False) -> Inlines:
        """Both on one line, or the first alone."""
        both = beside(first, second, self.lang)
        text = printed(both)
        room = width - SPACING * size * min(seams(text), MOST_SEAMS)
        fits = first and "\n" not in text and self.gauge.ruler.width(text, size, bold) <= room
        return both if fits else first

    # --- title

    def _sizes(self, slide: DeckSlide, first: Inlines, second: Inlines) -> tuple[float, float] | None:
        """The largest size of the title at which both fit, and that of its second line."""
        frame, largest = self.gauge.frame(layout_of(slide), TITLE), slide.head.size
        floor = STATEMENT_FLOOR if isinstance(slide, Statement) else TITLE_FLOOR
        floor, least = min(floor, largest), self.gauge.sizes.label_floor
        most = STATEMENT_LINES if isinstance(slide, Statement) else 99 if isinstance(slide, Cover) else _MOST
        tried = steps(largest, floor, 2)
        for lowest, highest, height in (
            (_SMALL, 99.0, _EASY * frame.text_height),
            (_SMALL, 99.0, frame.text_height),
            (least, _SMALL - 1, frame.text_height),
        ):
            for size in tried:
                aside = min(self.gauge.aside(size), highest)
                smallest = min(max(lowest, _LEAST * size) if highest > _SMALL else lowest, aside)
                for below in steps(aside, smallest, 1):
                    if self._needed(first, second, (size, below), frame.text_width, most) <= height:
                        if most == _MOST:
                            size = self._on_one_line(first, size, floor, frame.text_width)
                        return size, self._on_one_line(second, below, min(lowest, below), frame.text_width)
        return None

    def _on_one_line(self, text: Inlines, size: float, least: float, width: float) -> float:
        """The size, or a somewhat smaller one that needs a line less than two."""
        if self._drawn(text, size, width)[0] != _MOST:
            return size
        smaller = steps(size, max(least, (1 - _SHRUNK) * size), 1)
        return next((one for one in smaller if self._drawn(text, one, width)[0] == 1), size)

    def _needed(self, first: Inlines, second: Inlines, sizes: tuple[float, float], width: float, most: int) -> float:
        """Height of both, infinite where one has more than `most` lines."""
        drawn = [self._drawn(text, size, width) for text, size in zip((first, second), sizes, strict=True)]
        return sum(height for _, height in drawn) if all(lines <= most for lines, _ in drawn) else inf

    def _drawn(self, text: Inlines, size: float, width: float) -> tuple[int, float]:
        """Lines of a title and their height."""
        words = printed(text)
        room = width - SPACING * size * min(seams(words), MOST_SEAMS)
        lines = self.gauge.ruler.lines(words, size, room, bold=True)
        return lines, lines * size * (_HAN if has_east_asian(words) else _LATIN)

    def _width(self, slide: DeckSlide, first: Inlines, second: Inlines, sizes: tuple[float, float]) -> float:
        """That of a frame in which the lines of both are about as long; 0 is the layout's."""
        if not isinstance(slide, LARGE):
            return 0
        whole = self.gauge.frame(layout_of(slide), TITLE).text_width
        widths = []
        for text, size in zip((first, second), sizes, strict=True):
            own = balanced(text, size, whole, self.gauge)
            if not own:
                own = self.gauge.ruler.width(printed(text), size, bold=True) + _APART * size * seams(printed(text))
            widths.append(own)
        widest = max(widths) + 2
        return widest if widest < whole and any("\n" not in printed(text) for text in (first, second)) else 0

    # --- over and under the content

    def _caption(self, slide: DeckSlide, second: Inlines) -> Inlines:
        page = self.gauge.master.pages[layout_of(slide)]
        if not page.has(CAPTION):
            return slide.head.caption
        slot = page.slot(CAPTION)
        size = float(getattr(self.gauge.sizes, slot.face.size))
        return self.line(slide.head.caption, second, size, slot.frame.text_width)

    def _remark(self, head: Head, other: Head) -> str:
        first, second = (Text(head.remark),), (Text(other.remark),)
        size, width = self.gauge.sizes.source, self.gauge.stage.source.text_width
        return other.remark if self.line(first, second, size, width) != first else ""

    def _source(self, head: Head, other: Head) -> Inlines:
        """Beside each other, else, where there are two lines for it, under each other."""
        size, width = self.gauge.sizes.source, self.gauge.stage.source.text_width
        both = self.line(head.source, other.source, size, width)
        if both != head.source or head.remark or not head.source:
            return both
        alone = (self.gauge.ruler.lines(printed(text), size, width) == 1 for text in (head.source, other.source))
        return under(head.source, other.source, self.lang) if all(alone) else head.source


def _whole(head: Head) -> Inlines:
    return (*head.title, Text(head.part)) if head.part else head.title
