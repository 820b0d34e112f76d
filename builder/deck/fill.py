"""One planned slide written into the slide that its layout made: its placeholders and its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any, assert_never

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.shapes.placeholder import ChartPlaceholder, SlidePlaceholder

from builder.deck.alternate import alternate
from builder.deck.drawn import Artist, Stack
from builder.deck.forms import Blank
from builder.deck.frames import GUTTER, Frame
from builder.deck.furniture import add_footers, replace_paragraphs
from builder.deck.gauge import Gauge
from builder.deck.laid import layout_of
from builder.deck.layouts import emu
from builder.deck.native_chart import add_chart
from builder.deck.native_flow import add_flow
from builder.deck.native_picture import add_missing, add_picture
from builder.deck.native_table import add_table
from builder.deck.paragraphs import Paragraphs
from builder.deck.prose import printed, says_again
from builder.deck.runs import Writing
from builder.deck.seats import freed, narrowed, places_on
from builder.deck.slides import (
    Agenda,
    Body,
    Bullets,
    ChartSlide,
    Closing,
    CodeSlide,
    Comparison,
    Cover,
    Deck,
    DeckSlide,
    Head,
    KeyFigures,
    Pair,
    PictureSlide,
    ProcessSlide,
    SectionOpener,
    Side,
    SourcesSlide,
    Statement,
    TableSlide,
    is_display,
)
from builder.deck.slots import (
    BODY,
    CAPTION,
    EVIDENCE,
    LEFT_HEAD,
    META,
    ORDINAL,
    RIGHT_HEAD,
    SECOND,
    SOURCE,
    TILE,
    TITLE,
    Page,
)
from builder.deck.ways import Ways
from builder.locales.locale import Locale
from builder.locales.mathematics import spoken
from builder.measure import deck_ruler
from builder.model import Asset, Figure, Image, Inlines, Missing, Plot, Text
from builder.theme import Theme


class SlideWriter:
    """Fills one slide."""

    def __init__(
        self,
        planned: DeckSlide,
        blank: Blank,
        theme: Theme,
        locale: Locale,
        assets: Mapping[str, Asset],
        links: Ways,
        deck: Deck,
    ) -> None:
        self.planned, self.slide, self.theme, self.locale = planned, blank.slide, theme, locale
        self.assets, self.links, self.deck = assets, links, deck
        self.stage = deck.master.stage
        self.page: Page = deck.master.pages[layout_of(planned)]
        self.writing = Writing(locale, partial(links.to, blank.slide))
        self.paragraphs = Paragraphs(self.writing, Gauge(deck_ruler(theme), theme.deck, deck.master))
        self.places, self.feet = places_on(blank, self.page, theme), blank.feet
        self.filled: set[int] = set()
        self.stacks: dict[Any, Stack] = {}

    def write(self) -> None:
        head = self.planned.head
        title = (*head.title, Text(head.part)) if head.part else head.title
        self._line(TITLE, title, head.size)
        if head.width:
            self._place(self.places[TITLE], narrowed(self.page.slot(TITLE), head.width))
        if head.caption and CAPTION in self.places:
            self._line(CAPTION, head.caption)
        self._content()
        self._foot(head)
        for index, shape in self.places.items():
            if index not in self.filled:
                self.slide.shapes._spTree.remove(shape._element)
        freed(self.slide)
        alternate(self.slide.shapes._spTree, self.stacks)
        if not isinstance(self.planned, Cover | Closing):
            said = {"ftr": self.deck.footer, "dt": self.deck.date}
            add_footers(self.slide, self.feet, said, self.locale.tag, self.links.back(self.slide, head.chapter))

    def _content(self) -> None:
        planned = self.planned
        match planned:
            case Cover():
                self._text(BODY, planned.subtitle)
                self._text(META, planned.meta)
            case Agenda():
                self._agenda(planned)
            case SectionOpener():
                self._line(ORDINAL, (Text(planned.number.zfill(2)),) if planned.number else ())
                self._text(BODY, planned.lead)
                if ORDINAL in self.filled and (back := self.links.back(self.slide, planned.head.chapter)):
                    self.places[ORDINAL]._element._nvXxPr.cNvPr.append(parse_xml(back))
            case Statement():
                self._statement(planned)
            case KeyFigures():
                self._tiles(planned)
                self._text(BODY, planned.body, self.stage.under_tiles(planned.height))
            case ChartSlide():
                self._chart(EVIDENCE, planned.plot, self.planned.head.source)
                self._text(BODY, planned.body)
            case TableSlide():
                add_table(self._seen(EVIDENCE), planned, self.writing)
                self._text(BODY, planned.body, self._strip(planned.body))
            case ProcessSlide():
                self._process(planned)
            case PictureSlide():
                around = printed(planned.head.title), printed(planned.head.caption)
                self._picture(EVIDENCE, planned.picture, planned.alt, " ".join(around))
                self._text(BODY, planned.body)
            case Comparison():
                self._side(LEFT_HEAD, BODY, planned.left)
                self._side(RIGHT_HEAD, SECOND, planned.right)
            case Pair():
                self._half(LEFT_HEAD, EVIDENCE, planned.left, planned.body)
                self._half(RIGHT_HEAD, SECOND, planned.right, planned.body)
                self._text(BODY, planned.body, self._strip(planned.body))
            case CodeSlide():
                self._code(planned)
            case Bullets() | SourcesSlide() | Closing():
                self._text(BODY, planned.body)
            case _:
                assert_never(planned)

    # --- text

    def _take(self, index: int) -> SlidePlaceholder:
        self.filled.add(index)
        return self.places[index]

    def _line(self, index: int, inlines: Inlines, size: float = 0) -> None:
        if printed(inlines).strip():
            line = self.paragraphs.line(inlines, self.page.slot(index), size, level=index in (SOURCE, CAPTION))
            replace_paragraphs(self._take(index).text_frame._txBody, [line])

    def _text(self, index: int, body: Body, frame: Frame | None = None) -> None:
        """The body in its placeholder, which stands in `frame` where that is not the layout's."""
        if not body.points:
            return
        shape, slot = self._take(index), self.page.slot(index)
        replace_paragraphs(shape.text_frame._txBody, self.paragraphs.body(body, slot))
        if frame and frame != slot.frame:
            self._place(shape, frame)
        if body.lead:
            _lower(shape, body.lead)
        if any(map(is_display, body.points)):
            place = frame or slot.frame
            rows = self.paragraphs.rows(body, slot, place)
            self.stacks[shape._element] = Stack(rows, place, body.lead, self._artist())

    def _artist(self) -> Artist:
        def place(content: BytesIO) -> str:
            _, rid = self.slide.part.get_or_add_image_part(content)
            return str(rid)

        return Artist(self.theme.fonts, self.theme.colours.ink, place, lambda tex: spoken(tex, self.locale))

    def _strip(self, body: Body) -> Frame | None:
        return self.stage.note(body.height) if body.height else None

    def _foot(self, head: Head) -> None:
        """How to read the marks, and where the numbers are from, a line each."""
        lines = [line for line in ((Text(head.remark),) if head.remark else (), head.source) if line]
        if lines and SOURCE in self.places:
            slot = self.page.slot(SOURCE)
            written = [self.paragraphs.line(line, slot, level=True) for line in lines]
            replace_paragraphs(self._take(SOURCE).text_frame._txBody, written)

    def _side(self, head: int, content: int, side: Side) -> None:
        self._line(head, side.title)
        self._text(content, side.body)

    def _statement(self, planned: Statement) -> None:
        self._text(BODY, planned.body)
        if not planned.body.points:
            shape, frame = self.places[TITLE], self.page.slot(TITLE).frame
            frame = narrowed(self.page.slot(TITLE), planned.head.width) if planned.head.width else frame
            body = self.page.slot(BODY).frame
            self._place(shape, replace(frame, height=body.top + body.height - frame.top))
            shape.text_frame._txBody.bodyPr.set("anchor", "ctr")

    def _agenda(self, planned: Agenda) -> None:
        if planned.lines:
            replace_paragraphs(self._take(BODY).text_frame._txBody, self.paragraphs.agenda(planned))

    def _code(self, planned: CodeSlide) -> None:
        frame = replace(self.page.slot(BODY).frame, height=planned.body.height)
        if planned.intro.points:
            zone = self.stage.zone
            frame = replace(frame, top=zone.top + planned.intro.height + GUTTER)
            self._text(SECOND, planned.intro, replace(zone, height=planned.intro.height))
        self._text(BODY, planned.body, frame)

    def _tiles(self, planned: KeyFigures) -> None:
        frames = self.stage.tiles(len(planned.tiles), planned.widths, planned.height)
        for number, (tile, frame) in enumerate(zip(planned.tiles, frames, strict=True)):
            shape = self._take(TILE + number)
            self._place(shape, frame)
            _lower(shape, planned.lead)
            replace_paragraphs(shape.text_frame._txBody, self.paragraphs.tile(tile, planned.size))

    # --- evidence

    def _seen(self, index: int) -> SlidePlaceholder:
        """The placeholder of what is shown, which says its place itself: its layout is not searched for it."""
        shape = self._take(index)
        if shape._element.find(f"{qn('p:spPr')}/{qn('a:xfrm')}") is None:
            self._place(shape, self.page.slot(index).frame)
        return shape

    def _chart(self, index: int, plot: Plot, source: Inlines) -> None:
        shape = self._seen(index)
        taker = ChartPlaceholder(shape._element, shape._parent)  # type: ignore[arg-type]
        add_chart(self.slide, taker, plot, self.theme, self.locale, printed(source))

    def _process(self, planned: ProcessSlide) -> None:
        self._text(BODY, planned.body, self._strip(planned.body))
        zone = self._evidence(planned.body)
        before = self.places[CAPTION if CAPTION in self.filled else TITLE]._element
        tree = self.slide.shapes._spTree
        known = set(tree)
        add_flow(
            self.slide, planned.flow, emu(zone.left), emu(zone.top), emu(zone.width), emu(zone.height),
            self.theme, self.locale,
        )  # fmt: skip
        for added in [element for element in tree if element not in known]:
            before.addnext(added)

    def _half(self, head: int, index: int, figure: Figure, body: Body) -> None:
        self._line(head, figure.caption)
        frame = self.page.slot(index).frame
        if body.height:
            frame = self.stage.above(frame, body.height)
            self._place(self.places[index], frame)
        if isinstance(figure.content, Plot):
            self._chart(index, replace(figure.content, alt=figure.alt or figure.content.alt), figure.source)
        elif isinstance(figure.content, Image | Missing):
            caption = printed(figure.caption)
            self._picture(index, figure.content, figure.alt or caption, caption, frame)

    def _picture(self, index: int, picture: Image | Missing, alt: str, around: str, frame: Frame | None = None) -> None:
        """`around` is what the slide says beside it: a frame does not say it again."""
        shape, frame = self._seen(index), frame or self.page.slot(index).frame
        if isinstance(picture, Missing):
            said = "" if says_again(around, alt) else alt
            add_missing(shape, frame, picture, alt, said, self.writing, self.paragraphs.gauge)
        else:
            add_picture(shape, frame, picture, self.assets[picture.asset], alt)

    def _evidence(self, body: Body) -> Frame:
        """What a strip of text leaves for what is shown."""
        evidence = self.stage.evidence
        return self.stage.above(evidence, body.height) if body.points else evidence

    def _place(self, shape: SlidePlaceholder, frame: Frame) -> None:
        shape.left, shape.top = emu(frame.left), emu(frame.top)
        shape.width, shape.height = emu(frame.width), emu(min(frame.height, self.stage.height - frame.top))


def _lower(shape: SlidePlaceholder, lead: float) -> None:
    """Sets the text `lead` points under the upper edge of its frame."""
    shape.text_frame._txBody.bodyPr.set("tIns", str(emu(lead)))
