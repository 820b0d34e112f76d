"""Text of a planned slide in the placeholders that its layout made, in one language or two."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from io import BytesIO
from typing import Any, Literal

from pptx.shapes.placeholder import SlidePlaceholder

from builder.deck.drawn import Artist, Stack
from builder.deck.forms import Blank
from builder.deck.frames import Frame
from builder.deck.furniture import replace_paragraphs
from builder.deck.gauge import Gauge
from builder.deck.laid import layout_of
from builder.deck.layouts import emu
from builder.deck.paragraphs import Paragraphs
from builder.deck.prose import printed
from builder.deck.runs import Writing
from builder.deck.seats import places_on
from builder.deck.slides import Body, Deck, DeckSlide, Head, is_display
from builder.deck.slots import CAPTION, SOURCE, Page
from builder.deck.tongues import beside
from builder.deck.ways import Ways
from builder.locales.locale import Locale
from builder.locales.mathematics import spoken
from builder.measure import deck_ruler
from builder.model import Asset, Inlines, Text
from builder.theme import Theme


class TextWriter:
    """Fills placeholders with text, and knows which of them are filled."""

    def __init__(
        self,
        planned: DeckSlide,
        blank: Blank,
        theme: Theme,
        locale: Locale,
        assets: Mapping[str, Asset],
        links: Ways,
        deck: Deck,
        second: Locale | None,
    ) -> None:
        self.planned, self.slide, self.theme, self.locale = planned, blank.slide, theme, locale
        self.assets, self.links, self.deck = assets, links, deck
        self.stage = deck.master.stage
        self.page: Page = deck.master.pages[layout_of(planned)]
        self.gauge = Gauge(deck_ruler(theme), theme.deck, deck.master)
        self.writing = Writing(locale, partial(links.to, blank.slide), second)
        self.paragraphs = Paragraphs(self.writing, self.gauge, self.page.home)
        self.places, self.feet = places_on(blank, self.page, theme), blank.feet
        self.filled: set[int] = set()
        self.stacks: dict[Any, Stack] = {}

    def _take(self, index: int) -> SlidePlaceholder:
        self.filled.add(index)
        return self.places[index]

    def _line(self, index: int, inlines: Inlines, size: float = 0, aside: float = 0) -> None:
        if printed(inlines).strip():
            lines = self.paragraphs.lines(inlines, self.page.slot(index), size, aside, level=index in (SOURCE, CAPTION))
            replace_paragraphs(self._take(index).text_frame._txBody, lines)

    def _twice(self, text: str, name: Literal["footer", "date"]) -> Inlines:
        """What the deck says at its edge, and what its second language says there."""
        other = self.deck.second
        second = getattr(other, name) if other else ""
        return beside((Text(text),), (Text(second),), other.lang) if other and second else (Text(text),)

    def _text(self, index: int, body: Body, frame: Frame | None = None) -> None:
        """The body in its placeholder, which stands in `frame` where that is not the layout's."""
        if not body.points:
            return
        shape, slot = self._take(index), self.page.slot(index)
        replace_paragraphs(shape.text_frame._txBody, self.paragraphs.body(body, slot))
        if frame and frame != slot.frame:
            self._place(shape, frame)
        if body.lead:
            lower(shape, body.lead)
        if any(map(is_display, body.points)):
            place = frame or slot.frame
            rows = self.paragraphs.rows(body, slot, place)
            self.stacks[shape._element] = Stack(rows, place, body.lead, self._artist())

    def _artist(self) -> Artist:
        def place(content: BytesIO) -> str:
            _, rid = self.slide.part.get_or_add_image_part(content)
            return str(rid)

        return Artist(self.theme.fonts, self.theme.colours.ink, place, lambda tex: spoken(tex, self.locale))

    def _foot(self, head: Head) -> None:
        """How to read the marks, and where the numbers are from, a line each."""
        remark: Inlines = (Text(head.remark),) if head.remark else ()
        if head.second_remark and self.writing.second:
            remark = beside(remark, (Text(head.second_remark),), self.writing.second.code)
        lines = [line for line in (remark, head.source) if line]
        if lines and SOURCE in self.places:
            slot = self.page.slot(SOURCE)
            written = [self.paragraphs.line(line, slot, level=True) for line in lines]
            replace_paragraphs(self._take(SOURCE).text_frame._txBody, written)

    def _place(self, shape: SlidePlaceholder, frame: Frame) -> None:
        shape.left, shape.top = emu(frame.left), emu(frame.top)
        shape.width, shape.height = emu(frame.width), emu(min(frame.height, self.stage.height - frame.top))


def lower(shape: SlidePlaceholder, lead: float) -> None:
    """Sets the text `lead` points under the upper edge of its frame."""
    shape.text_frame._txBody.bodyPr.set("tIns", str(emu(lead)))
