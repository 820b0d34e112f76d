"""One planned slide written into the slide that its layout made: its placeholders and its evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.shapes.placeholder import ChartPlaceholder, SlidePlaceholder

from builder.deck.alternate import alternate
from builder.deck.frames import GUTTER, Frame
from builder.deck.furniture import add_footers, replace_paragraphs
from builder.deck.layouts import emu
from builder.deck.native_chart import add_chart
from builder.deck.native_flow import add_flow
from builder.deck.native_picture import add_missing, add_picture
from builder.deck.native_table import add_table
from builder.deck.prose import printed, says_again
from builder.deck.runs import Look
from builder.deck.seats import freed, narrowed
from builder.deck.slides import (
    Agenda,
    Body,
    Bullets,
    ChartSlide,
    Closing,
    CodeSlide,
    Comparison,
    Cover,
    KeyFigures,
    Pair,
    PictureSlide,
    ProcessSlide,
    SectionOpener,
    Side,
    SourcesSlide,
    Statement,
    TableSlide,
)
from builder.deck.slots import (
    BODY,
    CAPTION,
    EVIDENCE,
    LEFT_HEAD,
    META,
    MUTED,
    ORDINAL,
    RIGHT_HEAD,
    SECOND,
    TILE,
    TITLE,
    Layout,
)
from builder.deck.texts import TextWriter, lower
from builder.model import Figure, Image, Inlines, Missing, Plot, Text


class SlideWriter(TextWriter):
    """Fills one slide."""

    def write(self) -> None:
        head = self.planned.head
        title = (*head.title, Text(head.part)) if head.part else head.title
        self._line(TITLE, title, head.size, head.aside)
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
            said = {"ftr": self._twice(self.deck.footer, "footer"), "dt": self._twice(self.deck.date, "date")}
            faint = self.page.home.faint if self.page.home else frozenset()
            add_footers(self.slide, self.feet, said, self.writing, self.links.back(self.slide, head.chapter), faint)

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
                self._text(BODY, planned.body, self._panel(planned.body))
            case TableSlide():
                look = Look(size=planned.size, aside=self.gauge.aside(planned.size), aside_colour=self._quiet())
                add_table(self._seen(EVIDENCE), planned, self.writing, look)
                aside = planned.layout is Layout.TABLE_TEXT
                self._text(BODY, planned.body, (self._panel if aside else self._strip)(planned.body))
            case ProcessSlide():
                self._process(planned)
            case PictureSlide():
                around = printed(planned.head.title), printed(planned.head.caption)
                self._picture(EVIDENCE, planned.picture, planned.alt, " ".join(around))
                self._text(BODY, planned.body, self._panel(planned.body))
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

    def _strip(self, body: Body) -> Frame | None:
        return self.stage.note(body.height) if body.height else None

    def _quiet(self) -> str:
        """Colour of a second language in tables, whose heads have a ground of their own."""
        return "" if self.deck.master.roles else MUTED

    def _panel(self, body: Body) -> Frame | None:
        """Beside evidence, as high as its text needs; a placeholder of a company's layout shows no panel."""
        seated = self.page.home and BODY in self.page.home.seats
        return replace(self.page.slot(BODY).frame, height=body.height) if body.height and not seated else None

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
            lines = self.paragraphs.agenda(planned, self.page.slot(BODY))
            replace_paragraphs(self._take(BODY).text_frame._txBody, lines)

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
            lower(shape, planned.lead)
            lines = self.paragraphs.tile(tile, planned.size, self.page.slot(TILE + number))
            replace_paragraphs(shape.text_frame._txBody, lines)

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
        add_chart(self.slide, taker, plot, self.theme, self.locale, printed(source), self.writing.second)

    def _process(self, planned: ProcessSlide) -> None:
        self._text(BODY, planned.body, self._strip(planned.body))
        zone = self._evidence(planned.body)
        before = self.places[CAPTION if CAPTION in self.filled else TITLE]._element
        tree = self.slide.shapes._spTree
        known = set(tree)
        add_flow(
            self.slide, planned.flow, emu(zone.left), emu(zone.top), emu(zone.width), emu(zone.height),
            self.theme, self.locale,
            self.writing.second,
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
